import { expect, test } from 'vitest';
import { testShop } from '../testing/index.ts';

const leaderCount = 200;
const movementsEach = 30;
const numbers = (count: number) =>
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${String(count)})`;

test('R37: statements of 200 leaders over 6,000 movements are made set by set, each of its own leader', async () => {
  const shop = await testShop();
  const earned = movementsEach * 10;
  const movement = `'mov_' || i, 'led_' || (1 + i % ${String(leaderCount)}), 'bonus', 10, 1000 + i, 's' || i`;
  const entries = (position: number, account: number, sign: string) =>
    `${numbers(leaderCount)} INSERT INTO "ledger_entries" ("transactionId", "position", "account", "amount", "postedAt", "leaderId", "kind")
      SELECT 'txn_' || i, ${String(position)}, ${String(account)}, ${sign}${String(earned)}, 1, 'led_' || i, 'bonus' FROM n`;
  const sql = [
    `${numbers(leaderCount)} INSERT INTO "leaders" ("id", "name", "status", "house", "appliedAt") SELECT 'led_' || i, 'x', 'active', 1, 1 FROM n`,
    `${numbers(leaderCount)} INSERT INTO "leader_accounts" ("leaderId", "earned") SELECT 'led_' || i, ${String(earned)} FROM n`,
    `${numbers(leaderCount * movementsEach)} INSERT INTO "commission_movements" ("id", "leaderId", "kind", "amount", "datedAt", "source") SELECT ${movement} FROM n`,
    `${numbers(leaderCount)} INSERT INTO "ledger_transactions" ("id", "type", "subject", "postedAt") SELECT 'txn_' || i, 'planted', 'planted', 1 FROM n`,
    entries(0, 6000, ''),
    entries(1, 2310, '-'),
  ];
  await shop.tuan.engine.run(sql.map((text) => ({ sql: text, params: [] })));
  // Bonuses without a target: only the statements are looked at here.
  await shop.audit(['bonus_cause']);
  const made = await shop.tuan.statements.create({ to: '2026-11-23' });
  expect(made).toMatchObject({ created: leaderCount, movements: 6000, total: { amount: 60_000 } });
  await shop.audit(['bonus_cause']);
  expect((await shop.tuan.statements.list({ leaderId: 'led_7' })).data).toMatchObject([
    { total: { amount: earned } },
  ]);
  expect(await shop.tuan.statements.create({ to: '2026-11-23' })).toMatchObject({ created: 0 });
  await shop.close();
});
