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

test('breaks are skipped, the rule ends by itself, and what is over cannot be changed', async () => {
  const { id } = await startSeries(shop, {
    rule: { freq: 'weekly', byDay: ['TU', 'FR'], until: '2026-12-01' },
    breaks: [{ from: '2026-11-25', to: '2026-11-28', reason: '感恩节' }],
    horizonDays: 30,
  });
  expect((await shop.tuan.campaignSeries.dates({ seriesId: id, limit: 5 })).data).toMatchObject([
    { date: '2026-11-24', state: 'planned' },
    { date: '2026-11-27', state: 'break', reason: '感恩节' },
    { date: '2026-12-01', state: 'planned' },
  ]);
  expect(await makeDue(shop)).toBe(2);
  expect((await roundsOf(shop, id)).map(({ date }) => date)).toEqual(['2026-12-01', '2026-11-24']);
  expect(await shop.tuan.campaignSeries.get({ seriesId: id })).toMatchObject({
    status: 'ended',
    nextDate: null,
  });
  for (const command of [
    shop.tuan.campaignSeries.pause({ seriesId: id }),
    shop.tuan.campaignSeries.resume({ seriesId: id }),
    shop.tuan.campaignSeries.change({ seriesId: id, publish: false }),
  ])
    await expect(command).rejects.toMatchObject({ code: 'series_status', details: { status: 'ended' } });
  expect(await shop.tuan.campaignSeries.end({ seriesId: id })).toMatchObject({ status: 'ended' });
});
