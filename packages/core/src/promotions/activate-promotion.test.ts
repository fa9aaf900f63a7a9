import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { cartOf, yuan } from '../testing/promote.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const draft = (extra: Readonly<Record<string, unknown>> = {}) =>
  shop.tuan.promotions.create({
    kind: 'firstOrder',
    name: '新人首单立减5元',
    steps: [{ amount: yuan(500) }],
    ...extra,
  });

test('activate promotion: a draft changes no price, an active one does; activating twice is harmless', async () => {
  const { id: promotionId } = await draft();
  expect((await shop.tuan.orders.quote(cartOf(3))).total).toEqual(yuan(3000));
  expect(await shop.tuan.promotions.activate({ promotionId })).toMatchObject({ status: 'active' });
  expect(await shop.tuan.promotions.activate({ promotionId })).toMatchObject({ status: 'active' });
  expect((await shop.tuan.orders.quote(cartOf(3))).total).toEqual(yuan(2500));
  expect(
    await shop.tuan.reader.rows(
      `SELECT count(*) AS "told" FROM "events" WHERE "type" = 'promotion.activated'`,
    ),
  ).toEqual([{ told: 1 }]);
});

test('activate promotion: not when it has ended, not when its window is over, not by a customer', async () => {
  const { id: ended } = await draft();
  await shop.tuan.promotions.end({ promotionId: ended });
  await expect(shop.tuan.promotions.activate({ promotionId: ended })).rejects.toMatchObject({
    code: 'promotion_status',
  });
  const { id: late } = await draft({ endsAt: '2026-11-23T10:00:00+08:00' });
  shop.at('2026-11-23T10:00:00+08:00');
  await expect(shop.tuan.promotions.activate({ promotionId: late })).rejects.toMatchObject({
    details: { fields: [{ path: 'endsAt' }] },
  });
  const actor = { kind: 'customer', customerId: planted.customer } as const;
  await expect(shop.tuan.promotions.activate({ promotionId: late }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
