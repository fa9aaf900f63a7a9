import type * as z from 'zod';
import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { readShop, type Shop } from '../shop/the-shop.ts';
import { lineReasonColumns, lineReasonJoins, type LineReason, lineReasonTexts } from './line-reason.ts';
import { decidedBySql, uncappedView } from './queries.ts';
import {
  listStatementLinesSchema,
  listUnsettledSchema,
  type statementLineSchema,
  statementLinePageSchema,
} from './schemas.ts';
import { periodEnd } from './preview-statements.ts';
import { visibleStatement } from './statement-queries.ts';
import { whichLeader } from './which-leader.ts';

type LineView = z.output<typeof statementLineSchema>;

/** A movement with what it follows from, as it is read. */
export interface LineRow
  extends
    LineReason,
    Pick<
      LineView,
      | 'kind'
      | 'orderId'
      | 'orderLineId'
      | 'title'
      | 'pieces'
      | 'basisPoints'
      | 'base'
      | 'ruleId'
      | 'decidedBy'
      | 'commissionKind'
      | 'boostBasisPoints'
    > {
  readonly id: string;
  readonly amount: number;
  readonly datedAt: number;
  readonly net: number | null;
  readonly refunded: number | null;
  readonly refund: number | null;
  readonly perPiece: number | null;
  readonly uncappedBasisPoints: number | null;
  readonly uncappedPerPiece: number | null;
  readonly uncappedBoost: number | null;
}

/** Every movement of a statement, the latest first: from which line it came, at which rate, and why. Leaders see their own. */
export const listStatementLines = defineQuery({
  name: 'statements.lines',
  summary: 'List what a statement settles',
  input: listStatementLinesSchema,
  answer: statementLinePageSchema,
  async read(reader, input, context) {
    const { id } = await visibleStatement(reader, input.statementId, context);
    const page = pageAfter(input, 'datedAt');
    const where = `${page.condition} AND t."statementId" = ? ${page.tail}`;
    const rows = await reader.rows<LineRow>(linesOf('"commission_movements"', where), [...page.params, id]);
    const shop = await readShop(reader);
    return pageOf(rows, input, 'datedAt', (row) => lineView(row, shop));
  },
});

/**
 * What no statement of a leader has taken yet, the latest first: also what the clock has earned and nobody has written
 * down. Charges and what returns take back are seen here before a statement settles them. Leaders see their own.
 *
 * Refuses: statement_period, not_found, not_allowed, invalid_input.
 */
export const listUnsettled = defineQuery({
  name: 'statements.unsettled',
  summary: 'List what no statement has settled yet',
  input: listUnsettledSchema,
  answer: statementLinePageSchema,
  async read(reader, input, context) {
    const [leaderId, shop] = await Promise.all([
      whichLeader(reader, input.leaderId, context),
      readShop(reader),
    ]);
    demand(leaderId !== undefined, 'invalid_input', {
      fields: [{ path: 'leaderId', code: 'required', message: 'Name the leader.' }],
    });
    const to = periodEnd(input.to, shop, context);
    const page = pageAfter(input, 'datedAt');
    const rows = await reader.rows<LineRow>(linesOf(unsettledMovements, `${page.condition} ${page.tail}`), [
      leaderId,
      to,
      leaderId,
      to,
      ...page.params,
    ]);
    return pageOf(rows, input, 'datedAt', (row) => lineView(row, shop));
  },
});

/** Movements that wait for their statement, and those that the clock has made: these go by the id of their commission. */
const unsettledMovements = `(
  SELECT "id", "kind", "amount", "datedAt", "reason", "orderLineId", "commissionEntryId", "source" FROM "commission_movements"
  WHERE "statementId" IS NULL AND "leaderId" = ? AND "datedAt" < CAST(? AS INTEGER)
  UNION ALL
  SELECT "id", 'earned', "due", "earnableAt", '', "orderLineId", "id", '' FROM "commission_entries"
  WHERE "status" = 'accrued' AND "beneficiaryId" = ? AND +"earnableAt" < CAST(? AS INTEGER) AND "due" > 0)`;

/** Movements of a source over the alias `t`, each with the line and the rate that it follows from. */
export const linesOf = (source: string, where: string): string =>
  `SELECT t."id" AS "id", t."kind" AS "kind", t."amount" AS "amount", t."datedAt" AS "datedAt", t."reason" AS "reason",
         t."orderLineId" AS "orderLineId", l."orderId" AS "orderId", o."title" AS "title", l."pieces" AS "pieces", l."net" AS "net",
         l."refunded" AS "refunded", b."amount" AS "refund", e."basisPoints" AS "basisPoints", e."perPiece" AS "perPiece", e."base" AS "base",
         e."kind" AS "commissionKind", e."boostBasisPoints" AS "boostBasisPoints", e."uncappedBasisPoints" AS "uncappedBasisPoints",
         e."uncappedPerPiece" AS "uncappedPerPiece", e."uncappedBoost" AS "uncappedBoost", e."ruleId" AS "ruleId", ${decidedBySql} AS "decidedBy",
         ${lineReasonColumns}
       FROM ${source} t LEFT JOIN "order_lines" l ON l."id" = t."orderLineId" LEFT JOIN "offers" o ON o."id" = l."offerId"
         LEFT JOIN "commission_entries" e ON e."id" = t."commissionEntryId" LEFT JOIN "commission_rules" r ON r."id" = e."ruleId"
         LEFT JOIN "refunds" b ON t."kind" = 'reversed' AND b."id" = substr(t."source", 1, instr(t."source", ' ') - 1)
         ${lineReasonJoins}
       WHERE ${where}`;

export function lineView(row: LineRow, shop: Shop): LineView {
  const { currency } = shop;
  const { id, kind, reason, orderId, orderLineId, title, pieces, basisPoints, base, ruleId, decidedBy } = row;
  const { commissionKind, boostBasisPoints } = row;
  const orNull = (sum: number | null) => (sum === null ? null : money(sum, currency));
  return {
    id,
    kind,
    reason,
    orderId,
    orderLineId,
    title,
    pieces,
    basisPoints,
    base,
    ruleId,
    decidedBy,
    commissionKind,
    boostBasisPoints,
    reasonTexts: lineReasonTexts(row, shop),
    amount: money(row.amount, currency),
    datedAt: instantText(row.datedAt),
    net: orNull(row.net),
    refunded: orNull(row.refunded),
    refund: orNull(row.refund),
    perPiece: orNull(row.perPiece),
    uncapped: uncappedView(row, currency),
  };
}
