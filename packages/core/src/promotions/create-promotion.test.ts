import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, promote, yuan } from '../testing/promote.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const wrong = async (wanted: Readonly<Record<string, unknown>>) => {
  const refused = (await shop.tuan.promotions
    .create({ name: 'x', ...wanted } as never)
    .catch((error: unknown) => error)) as {
    code: string;
    details: { fields: { path: string; code: string }[] };
  };
  return refused.details.fields.map(({ path, code }) => `${path} ${code}`);
};

test('promotions: a category in which the shop has no goods is refused, also when it is changed', async () => {
  const wanted = {
    kind: 'spendSave',
    name: '满减',
    steps: [{ from: yuan(1000), amount: yuan(100) }],
  } as const;
  const create = (categories: string[]) =>
    shop.tuan.promotions.create({ ...wanted, steps: [...wanted.steps], categories });
  const refused = {
    code: 'category_unknown',
    details: { categories: ['水果', '肉禽蛋'], fields: [{ path: 'categories.1', code: 'unknown_category' }] },
  };
  await expect(create(['水果', '水菓'])).rejects.toMatchObject(refused);
  const { id: promotionId } = await create(['水果']);
  await expect(
    shop.tuan.promotions.change({ promotionId, categories: ['水果', '水菓'] }),
  ).rejects.toMatchObject(refused);
  expect(await shop.tuan.promotions.get({ promotionId })).toMatchObject({ categories: ['水果'] });
});

test('promotions: bad input is refused field by field', async () => {
  expect(await wrong({ kind: 'firstOrder', steps: [{ basisPoints: 10_001 }] })).toEqual([
    'steps.0.basisPoints too_big',
  ]);
  expect(await wrong({ kind: 'firstOrder', steps: [{ amount: yuan(-1) }] })).toEqual([
    'steps.0.amount.amount custom',
  ]);
  expect(await wrong({ kind: 'firstOrder' })).toEqual(['steps required']);
  expect(await wrong({ kind: 'firstOrder', steps: [{ amount: yuan(1), basisPoints: 1 }] })).toEqual([
    'steps.0.amount custom',
  ]);
  expect(await wrong({ kind: 'spendGift' })).toEqual(['gift required']);
  expect(await wrong({ kind: 'spendGift', gift: { variantId: planted.egg } })).toEqual([
    'gift.from required',
  ]);
  expect(await wrong({ kind: 'inviteGift', gift: { variantId: planted.egg } })).toEqual(['every required']);
  const invited = { variantId: planted.egg, from: yuan(100), onUndone: 'charge' };
  expect(await wrong({ kind: 'inviteGift', every: 3, gift: invited })).toEqual(['gift.from not_here']);
  expect(await wrong({ kind: 'spendSave', steps: [{ from: yuan(300), amount: yuan(500) }] })).toEqual([
    'steps.0.amount above_from',
  ]);
  expect(
    await wrong({
      kind: 'spendSave',
      steps: [
        { from: yuan(300), amount: yuan(5) },
        { from: yuan(200), amount: yuan(5) },
      ],
    }),
  ).toEqual(['steps.1.from not_rising']);
  const falling = [
    { from: yuan(5000), basisPoints: 1000 },
    { from: yuan(10_000), amount: yuan(999) },
  ];
  expect(await wrong({ kind: 'spendSave', steps: falling })).toEqual(['steps.1.amount gives_less']);
  expect(
    await wrong({ kind: 'coupon', steps: [{ amount: yuan(5) }], endsAt: '2026-11-22T00:00:00+08:00' }),
  ).toEqual(['endsAt period']);
});

test('promotions: only the shop makes them, what has ended stays ended, and a budget does not fall below what is spent', async () => {
  const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  await expect(shop.tuan.promotions.list({}, leader)).rejects.toMatchObject({ code: 'not_allowed' });
  const { id: promotionId } = await promote(shop, {
    kind: 'firstOrder',
    budget: yuan(2000),
    steps: [{ amount: yuan(500) }],
  });
  await shop.tuan.orders.place(apples(1));
  await expect(shop.tuan.promotions.change({ promotionId, budget: yuan(100) })).rejects.toMatchObject({
    details: { fields: [{ path: 'budget', code: 'below_spent' }] },
  });
  await shop.tuan.promotions.end({ promotionId });
  await expect(shop.tuan.promotions.activate({ promotionId })).rejects.toMatchObject({
    code: 'promotion_status',
  });
  expect(await shop.tuan.promotions.get({ promotionId })).toMatchObject({
    status: 'ended',
    spent: yuan(500),
  });
});
