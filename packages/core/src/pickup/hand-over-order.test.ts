import { afterEach, beforeEach, expect, test } from 'vitest';
import { campaigns, offers } from '../campaigns/tables.ts';
import { commissionEntries } from '../commissions/tables.ts';
import { createOpenTuan } from '../open-tuan.ts';
import { instantOf } from '../shared/time.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, balances, buyApples, posted, profit } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;

async function readyOrder(pieces: number) {
  const order = await buyApples(shop, pieces, 'till-1');
  await arrive(shop, [order.id]);
  return { orderId: order.id, lineId: order.lines[0]?.id ?? '', code: order.pickupCode ?? '' };
}

test('hand over: an apple at cost 8.00, price 10.00 and 10 % commission leaves a profit of 1.00 [S]', async () => {
  const { orderId } = await readyOrder(1);
  const handed = await shop.tuan.pickups.handOver({ orderId, handoverId: 'phone-a-1' }, leader);
  expect(handed).toMatchObject({ outcome: 'accepted', status: 'collected', left: [] });
  expect(await posted(shop, 'line.completed')).toEqual([
    [1300, -800],
    [1600, -100],
    [2100, 1000],
    [4000, -1000],
    [5000, 800],
    [6000, 100],
  ]);
  expect(await profit(shop)).toBe(100);
  expect(await shop.tuan.orders.get({ orderId })).toMatchObject({ status: 'collected', pickupCode: null });
});

test('R29: after a part the order stays ready and nothing is recognised until the line is completed', async () => {
  const { orderId, lineId } = await readyOrder(3);
  const part = { orderId, handoverId: 'phone-a-1', lines: [{ lineId, pieces: 2 }] };
  expect(await shop.tuan.pickups.handOver(part, leader)).toMatchObject({
    status: 'ready',
    lines: [{ lineId, pieces: 2 }],
    left: [{ lineId, pieces: 1 }],
  });
  expect(await profit(shop)).toBe(0);
  expect(await shop.tuan.pickups.handOver({ orderId, handoverId: 'phone-a-2' }, leader)).toMatchObject({
    outcome: 'accepted',
    status: 'collected',
    lines: [{ lineId, pieces: 1 }],
  });
  expect(await profit(shop)).toBe(300);
});

test('R29: the same handover id counts once and has the same answer', async () => {
  const { orderId, lineId } = await readyOrder(3);
  const call = { orderId, handoverId: 'phone-a-1', lines: [{ lineId, pieces: 1 }] };
  const first = await shop.tuan.pickups.handOver(call, leader);
  expect(await shop.tuan.pickups.handOver(call, leader)).toEqual(first);
  expect(first.left).toEqual([{ lineId, pieces: 2 }]);
  const other = await buyAtOnce('till-2');
  const reused = shop.tuan.pickups.handOver({ ...call, orderId: other, lines: undefined }, leader);
  await expect(reused).rejects.toMatchObject({ code: 'handover_id_used' });
});

test('R29: lines that a phone names in another turn are answered in that of the order, also told again', async () => {
  const order = {
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [planted.appleOffer, planted.eggOffer].map((offerId) => ({ offerId, pieces: 1 })),
    payment: { amount: { amount: 4280, currency: 'CNY' }, reference: 'till-1' },
  };
  const { id: orderId, lines } = await shop.tuan.orders.place(order);
  await arrive(shop, [orderId]);
  const inTurn = lines.map(({ id: lineId }) => ({ lineId, pieces: 1 }));
  const call = { orderId, handoverId: 'phone-a-1', lines: inTurn.toReversed() };
  const first = await shop.tuan.pickups.handOver(call, leader);
  expect(first.lines).toEqual(inTurn);
  expect(await shop.tuan.pickups.handOver(call, leader)).toEqual(first);
});

