import { defineQuery } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { instantText, startOfDay } from '../shared/time.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import type { Row } from '../work.ts';
import { isShop } from '../shop/demand-shop.ts';
import { listStatementsSchema, statementIdSchema, statementPageSchema, statementSchema } from './schemas.ts';
import { payouts, statements } from './tables.ts';
import { whichLeader } from './which-leader.ts';

type Statement = Row<typeof statements>;

/** A statement with its sums. Leaders see their own. Refuses: not_found. */
export const getStatement = defineQuery({
  name: 'statements.get',
  summary: 'Read a statement',
  input: statementIdSchema,
  answer: statementSchema,
  async read(reader, { statementId }, context) {
    const statement = await visibleStatement(reader, statementId, context);
    const payoutOf = await payoutsOf(reader, [statement]);
    return statementView(statement, (await readShop(reader)).currency, payoutOf);
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
    const rows = await reader.table(statements, where, [...page.params, ...filter.params, ...to]);
    const payoutOf = await payoutsOf(reader, rows);
    return pageOf(rows, input, 'createdAt', (row) => statementView(row, currency, payoutOf));
  },
});

/** The statement, when it is the caller's to see; anything else does not exist. */
export async function visibleStatement(
  reader: Reader,
  statementId: string,
  context: Context,
): Promise<Statement> {
  const [statement] = await reader.table(statements, 't."id" = ?', [statementId]);
  const own = context.actor.kind === 'leader' && context.actor.leaderId === statement?.leaderId;
  demand(statement !== undefined && (own || isShop(context)), 'not_found', {
    what: 'statements',
    key: statementId,
  });
  return statement;
}

async function payoutsOf(reader: Reader, rows: readonly Statement[]): Promise<ReadonlyMap<string, string>> {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const found = await reader.table(payouts, 't."statementId" IN (SELECT value FROM json_each(?))', [ids]);
  return new Map(found.map(({ statementId, id }) => [statementId ?? '', id]));
}

function statementView(statement: Statement, currency: string, payoutOf: ReadonlyMap<string, string>) {
  const { id, leaderId, earned, reversed, bonus, charged, total, cashSetOff, balance } = statement;
  return {
    id,
    leaderId,
    from: instantOrNull(statement.from),
    to: instantText(statement.to),
    carried: money(balance - total + cashSetOff, currency),
    earned: money(earned, currency),
    reversed: money(reversed, currency),
    bonus: money(bonus, currency),
    charged: money(charged, currency),
    total: money(total, currency),
    cashSetOff: money(cashSetOff, currency),
    balance: money(balance, currency),
    payoutId: payoutOf.get(id) ?? null,
    createdAt: instantText(statement.createdAt),
  };
}
