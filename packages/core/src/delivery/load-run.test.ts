import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';

const { campaign: campaignId } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function planned(): Promise<string> {
  await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await shareOutGoods(shop);
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId });
  return data[0]?.id ?? '';
}

test('a planned run is loaded, twice is harmless, and one that has left is not loaded any more', async () => {
  const runId = await planned();
  const loaded = await shop.tuan.deliveryRuns.load({ runId });
  expect(loaded).toMatchObject({ status: 'loaded', startedAt: null });
  expect(await shop.tuan.deliveryRuns.load({ runId })).toEqual(loaded);
  const events = await shop.tuan.reader.rows(
    `SELECT "subject" FROM "events" WHERE "type" = 'deliveryRun.loaded'`,
  );
  expect(events).toEqual([{ subject: runId }]);
  await shop.tuan.deliveryRuns.start({ runId });
  await expect(shop.tuan.deliveryRuns.load({ runId })).rejects.toMatchObject({
    code: 'delivery_run_status',
    details: { status: 'underWay' },
  });
});

test('only the shop loads, and only a run that exists', async () => {
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.deliveryRuns.load({ runId: 'run_1' }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.deliveryRuns.load({ runId: 'run_1' })).rejects.toMatchObject({ code: 'not_found' });
});
