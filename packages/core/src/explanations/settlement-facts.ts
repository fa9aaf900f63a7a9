import { statements } from '../commissions/tables.ts';
import { leaders } from '../leaders/tables.ts';
import { accounts } from '../ledger/accounts.ts';
import { refuse } from '../shared/error.ts';
import { pageAfter, type PageRequest, pageOf } from '../shared/page.ts';
import { shops } from '../shop/tables.ts';
import { type Shop, shopId } from '../shop/the-shop.ts';
import { settlementLines, settlements } from '../settlements/tables.ts';
import { type Reader, sqlRows, tableRows } from '../storage/reader.ts';
import type { Row } from '../work.ts';
import { type BookedEntry, bookedEntries } from './booked-entries.ts';
import { readTogether } from './read-tables.ts';

/** What the movements and lines of a settlement come to; minor units. */
export interface SettlementSums {
  readonly bonus: number;
  readonly charged: number;
  readonly noReference: number;
  /** What the orders paid at the provider would let go. */
  readonly allowed: number;
  /** What they earned in the statement. */
  readonly wanted: number;
  /** What the statement takes back of orders; not above zero. */
  readonly takenBack: number;
  readonly split: number;
  readonly splits: number;
  readonly reversal: number;
  readonly reversals: number;
}

/** One order of a settlement as it stood when the settlement was made. */
export interface SettledOrder {
  readonly orderId: string;
  /** Whose order it is; another may have a share of it. */
  readonly leaderId: string;
  /** What the statement settles of it; below zero it takes back. */
  readonly amount: number;
  readonly paid: number;
  readonly refunded: number;
  /** What other statements had split of it before. */
  readonly before: number;
}

type Line = Row<typeof settlementLines>;

export interface SettlementFacts {
  readonly shop: Shop;
  readonly settlement: Row<typeof settlements>;
  readonly leaderName: string;
  readonly sums: SettlementSums;
  /** One page of its lines, the latest first, each with its order. */
  readonly lines: readonly Line[];
  readonly orders: ReadonlyMap<string, SettledOrder>;
  readonly nextCursor: string | null;
  readonly entries: readonly BookedEntry[];
}

/** What statements that were settled in the same call, and come first, earned of an order: it is no longer there either. */
const besideSql = `SELECT coalesce(sum(max(0, "amount")), 0) FROM (SELECT sum(m."amount") AS "amount"
  FROM "commission_entries" e CROSS JOIN "commission_movements" m ON m."commissionEntryId" = e."id" AND m."kind" IN ('earned', 'reversed')
    CROSS JOIN "settlements" y ON y."statementId" = m."statementId"
  WHERE e."orderId" = v."orderId" AND y."createdAt" = s."createdAt" AND y."statementId" < s."statementId" AND y."split" > 0 GROUP BY y."statementId")`;

/** By order of the settlement ?1: what it settles, how it was paid, and what was there to be split at that moment. */
const moved = `made AS (SELECT s.* FROM "settlements" s WHERE s."id" = ?1), moved AS (
    SELECT l."orderId" AS "orderId", sum(m."amount") AS "amount" FROM made s CROSS JOIN "commission_movements" m
      ON m."statementId" = s."statementId" AND m."kind" IN ('earned', 'reversed') CROSS JOIN "order_lines" l ON l."id" = m."orderLineId"
    GROUP BY l."orderId"
  ), settled AS (
    SELECT v."orderId" AS "orderId", d."leaderId" AS "leaderId", v."amount" AS "amount", d."paid" AS "paid",
      (SELECT coalesce(sum(r."amount"), 0) FROM "refunds" r WHERE r."orderId" = v."orderId" AND r."kind" <> 'unusablePayment'
        AND r."createdAt" <= s."createdAt") AS "refunded",
      (SELECT coalesce(sum(x."amount"), 0) FROM "settlement_lines" x WHERE x."orderId" = v."orderId" AND x."kind" = 'split'
        AND x."createdAt" < s."createdAt") + (${besideSql}) AS "before",
      EXISTS (SELECT 1 FROM "payments" p WHERE p."orderId" = v."orderId" AND p."outcome" = 'accepted' AND p."collectedBy" = 'host') AS "known",
      s."capBasisPoints" AS "cap"
    FROM made s CROSS JOIN moved v CROSS JOIN "orders" d ON d."id" = v."orderId"
  )`;

