import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, balances, buyApples } from '../testing/ready-orders.ts';

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
const ids = async (options: object, input = {}) =>
  (await shop.tuan.pickups.findBundle(input, options)).orders.map(({ orderId }) => orderId);

test('bundle: what is left to hand over today, names masked; fetched and closed orders are not in it', async () => {
  const first = await buyApples(shop, 3, 'till-1', { note: '放门口' });
  const fetched = await buyApples(shop, 1, 'till-2');
  const unpaid = await buyApples(shop, 2, '', { payment: 'atPickup' });
  await arrive(shop, [first.id, fetched.id, unpaid.id]);
  const lineId = first.lines[0]?.id ?? '';
  await shop.tuan.pickups.handOver({ orderId: fetched.id, handoverId: 'phone-a-1' }, leader);
  const part = [{ lineId, pieces: 1 }];
  await shop.tuan.pickups.handOver({ orderId: first.id, handoverId: 'phone-a-2', lines: part }, leader);
  const bundle = await shop.tuan.pickups.findBundle({}, leader);
  expect(bundle).toMatchObject({ date: '2026-11-24', asOf: '2026-11-24T08:00:00.000Z' });
  expect(bundle.orders).toEqual([
    {
      orderId: first.id,
      campaignId: planted.campaign,
      pickupPointId: planted.point,
      customer: '小*',
      note: '放门口',
      slot: null,
      code: first.pickupCode,
      collector: null,
      amountDue: { amount: 0, currency: 'CNY' },
      closesAt: '2026-11-25T12:30:00.000Z',
      lines: [
        { lineId, title: '苹果', unit: '斤', ordered: 3, pieces: 2, grams: null, note: '', gift: false },
      ],
    },
    expect.objectContaining({ orderId: unpaid.id, amountDue: { amount: 2000, currency: 'CNY' } }),
  ]);
  expect(JSON.stringify(bundle)).not.toMatch(/小雨|1390000/);
  shop.at('2026-11-25T20:30:00+08:00');
  expect(await ids(leader)).toEqual([]);
});

test('R41: a leader takes along own leadership and own points, the shop everything, nobody else anything', async () => {
  const mine = await buyApples(shop, 1, 'till-1');
  const elsewhere = await buyApples(shop, 1, 'till-2', { pickupPointId: planted.otherPoint });
  const notMine = await buyApples(shop, 1, 'till-3', {
    leaderId: planted.otherLeader,
    pickupPointId: planted.otherPoint,
  });
  await arrive(shop, [mine.id, elsewhere.id, notMine.id]);
  expect(await ids(leader)).toEqual([mine.id, elsewhere.id]);
  expect(await ids(other)).toEqual([elsewhere.id, notMine.id]);
  expect(await ids(leader, { pickupPointId: planted.point })).toEqual([mine.id]);
  expect(await ids({})).toHaveLength(3);
  const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  await expect(ids(customer)).rejects.toMatchObject({ code: 'not_allowed' });
});

test('R44: a substitute hands over on these days and earns nothing; before and after the orders do not exist', async () => {
  const order = await buyApples(shop, 2, 'till-1');
  await arrive(shop, [order.id]);
  const lineId = order.lines[0]?.id ?? '';
  const call = (handoverId: string) => ({
    orderId: order.id,
    handoverId,
    lines: [{ lineId, pieces: 1 }],
  });
  await expect(shop.tuan.pickups.handOver(call('phone-b-1'), other)).rejects.toMatchObject({
    code: 'not_found',
  });
  const appoint = { pickupPointId: planted.point, leaderId: planted.otherLeader };
  const days = { from: '2026-11-24', to: '2026-11-24' };
  const substitute = await shop.tuan.pickupPoints.appointSubstitute({ ...appoint, ...days }, leader);
  expect(await shop.tuan.pickupPoints.appointSubstitute({ ...appoint, ...days }, leader)).toEqual(substitute);
  expect(await ids(other)).toEqual([order.id]);
  expect(await shop.tuan.pickups.verify({ code: order.pickupCode ?? '' }, other)).toMatchObject({
    outcome: 'found',
  });
  expect(await shop.tuan.pickups.handOver(call('phone-b-1'), other)).toMatchObject({ outcome: 'accepted' });
  expect(await shop.tuan.notices.list({}, other)).toMatchObject({ data: [{ topic: 'pickup.standIn' }] });
  shop.at('2026-11-25T10:00:00+08:00');
  expect(await ids(other)).toEqual([]);
  await expect(shop.tuan.pickups.handOver(call('phone-b-2'), other)).rejects.toMatchObject({
    code: 'not_found',
  });
  // What the phone handed over yesterday it may tell today.
  const late = { ...call('phone-b-2'), occurredAt: '2026-11-24T19:00:00+08:00' };
  expect(await shop.tuan.pickups.syncHandovers({ handovers: [late] }, other)).toMatchObject({
    data: [{ outcome: 'recorded', handover: { outcome: 'accepted', status: 'collected' } }],
  });
  const earned = await shop.tuan.reader.rows(
    'SELECT DISTINCT "beneficiaryId" AS "who" FROM "commission_entries"',
  );
  expect(earned).toEqual([{ who: planted.leader }]);
  expect(await balances(shop)).toMatchObject({ '2300': -200 });
});