async function buyAtOnce(reference: string): Promise<string> {
  shop.at('2026-11-23T12:00:00+08:00');
  await shop.plant((work) => {
    work.set(offers, work.get(offers, planted.appleOffer), { status: 'open' });
    return work.set(campaigns, work.get(campaigns, planted.campaign), { status: 'published' });
  });
  const { id } = await buyApples(shop, 1, reference);
  await arrive(shop, [id]);
  return id;
}

test('R29: 64 phones at once hand over one order once; the others are kept as conflicts that move nothing', async () => {
  const { orderId } = await readyOrder(3);
  const calls = Array.from({ length: 64 }, (_, phone) =>
    shop.tuan.pickups.handOver({ orderId, handoverId: `phone-${String(phone)}-1` }, leader),
  );
  const outcomes = (await Promise.all(calls)).map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(63);
  expect(await shop.tuan.orders.get({ orderId })).toMatchObject({ lines: [{ handedOver: 3 }] });
  expect(await profit(shop)).toBe(300);
});

test('R29: two processes on one database hand over one order once', async () => {
  const { orderId, lineId } = await readyOrder(3);
  let ids = 0;
  const other = createOpenTuan({
    engine: shop.tuan.engine,
    clock: () => shop.now,
    newId: (prefix) => `${prefix}_other_${String((ids += 1))}`,
    random: shop.tuan.random,
  });
  const calls = Array.from({ length: 16 }, (_, phone) =>
    (phone % 2 === 0 ? shop.tuan : other).pickups.handOver(
      { orderId, handoverId: `phone-${String(phone)}-1`, lines: [{ lineId, pieces: 2 }] },
      leader,
    ),
  );
  const outcomes = (await Promise.all(calls)).map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
  const same = { orderId, handoverId: 'phone-z-1' };
  const [first, second] = await Promise.all([
    shop.tuan.pickups.handOver(same, leader),
    other.pickups.handOver(same, leader),
  ]);
  expect(first).toMatchObject({ outcome: 'accepted', lines: [{ lineId, pieces: 1 }] });
  expect(second).toEqual(first);
});

test('R29: more pieces than are left are a conflict with what was claimed, and move nothing', async () => {
  const { orderId, lineId } = await readyOrder(2);
  const asked = [{ lineId, pieces: 3 }];
  expect(
    await shop.tuan.pickups.handOver({ orderId, handoverId: 'phone-a-1', lines: asked }, leader),
  ).toMatchObject({
    outcome: 'conflict',
    status: 'ready',
    lines: asked,
    left: [{ lineId, pieces: 2 }],
  });
});

test('R29: occurredAt is taken as between ready and now', async () => {
  const { orderId, lineId } = await readyOrder(3);
  const part = async (handoverId: string, occurredAt: string) =>
    shop.tuan.pickups.handOver({ orderId, handoverId, occurredAt, lines: [{ lineId, pieces: 1 }] }, leader);
  shop.at('2026-11-24T18:00:00+08:00');
  expect(await part('phone-a-1', '2026-11-24T15:00:00+08:00')).toMatchObject({
    occurredAt: '2026-11-24T08:00:00.000Z',
  });
  expect(await part('phone-a-2', '2026-11-24T17:00:00+08:00')).toMatchObject({
    occurredAt: '2026-11-24T09:00:00.000Z',
  });
  expect(await part('phone-a-3', '2026-11-25T17:00:00+08:00')).toMatchObject({
    occurredAt: '2026-11-24T10:00:00.000Z',
    receivedAt: '2026-11-24T10:00:00.000Z',
  });
});

test('R35: the commission can be earned 48 hours after the last handover, whatever order the phones tell it in', async () => {
  const { orderId, lineId } = await readyOrder(2);
  shop.at('2026-11-24T20:00:00+08:00');
  for (const [handoverId, occurredAt] of [
    ['phone-a-2', '2026-11-24T19:00:00+08:00'],
    ['phone-b-1', '2026-11-24T17:00:00+08:00'],
  ] as const) {
    await shop.tuan.pickups.handOver(
      { orderId, handoverId, occurredAt, lines: [{ lineId, pieces: 1 }] },
      leader,
    );
  }
  const [entry] = await shop.tuan.reader.table(commissionEntries, 't."orderId" = ?', [orderId]);
  expect(entry).toMatchObject({ status: 'accrued', due: 200, completedAt: shop.now });
  expect(entry?.earnableAt).toBe(instantOf('2026-11-26T19:00:00+08:00'));
});

