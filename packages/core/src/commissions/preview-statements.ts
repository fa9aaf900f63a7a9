import { defineQuery } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import type { PageRequest } from '../shared/page.ts';
import { instantOrNull } from '../shared/schemas.ts';
import { type Instant, instantText, startOfDay } from '../shared/time.ts';
import { readShop, type Shop } from '../shop/the-shop.ts';
import type { SqlValue } from '../storage/engine.ts';
import { previewStatementsSchema, statementPreviewPageSchema } from './schemas.ts';
import { sumsOfMoved, type Unsettled, unsettledColumns } from './settle-movements.ts';
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
    const rows = await reader.rows<PreviewRow>(previewSql(leaderId), [
      to,
      leaderId ?? null,
      afterLeader(input),
      input.limit + 1,
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

/**
 * Those about whom there is something to say, as `statements.create` decides it: ?1 is the end of the period, ?2 a leader
 * or null, ?3 the leader after whom the page begins, ?4 how many. Who is on the page is told by a look at the first of
 * what each has; sums are made of those alone, along the indexes of the leader.
 */
export const previewSql = (leaderId: string | undefined): string => `WITH page AS MATERIALIZED (
    SELECT a.*, (SELECT max(p."to") FROM "statements" p WHERE p."leaderId" = a."leaderId") AS "lastTo" FROM "leader_accounts" a
    WHERE a."leaderId" > ?3 AND ${leaderId === undefined ? '?2 IS NULL' : 'a."leaderId" = ?2'}
      AND NOT EXISTS (SELECT 1 FROM "statements" p WHERE p."leaderId" = a."leaderId" AND p."to" >= CAST(?1 AS INTEGER))
      AND (a."cash" < 0 OR (a."cash" > 0 AND a."settled" > 0)
        OR EXISTS (SELECT 1 FROM "commission_movements" m WHERE m."leaderId" = a."leaderId" AND ${unsettledMovement})
        OR EXISTS (SELECT 1 FROM "commission_entries" e WHERE e."beneficiaryId" = a."leaderId" AND ${dueEntry}))
    ORDER BY a."leaderId" LIMIT CAST(?4 AS INTEGER)
  ), moved AS (
    SELECT m."leaderId", m."kind", m."amount" FROM page g
      CROSS JOIN "commission_movements" m ON m."leaderId" = g."leaderId" AND ${unsettledMovement}
    UNION ALL
    SELECT e."beneficiaryId", 'earned', e."due" FROM page g
      CROSS JOIN "commission_entries" e ON e."beneficiaryId" = g."leaderId" AND ${dueEntry}
  ), sums AS (${sumsOfMoved})
  SELECT ${unsettledColumns}, a."lastTo" AS "lastTo", d."name" AS "leader", d."externalId" AS "leaderExternalId"
  FROM page a JOIN "leaders" d ON d."id" = a."leaderId" LEFT JOIN sums s ON s."leaderId" = a."leaderId"
  ORDER BY a."leaderId"`;

const unsettledMovement = `m."statementId" IS NULL AND m."datedAt" < CAST(?1 AS INTEGER)`;
const dueEntry = `e."status" = 'accrued' AND +e."earnableAt" < CAST(?1 AS INTEGER) AND e."due" > 0`;

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
