import type { Instant } from '../shared/time.ts';
import type { Work } from '../work.ts';

/** What of a leader no statement has taken yet, and the account it meets. Minor units. */
export interface Unsettled {
  readonly leaderId: string;
  readonly movements: number;
  readonly earned: number;
  /** Below zero, as is `charged`. */
  readonly reversed: number;
  readonly bonus: number;
  readonly charged: number;
  readonly settled: number;
  readonly cash: number;
  /** The end of the leader's last statement. */
  readonly lastTo: Instant | null;
}

export interface Settled {
  readonly id: string;
  readonly leaderId: string;
  readonly balance: number;
  readonly cash: number;
  readonly setOff: number;
}

/** Sums by leader of what is dated before `to`: stored movements, and what the clock has earned but nobody wrote down. */
export function sumUnsettled(work: Work, to: Instant, leaderId?: string): readonly Unsettled[] {
  return work.rows<Unsettled>(`${unsettledSql(leaderId)} ORDER BY a."leaderId"`, [to, leaderId ?? null]);
}

/**
 * ?1 is the end of the period, ?2 a leader or null. One leader is asked about along the indexes of the leader; all of
 * them by what has fallen due.
 */
export const unsettledSql = (leaderId: string | undefined): string => `WITH moved AS (
    SELECT "leaderId", "kind", "amount" FROM "commission_movements"
    WHERE "statementId" IS NULL AND "datedAt" < CAST(?1 AS INTEGER) AND ${ofLeader('"leaderId"', leaderId)}
    UNION ALL
    SELECT "beneficiaryId", 'earned', "due" FROM "commission_entries"
    WHERE "status" = 'accrued' AND ${leaderId === undefined ? '' : '+'}"earnableAt" < CAST(?1 AS INTEGER)
      AND "due" > 0 AND ${ofLeader('"beneficiaryId"', leaderId)}
  ), sums AS (${sumsOfMoved})
  SELECT ${unsettledColumns}, (SELECT max(p."to") FROM "statements" p WHERE p."leaderId" = a."leaderId") AS "lastTo"
  FROM "leader_accounts" a LEFT JOIN sums s ON s."leaderId" = a."leaderId"
  WHERE ${ofLeader('a."leaderId"', leaderId)}`;

/** Sums by leader of the part `moved`. */
export const sumsOfMoved = `SELECT "leaderId", count(*) AS "movements",
      sum(CASE WHEN "kind" = 'earned' THEN "amount" ELSE 0 END) AS "earned",
      sum(CASE WHEN "kind" = 'reversed' THEN "amount" ELSE 0 END) AS "reversed",
      sum(CASE WHEN "kind" = 'bonus' THEN "amount" ELSE 0 END) AS "bonus",
      sum(CASE WHEN "kind" = 'fault' THEN "amount" ELSE 0 END) AS "charged"
    FROM moved GROUP BY "leaderId"`;

/** What is unsettled of the account `a`, with its sums `s`. */
export const unsettledColumns = `a."leaderId" AS "leaderId", coalesce(s."movements", 0) AS "movements", coalesce(s."earned", 0) AS "earned",
    coalesce(s."reversed", 0) AS "reversed", coalesce(s."bonus", 0) AS "bonus", coalesce(s."charged", 0) AS "charged",
    a."settled" AS "settled", a."cash" AS "cash"`;

const ofLeader = (column: string, leaderId: string | undefined) =>
  leaderId === undefined ? '?2 IS NULL' : `${column} = ?2`;

/**
 * Puts every movement of the period under its leader's statement, in one statement of SQL. Each movement looks its
 * statement up: joined with a list, a planner may run through the whole list for every movement.
 */
export function settleMovements(work: Work, settled: readonly Settled[], to: Instant): void {
  if (settled.length === 0) return;
  const leaderIds = JSON.stringify(settled.map(({ leaderId }) => leaderId));
  work.statement(
    `UPDATE "commission_movements" SET "version" = "version" + 1, "statementId" = (SELECT s."id" FROM "statements" s
       WHERE s."leaderId" = "commission_movements"."leaderId" AND s."to" = CAST(?2 AS INTEGER))
     WHERE "statementId" IS NULL AND "datedAt" < CAST(?2 AS INTEGER) AND "leaderId" IN (SELECT value FROM json_each(?1))`,
    [leaderIds, to],
  );
}

/**
 * Another process may have moved money since the sums were read. Then the batch fails and is decided anew: a statement
 * says exactly what its movements say, and its balance and set-off are those of the account.
 */
export function guardStatements(work: Work, settled: readonly Settled[]): void {
  if (settled.length === 0) return;
  const expected = settled.map(({ id, leaderId, balance, cash, setOff }) => [
    id,
    leaderId,
    balance,
    cash - setOff,
  ]);
  const params = [JSON.stringify(expected)];
  work.guard(
    `SELECT count(*) FROM json_each(?) AS j CROSS JOIN "statements" s ON s."id" = j.value ->> 0
     WHERE s."total" <> (SELECT coalesce(sum(m."amount"), 0) FROM "commission_movements" m WHERE m."statementId" = s."id")`,
    params,
  );
  work.guard(
    `SELECT count(*) FROM json_each(?) AS j CROSS JOIN "leader_accounts" a ON a."leaderId" = j.value ->> 1
     WHERE a."settled" <> j.value ->> 2 OR a."cash" <> j.value ->> 3`,
    params,
  );
}
