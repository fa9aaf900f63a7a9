import { expect, test } from 'vitest';
import { planted, testShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';
import { sheetOfDeliveryRun } from './delivery-sheets.ts';

test('the manifest shows plan, load, hand-over and count with names, in Chinese and English, rows as wide as headers', async () => {
  const shop = await testShop();
  const { campaign: campaignId, apple: variantId } = planted;
  await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  await neighbourOrders(shop, { name: '李叔', pieces: 4 });
  await shareOutGoods(shop);
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId });
  const [run] = data;
  if (run === undefined) throw new Error('a run was planned');
  const [stopId, runId] = [run.stops[0]?.id ?? '', run.id];
  const planned = sheetOfDeliveryRun(run, 'zh-CN');
  expect(planned.name).toBe('今日团 1');
  const about = [1, '幸福里东门驿站', '文一西路1500号', ''];
  expect(planned.rows).toEqual([
    [...about, '未到', 1, null, 'F001', '苹果', '', 7, '斤', null, null, null, null, '', null, '', '', ''],
  ]);
  const lines = [{ variantId, loaded: 6 }];
  await shop.tuan.deliveryRuns.load({ runId, stops: [{ stopId, crates: 2, lines }] });
  await shop.tuan.deliveryRuns.start({ runId });
  shop.at('2026-11-24T16:05:00+08:00');
  const differences = [{ variantId, missing: 1, damaged: 2, reason: '=1+1' }];
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈', lines: differences });
  await shop.tuan.deliveryRuns.countStop({ runId, stopId });
  const done = sheetOfDeliveryRun(await shop.tuan.deliveryRuns.get({ runId }), 'en');
  const rest = [7, '斤', 6, 4, 1, 2, '=1+1', 4, '陈', '2026-11-24 16:05', ''];
  expect(done.rows).toEqual([[...about, 'handed over', 1, 2, 'F001', '苹果', '', ...rest]]);
  for (const { headers, rows } of [planned, done])
    for (const row of rows) expect(row).toHaveLength(headers.length);
  await shop.audit();
  await shop.close();
});
