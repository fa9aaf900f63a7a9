import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { addGoods, moveToStock, takeGoods } from './campaign-goods.ts';
import { campaignGoods, stock } from './tables.ts';

const { campaign, apple } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  // Goods are planted here that nobody has received.
  await shop.audit(['goods_pieces', 'goods_cost']);
  await shop.close();
});

test('R25: goods leave at moving average cost, and the last piece leaves nothing behind', async () => {
  await shop.plant((work) => addGoods(work, campaign, apple, 2, 1601));
  await shop.plant((work) => addGoods(work, campaign, apple, 1, 900));
  expect(await shop.plant((work) => takeGoods(work, campaign, apple, 1))).toBe(834);
  expect(await shop.plant((work) => takeGoods(work, campaign, apple, 1))).toBe(834);
  expect(await shop.plant((work) => takeGoods(work, campaign, apple, 1))).toBe(833);
  expect(await shop.tuan.reader.table(campaignGoods, 'TRUE')).toMatchObject([{ pieces: 0, cost: 0 }]);
});

test('R25: takings at the same moment come one after the other, so no rounding stays behind', async () => {
  await shop.plant((work) => addGoods(work, campaign, apple, 5, 101));
  const costs = await Promise.all(
    Array.from({ length: 5 }, () => shop.plant((work) => takeGoods(work, campaign, apple, 1))),
  );
  expect(costs.reduce((sum, cost) => sum + cost, 0)).toBe(101);
});

test('goods that did not arrive cannot leave', async () => {
  await expect(shop.plant((work) => takeGoods(work, campaign, apple, 1))).rejects.toThrow(
    'has 1 pieces of var_apple',
  );
  await shop.plant((work) => addGoods(work, campaign, apple, 1, 800));
  await expect(shop.plant((work) => takeGoods(work, campaign, apple, 2))).rejects.toThrow(
    'has 2 pieces of var_apple',
  );
});

test('goods moved to stock keep their cost and leave the campaign in the ledger', async () => {
  await shop.plant((work) => addGoods(work, campaign, apple, 3, 2400));
  const goods = { campaignId: campaign, variantId: apple, pieces: 2 };
  const moved = await shop.plant((work, context) =>
    moveToStock(work, goods, { type: 'line.withdrawn', subject: 'lin_1' }, context),
  );
  expect(moved).toBe(1600);
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toMatchObject([
    { variantId: apple, pieces: 2, cost: 1600 },
  ]);
  const entries = await shop.tuan.reader.rows(
    'SELECT "account", "amount", "campaignId" FROM "ledger_entries" ORDER BY "position"',
  );
  expect(entries).toEqual([
    { account: 1300, amount: 1600, campaignId: null },
    { account: 1300, amount: -1600, campaignId: campaign },
  ]);
});
