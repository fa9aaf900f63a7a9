import { defineQuery } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { instantOrNull } from '../shared/schemas.ts';
import { instantText, startOfDay } from '../shared/time.ts';
import { readShop } from '../shop/the-shop.ts';
import type { SqlValue } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
import type { Row } from '../work.ts';
import { isShop } from '../shop/demand-shop.ts';
import { listStatementsSchema, statementIdSchema, statementPageSchema, statementSchema } from './schemas.ts';
import type { payouts, statements } from './tables.ts';
import { statementSumsView } from './statement-sums.ts';
import { whichLeader } from './which-leader.ts';

interface StatementRow extends Row<typeof statements> {
  readonly leader: string;
  readonly leaderExternalId: string | null;
  readonly payoutId: string | null;
  readonly payoutStatus: Row<typeof payouts>['status'] | null;
}

/** A statement with its sums. Leaders see their own. Refuses: not_found. */
export const getStatement = defineQuery({
  name: 'statements.get',
  summary: 'Read a statement',
  input: statementIdSchema,
  answer: statementSchema,
  async read(reader, { statementId }, context) {
    const statement = await visibleStatement(reader, statementId, context);
    return statementView(statement, (await readShop(reader)).currency);
  },
});

/** Statements, newest first, by leader or by the end of the period. Leaders see their own. */
export const listStatements = defineQuery({
  name: 'statements.list',
  summary: 'List statements',
  input: listStatementsSchema,
  answer: statementPageSchema,
  async read(reader, input, context) {
    const leaderId = await whichLeader(reader, input.leaderId, context);
    const { currency, zone } = await readShop(reader);
    const page = pageAfter(input, 'createdAt');
    const filter = filterSql({ leaderId });
    const to = input.to === undefined ? [] : [startOfDay(input.to, zone)];
    const byEnd = input.to === undefined ? '' : ' AND t."to" = CAST(? AS INTEGER)';
    const where = `${page.condition}${filter.sql}${byEnd} ${page.tail}`;
    const rows = await statementRows(reader, where, [...page.params, ...filter.params, ...to]);
    return pageOf(rows, input, 'createdAt', (row) => statementView(row, currency));
  },
});

/** The statement, when it is the caller's to see; anything else does not exist. */
export async function visibleStatement(
  reader: Reader,
  statementId: string,
  context: Context,
): Promise<StatementRow> {
  const [statement] = await statementRows(reader, 't."id" = ?', [statementId]);
  const own = context.actor.kind === 'leader' && context.actor.leaderId === statement?.leaderId;
  demand(statement !== undefined && (own || isShop(context)), 'not_found', {
    what: 'statements',
    key: statementId,
  });
  return statement;
}

/** Statements that meet a condition over the alias `t`, each with its leader and the payout that was made by it. */
function statementRows(
  reader: Reader,
  where: string,
  params: readonly SqlValue[],
): Promise<readonly StatementRow[]> {
  return reader.rows<StatementRow>(
    `SELECT t.*, d."name" AS "leader", d."externalId" AS "leaderExternalId", p."id" AS "payoutId", p."status" AS "payoutStatus"
     FROM "statements" t JOIN "leaders" d ON d."id" = t."leaderId" LEFT JOIN "payouts" p ON p."statementId" = t."id"
     WHERE ${where}`,
    params,
  );
}

export function statementView(statement: StatementRow, currency: string) {
  const { id, leaderId, leader, leaderExternalId, payoutId, payoutStatus } = statement;
  return {
    id,
    leaderId,
    leader,
    leaderExternalId,
    from: instantOrNull(statement.from),
    to: instantText(statement.to),
    ...statementSumsView(statement, currency),
    payoutId,
    payoutStatus,
    createdAt: instantText(statement.createdAt),
  };
}
