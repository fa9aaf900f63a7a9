import { afterEach, beforeEach, expect, test } from 'vitest';
import { campaigns, offers } from '../campaigns/tables.ts';
import { commissionEntries } from '../commissions/tables.ts';
import { customers } from '../customers/tables.ts';
import { events } from '../events/tables.ts';
import { orders } from '../orders/tables.ts';
import { shrinkages } from '../purchasing/tables.ts';
import { instantOf } from '../shared/time.ts';
import type { ShopPolicies } from '../shop/policies.ts';
import { shops } from '../shop/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, balances, buyApples, profit } from '../testing/ready-orders.ts';
import { tick } from '../tick.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
const boundary = '2026-11-25T20:30:00+08:00';

async function choose(policies: Partial<ShopPolicies>): Promise<void> {
  await shop.plant((work) => {
    const row = work.get(shops, 'shop');
    return work.set(shops, row, { policies: { ...row.policies, ...policies } });
  });
}

const eventsOf = async (type: string) => shop.tuan.reader.table(events, 't."type" = ?', [type]);

test('R30: kept, as if handed over: sale, cost and commission, once the last window and the grace have passed', async () => {
  const order = await buyApples(shop, 2, 'till-1');
  await arrive(shop, [order.id]);
  shop.at('2026-11-25T20:29:59+08:00');
  expect(await shop.tuan.pickups.closeUncollected({ orderIds: [order.id] })).toEqual({ closed: 0 });
  shop.at('2026-11-25T23:00:00+08:00');
  expect(await shop.tuan.pickups.closeUncollected({ orderIds: [order.id] })).toEqual({ closed: 1 });
  expect(await shop.tuan.pickups.closeUncollected({ orderIds: [order.id] })).toEqual({ closed: 0 });
  const closed = await shop.tuan.orders.get({ orderId: order.id });
  expect(closed).toMatchObject({
    status: 'uncollected',
    pickupCode: null,
    lines: [{ uncollected: 2, handedOver: 0 }],
  });
  expect(await profit(shop)).toBe(200);
  expect(await balances(shop)).not.toHaveProperty('2100');
  const [event] = await eventsOf('order.uncollected');
  expect(event).toMatchObject({
    occurredAt: instantOf(boundary),
    recordedAt: shop.now,
    data: { outcome: 'kept' },
  });
  const [entry] = await shop.tuan.reader.table(commissionEntries, 't."orderId" = ?', [order.id]);
  expect(entry?.earnableAt).toBe(instantOf('2026-11-27T20:30:00+08:00'));
});

test('R30: refunded: the money goes back by piece, the commission to 0, the goods are shrinkage', async () => {
  await choose({ uncollected: 'refund' });
  const order = await buyApples(shop, 2, 'till-1');
  await arrive(shop, [order.id]);
  shop.at(boundary);
  await shop.tuan.pickups.closeUncollected({ orderIds: [order.id] });
  expect(await shop.tuan.orders.get({ orderId: order.id })).toMatchObject({
    status: 'uncollected',
    refunded: { amount: 2000 },
  });
  expect(await balances(shop)).toEqual({ '1100': 2000, '2200': -2000, '2400': -1600, '5300': 1600 });
  const [lost] = await shop.tuan.reader.table(shrinkages, 'TRUE');
  expect(lost).toMatchObject({ stage: 'uncollected', pieces: 2, cost: 1600, reason: 'uncollected' });
  const [refund] = (await shop.tuan.refunds.list({ limit: 50 })).data;
  expect(refund).toMatchObject({ kind: 'byPiece', pieces: 2, reason: 'uncollected', fault: 'customer' });
});