test('substitutes: ended at once; by the shop and the leader of the point alone; not the leader of the point', async () => {
  const appoint = (extra: object, options: object) =>
    shop.tuan.pickupPoints.appointSubstitute(
      {
        pickupPointId: planted.point,
        leaderId: planted.otherLeader,
        from: '2026-11-23',
        to: '2026-11-30',
        ...extra,
      },
      options,
    );
  await expect(appoint({}, other)).rejects.toMatchObject({ code: 'not_found' });
  await expect(appoint({ leaderId: planted.leader }, leader)).rejects.toMatchObject({
    code: 'substitute_unavailable',
  });
  await expect(appoint({ to: '2026-11-22', from: '2026-11-21' }, leader)).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(appoint({ to: '2026-11-22' }, leader)).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(appoint({ leaderId: 'led_of_nobody' }, leader)).rejects.toMatchObject({ code: 'not_found' });
  const { id: substituteId } = await appoint({}, {});
  await expect(shop.tuan.pickupPoints.endSubstitute({ substituteId }, other)).rejects.toMatchObject({
    code: 'not_found',
  });
  const ended = await shop.tuan.pickupPoints.endSubstitute({ substituteId }, leader);
  expect(await shop.tuan.pickupPoints.endSubstitute({ substituteId }, leader)).toEqual(ended);
  const order = await buyApples(shop, 1, 'till-1');
  await arrive(shop, [order.id]);
  expect(await ids(other)).toEqual([]);
  for (const reader of [leader, other, {}])
    expect((await shop.tuan.pickupPoints.listSubstitutes({}, reader)).data).toEqual([ended]);
});

test('the ticket of an order: for its owner, while there is something to fetch', async () => {
  const order = await buyApples(shop, 1, 'till-1');
  const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  const ticket = await shop.tuan.pickups.findTicket({ orderId: order.id }, customer);
  expect(ticket).toMatchObject({ code: order.pickupCode });
  expect(new Date(ticket.validUntil).toISOString()).toBe('2026-11-25T12:30:00.000Z');
  await expect(shop.tuan.pickups.findTicket({ orderId: order.id }, leader)).rejects.toMatchObject({
    code: 'not_found',
  });
  await arrive(shop, [order.id]);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' }, leader);
  await expect(shop.tuan.pickups.findTicket({ orderId: order.id }, customer)).rejects.toMatchObject({
    code: 'order_status',
  });
});

test('the signing keys: the first pair stays, and only the server itself reads it', async () => {
  expect(await shop.tuan.pickups.findKey({})).toEqual({ key: null });
  const [first, second] = await Promise.all(
    ['a', 'b'].map((name) =>
      shop.tuan.pickups.storeKey({ publicKey: `${name} public`, privateKey: `${name} private` }),
    ),
  );
  expect(second).toEqual(first);
  const till = { actor: { kind: 'shop', keyId: 'key_till', scopes: ['*'] } } as const;
  await expect(shop.tuan.pickups.findKey({}, till)).rejects.toMatchObject({ code: 'not_allowed' });
});
