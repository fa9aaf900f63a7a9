import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDue, roundsOf, startSeries } from '../testing/fruit-series.ts';
import { testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('paused: no rounds; dates that pass meanwhile are left out; resumed from today on; twice is harmless', async () => {
  const { id } = await startSeries(shop, { horizonDays: 1 });
  const { pause, resume, get } = shop.tuan.campaignSeries;
  await pause({ seriesId: id });
  expect(await pause({ seriesId: id })).toMatchObject({ status: 'paused' });
  shop.at('2026-11-28T09:00:00+08:00');
  expect(await makeDue(shop)).toBe(0);
  await resume({ seriesId: id });
  expect(await resume({ seriesId: id })).toMatchObject({ status: 'active', nextDate: '2026-12-01' });
  expect(await roundsOf(shop, id)).toEqual([]);
  expect(await get({ seriesId: id })).toMatchObject({ nextDate: '2026-12-01' });
});
