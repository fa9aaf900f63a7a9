import type { Context } from '../shared/context.ts';
import type { SqlValue } from '../storage/engine.ts';
import type { Work } from '../work.ts';
import { accounts } from './accounts.ts';
import { movingOf, type Posting } from './post-transaction.ts';

/** What one order line posts. `about` says only what differs from the line's own: whose commission, which kind. */
export interface LinePostings {
  readonly lineId: string;
  readonly postings: readonly Posting[];
}

const transactionsSql = `INSERT INTO "ledger_transactions" ("id", "type", "subject", "postedAt")
  SELECT j.value ->> 0, ?2, j.value ->> 1, CAST(?3 AS INTEGER) FROM json_each(?1) AS j`;

/** What an entry is about is read from the line where it stands: taking seven texts more out of JSON costs more. */
const entriesSql = `INSERT INTO "ledger_entries" ("transactionId", "position", "account", "amount", "postedAt",
    "campaignId", "variantId", "supplierId", "leaderId", "communityId", "orderId", "orderLineId", "kind")
  SELECT j.value ->> 0, j.value ->> 2, j.value ->> 3, j.value ->> 4, CAST(?2 AS INTEGER),
    l."campaignId", l."variantId", l."supplierId", coalesce(j.value ->> 5, l."leaderId"), l."communityId", l."orderId", l."id", j.value ->> 6
  FROM json_each(?1) AS j CROSS JOIN "order_lines" AS l ON l."id" = j.value ->> 1`;

/**
 * `postTransaction` for many order lines at once, a transaction each: what it stores is the same, in one statement a
 * table. Only for verbs that run alone.
 */
export function postForLines(
  work: Work,
  context: Context,
  type: string,
  lines: readonly LinePostings[],
): void {
  const transactions: SqlValue[][] = [];
  const entries: SqlValue[][] = [];
  for (const { lineId, postings } of lines) {
    const moving = movingOf({ type, subject: lineId }, postings);
    if (moving.length === 0) continue;
    const id = context.newId('txn');
    transactions.push([id, lineId]);
    for (const [position, { account, amount, about = {} }] of moving.entries()) {
      const { leaderId = null, kind = null } = about;
      entries.push([id, lineId, position, accounts[account], amount, leaderId, kind]);
    }
  }
  work.statementOver(transactionsSql, transactions, [type, context.now]);
  work.statementOver(entriesSql, entries, [context.now]);
}
