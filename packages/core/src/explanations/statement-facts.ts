import { leaderReferrals } from '../commissions/referral-tables.ts';
import { commissionMovements, payouts, statements } from '../commissions/tables.ts';
import { commissionTargets, targetResults } from '../commissions/target-tables.ts';
import { leaders } from '../leaders/tables.ts';
import { accounts } from '../ledger/accounts.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { pageAfter, type PageRequest, pageOf } from '../shared/page.ts';
import { isShop } from '../shop/demand-shop.ts';
import { shops } from '../shop/tables.ts';
import { shopId } from '../shop/the-shop.ts';
import { type Reader, sqlRows, tableRows } from '../storage/reader.ts';
import type { Row } from '../work.ts';
import { bookedEntries, type BookedEntry } from './booked-entries.ts';
import type { Movement, MovementFacts } from './explain-movement.ts';
import { sayIn } from './explained.ts';
import { type OrderFacts, readManyOrderFacts } from './order-facts.ts';
import { readTogether } from './read-tables.ts';

/** A sum of movements or entries, with how many there are; minor units. */
export interface SumOf {
  readonly name: string;
  readonly count: number;
  readonly amount: number;
}

/** What a statement follows from. */
export interface StatementFacts extends MovementFacts {
  readonly statement: Row<typeof statements>;
  readonly leaderName: string;
  readonly payouts: readonly Row<typeof payouts>[];
  /** The movements by kind. */
  readonly sums: readonly SumOf[];
  /** What moved the settled credit before this statement, by the type of the transaction. */
  readonly creditBefore: readonly SumOf[];
  /** What the leader held of customers' money before it. */
  readonly cashBefore: number;
  /** One page of them. */
  readonly movements: readonly Movement[];
  readonly nextCursor: string | null;
  /** Posted for the statement itself. */
  readonly entries: readonly BookedEntry[];
}

/** Reads it in two round trips. Leaders see their own. Refuses: not_found. */
export async function readStatementFacts(
  reader: Reader,
  statementId: string,
  request: PageRequest,
  context: Context,
): Promise<StatementFacts> {
  const found = await readTogether(reader, wishesFor(statementId, request));
  const [shop] = found.shops;
  const [statement] = found.statements;
  const { actor } = context;
  const own = actor.kind === 'leader' && actor.leaderId === statement?.leaderId;
  demand(statement !== undefined && (own || isShop(context)), 'not_found', {
    what: 'statements',
    key: statementId,
  });
  if (shop === undefined) return refuse('shop_not_set_up');
  const page = pageOf(found.movements, request, 'datedAt', (movement) => movement);
  const shown = new Set(page.data.map(({ orderLineId }) => orderLineId));
  const orderIds = found.orders.filter(({ lineId }) => shown.has(lineId)).map(({ orderId }) => orderId);
  return {
    shop,
    statement,
    say: sayIn(shop.currency),
    leaderName: found.leaders[0]?.name ?? statement.leaderId,
    payouts: found.payouts,
    sums: found.sums,
    creditBefore: found.credit,
    cashBefore: found.cash[0]?.amount ?? 0,
    movements: page.data,
    nextCursor: page.nextCursor,
    entries: found.entries,
    orderOfLine: await ordersByLine(reader, [...new Set(orderIds)]),
    results: new Map(found.results.map((row) => [row.id, row])),
    targets: new Map(found.targets.map((row) => [row.id, row])),
    referrals: new Map(found.referrals.map((row) => [row.recruitId, row])),
  };
}