test('R30: given back in part: that much of the pieces not fetched goes back, the rest is a sale, commission follows', async () => {
  await choose({ uncollected: 'refundPart', uncollectedRefundBasisPoints: 3333 });
  const order = await buyApples(shop, 3, 'till-1');
  await arrive(shop, [order.id]);
  const lines = [{ lineId: order.lines[0]?.id ?? '', pieces: 1 }];
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1', lines }, leader);
  shop.at(boundary);
  await shop.tuan.pickups.closeUncollected({ orderIds: [order.id] });
  expect(await shop.tuan.pickups.closeUncollected({ orderIds: [order.id] })).toEqual({ closed: 0 });
  // 33.33 % of two pieces at 10.00 is 6.67 (6.666); 10 % of 23.33 is earned.
  expect(await shop.tuan.orders.get({ orderId: order.id })).toMatchObject({ refunded: { amount: 667 } });
  expect(await balances(shop)).toEqual({
    '1100': 3000,
    '2200': -667,
    '2300': -233,
    '2400': -2400,
    '4000': -2333,
    '5000': 2400,
    '6000': 233,
  });
});

test('R30: donated: as kept for the money, and written down who got which goods', async () => {
  await choose({ uncollected: 'donate', uncollectedCharity: '阳光敬老院' });
  const order = await buyApples(shop, 2, 'till-1');
  await arrive(shop, [order.id]);
  shop.at(boundary);
  await shop.tuan.pickups.closeUncollected({ orderIds: [order.id] });
  expect(await profit(shop)).toBe(200);
  expect((await eventsOf('order.uncollected'))[0]).toMatchObject({ data: { outcome: 'donated' } });
  expect((await shop.tuan.pickups.listDonations({})).data).toMatchObject([
    { orderId: order.id, pieces: 2, cost: { amount: 1600, currency: 'CNY' }, charity: '阳光敬老院' },
  ]);
  await expect(shop.tuan.pickups.listDonations({}, leader)).rejects.toMatchObject({ code: 'not_allowed' });
});

test('R17: who has not come n times pays before, until the shop forgives it', async () => {
  await choose({ noShowsMax: 1 });
  const order = await buyApples(shop, 1, '', { payment: 'atPickup' });
  const second = await buyApples(shop, 1, '', { payment: 'atPickup' });
  expect(second.status).toBe('confirmed');
  await shop.tuan.orders.cancel({ orderId: second.id });
  await arrive(shop, [order.id]);
  shop.at(boundary);
  await shop.tuan.pickups.closeUncollected({ orderIds: [order.id] });
  await reopen();
  const again = () => buyApples(shop, 1, '', { payment: 'atPickup' });
  await expect(again()).rejects.toMatchObject({
    code: 'pay_at_pickup_refused',
    details: { policy: 'noShows', noShows: 1, noShowsMax: 1 },
  });
  await buyApples(shop, 1, 'till-9');
  const forgive = (options = {}) =>
    shop.tuan.pickups.forgiveNoShows({ customerId: planted.customer }, options);
  await expect(forgive(leader)).rejects.toMatchObject({ code: 'not_allowed' });
  expect(await forgive()).toEqual({ customerId: planted.customer, forgiven: 1 });
  expect(await forgive()).toMatchObject({ forgiven: 0 });
  expect(await again()).toMatchObject({ status: 'confirmed' });
});

async function reopen(): Promise<void> {
  shop.at('2026-11-23T12:00:00+08:00');
  await shop.plant((work) => {
    work.set(offers, work.get(offers, planted.appleOffer), { status: 'open' });
    return work.set(campaigns, work.get(campaigns, planted.campaign), { status: 'published' });
  });
}

test('R17: never paid at pickup: no sale, no commission, goods are shrinkage, and the customer has one no-show', async () => {
  const order = await buyApples(shop, 2, '', { payment: 'atPickup' });
  await arrive(shop, [order.id]);
  shop.at(boundary);
  await shop.tuan.pickups.closeUncollected({ orderIds: [order.id] });
  const closed = await shop.tuan.orders.get({ orderId: order.id });
  expect(closed).toMatchObject({ status: 'uncollected', amountDue: { amount: 0 }, paid: { amount: 0 } });
  expect(await balances(shop)).toEqual({ '2400': -1600, '5300': 1600 });
  const [customer] = await shop.tuan.reader.table(customers, 't."id" = ?', [planted.customer]);
  expect(customer).toMatchObject({ noShows: 1 });
  expect((await eventsOf('order.uncollected'))[0]).toMatchObject({ data: { outcome: 'unpaid' } });
});

