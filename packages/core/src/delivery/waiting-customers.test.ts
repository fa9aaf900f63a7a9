import { afterEach, beforeEach, expect, test } from 'vitest';
import { readNotifications } from '../events/read-notifications.ts';
import { readShop } from '../shop/the-shop.ts';
import { noticesOf, startedRun } from '../testing/driven-run.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** What customers were told of a topic, in the order of their names. */
async function told(topic: string): Promise<readonly string[]> {
  await shop.tuan.tick();
  const rows = await noticesOf(shop, topic);
  const ids = rows.filter(({ receiverKind }) => receiverKind === 'customer').map(({ id }) => id);
  const read = await readNotifications(shop.tuan.reader, await readShop(shop.tuan.reader), ids);
  return read.map(({ text }) => text);
}

test('a van that comes after the point opens: whoever waits there is told, once a time; nobody elsewhere', async () => {
  await neighbourOrders(shop, { name: 'C', pieces: 2, pickupPointId: planted.otherPoint });
  const { runId, stopId } = await startedRun(shop);
  const late = { runId, stopId, expectedAt: '2026-11-24T15:30:00+08:00' };
  await shop.tuan.deliveryRuns.announceLate(late);
  expect(await told('deliveryStop.late')).toEqual([]);
  const later = { ...late, expectedAt: '2026-11-24T17:30:00+08:00' };
  await shop.tuan.deliveryRuns.announceLate(later);
  await shop.tuan.deliveryRuns.announceLate(later);
  const text = '您在「幸福里东门驿站」的货会晚一些，预计 2026-11-24 17:30 到。到了会再通知您。';
  expect(await told('deliveryStop.late')).toEqual([text, text]);
  expect(await told('deliveryStop.late')).toHaveLength(2);
});

test('a stop that failed: whoever waits there is told not to come, and told when the goods are there after all', async () => {
  const { runId, stopId } = await startedRun(shop);
  await shop.tuan.deliveryRuns.failStop({ runId, stopId, note: '门锁着' });
  const text = '您在「幸福里东门驿站」的货还没有送到，请先不要去取。我们会重新安排，到了再通知您。';
  expect(await told('deliveryStop.failed')).toEqual([text, text]);
  expect(await told('order.ready')).toEqual([]);
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId: planted.campaign });
  const again = data.find(({ status }) => status === 'planned') ?? expect.fail('nothing is planned again');
  await shop.tuan.deliveryRuns.start({ runId: again.id });
  const stop = again.stops[0]?.id ?? '';
  await shop.tuan.deliveryRuns.handOverStop({ runId: again.id, stopId: stop, signedBy: '陈' });
  expect(await told('order.ready')).toHaveLength(2);
  expect(await told('deliveryStop.failed')).toHaveLength(2);
});
