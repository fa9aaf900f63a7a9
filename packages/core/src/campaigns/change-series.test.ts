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

test('a changed rule makes the dates that are not made yet; what is made stays', async () => {
  const { id } = await startSeries(shop);
  await makeDue(shop);
  const changed = await shop.tuan.campaignSeries.change({
    seriesId: id,
    rule: { freq: 'weekly', byDay: ['TU', 'TH'] },
  });
  expect(changed).toMatchObject({ nextDate: '2026-11-26' });
  await makeDue(shop);
  expect((await roundsOf(shop, id)).map(({ date }) => date)).toEqual([
    '2026-11-27',
    '2026-11-26',
    '2026-11-24',
  ]);
  const unchanged = await shop.tuan.campaignSeries.change({ seriesId: id, publish: true });
  expect(unchanged.rule.byDay).toEqual(['TU', 'TH']);
});