test.each([
  ['keep', 300, { handedOver: 1, uncollected: 2, refunded: { amount: 0 } }],
  ['refund', 100 - 1600, { handedOver: 1, uncollected: 2, refunded: { amount: 2000 } }],
] as const)(
  'R30: the rest after a part handover makes the order collected (%s)',
  async (uncollected, kept, line) => {
    await choose({ uncollected });
    const order = await buyApples(shop, 3, 'till-1');
    await arrive(shop, [order.id]);
    const lines = [{ lineId: order.lines[0]?.id ?? '', pieces: 1 }];
    await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1', lines }, leader);
    shop.at(boundary);
    await shop.tuan.pickups.closeUncollected({ orderIds: [order.id] });
    expect(await shop.tuan.orders.get({ orderId: order.id })).toMatchObject({
      status: 'collected',
      lines: [line],
    });
    expect(await profit(shop)).toBe(kept);
    expect(await balances(shop)).not.toHaveProperty('1300');
    expect(await balances(shop)).not.toHaveProperty('1600');
    expect(await eventsOf('order.uncollected')).toEqual([]);
    expect((await eventsOf('order.collected'))[0]).toMatchObject({ occurredAt: instantOf(boundary) });
  },
);

test('R30: an order that became ready after the last window still waits for the whole grace', async () => {
  const order = await buyApples(shop, 1, 'till-1');
  await arrive(shop, [order.id]);
  await shop.plant((work) =>
    work.set(orders, work.get(orders, order.id), { readyAt: instantOf('2026-11-25T10:00:00+08:00') }),
  );
  shop.at('2026-11-26T09:59:59+08:00');
  expect(await shop.tuan.pickups.closeUncollected({ orderIds: [order.id] })).toEqual({ closed: 0 });
  shop.at('2026-11-26T10:00:00+08:00');
  expect(await shop.tuan.pickups.closeUncollected({ orderIds: [order.id] })).toEqual({ closed: 1 });
});

test('tick: closes every order that is due, in chunks, and a second tick does nothing', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 60; count += 1)
    ids.push((await buyApples(shop, 1, `till-${String(count)}`)).id);
  await arrive(shop, ids);
  await shop.tuan.pickups.handOver({ orderId: ids[0] ?? '', handoverId: 'phone-a-1' }, leader);
  shop.at(boundary);
  const done = async () =>
    (await tick(shop.tuan)).steps.find(({ name }) => name === 'pickups.closeUncollected');
  expect(await done()).toMatchObject({ done: 59, problem: null });
  expect(await done()).toMatchObject({ done: 0, problem: null });
  expect(await profit(shop)).toBe(6000);
});

test('close uncollected: goods that are not shared out yet are waited for', async () => {
  const order = await buyApples(shop, 1, 'till-1', {
    lines: [
      { offerId: planted.appleOffer, pieces: 1 },
      { offerId: planted.eggOffer, pieces: 1 },
    ],
    payment: { amount: { amount: 4280, currency: 'CNY' }, reference: 'till-1' },
  });
  await arrive(shop, [order.id], { waiting: [order.lines[1]?.id ?? ''] });
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' }, leader);
  shop.at(boundary);
  await tick(shop.tuan);
  expect(await shop.tuan.orders.get({ orderId: order.id })).toMatchObject({ status: 'ready' });
});

test('close uncollected: only the shop and its jobs may', async () => {
  await expect(shop.tuan.pickups.closeUncollected({ orderIds: ['ord_x'] }, leader)).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
