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

test('a run starts, loaded or not; twice is harmless and keeps the first time', async () => {
  const runId = await planned();
  const started = await shop.tuan.deliveryRuns.start({ runId });
  expect(started).toMatchObject({ status: 'underWay', startedAt: '2026-11-23T14:10:00.000Z' });
  shop.now += 60_000;
  expect(await shop.tuan.deliveryRuns.start({ runId })).toEqual(started);
});

test('a finished run does not start again', async () => {
  const runId = await planned();
  const { stops } = await shop.tuan.deliveryRuns.start({ runId });
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId: stops[0]?.id ?? '', signedBy: '陈' });
  await expect(shop.tuan.deliveryRuns.start({ runId })).rejects.toMatchObject({
    code: 'delivery_run_status',
    details: { status: 'finished' },
  });
});
