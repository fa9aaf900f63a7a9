import { afterAll, beforeAll, expect, test } from 'vitest';
import { added, type Fault, replaced } from '../testing/faults.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';
import { auditDatabase } from './audit-database.ts';
import { deliveryInvariants } from './deliveries.ts';

let shop: TestShop;

/** One stop handed over with a piece missing, the other one still on the road. */
beforeAll(async () => {
  shop = await testShop();
  const { campaign: campaignId, apple: variantId, point } = planted;
  await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  await neighbourOrders(shop, { name: '李叔', pieces: 2, pickupPointId: planted.otherPoint });
  await shareOutGoods(shop);
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId });
  const runId = data[0]?.id ?? '';
  await shop.tuan.deliveryRuns.change({ runId, carrier: '顺达物流' });
  await shop.tuan.deliveryRuns.start({ runId });
  const stopId = data[0]?.stops.find(({ pickupPointId }) => pickupPointId === point)?.id ?? '';
  const lines = [{ variantId, missing: 1 }];
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈', lines });
});
afterAll(() => shop.close());

async function run(...statements: readonly string[]): Promise<void> {
  await shop.tuan.engine.run(statements.map((sql) => ({ sql, params: [] })));
}

async function brokenNames(): Promise<readonly string[]> {
  const { broken } = await auditDatabase(shop.tuan.reader);
  return broken.map(({ invariant }) => invariant).filter((name) => !name.endsWith('_history'));
}

const signed = `"status" = 'handedOver'`;
const faults: Readonly<Record<string, Fault>> = {
  run_finished: [
    [`UPDATE "delivery_runs" SET "status" = 'finished', "finishedAt" = 1`],
    [`UPDATE "delivery_runs" SET "status" = 'underWay', "finishedAt" = NULL`],
  ],
  stop_order: [
    [
      `UPDATE "delivery_stops" SET "position" = "position" + 10, "note" = "position"`,
      `UPDATE "delivery_stops" SET "position" = 0`,
    ],
    [`UPDATE "delivery_stops" SET "position" = "note", "note" = ''`],
  ],
  stop_signed: [
    [`UPDATE "delivery_stops" SET "signedBy" = NULL WHERE ${signed}`],
    [`UPDATE "delivery_stops" SET "signedBy" = '陈' WHERE ${signed}`],
  ],
  carrier_charged: replaced('shrinkages', 'fault', 'carrier', 'shop'),
  stop_losses: added('delivery_stop_lines', 'damaged', '"missing" = 1'),
};

test('audit: a round driven by its verbs breaks nothing', async () => {
  expect(await brokenNames()).toEqual([]);
});

test.each(Object.entries(faults))(
  'audit %s: a planted fault is named, and nothing else',
  async (name, [breaks, mends]) => {
    await run(...breaks);
    const broken = await brokenNames();
    await run(...mends);
    expect(broken.filter((one) => one !== 'stop_differences')).toEqual([name]);
  },
);

test('audit: every invariant of deliveries is broken once above', () => {
  expect(Object.keys(faults).toSorted()).toEqual(deliveryInvariants.map(({ name }) => name).toSorted());
});

test('the schema itself forbids a point on two runs that are still to come', async () => {
  const columns = `"deliveryRunId", "campaignId", "pickupPointId", "position", "status", "pictures"`;
  await expect(
    run(
      `INSERT INTO "delivery_stops" ("id", ${columns}) SELECT 'stp_two', ${columns} FROM "delivery_stops" WHERE "status" = 'pending'`,
    ),
  ).rejects.toThrow(/UNIQUE|constraint/);
});
