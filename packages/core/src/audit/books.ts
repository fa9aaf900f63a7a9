import { accounts } from '../ledger/accounts.ts';
import type { Invariant } from './invariant.ts';

const closing = [accounts.deposits, accounts.goods, accounts.commissionDeferred].join(', ');

/** The books by themselves, and what a completed campaign leaves in them (audit 2). */
export const bookInvariants: readonly Invariant[] = [
  {
    name: 'ledger_balanced',
    rule: 'Every ledger transaction sums to zero, and so do the books.',
    sql: `SELECT "transactionId" AS "transactionId", sum("amount") AS "sum" FROM "ledger_entries" GROUP BY "transactionId" HAVING sum("amount") <> 0`,
  },
  {
    name: 'ledger_transactions',
    rule: 'Every entry belongs to a transaction that says what happened, and none is empty.',
    sql: `SELECT "id" AS "transactionId", 'empty' AS "problem" FROM "ledger_transactions" x
        WHERE NOT EXISTS (SELECT 1 FROM "ledger_entries" e WHERE e."transactionId" = x."id")
      UNION ALL SELECT DISTINCT e."transactionId", 'unknown' FROM "ledger_entries" e
        WHERE NOT EXISTS (SELECT 1 FROM "ledger_transactions" x WHERE x."id" = e."transactionId")`,
  },
  {
    name: 'campaign_closed',
    rule: 'A completed campaign has no deposits, undelivered goods or deferred commission left.',
    sql: `SELECT e."campaignId" AS "campaignId", e."account" AS "account", sum(e."amount") AS "balance"
      FROM "campaigns" c JOIN "ledger_entries" e ON e."account" IN (${closing}) AND e."campaignId" = c."id"
      WHERE c."status" = 'completed' GROUP BY e."campaignId", e."account" HAVING sum(e."amount") <> 0`,
  },
  {
    name: 'campaign_orders',
    rule: 'A completed campaign has no order that is held, confirmed or ready.',
    sql: `SELECT d."id" AS "orderId", d."status" AS "status", d."campaignId" AS "campaignId"
      FROM "campaigns" c JOIN "orders" d ON d."campaignId" = c."id" AND d."status" IN ('held', 'confirmed', 'ready')
      WHERE c."status" = 'completed'`,
  },
];
