import { afterAll, beforeAll, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, plantGift, promote, yuan } from '../testing/promote.ts';
import { promotionInvariants } from './promotions.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await testShop();
  await promote(shop, { kind: 'firstOrder', steps: [{ amount: yuan(500) }] });
  await promote(shop, { kind: 'spendGift', gift: { variantId: planted.egg, from: yuan(1000) } });
  await plantGift(shop, 5);
  const flash = { startsAt: '2026-11-23T08:00:00+08:00', endsAt: '2026-11-23T12:00:00+08:00' };
  await shop.tuan.campaigns.putOffers({
    campaignId: planted.campaign,
    offers: [{ variantId: planted.apple, flashWindows: [{ ...flash, price: yuan(900), stock: 2 }] }],
  });
  await shop.tuan.orders.place(apples(3, { payment: 'atPickup' }));
});
afterAll(() => shop.close());

const faults: Readonly<Record<string, readonly [breaks: string, mends: string]>> = {
  benefit_shared_out: [
    `UPDATE "order_discounts" SET "promotionId" = "promotionId" || 'x'`,
    `UPDATE "order_discounts" SET "promotionId" = rtrim("promotionId", 'x')`,
  ],
  order_benefits: [`UPDATE "orders" SET "benefits" = 3`, `UPDATE "orders" SET "benefits" = 2`],
  gift_given: [
    `UPDATE "benefit_uses" SET "orderLineId" = "orderLineId" || 'x'`,
    `UPDATE "benefit_uses" SET "orderLineId" = rtrim("orderLineId", 'x')`,
  ],
  flash_customer_pieces: [
    `UPDATE "flash_customers" SET "pieces" = "pieces" + 1`,
    `UPDATE "flash_customers" SET "pieces" = "pieces" - 1`,
  ],
};

test.each(Object.entries(faults))('audit %s: a planted fault is named', async (name, [breaks, mends]) => {
  await shop.audit();
  const run = (sql: string) => shop.tuan.engine.run([{ sql, params: [] }]);
  await run(breaks);
  await expect(shop.audit()).rejects.toThrow(`"invariant": "${name}"`);
  await shop.audit([name]);
  await run(mends);
  await shop.audit();
});

test('audit: every invariant of promotions has a planted fault', () => {
  expect(promotionInvariants.map(({ name }) => name)).toEqual(Object.keys(faults));
});
