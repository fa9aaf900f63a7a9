import { products } from '../catalog/tables.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCampaignSchema } from '../campaigns/open-schemas.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, plantGift, promote, yuan } from '../testing/promote.ts';

/* What a shopper sees of promotions before there is a cart: what can be had, nothing else. */

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const actor = { kind: 'storefront', keyId: 'key_1' } as const;

async function shown(wanted: Readonly<Record<string, string>> = {}) {
  const page = await shop.tuan.campaigns.showOpen({ campaignId: planted.campaign, ...wanted }, { actor });
  expect(openCampaignSchema.parse(page)).toEqual(page);
  return page.promotions;
}
const texts = async () => (await shown()).map(({ text }) => text.zh);

test('新人首单立减5元, 满30元送鸡蛋, 拉3人进群, 满减: each says what it gives, the oldest first [S]', async () => {
  await plantGift(shop, 9);
  await promote(shop, { kind: 'firstOrder', name: '新人首单', steps: [{ amount: yuan(500) }] });
  await promote(shop, { kind: 'spendGift', gift: { variantId: planted.egg, from: yuan(3000) } });
  await promote(shop, { kind: 'inviteGift', every: 3, gift: { variantId: planted.egg, pieces: 2 } });
  const steps = [
    { from: yuan(5000), amount: yuan(500) },
    { from: yuan(10_000), basisPoints: 1250 },
  ];
  await promote(shop, { kind: 'spendSave', categories: ['水果', '肉禽蛋'], steps });
  await promote(shop, { kind: 'coupon', steps: [{ amount: yuan(500) }] });
  expect((await shown()).map(({ text }) => [text.zh, text.en])).toEqual([
    ['首单减 5.00 元', '5.00 CNY off on the first order'],
    ['满 30.00 元送鸡蛋', 'A gift from 30.00 CNY: 鸡蛋'],
    ['每邀请 3 位新邻居进群，送鸡蛋 ×2', 'A gift for every 3 newcomers you bring to the group: 鸡蛋 × 2'],
    [
      '满 50.00 元减 5.00 元，满 100.00 元减 12.5%（限水果、肉禽蛋）',
      '5.00 CNY off from 50.00 CNY, 12.5% off from 100.00 CNY (only 水果, 肉禽蛋)',
    ],
  ]);
  expect((await shown())[0]).toMatchObject({
    kind: 'firstOrder',
    name: '新人首单',
    leaderIds: [],
    endsAt: null,
  });
});

/** The shop has goods of another category, which this campaign does not offer. */
const stockSeafood = () =>
  shop.plant((work) => {
    const fish = { id: 'prd_fish', externalId: 'F900', name: '带鱼', category: '海鲜' };
    work.insert(products, { ...fish, createdAt: shop.now, updatedAt: shop.now });
    return null;
  });

test('nothing that is a draft, not yet begun, over, ended, or of other goods', async () => {
  const off = { kind: 'spendSave', steps: [{ from: yuan(1000), amount: yuan(100) }] } as const;
  await shop.tuan.promotions.create({ name: 'draft', ...off, steps: [...off.steps] });
  await promote(shop, { ...off, startsAt: '2026-11-23T10:00:00+08:00', endsAt: '2026-11-23T11:00:00+08:00' });
  const { id: promotionId } = await promote(shop, off);
  await shop.tuan.promotions.end({ promotionId });
  await stockSeafood();
  await promote(shop, { ...off, categories: ['海鲜'] });
  expect(await texts()).toEqual([]);
  shop.at('2026-11-23T10:00:00+08:00');
  expect(await texts()).toHaveLength(1);
  shop.at('2026-11-23T11:00:00+08:00');
  expect(await texts()).toEqual([]);
});

test('nothing whose budget is used up, and no gift that is gone or that the campaign has not', async () => {
  await promote(shop, {
    kind: 'spendSave',
    budget: yuan(100),
    steps: [{ from: yuan(1000), amount: yuan(100) }],
  });
  await promote(shop, { kind: 'spendGift', gift: { variantId: planted.egg, from: yuan(1000) } });
  expect(await texts()).toEqual(['满 10.00 元减 1.00 元']);
  await plantGift(shop, 1);
  expect(await texts()).toHaveLength(2);
  await shop.tuan.orders.place(apples(2));
  expect(await texts()).toEqual([]);
  // R1: what the hold has past its end is free, written down or not: the gift at once, the budget with the next order.
  shop.now += 15 * 60_000;
  expect(await texts()).toContain('满 10.00 元送鸡蛋');
});

test('one for some leaders names those of the campaign, and is not shown where none of them takes part', async () => {
  const off = { kind: 'spendSave', steps: [{ from: yuan(1000), amount: yuan(100) }] } as const;
  await promote(shop, { ...off, leaderIds: [planted.leader] });
  expect(await shown()).toMatchObject([{ leaderIds: [planted.leader] }]);
  await shop.tuan.engine.run([
    { sql: `UPDATE "leaders" SET "externalId" = 'L01' WHERE "id" = '${planted.leader}'`, params: [] },
  ]);
  expect(await shown({ leaderId: planted.leader })).toHaveLength(1);
  expect(await shown({ leaderId: 'external:L01' })).toHaveLength(1);
  expect(await shown({ leaderId: planted.otherLeader })).toEqual([]);
  await shop.tuan.engine.run([
    { sql: `DELETE FROM "campaign_leaders" WHERE "leaderId" = '${planted.leader}'`, params: [] },
  ]);
  expect(await shown()).toEqual([]);
});

test('after the cutoff nothing is promised', async () => {
  await promote(shop, { kind: 'firstOrder', steps: [{ amount: yuan(500) }] });
  shop.at('2026-11-23T22:00:00+08:00');
  expect(await shown()).toEqual([]);
});
