import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { tick } from '../tick.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const campaignId = planted.campaign;
const cutoffs = async () => (await shop.tuan.campaigns.get({ campaignId })).cutoffs;

test('what could not be made is another state: the campaign says why, the shop hears of it once, the next tick tries again', async () => {
  await neighbourOrders(shop, { name: '王姐', pieces: 2 });
  // A disk that takes no purchase orders.
  const broken = `CREATE TRIGGER "no_orders" BEFORE INSERT ON "purchase_orders" BEGIN SELECT RAISE(ABORT, 'disk'); END`;
  await shop.tuan.engine.run([{ sql: broken, params: [] }]);
  shop.at('2026-11-23T22:10:00+08:00');
  for (const _ of [1, 2]) {
    const step = (await tick(shop.tuan)).steps.find(({ name }) => name === 'purchaseOrders.generate');
    expect(step?.problem).toContain('disk');
  }
  expect(await cutoffs()).toMatchObject([
    { state: 'notGenerated', pieces: 2, purchaseOrders: 0, problem: 'internal_error' },
  ]);
  expect(await shop.tuan.campaigns.get({ campaignId })).toMatchObject({ status: 'purchasing', reason: null });
  const told = await shop.tuan.reader.rows(
    `SELECT "topic", "facts" FROM "notices" WHERE "receiverKind" = 'shop'`,
  );
  expect(told).toMatchObject([{ topic: 'campaign.notBought' }]);
  await shop.tuan.engine.run([{ sql: 'DROP TRIGGER "no_orders"', params: [] }]);
  await tick(shop.tuan);
  expect(await cutoffs()).toMatchObject([{ state: 'generated', purchaseOrders: 1, problem: null }]);
});

test('only the shop and the tick note it, and where nothing waits nothing is noted', async () => {
  const { noteBuyingProblem } = shop.tuan.campaigns;
  expect(await noteBuyingProblem({ campaignId, problem: 'conflict' })).toEqual({ cutoffs: [] });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(noteBuyingProblem({ campaignId, problem: 'conflict' }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(noteBuyingProblem({ campaignId: 'cam_x', problem: 'conflict' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
