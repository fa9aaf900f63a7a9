import { afterEach, beforeEach, expect, test } from 'vitest';
import { shrinkages, stock } from '../purchasing/tables.ts';
import { noticesOf, startedRun } from '../testing/driven-run.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { balances } from '../testing/ready-orders.ts';

const { campaign: campaignId, apple } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('R28: a failed stop that is not driven to again goes short: money back, goods lost in transport', async () => {
  const { runId, stopId, orders } = await startedRun(shop);
  await expect(shop.tuan.deliveryRuns.giveUpStop({ runId, stopId, goods: 'lost' })).rejects.toMatchObject({
    code: 'delivery_stop_status',
    details: { status: 'pending' },
  });
  await shop.tuan.deliveryRuns.failStop({ runId, stopId, note: '车坏了' });
  expect(await noticesOf(shop, 'deliveryStop.failed')).toMatchObject([
    { receiverId: planted.leader, facts: { note: '车坏了' } },
  ]);
  const run = await shop.tuan.deliveryRuns.giveUpStop({ runId, stopId, goods: 'lost' });
  expect(run.stops).toMatchObject([{ status: 'failed', outcome: 'short' }]);
  for (const orderId of orders)
    expect(await shop.tuan.orders.get({ orderId })).toMatchObject({
      status: 'cancelled',
      cancelReason: 'short',
    });
  expect(await balances(shop)).toMatchObject({ 1100: 7000, 2200: -7000, 5300: 5600 });
  expect(await shop.tuan.deliveryRuns.giveUpStop({ runId, stopId, goods: 'stock' })).toEqual(run);
  expect((await shop.tuan.deliveryRuns.plan({ campaignId })).data).toHaveLength(1);
});

test('R28: what came back from a failed stop goes to stock; a part goes short, the rest is driven again', async () => {
  const { runId, stopId, orders } = await startedRun(shop);
  await shop.tuan.deliveryRuns.failStop({ runId, stopId, note: '门锁着' });
  const before = await shop.tuan.reader.table(stock, 'TRUE');
  const part = { runId, stopId, goods: 'stock' as const, lines: [{ variantId: apple, pieces: 2 }] };
  await expect(
    shop.tuan.deliveryRuns.giveUpStop({ ...part, lines: [{ variantId: apple, pieces: 8 }] }),
  ).rejects.toMatchObject({ details: { fields: [{ path: 'lines.0.pieces', code: 'more_than_expected' }] } });
  const run = await shop.tuan.deliveryRuns.giveUpStop(part);
  expect(run.stops).toMatchObject([{ outcome: null }]);
  expect(await shop.tuan.orders.get({ orderId: orders[1] })).toMatchObject({
    status: 'confirmed',
    refunded: { amount: 2000 },
  });
  const after = await shop.tuan.reader.table(stock, 'TRUE');
  expect((after[0]?.pieces ?? 0) - (before[0]?.pieces ?? 0)).toBe(2);
  expect(await shop.tuan.reader.table(shrinkages, 'TRUE')).toEqual([]);
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId });
  expect(data.at(-1)?.stops).toMatchObject([{ lines: [{ expected: 5 }] }]);
  await expect(shop.tuan.deliveryRuns.giveUpStop(part)).rejects.toMatchObject({
    code: 'delivery_stop_outcome',
    details: { outcome: 'planned' },
  });
});