const ofKind = (kind: string, what: string) =>
  `(SELECT coalesce(${what}, 0) FROM "settlement_lines" x WHERE x."settlementId" = ?1 AND x."kind" = '${kind}')`;
const ofMovements = (kind: string) =>
  `(SELECT coalesce(sum(m."amount"), 0) FROM made s CROSS JOIN "commission_movements" m ON m."statementId" = s."statementId" AND m."kind" = '${kind}')`;

const sumsSql = `WITH ${moved}
  SELECT ${ofMovements('bonus')} AS "bonus", ${ofMovements('fault')} AS "charged",
    coalesce(sum(CASE WHEN "amount" > 0 AND NOT "known" THEN "amount" END), 0) AS "noReference",
    coalesce(sum(CASE WHEN "amount" > 0 AND "known" THEN "amount" END), 0) AS "wanted",
    coalesce(sum(CASE WHEN "amount" > 0 AND "known" THEN max(0, min("amount",
      min("paid" * "cap" / 10000, "paid" - "refunded") - "before")) END), 0) AS "allowed",
    coalesce(sum(min("amount", 0)), 0) AS "takenBack",
    ${ofKind('split', 'sum(x."amount")')} AS "split", ${ofKind('split', 'count(*)')} AS "splits",
    ${ofKind('reversal', 'sum(x."amount")')} AS "reversal", ${ofKind('reversal', 'count(*)')} AS "reversals"
  FROM settled`;

/** Reads a settlement with a page of its lines in one round trip. Refuses: not_found. */
export async function readSettlement(
  reader: Reader,
  settlementId: string,
  request: PageRequest,
): Promise<SettlementFacts> {
  const params = [settlementId];
  const page = pageAfter(request, 'createdAt');
  const those = `t."settlementId" = ? AND ${page.condition} ${page.tail}`;
  const ofSettlement = (column: string) => `(SELECT s."${column}" FROM "settlements" s WHERE s."id" = ?1)`;
  const owed = [accounts.commissionSettled, accounts.payoutsDue].join(', ');
  const found = await readTogether(reader, {
    shops: tableRows(shops, 't."id" = ?', [shopId]),
    settlements: tableRows(settlements, 't."id" = ?1', params),
    statements: tableRows(statements, `t."id" = ${ofSettlement('statementId')}`, params),
    leaders: tableRows(leaders, `t."id" = ${ofSettlement('leaderId')}`, params),
    sums: sqlRows<SettlementSums>(sumsSql, params),
    lines: tableRows(settlementLines, those, [settlementId, ...page.params]),
    orders: sqlRows<SettledOrder>(
      `WITH ${moved} SELECT "orderId", "leaderId", "amount", "paid", "refunded", "before" FROM settled
       WHERE "orderId" IN (SELECT "orderId" FROM (SELECT t."orderId" FROM "settlement_lines" t WHERE ${those}))`,
      [settlementId, settlementId, ...page.params],
    ),
    entries: bookedEntries(
      `t."leaderId" = ${ofSettlement('leaderId')} AND t."account" IN (${owed}) AND x."subject" = ?1`,
      params,
    ),
  });
  const [settlement] = found.settlements;
  const [sums] = found.sums;
  const [shop] = found.shops;
  if (shop === undefined) return refuse('shop_not_set_up');
  if (settlement === undefined || sums === undefined)
    return refuse('not_found', { what: 'settlements', key: settlementId });
  const { data, nextCursor } = pageOf(found.lines, request, 'createdAt', (line) => line);
  return {
    shop,
    settlement,
    sums,
    leaderName: found.leaders[0]?.name ?? settlement.leaderId,
    lines: data,
    orders: new Map(found.orders.map((order) => [order.orderId, order])),
    nextCursor,
    entries: found.entries,
  };
}
