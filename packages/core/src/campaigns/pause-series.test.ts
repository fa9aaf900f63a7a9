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

test('paused: what is made goes on, nothing new is made, and pausing twice tells it once', async () => {
  const { id } = await startSeries(shop);
  await makeDue(shop);
  await shop.tuan.campaignSeries.pause({ seriesId: id });
  expect(await shop.tuan.campaignSeries.pause({ seriesId: id })).toMatchObject({ status: 'paused' });
  shop.at('2026-11-30T09:00:00+08:00');
  expect(await makeDue(shop)).toBe(0);
  expect((await roundsOf(shop, id)).map(({ outcome }) => outcome)).toEqual(['published', 'published']);
  const told = await shop.tuan.reader.rows(`SELECT 1 FROM "events" WHERE "type" = 'series.paused'`);
  expect(told).toHaveLength(1);
  await expect(shop.tuan.campaignSeries.pause({ seriesId: 'ser_x' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
