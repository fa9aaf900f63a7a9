import { afterAll, beforeAll, expect, test } from 'vitest';
import { added, type Fault, replaced } from '../testing/faults.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { settledApples, settleUpTo } from '../testing/settled-statement.ts';
import { auditDatabase } from './audit-database.ts';
import { settlementInvariants } from './settlements.ts';

let shop: TestShop;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

/** Two orders are split; one is refunded in part, so that its split is taken back. A carrier has paid. */
beforeAll(async () => {
  shop = await testShop();
  const { collected, statementId } = await settledApples(shop, 10, 5);
  await shop.tuan.settlements.create({ statementId });
  await confirmAll();
  const { orderId = '', lineId = '' } = collected[0] ?? {};
  await shop.tuan.orders.refund({ orderId, lineId, amount: yuan(4000), reason: '补偿', fault: 'shop' });
  const next = await settleUpTo(shop, '2026-11-30');
  await shop.tuan.settlements.create({ statementId: next });
  await confirmAll();
  await shop.tuan.carrierRemittances.record({ carrier: '老周', amount: yuan(100), reference: 'c1' });
});
afterAll(() => shop.close());

async function confirmAll(): Promise<void> {
  const { data } = await shop.tuan.settlements.lines({ status: 'claimed' });
  await shop.tuan.settlements.confirm({ results: data.map(({ number }) => ({ number })) });
}

async function run(...statements: readonly string[]): Promise<void> {
  await shop.tuan.engine.run(statements.map((sql) => ({ sql, params: [] })));
}

async function brokenNames(): Promise<readonly string[]> {
  const { broken } = await auditDatabase(shop.tuan.reader);
  return broken.map(({ invariant }) => invariant).filter((name) => !name.endsWith('_history'));
}

const firstSplit = `"reverses" = '' AND "amount" = 500`;
const both = (...faults: readonly Fault[]): Fault => [
  faults.flatMap(([breaks]) => breaks),
  faults.flatMap(([, mends]) => mends),
];
const earned = (which: 'min' | 'max') =>
  `"id" = (SELECT ${which}("id") FROM "commission_movements" WHERE "kind" = 'earned')`;

/** Each fault, and what else cannot help but notice it. */
const faults: Readonly<Record<string, readonly [Fault, ...string[]]>> = {
  settlement_statement: [
    replaced('settlements', 'leaderId', planted.leader, planted.otherLeader, `"split" > 0`),
    'payout_within_credit',
    'statement_balance',
    'settlement_lines',
  ],
  settlement_lines: [
    replaced('settlement_lines', 'leaderId', planted.leader, planted.otherLeader, firstSplit),
    'leader_credit',
  ],
  settlement_within_statement: [
    both(
      added('commission_movements', 'amount', earned('min'), -1),
      added('commission_movements', 'amount', earned('max'), 1),
    ),
    'commission_movements',
  ],
  split_within_cap: [added('settlements', 'capBasisPoints', `"split" > 0`, -2500)],
  reversal_within_split: [
    [
      [`UPDATE "settlement_lines" SET "reverses" = 'x' || "reverses" WHERE "kind" = 'reversal'`],
      [`UPDATE "settlement_lines" SET "reverses" = substr("reverses", 2) WHERE "kind" = 'reversal'`],
    ],
  ],
  settlement_line_told: [replaced('events', 'type', 'settlement.confirmed', 'something.else')],
  carrier_due: [added('carrier_remittances', 'amount', 'TRUE'), 'host_money'],
};

test('audit: splits and reversals played by their verbs break nothing', async () => {
  expect(await brokenNames()).toEqual([]);
});

test.each(Object.entries(faults))(
  'audit %s: a planted fault is named',
  async (name, [[breaks, mends], ...also]) => {
    await run(...breaks);
    const broken = await brokenNames();
    await run(...mends);
    expect(broken.toSorted()).toEqual([name, ...also].toSorted());
    expect(await brokenNames()).toEqual([]);
  },
);

test('audit: every rule of settlements has a planted fault', () => {
  expect(Object.keys(faults).toSorted()).toEqual(settlementInvariants.map(({ name }) => name).toSorted());
});
