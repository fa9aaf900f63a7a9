import { afterEach, beforeEach, expect, test } from 'vitest';
import { customers } from '../customers/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, cartOf, promote, yuan } from '../testing/promote.ts';
import { benefitUses } from './tables.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
  await promote(shop, { kind: 'firstOrder', name: '新人首单立减5元', steps: [{ amount: yuan(500) }] });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const asCustomer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
const ownCart = (pieces: number) => {
  const { customer: _, ...cart } = cartOf(pieces);
  return cart;
};

test('新人首单立减5元: 5.00 off the first order, with its reason, and nothing off the second [S]', async () => {
  const quote = await shop.tuan.orders.quote(cartOf(3));
  expect(quote).toMatchObject({ total: yuan(2500), lines: [{ discount: yuan(500), net: yuan(2500) }] });
  expect(quote.steps).toMatchObject([
    { kind: 'firstOrder', amount: 500, reason: 'amountOff', text: { zh: '新人首单立减5元：减5.00 元' } },
  ]);
  const placed = await shop.tuan.orders.place(apples(3, { quoteToken: quote.token, payment: 'atPickup' }));
  expect(placed.total).toEqual(yuan(2500));
  expect((await shop.tuan.orders.quote(cartOf(3))).total).toEqual(yuan(3000));
});

test('新人首单立减5元: a first order that is cancelled does not use it up [S]', async () => {
  const first = await shop.tuan.orders.place(apples(3));
  expect(first.total).toEqual(yuan(2500));
  expect((await shop.tuan.orders.quote(cartOf(1))).total).toEqual(yuan(1000));
  await shop.tuan.orders.cancel({ orderId: first.id });
  expect((await shop.tuan.orders.quote(cartOf(3))).total).toEqual(yuan(2500));
});

test('R10: an order that expired gives it back, written down or not', async () => {
  await shop.tuan.orders.place(apples(3));
  shop.now += 15 * 60_000;
  expect((await shop.tuan.orders.quote(cartOf(3))).total).toEqual(yuan(2500));
  expect((await shop.tuan.orders.place(apples(3))).total).toEqual(yuan(2500));
});

test('R10: two first orders at once: one gets it, the other is shown the new quote', async () => {
  const { token } = await shop.tuan.orders.quote(ownCart(3), asCustomer);
  const { customer: _, ...own } = apples(3, { quoteToken: token });
  const tries = await Promise.allSettled([
    shop.tuan.orders.place(own, asCustomer),
    shop.tuan.orders.place(own, asCustomer),
  ]);
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'quote_changed', details: { quote: { total: yuan(3000) } } },
  });
});

test('R10: the same when the other order is placed by another process meanwhile', async () => {
  const { token } = await shop.tuan.orders.quote(ownCart(3), asCustomer);
  const { customer: _, ...own } = apples(3, { quoteToken: token });
  const run = shop.tuan.engine.run.bind(shop.tuan.engine);
  let raced = false;
  const terms = JSON.stringify({ leaderIds: [], categories: [], steps: [], gift: null, every: null });
  Object.assign(shop.tuan.engine, {
    run: async (...call: Parameters<typeof run>) => {
      if (call[1] === 'write' && !raced) {
        raced = true;
        await run([
          {
            sql: `INSERT INTO "benefit_uses" ("id", "promotionId", "customerId", "orderId", "status", "onceKey", "terms", "createdAt")
              SELECT 'use_x', "id", ?1, 'ord_x', 'used', "id" || ' ' || ?1, ?2, 1 FROM "promotions"`,
            params: [planted.customer, terms],
          },
        ]);
      }
      return run(...call);
    },
  });
  await expect(shop.tuan.orders.place(own, asCustomer)).rejects.toMatchObject({
    code: 'quote_changed',
    details: { quote: { total: yuan(3000) } },
  });
  Object.assign(shop.tuan.engine, { run });
  await run([{ sql: `DELETE FROM "benefit_uses"`, params: [] }]);
});

