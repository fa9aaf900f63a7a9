import type { Engine } from '../../packages/core/src/storage/engine.ts';
import type { Cell } from '../cell.ts';
import { openNeighbourhood } from '../neighbourhood.ts';
import { numbers, onCopies, runAll } from './on-copies.ts';

const leaderCount = 1000;
/** The end of 22 November in Shanghai. */
const to = `unixepoch('2026-11-22 16:00') * 1000`;

/** So many accruals of 0.10, dealt out to a thousand leaders, with the balanced ledger behind them. */
async function plant(engine: Engine, count: number): Promise<void> {
  await openNeighbourhood(engine);
  const each = Math.ceil(count / leaderCount);
  const earned = String(each * 10);
  const entries = (position: number, account: number, sign: string) =>
    `INSERT INTO "ledger_entries" ("transactionId", "position", "account", "amount", "postedAt", "leaderId", "kind")
      ${numbers(leaderCount)} SELECT 'txn_' || i, ${String(position)}, ${String(account)}, ${sign}${earned}, 1, 'led_' || i, 'bonus' FROM n`;
  await runAll(engine, [
    `INSERT INTO "leaders" ("id", "name", "status", "house", "appliedAt") ${numbers(leaderCount)} SELECT 'led_' || i, 'x', 'active', 1, 1 FROM n`,
    `INSERT INTO "leader_accounts" ("leaderId", "earned") ${numbers(leaderCount)} SELECT 'led_' || i, ${earned} FROM n`,
    `INSERT INTO "commission_movements" ("id", "leaderId", "kind", "amount", "datedAt", "source")
      ${numbers(each * leaderCount)} SELECT 'mov_' || i, 'led_' || (1 + i % ${String(leaderCount)}), 'bonus', 10, 1000 + i, 's' || i FROM n`,
    `INSERT INTO "ledger_transactions" ("id", "type", "subject", "postedAt") ${numbers(leaderCount)} SELECT 'txn_' || i, 'planted', 'planted', 1 FROM n`,
    entries(0, 6000, ''),
    entries(1, 2310, '-'),
  ]);
}

/** A statement for each leader, and every accrual marked with it. */
const bare = [
  `INSERT INTO "statements" ("id", "leaderId", "to", "earned", "reversed", "bonus", "charged", "total", "balance", "cashSetOff", "createdAt", "source")
    SELECT 'sta_' || "leaderId", "leaderId", ${to},
      sum(CASE WHEN "kind" = 'earned' THEN "amount" ELSE 0 END), sum(CASE WHEN "kind" = 'reversed' THEN "amount" ELSE 0 END),
      sum(CASE WHEN "kind" = 'bonus' THEN "amount" ELSE 0 END), sum(CASE WHEN "kind" = 'fault' THEN "amount" ELSE 0 END),
      sum("amount"), sum("amount"), 0, 1, "leaderId"
    FROM "commission_movements" WHERE "statementId" IS NULL AND "datedAt" < ${to} GROUP BY "leaderId"`,
  `UPDATE "commission_movements" SET "statementId" = 'sta_' || "leaderId" WHERE "statementId" IS NULL AND "datedAt" < ${to}`,
];

const shared = { count: 100_000, planted: 'accruals', plant };

/** The end of a month: what all leaders have earned becomes a statement each. */
export const createStatements: Cell = {
  name: 'statements of 1,000 leaders over 100,000 accruals',
  contenders: () =>
    Promise.resolve([
      onCopies({
        ...shared,
        name: 'OpenTuan',
        async work({ tuan }) {
          const { created } = await tuan.statements.create({ to: '2026-11-23' });
          if (created !== leaderCount) throw new Error(`${String(created)} statements were made`);
        },
      }),
      onCopies({
        ...shared,
        name: 'bare INSERT … SELECT and UPDATE',
        work: ({ engine }) => runAll(engine, bare),
      }),
    ]),
  targets: [0.5],
};
