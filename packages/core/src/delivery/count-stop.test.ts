import { afterEach, beforeEach, expect, test } from 'vitest';
import { noticesOf, startedRun } from '../testing/driven-run.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

const leader = { kind: 'leader', leaderId: planted.leader } as const;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('a count that agrees is a confirmation, and one of goods that did not come is refused', async () => {
  const { runId, stopId } = await startedRun(shop);
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈' });
  const lines = [{ variantId: planted.egg, counted: 1 }];
  await expect(shop.tuan.deliveryRuns.countStop({ runId, stopId, lines })).rejects.toMatchObject({
    details: { fields: [{ path: 'lines.0.variantId', code: 'not_in_delivery' }] },
  });
  const run = await shop.tuan.deliveryRuns.countStop({ runId, stopId }, { actor: leader });
  expect(run.stops).toMatchObject([{ countedBy: `leader:${planted.leader}`, lines: [{ counted: 7 }] }]);
  expect(await noticesOf(shop, 'deliveryStop.counted')).toEqual([]);
});
