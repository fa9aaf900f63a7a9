import type * as z from 'zod';
import { defineQuery } from '../define.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { readShop } from '../shop/the-shop.ts';
import { decidedBySql, uncappedView } from './queries.ts';
import { listStatementLinesSchema, type statementLineSchema, statementLinePageSchema } from './schemas.ts';
import { visibleStatement } from './statement-queries.ts';

type LineView = z.output<typeof statementLineSchema>;

interface LineRow extends Pick<
  LineView,
  | 'kind'
  | 'reason'
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
    const rows = await reader.rows<LineRow>(
      `SELECT t."id" AS "id", t."kind" AS "kind", t."amount" AS "amount", t."datedAt" AS "datedAt", t."reason" AS "reason",
         t."orderLineId" AS "orderLineId", l."orderId" AS "orderId", o."title" AS "title", l."pieces" AS "pieces", l."net" AS "net",
         l."refunded" AS "refunded", e."basisPoints" AS "basisPoints", e."perPiece" AS "perPiece", e."base" AS "base",
         e."kind" AS "commissionKind", e."boostBasisPoints" AS "boostBasisPoints", e."uncappedBasisPoints" AS "uncappedBasisPoints",
         e."uncappedPerPiece" AS "uncappedPerPiece", e."uncappedBoost" AS "uncappedBoost", e."ruleId" AS "ruleId", ${decidedBySql} AS "decidedBy"
       FROM "commission_movements" t LEFT JOIN "order_lines" l ON l."id" = t."orderLineId" LEFT JOIN "offers" o ON o."id" = l."offerId"
         LEFT JOIN "commission_entries" e ON e."id" = t."commissionEntryId" LEFT JOIN "commission_rules" r ON r."id" = e."ruleId"
       WHERE ${page.condition} AND t."statementId" = ? ${page.tail}`,
      [...page.params, id],
    );
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'datedAt', (row) => lineView(row, currency));
  },
});

function lineView(row: LineRow, currency: string): LineView {
  const { amount, datedAt, net, refunded, perPiece, ...rest } = row;
  const { uncappedBasisPoints, uncappedPerPiece, uncappedBoost, ...same } = rest;
  const orNull = (sum: number | null) => (sum === null ? null : money(sum, currency));
  return {
    ...same,
    amount: money(amount, currency),
    datedAt: instantText(datedAt),
    net: orNull(net),
    refunded: orNull(refunded),
    perPiece: orNull(perPiece),
    uncapped: uncappedView({ uncappedBasisPoints, uncappedPerPiece, uncappedBoost }, currency),
  };
}
