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