test('R10: nothing comes back to the loser when the winner expires later', async () => {
  const winner = await shop.tuan.orders.place(apples(3));
  const loser = await shop.tuan.orders.place(apples(2, { payment: 'atPickup' }));
  shop.now += 15 * 60_000;
  expect(await shop.tuan.orders.get({ orderId: loser.id })).toMatchObject({ total: yuan(2000) });
  expect((await shop.tuan.orders.quote(cartOf(1))).total).toEqual(yuan(1000));
  // R16: the late payment finds the benefit gone, since there is another order now.
  const late = await shop.tuan.orders.pay({ orderId: winner.id, amount: yuan(2500), reference: 'late' });
  expect(late.outcome).toBe('refundDue');
});

test('R16: a late payment before the cutoff has its benefit again', async () => {
  const placed = await shop.tuan.orders.place(apples(3));
  shop.now += 20 * 60_000;
  await shop.tuan.orders.expireHolds({ orderIds: [placed.id] });
  const paid = await shop.tuan.orders.pay({ orderId: placed.id, amount: yuan(2500), reference: 'late' });
  expect(paid).toMatchObject({ outcome: 'accepted', order: { status: 'confirmed' } });
  expect(await shop.tuan.reader.table(benefitUses, 'TRUE')).toMatchObject([{ status: 'used' }]);
});

test('R10: the discount is at most the goods, and an order of 0.00 is firm at once (R15)', async () => {
  await shop.tuan.campaigns.putOffers({
    campaignId: planted.campaign,
    offers: [{ variantId: planted.apple, price: yuan(300) }],
  });
  const placed = await shop.tuan.orders.place(apples(1));
  expect(placed).toMatchObject({ total: yuan(0), status: 'confirmed', lines: [{ discount: yuan(300) }] });
});

test('R10: not for one whom the host knows from before, and not for a guest; a new phone is new', async () => {
  await shop.plant((work) =>
    work.set(customers, work.get(customers, planted.customer), { firstOrderBefore: true }),
  );
  expect((await shop.tuan.orders.quote(cartOf(3))).total).toEqual(yuan(3000));
  const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  const guest = await shop.tuan.orders.place(
    apples(3, { customer: { nickname: '3栋王姐' }, leaderId: undefined }),
    leader,
  );
  expect(guest.total).toEqual(yuan(3000));
  const neighbour = { customer: { phone: '13912345678' } };
  expect((await shop.tuan.orders.quote(cartOf(3, neighbour))).total).toEqual(yuan(2500));
  expect((await shop.tuan.orders.place(apples(3, neighbour))).total).toEqual(yuan(2500));
});

test('quote: who is not signed in sees the price for anybody, and a hint', async () => {
  const { customer: _, ...anybody } = cartOf(3);
  const quote = await shop.tuan.orders.quote(anybody);
  expect(quote.total).toEqual(yuan(3000));
  expect(quote.hints).toMatchObject([{ kind: 'firstOrder', reason: 'firstOrderSignIn' }]);
});

test('R9: allocated over the lines by largest remainder: 3.01 and 1.99 (section 4)', async () => {
  const lines = [
    { offerId: planted.appleOffer, pieces: 3 },
    { offerId: planted.eggOffer, pieces: 1 },
  ];
  await shop.tuan.campaigns.putOffers({
    campaignId: planted.campaign,
    offers: [{ variantId: planted.egg, price: yuan(1980) }],
  });
  const placed = await shop.tuan.orders.place(apples(1, { lines, payment: 'atPickup' }));
  expect(placed.lines.map(({ discount }) => discount.amount)).toEqual([301, 199]);
  expect(placed.lines.map(({ net }) => net.amount)).toEqual([2699, 1781]);
});

test('R46: a guest who turned out to be a customer is quoted the price at which the order is placed', async () => {
  const guest = apples(1, { customer: { nickname: '楼上' } });
  const first = await shop.tuan.orders.place(guest);
  expect(first.total).toEqual(yuan(1000));
  await shop.tuan.orders.cancel({ orderId: first.id });
  await shop.tuan.customers.link({ customerId: first.customerId, intoId: planted.otherCustomer });
  const quote = await shop.tuan.orders.quote(cartOf(1, { customer: { nickname: ' 楼上' } }));
  expect(quote.total).toEqual(yuan(500));
  const payment = { amount: quote.total, reference: 'till 7' };
  expect(await shop.tuan.orders.place({ ...guest, payment })).toMatchObject({ status: 'confirmed' });
});