async function ordersByLine(
  reader: Reader,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, OrderFacts>> {
  if (orderIds.length === 0) return new Map();
  const orders = await readManyOrderFacts(reader, orderIds);
  return new Map([...orders.values()].flatMap((facts) => facts.lines.map(({ id }) => [id, facts] as const)));
}

const ofStatement = (column: string) => `(SELECT s."${column}" FROM "statements" s WHERE s."id" = ?1)`;

/** Entries of one account of the leader, by the transaction that posted them; an index stands behind it. */
const booked = (
  account: number,
) => `SELECT e.rowid AS "row", e."amount" AS "amount", e."postedAt" AS "postedAt",
    x."type" AS "type", x."subject" AS "subject", x."id" AS "transactionId"
  FROM "ledger_entries" e JOIN "ledger_transactions" x ON x."id" = e."transactionId"
  WHERE e."leaderId" = ${ofStatement('leaderId')} AND e."account" = ${String(account)}`;

/**
 * Where the statement stands among them; one of nothing posted nothing and stands at its instant. Within that, ids say
 * what came first: behind their prefix they sort in the order in which they were made.
 */
const upTo = `(SELECT coalesce(min(CASE WHEN c."subject" = ?1 THEN c."row" END),
    max(CASE WHEN (c."postedAt", substr(c."transactionId", 5)) < (${ofStatement('createdAt')}, substr(?1, 5))
      THEN c."row" + 1 END), 0) FROM credit c)`;

function wishesFor(statementId: string, request: PageRequest) {
  const params = [statementId];
  const page = pageAfter(request, 'datedAt');
  const movements = `t."statementId" = ? AND ${page.condition}`;
  const sources = (kind: string) => `SELECT replace(m."source", '${kind} ', '') FROM "commission_movements" m
    WHERE m."statementId" = ?1 AND m."kind" = 'bonus' AND m."source" LIKE '${kind} %'`;
  const credit = `WITH credit AS (${booked(accounts.commissionSettled)})`;
  return {
    shops: tableRows(shops, 't."id" = ?', [shopId]),
    statements: tableRows(statements, 't."id" = ?1', params),
    leaders: tableRows(leaders, `t."id" = ${ofStatement('leaderId')}`, params),
    payouts: tableRows(payouts, 't."statementId" = ?1', params),
    sums: sqlRows<SumOf>(
      `SELECT "kind" AS "name", count(*) AS "count", sum("amount") AS "amount" FROM "commission_movements"
       WHERE "statementId" = ?1 GROUP BY "kind"`,
      params,
    ),
    credit: sqlRows<SumOf>(
      `${credit} SELECT "type" AS "name", count(*) AS "count", -sum("amount") AS "amount" FROM credit
       WHERE "row" < ${upTo} GROUP BY "type" ORDER BY min("row")`,
      params,
    ),
    cash: sqlRows<{ amount: number }>(
      `${credit}, cash AS (${booked(accounts.leaderCash)})
       SELECT coalesce(sum("amount"), 0) AS "amount" FROM cash WHERE "row" < ${upTo}`,
      params,
    ),
    movements: tableRows(commissionMovements, `${movements} ${page.tail}`, [statementId, ...page.params]),
    orders: sqlRows<{ lineId: string; orderId: string }>(
      `SELECT l."id" AS "lineId", l."orderId" AS "orderId" FROM "order_lines" l WHERE l."id" IN
       (SELECT "orderLineId" FROM (SELECT t."orderLineId" FROM "commission_movements" t WHERE ${movements} ${page.tail}))`,
      [statementId, ...page.params],
    ),
    results: tableRows(targetResults, `t."id" IN (${sources('target')})`, params),
    targets: tableRows(
      commissionTargets,
      `t."id" IN (SELECT r."targetId" FROM "target_results" r WHERE r."id" IN (${sources('target')}))`,
      params,
    ),
    referrals: tableRows(leaderReferrals, `t."recruitId" IN (${sources('referral')})`, params),
    entries: bookedEntries(
      `t."leaderId" = ${ofStatement('leaderId')} AND t."account" IN (${statementAccounts}) AND x."subject" = ?1`,
      params,
    ),
  };
}

const statementAccounts = [accounts.commissionEarned, accounts.commissionSettled, accounts.leaderCash].join(
  ', ',
);
