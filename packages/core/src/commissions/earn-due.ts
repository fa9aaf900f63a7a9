import { accounts } from '../ledger/accounts.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import type { SqlValue } from '../storage/engine.ts';
import type { Work } from '../work.ts';

/** Which entries are earned: all that are due, those of one leader, the first of many. */
export interface DueWish {
  readonly leaderId?: string | undefined;
  readonly limit?: number;
}

export interface DueSum {
  readonly entries: number;
  /** Minor units. */
  readonly amount: number;
}

/** What the clock has earned and no command has written yet, as it stands before this batch. */
export function sumDue(work: Work, wish: DueWish, { now }: Context): DueSum {
  const due = dueEntries(wish, now);
  const sql = `${due.sql} SELECT count(*) AS "entries", coalesce(sum("due"), 0) AS "amount" FROM due`;
  const [sum] = work.rows<DueSum>(sql, due.params);
  return sum ?? { entries: 0, amount: 0 };
}

/** Fails the batch unless as much is due as was found: another process may have earned some of it meanwhile. */
export function guardDue(work: Work, wish: DueWish, found: DueSum, { now }: Context): void {
  const due = dueEntries(wish, now);
  const differs = `count(*) <> CAST(?4 AS INTEGER) OR coalesce(sum("due"), 0) <> CAST(?5 AS INTEGER)`;
  work.guard(`${due.sql} SELECT ${differs} FROM due`, [...due.params, found.entries, found.amount]);
}

/**
 * Earns everything that is due, in SQL: entry, movement, leader's account, ledger and event (R35). Each statement
 * finds the same entries, since only the last one changes them; a second run finds none.
 */
export function earnDue(work: Work, wish: DueWish, context: Context): void {
  const run = context.newId('run').replace(/^run_/, '');
  const due = dueEntries(wish, context.now);
  const batch: readonly SqlValue[] = [...due.params, run, context.now];
  work.statement(`${due.sql} ${eventsSql}`, [...batch, actorText(context.actor)]);
  work.statement(`${due.sql} ${movementsSql}`, [...due.params, run]);
  work.statement(`${due.sql} ${transactionsSql}`, batch);
  work.statement(`${due.sql} ${entriesSql}`, batch);
  work.statement(`${due.sql} ${accountsSql}`, due.params);
  work.statement(`${due.sql} ${earnSql}`, due.params);
}

/** The due entries as the table `due`, numbered in the order in which the clock earned them; ?1 to ?3 are taken. */
function dueEntries({ leaderId, limit }: DueWish, now: number): { sql: string; params: readonly SqlValue[] } {
  const sql = `WITH due AS (
    SELECT row_number() OVER (ORDER BY e."earnableAt", e."id") AS "n", e."id", e."orderLineId", e."beneficiaryId",
      e."kind", e."due", e."earnableAt"
    FROM "commission_entries" e
    WHERE e."status" = 'accrued' AND e."earnableAt" IS NOT NULL AND e."earnableAt" <= CAST(?1 AS INTEGER)
      AND (?2 IS NULL OR e."beneficiaryId" = ?2)
    ORDER BY e."earnableAt", e."id" LIMIT CAST(?3 AS INTEGER))`;
  return { sql, params: [now, leaderId ?? null, limit ?? -1] };
}

const eventsSql = `INSERT INTO "events" ("id", "type", "subject", "occurredAt", "recordedAt", "actor", "data")
  SELECT 'evt_' || ?4 || '_' || "n", 'commission.earned', "id", "earnableAt", CAST(?5 AS INTEGER), ?6,
    json_object('leaderId', "beneficiaryId", 'amount', "due")
  FROM due ORDER BY "n"`;

const movementsSql = `INSERT INTO "commission_movements"
    ("id", "leaderId", "commissionEntryId", "orderLineId", "kind", "amount", "datedAt", "source")
  SELECT 'mov_' || ?4 || '_' || "n", "beneficiaryId", "id", "orderLineId", 'earned', "due", "earnableAt", 'earned ' || "id"
  FROM due WHERE "due" > 0 ORDER BY "n"`;

const transactionsSql = `INSERT INTO "ledger_transactions" ("id", "type", "subject", "postedAt")
  SELECT 'txn_' || ?4 || '_' || "n", 'commission.earned', "id", CAST(?5 AS INTEGER)
  FROM due WHERE "due" > 0 ORDER BY "n"`;

const entriesSql = `INSERT INTO "ledger_entries" ("transactionId", "position", "account", "amount", "postedAt",
    "campaignId", "variantId", "supplierId", "leaderId", "communityId", "orderId", "orderLineId", "kind")
  SELECT 'txn_' || ?4 || '_' || due."n", side."position", side."account", side."sign" * due."due", CAST(?5 AS INTEGER),
    l."campaignId", l."variantId", l."supplierId", due."beneficiaryId", l."communityId", l."orderId", l."id", due."kind"
  FROM due JOIN "order_lines" l ON l."id" = due."orderLineId"
    CROSS JOIN (SELECT 0 AS "position", ${String(accounts.commissionAccrued)} AS "account", 1 AS "sign"
      UNION ALL SELECT 1, ${String(accounts.commissionEarned)}, -1) AS side
  WHERE due."due" > 0 ORDER BY due."n", side."position"`;

const accountsSql = `UPDATE "leader_accounts" SET "pending" = "pending" - s."amount", "earned" = "earned" + s."amount"
  FROM (SELECT "beneficiaryId", sum("due") AS "amount" FROM due GROUP BY "beneficiaryId") AS s
  WHERE "leader_accounts"."leaderId" = s."beneficiaryId"`;

const earnSql = `UPDATE "commission_entries"
  SET "status" = 'earned', "earnedAt" = due."earnableAt", "version" = "version" + 1
  FROM due WHERE "commission_entries"."id" = due."id"`;
