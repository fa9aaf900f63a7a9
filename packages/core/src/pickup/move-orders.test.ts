import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
const other = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
const all = { campaignId: planted.campaign, fromPointId: planted.point, toPointId: planted.otherPoint };
const move = (input: object = all, options = {}) =>
  shop.tuan.pickups.moveOrders({ reason: '团长今天不在', ...input } as never, options);
const noticesOf = async (options: object) => (await shop.tuan.notices.list({}, options)).data;

test('R44: moved orders are handed over at the new point, and the old leader still earns', async () => {
  const order = await buyApples(shop, 2, 'till-1');
  const held = await buyApples(shop, 1, '', { payment: undefined });
  expect(await move()).toEqual({ moved: [order.id, held.id], left: 0, withoutSlot: [], toDeliver: 0 });
  expect(await move()).toMatchObject({ moved: [] });
  expect(await shop.tuan.orders.get({ orderId: order.id })).toMatchObject({
    pickupPointId: planted.otherPoint,
    leaderId: planted.leader,
  });
  expect(await noticesOf(customer)).toMatchObject([
    { topic: 'order.moved', facts: { reason: '团长今天不在', toPointId: planted.otherPoint } },
    { topic: 'order.moved' },
  ]);
  for (const who of [leader, other])
    expect(await noticesOf(who)).toMatchObject([{ topic: 'orders.moved', facts: { orders: 2 } }]);
  shop.now += 20 * 60_000;
  await arrive(shop, [order.id]);
  const handed = await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-b-1' }, other);
  expect(handed).toMatchObject({ outcome: 'accepted', status: 'collected' });
  const earned = await shop.tuan.reader.rows(
    `SELECT DISTINCT "beneficiaryId" AS "who" FROM "commission_entries" WHERE "orderId" = '${order.id}'`,
  );
  expect(earned).toEqual([{ who: planted.leader }]);
});

test('moved after the cutoff: pick lists follow and the change is a document', async () => {
  const order = await buyApples(shop, 3, 'till-1');
  await arrive(shop, [order.id]);
  await move({ orderIds: [order.id], toPointId: planted.otherPoint });
  const list = await shop.tuan.pickLists.get({ campaignId: planted.campaign });
  expect(JSON.stringify(list)).toContain(planted.otherPoint);
  expect(JSON.stringify(list)).not.toContain(planted.point);
  const changes = await shop.tuan.reader.rows(
    `SELECT d."kind" AS "kind", l."pickupPointId" AS "point", l."before" AS "before", l."after" AS "after"
      FROM "change_documents" d JOIN "change_lines" l ON l."changeDocumentId" = d."id" ORDER BY l."after"`,
  );
  expect(changes).toEqual([
    { kind: 'pointMoved', point: planted.point, before: '3', after: '0' },
    { kind: 'pointMoved', point: planted.otherPoint, before: '0', after: '3' },
  ]);
});

test('moved with a booked time: kept where it is free, else given up; the old slot is free again', async () => {
  const day = { dates: ['2026-11-24'], minutes: 60 };
  const define = (pickupPointId: string, capacity: number) =>
    shop.tuan.pickupSlots.define({ pickupPointId, ...day, capacity });
  const { data } = await define(planted.point, 5);
  await define(planted.otherPoint, 1);
  const slotId = data[0]?.id;
  const [first, second] = [
    await buyApples(shop, 1, 'till-1', { slotId }),
    await buyApples(shop, 1, 'till-2', { slotId }),
  ];
  expect(await move()).toMatchObject({ moved: [first.id, second.id], withoutSlot: [second.id] });
  const slots = async (pickupPointId: string) =>
    (await shop.tuan.pickupSlots.list({ pickupPointId })).data[0]?.taken;
  expect([await slots(planted.point), await slots(planted.otherPoint)]).toEqual([0, 1]);
  expect((await shop.tuan.orders.get({ orderId: first.id })).slot).toMatchObject({ opens: '16:00' });
  expect((await shop.tuan.orders.get({ orderId: second.id })).slot).toBeNull();
  expect((await shop.tuan.pickups.listMoves({})).data).toMatchObject([
    { orderId: second.id, slotKept: false },
    { orderId: first.id, slotKept: true },
  ]);
});

test('moved while a handover is under way: goods are counted once, at the point where they were handed over', async () => {
  const order = await buyApples(shop, 2, 'till-1');
  await arrive(shop, [order.id]);
  const [, handed] = await Promise.allSettled([
    move(),
    shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' }, leader),
  ]);
  expect(handed).toMatchObject({ status: 'fulfilled', value: { outcome: 'accepted' } });
  expect(await shop.tuan.orders.get({ orderId: order.id })).toMatchObject({
    status: 'collected',
    lines: [{ handedOver: 2 }],
  });
});

test('moves are refused: by strangers, of orders that are over, to points that do not take part', async () => {
  const order = await buyApples(shop, 1, 'till-1');
  const one = { orderIds: [order.id], toPointId: planted.otherPoint };
  await expect(move(one, other)).rejects.toMatchObject({ code: 'not_found' });
  await expect(move(one, leader)).rejects.toMatchObject({ code: 'not_found' });
  await expect(move(one, customer)).rejects.toMatchObject({ code: 'not_allowed' });
  await shop.tuan.pickupPoints.upsert({
    pickupPoints: [
      { externalId: 'P09', name: '新点', address: '路', windows: [{ opens: '16:00', closes: '20:00' }] },
    ],
  });
  await expect(move({ ...one, toPointId: 'external:P09' })).rejects.toMatchObject({
    code: 'pickup_point_unavailable',
  });
  await expect(move({ ...one, orderIds: ['ord_of_nobody'] })).rejects.toMatchObject({ code: 'not_found' });
  await shop.tuan.orders.cancel({ orderId: order.id });
  await expect(move(one)).rejects.toMatchObject({ code: 'order_status' });
  for (const wrong of [
    { toPointId: planted.otherPoint },
    { ...one, campaignId: planted.campaign },
    { ...one, orderIds: [] },
  ])
    await expect(move(wrong)).rejects.toMatchObject({ code: 'invalid_input' });
});

test('moves: a leader moves from an own point to an own point, and sees the moves that concern own points', async () => {
  await shop.tuan.pickupPoints.upsert({
    pickupPoints: [
      {
        externalId: 'P02',
        name: '幸福里西区便利店',
        address: '文一西路1500号',
        leaderId: planted.leader,
      },
    ],
  });
  const order = await buyApples(shop, 1, 'till-1');
  expect(await move(all, leader)).toMatchObject({ moved: [order.id] });
  expect((await shop.tuan.pickups.listMoves({}, leader)).data).toMatchObject([
    { orderId: order.id, movedBy: `leader:${planted.leader}`, slotKept: null },
  ]);
  expect((await shop.tuan.pickups.listMoves({}, other)).data).toEqual([]);
  expect((await shop.tuan.pickups.listMoves({ orderId: order.id }, customer)).data).toMatchObject([
    { orderId: order.id, toPointId: planted.otherPoint, movedBy: null },
  ]);
  const foreigner = { actor: { kind: 'customer', customerId: planted.otherCustomer } } as const;
  expect((await shop.tuan.pickups.listMoves({ orderId: order.id }, foreigner)).data).toEqual([]);
  const anybody = { actor: { kind: 'storefront', keyId: 'key_1' } } as const;
  await expect(shop.tuan.pickups.listMoves({}, anybody)).rejects.toMatchObject({ code: 'not_allowed' });
});
