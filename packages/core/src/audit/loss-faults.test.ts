import { afterAll, beforeAll, expect, test } from 'vitest';
import { added, type Fault } from '../testing/faults.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { auditDatabase } from './audit-database.ts';
import { lossInvariants } from './losses.ts';

let shop: TestShop;

/** One piece is bad at the receipt, two are spoilt while sorting, one of them is made good from stock. */
beforeAll(async () => {
  shop = await testShop();
  const { campaign: campaignId, apple: variantId } = planted;
  await neighbourOrders(shop, { name: '王姐', pieces: 9 });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId, accepted: 11 }] });
  const lose = (stage: 'receipt' | 'sorting', pieces: number) =>
    shop.tuan.shrinkages.record({ stage, campaignId, variantId, pieces, reason: '烂' });
  await lose('receipt', 1);
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  await lose('sorting', 2);
});
afterAll(() => shop.close());

async function run(...statements: readonly string[]): Promise<void> {
  await shop.tuan.engine.run(statements.map((sql) => ({ sql, params: [] })));
}

async function brokenNames(): Promise<readonly string[]> {
  const { broken } = await auditDatabase(shop.tuan.reader);
  return broken.map(({ invariant }) => invariant).filter((name) => !name.endsWith('_history'));
}

const faults: Readonly<Record<string, Fault>> = {
  shrinkage_record: added('shrinkage_records', 'pieces', `"stage" = 'sorting'`),
  line_lost: [
    [`UPDATE "shrinkages" SET "orderLineId" = "orderLineId" || 'x' WHERE "orderLineId" IS NOT NULL`],
    [`UPDATE "shrinkages" SET "orderLineId" = rtrim("orderLineId", 'x') WHERE "orderLineId" IS NOT NULL`],
  ],
  arrived_lost: [
    [`UPDATE "shrinkages" SET "stage" = 'stock' WHERE "stage" = 'receipt'`],
    [`UPDATE "shrinkages" SET "stage" = 'receipt' WHERE "stage" = 'stock'`],
  ],
};

test('audit: losses recorded by their verb break nothing', async () => {
  expect(await brokenNames()).toEqual([]);
});

test.each(Object.entries(faults))(
  'audit %s: a planted fault is named, and nothing else',
  async (name, [breaks, mends]) => {
    await run(...breaks);
    const broken = await brokenNames();
    await run(...mends);
    expect(broken).toEqual([name]);
    expect(await brokenNames()).toEqual([]);
  },
);

test('audit: every invariant of losses has a planted fault', () => {
  expect(Object.keys(faults).toSorted()).toEqual(lossInvariants.map(({ name }) => name).toSorted());
});

test('audit shrinkage_cost: a loss that was taken back without its postings is named', async () => {
  const takenBack = `UPDATE "shrinkage_records" SET "reversedAt" = 1, "reversedBy" = 'system', "reversal" = 'x' WHERE "stage" = 'sorting'`;
  await run(takenBack);
  const broken = await brokenNames();
  await run(`UPDATE "shrinkage_records" SET "reversedAt" = NULL, "reversedBy" = NULL, "reversal" = NULL`);
  expect(broken).toEqual(['shrinkage_cost']);
});
