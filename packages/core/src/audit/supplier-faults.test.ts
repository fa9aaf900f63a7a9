import { afterAll, beforeAll, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { playRound } from '../testing/whole-round.ts';
import { auditDatabase } from './audit-database.ts';
import { supplierInvariants } from './suppliers.ts';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const other = 'sup_other';
let shop: TestShop;
beforeAll(async () => {
  shop = await testShop();
  const { tuan } = shop;
  await tuan.rebateTiers.put({
    supplierId: planted.supplier,
    mode: 'marginal',
    tiers: [
      { threshold: yuan(1000), basisPoints: 300 },
      { threshold: yuan(3000), basisPoints: 500 },
    ],
  });
  await playRound(shop);
  shop.at('2026-12-01T00:00:00+08:00');
  await tuan.supplierStatements.create({ month: '2026-11' });
  await tuan.rebates.receive({
    supplierId: planted.supplier,
    amount: yuan(5),
    reference: 'credit 1',
    setOff: true,
  });
  await tuan.rebates.receive({ supplierId: planted.supplier, amount: yuan(7), reference: 'transfer 1' });
  await tuan.supplierAdjustments.record({
    supplierId: planted.supplier,
    effect: 'owedLess',
    amount: yuan(3),
    reason: '差价',
    reference: 'note 1',
  });
  await run(
    `INSERT INTO "suppliers" ("id", "externalId", "name", "createdAt", "updatedAt") VALUES ('${other}', 'o', 'o', 1, 1)`,
  );
});
afterAll(() => shop.close());

async function run(...statements: readonly string[]): Promise<void> {
  await shop.tuan.engine.run(statements.map((sql) => ({ sql, params: [] })));
}

async function brokenNames(): Promise<readonly string[]> {
  const { broken } = await auditDatabase(shop.tuan.reader);
  return broken.map(({ invariant }) => invariant).filter((name) => name !== 'leader_history');
}

/** A fault and what takes it back. */
type Fault = readonly [breaks: readonly string[], mends: readonly string[]];

function replaced(table: string, column: string, from: string, to: string): Fault {
  const change = (before: string, after: string) =>
    `UPDATE "${table}" SET "${column}" = '${after}' WHERE "${column}" = '${before}'`;
  return [[change(from, to)], [change(to, from)]];
}

const booked = `INSERT INTO "ledger_entries" ("transactionId", "position", "account", "amount", "postedAt", "supplierId")
  SELECT x."id", p.value ->> 0, 5200, p.value ->> 1, 1, p.value ->> 2 FROM "ledger_transactions" x, json_each('[[998, 5, "${planted.supplier}"], [999, -5, "${other}"]]') p
  WHERE x."type" = 'supplierStatement.created'`;

const faults: Readonly<Record<string, Fault>> = {
  supplier_payable: replaced('supplier_payments', 'supplierId', planted.supplier, other),
  supplier_adjustment: replaced('supplier_adjustments', 'supplierId', planted.supplier, other),
  rebate_due: [
    [`UPDATE "supplier_rebates" SET "supplierId" = '${other}' WHERE "setOff" = 0`],
    [`UPDATE "supplier_rebates" SET "supplierId" = '${planted.supplier}' WHERE "setOff" = 0`],
  ],
  rebate_in_profit: [[booked], [`DELETE FROM "ledger_entries" WHERE "position" IN (998, 999)`]],
  rebate_of_volume: replaced('supplier_statements', 'mode', 'marginal', 'whole'),
  supplier_statement_volume: [
    [`UPDATE "supplier_statement_deductions" SET "position" = "position" + 100`],
    [`UPDATE "supplier_statement_deductions" SET "position" = "position" - 100`],
  ],
  supplier_statement_balance: [
    [`UPDATE "supplier_statements" SET "opening" = "opening" + 1, "closing" = "closing" + 1`],
    [`UPDATE "supplier_statements" SET "opening" = "opening" - 1, "closing" = "closing" - 1`],
  ],
};

test('audit: a month of suppliers stated by its verbs breaks nothing', async () => {
  expect(await brokenNames()).toEqual([]);
  const [statement] = (await shop.tuan.supplierStatements.list({})).data;
  // 7 斤 of apples at 8.00, 3 boxes of eggs in a crate of 12 at 26.50, and the supplier's share of a claim.
  expect(statement?.rebate.amount).toBeGreaterThan(12);
  expect(statement?.deducted.amount).toBeGreaterThan(0);
});

test.each(Object.entries(faults))(
  'audit %s: a planted fault is named, and nothing else',
  async (name, fault) => {
    const [breaks, mends] = fault;
    await run(...breaks);
    const broken = await brokenNames();
    await run(...mends);
    expect(broken).toEqual([name]);
    expect(await brokenNames()).toEqual([]);
  },
);

test('audit: every invariant of suppliers has a planted fault', () => {
  expect(Object.keys(faults).toSorted()).toEqual(supplierInvariants.map(({ name }) => name).toSorted());
});
