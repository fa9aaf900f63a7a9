import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, plantGift, promote, yuan } from '../testing/promote.ts';
import { tick } from '../tick.ts';
import { promotionResultsSchema } from './schemas.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function resultsOf(promotionId: string) {
  const results = await shop.tuan.promotions.results({ promotionId });
  expect(promotionResultsSchema.parse(results)).toEqual(results);
  return results;
}
const her = { customer: planted.otherCustomer };

test('a discount: to how many, how much of the budget, on orders of how much; a hold waits, what expired counts no more', async () => {
  const { id } = await promote(shop, {
    kind: 'spendSave',
    budget: yuan(1000),
    steps: [{ from: yuan(1000), amount: yuan(100) }],
  });
  expect(await resultsOf(id)).toMatchObject({ uses: 0, given: yuan(0), budgetLeft: yuan(1000), gifts: [] });
  const first = await shop.tuan.orders.place(
    apples(3, { payment: { amount: yuan(2900), reference: 'till 1' } }),
  );
  await shop.tuan.orders.place(apples(1, { ...her, payment: 'atPickup' }));
  await shop.tuan.orders.place(apples(1));
  await shop.tuan.orders.refund({
    orderId: first.id,
    lineId: first.lines[0]?.id ?? '',
    pieces: 1,
    reason: '坏果',
    fault: 'shop',
  });
  expect(await resultsOf(id)).toMatchObject({
    uses: 3,
    waiting: 1,
    orders: 3,
    customers: 2,
    given: yuan(300),
    budgetLeft: yuan(700),
    sales: yuan(3800),
    refunded: yuan(967),
  });
  shop.now += 15 * 60_000;
  await tick(shop.tuan);
  expect(await resultsOf(id)).toMatchObject({ uses: 2, waiting: 0, given: yuan(200), budgetLeft: yuan(800) });
});

test('R11: a gift: pieces given, what was charged for an undone one, and what is left of the stock', async () => {
  await plantGift(shop, 5);
  const gift = { variantId: planted.egg, from: yuan(3000), onUndone: 'charge' };
  const { id } = await promote(shop, { kind: 'spendGift', gift });
  const placed = await shop.tuan.orders.place(
    apples(3, { payment: { amount: yuan(3000), reference: 'till 1' } }),
  );
  expect(await resultsOf(id)).toMatchObject({
    given: yuan(600),
    giftPieces: 1,
    charged: yuan(0),
    gifts: [{ campaignId: planted.campaign, title: '鸡蛋', left: 4 }],
  });
  await shop.tuan.orders.reduce({
    orderId: placed.id,
    lines: [{ lineId: placed.lines[0]?.id ?? '', pieces: 1 }],
  });
  expect(await resultsOf(id)).toMatchObject({ given: yuan(0), charged: yuan(600), refunded: yuan(400) });
});

test('coupons: made, and how many uses are left; only the shop asks', async () => {
  const { id } = await promote(shop, { kind: 'coupon', steps: [{ amount: yuan(100) }] });
  await shop.tuan.coupons.create({ promotionId: id, coupons: [{ code: 'A1', uses: 3 }, { code: 'A2' }] });
  await shop.tuan.orders.place(apples(1, { couponCode: 'A1' }));
  expect(await resultsOf(id)).toMatchObject({ coupons: { made: 2, uses: 4, usesLeft: 3 } });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.promotions.results({ promotionId: id }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(resultsOf('prm_none')).rejects.toMatchObject({ code: 'not_found' });
});