test('R17: an order paid at pickup is paid in full before the first piece; the commission accrues then', async () => {
  const { id: orderId } = await buyApples(shop, 2, '', { payment: 'atPickup' });
  await arrive(shop, [orderId]);
  const call = { orderId, handoverId: 'phone-a-1' };
  await expect(shop.tuan.pickups.handOver(call, leader)).rejects.toMatchObject({
    code: 'payment_outstanding',
    details: { amountDue: { amount: 2000, currency: 'CNY' } },
  });
  const payment = {
    orderId,
    amount: { amount: 2000, currency: 'CNY' },
    reference: 'cash-1',
    collectedBy: 'leader' as const,
  };
  await shop.tuan.orders.pay(payment, leader);
  expect(await shop.tuan.pickups.handOver(call, leader)).toMatchObject({
    outcome: 'accepted',
    status: 'collected',
  });
  expect(await profit(shop)).toBe(200);
  expect(await balances(shop)).toMatchObject({ '1110': 2000, '2300': -200 });
});

test('hand over: refuses an order that is not ready, a stranger line, and whoever stands at no point', async () => {
  const early = await buyApples(shop, 1, 'till-1');
  const call = { orderId: early.id, handoverId: 'phone-a-1' };
  await expect(shop.tuan.pickups.handOver(call, leader)).rejects.toMatchObject({
    code: 'order_status',
    details: { status: 'confirmed' },
  });
  await arrive(shop, [early.id]);
  const stranger = { ...call, lines: [{ lineId: 'lin_of_another', pieces: 1 }] };
  await expect(shop.tuan.pickups.handOver(stranger, leader)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'lines.0.lineId', code: 'unknown_line' }] },
  });
  const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  await expect(shop.tuan.pickups.handOver(call, customer)).rejects.toMatchObject({ code: 'not_allowed' });
  const twice = {
    ...call,
    handoverId: 'x',
    lines: [
      { lineId: 'a', pieces: 1 },
      { lineId: 'a', pieces: 0 },
    ],
  };
  await expect(shop.tuan.pickups.handOver(twice, leader)).rejects.toMatchObject({ code: 'invalid_input' });
});

test('R41: a leader hands over orders of own leadership and of own points, no others', async () => {
  const { orderId } = await readyOrder(1);
  const stranger = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
  const call = { orderId, handoverId: 'phone-b-1' };
  await expect(shop.tuan.pickups.handOver(call, stranger)).rejects.toMatchObject({ code: 'not_found' });
  await shop.tuan.pickups.moveOrders({ orderIds: [orderId], toPointId: planted.otherPoint });
  expect(await shop.tuan.pickups.handOver(call, stranger)).toMatchObject({ outcome: 'accepted' });
});

test('R30: by the clock an order closes at the end of the grace, whether a job has run or not', async () => {
  const { orderId, lineId } = await readyOrder(2);
  const part = (handoverId: string) => ({ orderId, handoverId, lines: [{ lineId, pieces: 1 }] });
  shop.at('2026-11-25T20:29:59+08:00');
  expect(await shop.tuan.pickups.handOver(part('phone-a-1'), leader)).toMatchObject({ outcome: 'accepted' });
  shop.at('2026-11-25T20:30:00+08:00');
  expect(await shop.tuan.pickups.handOver(part('phone-a-2'), leader)).toMatchObject({
    outcome: 'conflict',
    status: 'collected',
  });
  expect(await shop.tuan.orders.get({ orderId })).toMatchObject({
    lines: [{ handedOver: 1, uncollected: 1 }],
  });
});
