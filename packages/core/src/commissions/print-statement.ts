import { defineQuery } from '../define.ts';
import { refuse } from '../shared/error.ts';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { readShop } from '../shop/the-shop.ts';
import { readCreditMoves } from './credit-moves.ts';
import { printedStatementSchema, printStatementSchema } from './print-schemas.ts';
import { type LineRow, linesOf, lineView } from './statement-lines.ts';
import { statementView, visibleStatement } from './statement-queries.ts';

/**
 * A statement as it is printed: the balance before it and what was paid since, its sums, every line from the oldest on,
 * and what was paid of it. Leaders see their own.
 *
 * Refuses: not_found, invalid_input.
 */
export const printStatement = defineQuery({
  name: 'statements.print',
  summary: 'Print a statement',
  input: printStatementSchema,
  answer: printedStatementSchema,
  async read(reader, { statementId, limit, cursor }, context) {
    const statement = await visibleStatement(reader, statementId, context);
    const shop = await readShop(reader);
    const { currency } = shop;
    const first = placeOf(cursor);
    const [moves, rows, [counted]] = await Promise.all([
      readCreditMoves(reader, statement, currency),
      reader.rows<LineRow>(linesOf('"commission_movements"', lineWindow), [statement.id, limit, first - 1]),
      reader.rows<{ lines: number }>(
        `SELECT count(*) AS "lines" FROM "commission_movements" WHERE "statementId" = ?`,
        [statement.id],
      ),
    ]);
    const lineCount = counted?.lines ?? 0;
    if (first > 1 && first > lineCount) refuseCursor();
    const next = first + rows.length;
    return {
      shopName: shop.name,
      zone: shop.zone,
      printedAt: instantText(context.now),
      statement: statementView(statement, currency),
      opening: money(moves.opening, currency),
      before: moves.before,
      after: moves.after,
      lines: rows.map((row) => lineView(row, shop)),
      firstLine: first,
      lineCount,
      nextCursor: rows.length > 0 && next <= lineCount ? String(next) : null,
    };
  },
});

/** A frozen statement gets no more lines, so that a place in it stays the same. */
const lineWindow = `t."statementId" = ? ORDER BY t."datedAt", t."id" LIMIT CAST(? AS INTEGER) OFFSET CAST(? AS INTEGER)`;

function placeOf(cursor: string | undefined): number {
  if (cursor === undefined) return 1;
  if (/^[1-9]\d{0,8}$/.test(cursor)) return Number(cursor);
  return refuseCursor();
}

function refuseCursor(): never {
  return refuse('invalid_input', {
    fields: [{ path: 'cursor', code: 'cursor', message: 'This is no cursor of this list.' }],
  });
}
