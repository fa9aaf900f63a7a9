import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { invariants } from './invariants.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ plantedAgainst: ['leader_account', 'ledger_transactions'] });
});
afterEach(() => shop.close());

test('run audit: it names the rows that break a rule, and what should hold', async () => {
  const fault = `UPDATE "leader_accounts" SET "paying" = 7 WHERE "leaderId" = '${planted.leader}'`;
  await shop.tuan.engine.run([{ sql: fault, params: [] }]);
  const { checked, broken } = await shop.tuan.audit.run({});
  expect(checked).toBe(invariants.length);
  expect(broken.find(({ invariant }) => invariant === 'leader_account')).toMatchObject({
    rule: "A leader's running sums are the balances of the ledger.",
    rows: [{ leaderId: planted.leader, paying: 7, payingInBooks: 0 }],
  });
});

test('run audit: at most 50 rows of a rule are named', async () => {
  const rows = Array.from({ length: 60 }, (_, index) => `('txn_${String(index)}', 'x', 'x', 1)`).join(', ');
  const fault = `INSERT INTO "ledger_transactions" ("id", "type", "subject", "postedAt") VALUES ${rows}`;
  await shop.tuan.engine.run([{ sql: fault, params: [] }]);
  const { broken } = await shop.tuan.audit.run({});
  expect(broken.find(({ invariant }) => invariant === 'ledger_transactions')?.rows).toHaveLength(50);
});

test('run audit: for the shop alone', async () => {
  for (const actor of [
    { kind: 'leader', leaderId: planted.leader },
    { kind: 'customer', customerId: planted.customer },
    { kind: 'storefront', keyId: 'key_1' },
  ] as const) {
    await expect(shop.tuan.audit.run({}, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
  }
  await expect(shop.tuan.audit.run({ all: true } as never)).rejects.toMatchObject({ code: 'invalid_input' });
});
