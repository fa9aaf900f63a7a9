import { expect, test } from 'vitest';
import { planted, testShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';
import { sheetOfCrates, sheetOfPickList } from '../packing/pick-list-sheets.ts';
import { sheetOfDeliveryRun } from './delivery-sheets.ts';

test('pick list, crates and run become tables with Chinese or English headers and rows as wide as these', async () => {
  const shop = await testShop();
  await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  shop.now += 1000;
  await neighbourOrders(shop, { name: '李叔', pieces: 4 });
  await shareOutGoods(shop);
  const list = await shop.tuan.pickLists.get({ campaignId: planted.campaign });
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId: planted.campaign });
  const [run] = data;
  if (run === undefined) throw new Error('a run was planned');
  const bags = sheetOfPickList(list, 'zh-CN');
  expect(bags.name).toBe('分拣 2026-11-24 今日团');
  expect(bags.rows.map((row) => row.slice(0, 6))).toEqual([
    ['幸福里东门驿站', 1, '王*', '苹果', 3, '斤'],
    ['幸福里东门驿站', 2, '李*', '苹果', 4, '斤'],
  ]);
  expect(sheetOfCrates(list, 'en').rows).toEqual([['幸福里东门驿站', '文一西路1500号', '苹果', 7, '斤', 0]]);
  expect(sheetOfDeliveryRun(run, 'zh-CN').rows).toEqual([
    [1, '幸福里东门驿站', '文一西路1500号', '苹果', '', 7, '斤', null, null, '', ''],
  ]);
  for (const locale of ['zh-CN', 'en']) {
    for (const { headers, rows } of [
      sheetOfPickList(list, locale),
      sheetOfCrates(list, locale),
      sheetOfDeliveryRun(run, locale),
    ]) {
      for (const row of rows) expect(row).toHaveLength(headers.length);
    }
  }
  expect(sheetOfPickList(list, 'en').headers[0]).toBe('Pickup point');
  await shop.audit();
  await shop.close();
});
