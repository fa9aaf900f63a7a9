import { afterEach, beforeEach, expect, test } from 'vitest';
import { draftFruit, fruitRound, makeDue, roundsOf, startSeries } from '../testing/fruit-series.ts';
import { testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('preview: the first Fridays of the next months with their times, and nothing is stored', async () => {
  const { data } = await shop.tuan.campaignSeries.preview({
    templateId: await draftFruit(shop),
    rule: { freq: 'monthly', byDay: ['1FR'] },
    limit: 2,
  });
  expect(data).toMatchObject([
    { date: '2026-12-04', closesAt: '2026-12-03T14:00:00.000Z', pickupStartsAt: '2026-12-04T08:00:00.000Z' },
    { date: '2027-01-01', state: 'planned', campaignId: null },
  ]);
  expect((await shop.tuan.campaignSeries.list({ limit: 50 })).data).toEqual([]);
});

test.each([
  ['Asia/Shanghai', '2026-10-26', ['22:00']],
  ['Europe/Berlin', '2026-10-20', ['22:00']],
  ['Europe/Berlin', '2026-03-24', ['22:00']],
  ['America/New_York', '2026-10-28', ['22:00']],
  ['Australia/Lord_Howe', '2026-09-30', ['22:00']],
])('wall-clock times stay over a change of the clock: %s from %s', async (zone, start, times) => {
  const there = await testShop({ zone });
  there.now = Date.parse(`${start}T00:00:00Z`);
  const closing = `${new Date(there.now + 86_400_000).toISOString().slice(0, 10)}T22:00`;
  const pickupDate = new Date(there.now + 2 * 86_400_000).toISOString().slice(0, 10);
  const dates = { opensAt: closing.replace('22:00', '08:00'), closesAt: closing, pickupDate };
  const { id } = await there.tuan.campaigns.draft({ ...fruitRound, ...dates });
  const { data } = await there.tuan.campaignSeries.preview({
    templateId: id,
    rule: { freq: 'daily' },
    startsOn: pickupDate,
    limit: 20,
  });
  const local = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  });
  expect([...new Set(data.map(({ closesAt }) => local.format(Date.parse(closesAt))))]).toEqual(times);
  expect([...new Set(data.map(({ pickupEndsAt }) => local.format(Date.parse(pickupEndsAt))))]).toEqual([
    '20:00',
  ]);
  await there.close();
});

test('rounds are paged by date', async () => {
  const { id } = await startSeries(shop, { rule: { freq: 'daily' }, horizonDays: 10 });
  await makeDue(shop);
  const first = await shop.tuan.campaignSeries.rounds({ seriesId: id, limit: 4 });
  const cursor = first.nextCursor ?? '';
  const second = await shop.tuan.campaignSeries.rounds({ seriesId: id, limit: 50, cursor });
  expect([...first.data, ...second.data].map(({ date }) => date)).toEqual(
    (await roundsOf(shop, id)).map(({ date }) => date),
  );
  expect(second.nextCursor).toBeNull();
});
