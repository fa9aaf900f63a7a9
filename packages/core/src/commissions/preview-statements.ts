import { defineQuery } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import type { PageRequest } from '../shared/page.ts';
import { instantOrNull } from '../shared/schemas.ts';
import { type Instant, instantText, startOfDay } from '../shared/time.ts';
import { readShop, type Shop } from '../shop/the-shop.ts';
import type { SqlValue } from '../storage/engine.ts';
import { previewStatementsSchema, statementPreviewPageSchema } from './schemas.ts';
import { type Unsettled, unsettledSql } from './settle-movements.ts';
import { statementSums, statementSumsView } from './statement-sums.ts';
import { whichLeader } from './which-leader.ts';

interface PreviewRow extends Unsettled {
  readonly [column: string]: SqlValue;
  readonly leader: string;
  readonly leaderExternalId: string | null;
}

/**
 * What the statements of a period would say if they were made now, by leader; writes nothing. A statement is for ever,
 * so it can be looked at before it is made. Leaders see their own.
 *
 * Refuses: statement_period, not_found, not_allowed, invalid_input.
 */
export const previewStatements = defineQuery({
  name: 'statements.preview',
  summary: 'Preview the statements of a period',
  input: previewStatementsSchema,
  answer: statementPreviewPageSchema,
  async read(reader, input, context) {
    const [leaderId, shop] = await Promise.all([
      whichLeader(reader, input.leaderId, context),
      readShop(reader),
    ]);
    const to = periodEnd(input.to, shop, context);
    const rows = await reader.rows<PreviewRow>(`${previewSql(leaderId)} LIMIT ${String(input.limit + 1)}`, [
      to,
      leaderId ?? null,
      afterLeader(input),
    ]);
    const data = rows
      .slice(0, input.limit)
      .map((row) => previewView(row, input.to === undefined ? null : to, shop));
    return { data, nextCursor: rows.length > input.limit ? (data.at(-1)?.leaderId ?? null) : null };
  },
});

/** The end of the period that is asked for: the beginning of a day, today at the latest, or everything up to now. */
export function periodEnd(to: string | undefined, { zone }: Shop, { now }: Context): Instant {
  if (to === undefined) return now + 1;
  const end = startOfDay(to, zone);
  demand(end <= now, 'statement_period', { now: instantText(now) });
  return end;
}

/** Those about whom there is something to say, as `statements.create` decides it. */
const previewSql = (
  leaderId: string | undefined,
): string => `SELECT u.*, d."name" AS "leader", d."externalId" AS "leaderExternalId"
  FROM (${unsettledSql(leaderId)}) AS u JOIN "leaders" d ON d."id" = u."leaderId"
  WHERE u."leaderId" > ?3 AND (u."lastTo" IS NULL OR u."lastTo" < CAST(?1 AS INTEGER))
    AND (u."movements" > 0 OR u."cash" < 0
      OR (u."cash" > 0 AND u."settled" + u."earned" + u."reversed" + u."bonus" + u."charged" > 0))
  ORDER BY u."leaderId"`;

function afterLeader({ cursor }: PageRequest): string {
  if (cursor === undefined || /^[\w-]{1,80}$/.test(cursor)) return cursor ?? '';
  return refuse('invalid_input', {
    fields: [{ path: 'cursor', code: 'cursor', message: 'This is no cursor of this list.' }],
  });
}

function previewView(row: PreviewRow, to: Instant | null, { currency }: Shop) {
  const { leaderId, leader, leaderExternalId, lastTo, movements } = row;
  const sums = statementSums(row);
  return {
    leaderId,
    leader,
    leaderExternalId,
    from: instantOrNull(lastTo),
    to: instantOrNull(to),
    movements,
    ...statementSumsView({ ...sums, cashSetOff: sums.setOff }, currency),
  };
}
