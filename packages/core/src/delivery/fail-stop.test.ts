import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';

const { campaign: campaignId, point } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function underWay() {
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId });
  const run = data.at(-1);
  const runId = run?.id ?? '';
  await shop.tuan.deliveryRuns.start({ runId });
  return {
    runId,
    stopAt: (pickupPointId: string) =>
      run?.stops.find((stop) => stop.pickupPointId === pickupPointId)?.id ?? '',
  };
}

const statusOf = async (orderId: string) => (await shop.tuan.orders.get({ orderId })).status;

test('R28: a failed stop leaves its orders confirmed and is planned again', async () => {
  const placed = await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await shareOutGoods(shop);
  const { runId, stopAt } = await underWay();
  const stopId = stopAt(point);
  const failed = await shop.tuan.deliveryRuns.failStop({ runId, stopId, note: '门锁着' });
  expect(failed).toMatchObject({ status: 'finished', stops: [{ status: 'failed', note: '门锁着' }] });
  expect(await shop.tuan.deliveryRuns.failStop({ runId, stopId, note: '门锁着' })).toEqual(failed);
  await expect(shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈' })).rejects.toMatchObject({
    code: 'delivery_stop_status',
  });
  expect(await statusOf(placed.id)).toBe('confirmed');
  const again = await underWay();
  expect((await shop.tuan.deliveryRuns.get({ runId })).stops).toMatchObject([{ outcome: 'planned' }]);
  expect(again.runId).not.toBe(runId);
  await shop.tuan.deliveryRuns.handOverStop({
    runId: again.runId,
    stopId: again.stopAt(point),
    signedBy: '陈',
  });
  expect(await statusOf(placed.id)).toBe('ready');
});

test('a stop fails only while its run is under way, for a reason, and never at the word of a customer', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await shareOutGoods(shop);
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId });
  const runId = data[0]?.id ?? '';
  const stopId = data[0]?.stops[0]?.id ?? '';
  const fail = (note: string, actor?: { kind: 'customer'; customerId: string }) =>
    shop.tuan.deliveryRuns.failStop({ runId, stopId, note }, actor === undefined ? {} : { actor });
  await expect(fail('门锁着')).rejects.toMatchObject({
    code: 'delivery_run_status',
    details: { status: 'planned' },
  });
  await expect(fail('')).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'note' }] },
  });
  await expect(fail('门锁着', { kind: 'customer', customerId: planted.customer })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(
    shop.tuan.deliveryRuns.failStop({ runId, stopId: 'stp_none', note: '门锁着' }),
  ).rejects.toMatchObject({ code: 'not_found' });
});
