import { afterAll, beforeAll, expect, test } from 'vitest';
import { added, type Fault, untold } from '../testing/faults.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { tick } from '../tick.ts';
import { auditDatabase } from './audit-database.ts';
import { seriesInvariants } from './series.ts';

let shop: TestShop;

/** A series with a published round, and a line of which two pieces filled no case. */
beforeAll(async () => {
  shop = await testShop();
  const { campaign: campaignId, egg } = planted;
  await shop.tuan.campaignSeries.create({
    title: '每天',
    templateId: campaignId,
    rule: { freq: 'daily' },
    horizonDays: 2,
    publish: true,
  });
  const lines = [{ variantId: egg, pieces: 3, tolerance: 2 }];
  const { total: amount } = await shop.tuan.orders.quote({ campaignId, lines });
  await shop.tuan.orders.place({
    campaignId,
    lines,
    customer: { nickname: '王姐' },
    leaderId: planted.leader,
    pickupPointId: planted.point,
    payment: { amount, reference: 'till' },
  });
  shop.at('2026-11-23T22:10:00+08:00');
  await tick(shop.tuan);
});
afterAll(() => shop.close());

async function run(...statements: readonly string[]): Promise<void> {
  await shop.tuan.engine.run(statements.map((sql) => ({ sql, params: [] })));
}

async function brokenNames(): Promise<readonly string[]> {
  const { broken } = await auditDatabase(shop.tuan.reader);
  return broken
    .map(({ invariant }) => invariant)
    .filter((name) => !name.endsWith('_history') || name === 'campaign_series_history');
}

const faults: Readonly<Record<string, Fault>> = {
  series_next: [
    [
      `UPDATE "campaign_series" SET "version" = 7, "nextDate" = (SELECT max("date") FROM "campaign_series_rounds")`,
    ],
    [`UPDATE "campaign_series" SET "nextDate" = date("nextDate", '+1 day')`],
  ],
  series_round_published: [
    [
      `UPDATE "campaigns" SET "status" = 'draft' WHERE "id" IN (SELECT "campaignId" FROM "campaign_series_rounds")`,
    ],
    [`UPDATE "campaigns" SET "status" = 'published' WHERE "status" = 'draft'`],
  ],
  freeze_unfilled: added('freeze_refunds', 'unfilled', `"unfilled" = 2`, 5),
  campaign_series_history: untold('series.created', 'TRUE'),
};
// What is added is taken back where it now is.
const mended: Readonly<Record<string, readonly string[]>> = {
  freeze_unfilled: [`UPDATE "freeze_refunds" SET "unfilled" = 2 WHERE "unfilled" = 7`],
};

test('audit: a series and its rounds, and unfilled cases, break nothing', async () => {
  expect(await brokenNames()).toEqual([]);
  expect(await shop.tuan.reader.rows(`SELECT 1 FROM "freeze_refunds" WHERE "unfilled" = 2`)).toHaveLength(1);
});

test.each(Object.entries(faults))('audit: the planted fault is named: %s', async (name, [breaks, mends]) => {
  await run(...breaks);
  expect(await brokenNames()).toEqual([name]);
  await run(...(mended[name] ?? mends));
  expect(await brokenNames()).toEqual([]);
});

test('audit: every invariant of series has a planted fault', () => {
  expect(Object.keys(faults)).toEqual([
    ...seriesInvariants.map(({ name }) => name),
    'campaign_series_history',
  ]);
});
