import { afterEach, beforeEach, expect, test } from 'vitest';
import { plannedRun } from '../testing/driven-run.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

const { apple } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('loading is counted against the plan, may be counted again until the van leaves, and twice is harmless', async () => {
  const { runId, stopId } = await plannedRun(shop);
  const load = (loaded: number) =>
    shop.tuan.deliveryRuns.load({
      runId,
      stops: [{ stopId, crates: 2, lines: [{ variantId: apple, loaded }] }],
    });
  const run = await load(6);
  expect(run).toMatchObject({
    status: 'loaded',
    stops: [{ loadedCrates: 2, lines: [{ expected: 7, loaded: 6 }] }],
  });
  expect(run.loadedAt).not.toBeNull();
  expect(await load(6)).toEqual(run);
  await load(7);
  const counted = await shop.tuan.reader.rows(
    `SELECT "type", "data" FROM "events" WHERE "type" IN ('deliveryRun.loaded', 'deliveryRun.recounted') ORDER BY "sequence"`,
  );
  expect(counted).toMatchObject([
    { type: 'deliveryRun.loaded', data: expect.stringContaining('"differences":1') as string },
    { type: 'deliveryRun.recounted', data: expect.stringContaining('"differences":0') as string },
  ]);
  await expect(
    shop.tuan.deliveryRuns.load({
      runId,
      stops: [{ stopId: 'stp_none' }, { stopId, lines: [{ variantId: planted.egg, loaded: 1 }] }],
    }),
  ).rejects.toMatchObject({
    details: { fields: [{ path: 'stops.0.stopId' }, { path: 'stops.1.lines.0.variantId' }] },
  });
  await shop.tuan.deliveryRuns.start({ runId });
  await expect(load(5)).rejects.toMatchObject({ code: 'delivery_run_status' });
});
