import { afterEach, beforeEach, expect, test } from 'vitest';
import { leaders } from '../leaders/tables.ts';
import { makeDue, roundsOf, startSeries } from '../testing/fruit-series.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { tick } from '../tick.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('a series makes its rounds when the horizon reaches them, each date once for ever', async () => {
  const { id, nextDate } = await startSeries(shop);
  expect(nextDate).toBe('2026-11-24');
  expect([await makeDue(shop), await makeDue(shop)]).toEqual([2, 0]);
  expect(await roundsOf(shop, id)).toMatchObject([
    { date: '2026-11-27', outcome: 'published', problems: [] },
    { date: '2026-11-24', outcome: 'published', problems: [] },
  ]);
  shop.at('2026-11-27T09:00:00+08:00');
  expect([await makeDue(shop), await makeDue(shop)]).toEqual([1, 0]);
  expect(await shop.tuan.campaignSeries.get({ seriesId: id })).toMatchObject({ nextDate: '2026-12-04' });
  const [latest] = await roundsOf(shop, id);
  expect(await shop.tuan.campaigns.get({ campaignId: latest?.campaignId ?? '' })).toMatchObject({
    title: '鲜果团',
    status: 'published',
    opensAt: '2026-11-30T00:00:00.000Z',
    closesAt: '2026-11-30T14:00:00.000Z',
    pickupDate: '2026-12-01',
  });
});

test('two ticks at the same moment make a round once', async () => {
  const { id } = await startSeries(shop);
  await Promise.all([tick(shop.tuan), tick(shop.tuan)]);
  expect(await roundsOf(shop, id)).toHaveLength(2);
  const copies = await shop.tuan.reader.rows(`SELECT 1 FROM "events" WHERE "type" = 'campaign.copied'`);
  expect(copies).toHaveLength(2);
});

test('rounds are left as drafts where the series says so', async () => {
  const { id } = await startSeries(shop, { publish: false });
  await makeDue(shop);
  const [, first] = await roundsOf(shop, id);
  expect(first?.outcome).toBe('drafted');
  expect(await shop.tuan.campaigns.get({ campaignId: first?.campaignId ?? '' })).toMatchObject({
    status: 'draft',
  });
});

test('a round that cannot be published waits as a draft; an event and a notice say why', async () => {
  const { id } = await startSeries(shop);
  await shop.plant((work) => work.set(leaders, work.get(leaders, planted.leader), { status: 'suspended' }));
  await makeDue(shop);
  const [, first] = await roundsOf(shop, id);
  expect(first).toMatchObject({ outcome: 'refused', problems: [{ path: 'leaderIds', code: 'required' }] });
  const campaignId = first?.campaignId ?? '';
  expect(await shop.tuan.campaigns.get({ campaignId })).toMatchObject({ status: 'draft' });
  const events = await shop.tuan.reader.rows<{ data: string }>(
    `SELECT "data" FROM "events" WHERE "type" = 'series.roundRefused' ORDER BY "sequence"`,
  );
  expect(JSON.parse(events[0]?.data ?? '')).toMatchObject({ date: '2026-11-24', campaignId });
  const told = await shop.tuan.reader.rows<{ facts: string }>(
    `SELECT "facts" FROM "notices" WHERE "topic" = 'series.roundRefused' AND "receiverKind" = 'shop'`,
  );
  expect(told.map(({ facts }) => JSON.parse(facts) as unknown)).toContainEqual(
    expect.objectContaining({ title: '每周二、五鲜果团', problems: first?.problems }),
  );
  await shop.plant((work) => work.set(leaders, work.get(leaders, planted.leader), { status: 'active' }));
  expect(await shop.tuan.campaigns.publish({ campaignId })).toMatchObject({ status: 'published' });
});

test('a date whose cutoff passed while nobody ticked has no round, once, and the shop hears of it', async () => {
  const { id } = await startSeries(shop, { horizonDays: 1 });
  shop.at('2026-11-27T09:00:00+08:00');
  expect([await makeDue(shop), await makeDue(shop)]).toEqual([2, 0]);
  expect(await roundsOf(shop, id)).toMatchObject([
    { date: '2026-11-27', outcome: 'late', campaignId: null },
    { date: '2026-11-24', outcome: 'late', campaignId: null },
  ]);
  const told = await shop.tuan.reader.rows(`SELECT "topic" FROM "notices" WHERE "receiverKind" = 'shop'`);
  expect(told).toEqual([{ topic: 'series.roundMissed' }, { topic: 'series.roundMissed' }]);
});
