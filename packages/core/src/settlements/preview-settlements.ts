import type * as z from 'zod';
import { defineQuery } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { refuse } from '../shared/error.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { startOfDay } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop, type Shop } from '../shop/the-shop.ts';
import type { SqlValue } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
import { chosenOfPeriod, chosenStatement, planSumsSql } from './plan-sql.ts';
import { type heldForSchema, previewSettlementsSchema, settlementPreviewSchema } from './schemas.ts';
import { type Plan, sumsOf, sumsView } from './settlement.ts';

type PreviewInput = z.output<typeof previewSettlementsSchema>;

interface HeldRow {
  readonly row: number;
  readonly leaderId: string;
  readonly orderId: string;
  readonly orderLineId: string;
  readonly kind: string;
  readonly due: number;
  readonly completedAt: number | null;
  readonly earnableAt: number | null;
}

/**
 * What a settlement file would hold now, and what waits: commission is split only after its goods were fetched, its
 * claim window has ended without an open claim, and a statement has frozen it. By leader, with the instant until which
 * each waits. Writes nothing.
 *
 * Refuses: not_found, not_allowed, invalid_input.
 */
export const previewSettlements = defineQuery({
  name: 'settlements.preview',
  summary: 'Preview the settlement file and what waits',
  input: previewSettlementsSchema,
  answer: settlementPreviewSchema,
  async read(reader, input, context) {
    demandShop(context);
    const shop = await readShop(reader);
    const leaderId = await ownIdOf(reader, leaders, input.leaderId);
    const rows = await heldRows(reader, input, leaderId);
    const last = rows[input.limit - 1];
    return {
      ready: await readyOf(reader, input, leaderId, shop),
      unsettled: money(await unsettledOf(reader, leaderId), shop.currency),
      data: rows.slice(0, input.limit).map((row) => heldView(row, shop, context.now)),
      nextCursor: rows.length > input.limit && last ? `${last.leaderId}~${String(last.row)}` : null,
    };
  },
});

async function readyOf(
  reader: Reader,
  { statementId, to }: PreviewInput,
  leaderId: string | undefined,
  { policies, zone, currency }: Shop,
) {
  if (statementId === undefined && to === undefined) return null;
  const chosen = statementId === undefined ? chosenOfPeriod : chosenStatement;
  const end = statementId ?? startOfDay(to ?? '', zone);
  const params = [policies.splitCapBasisPoints, end, leaderId ?? null];
  const plans = await reader.rows<Plan & Record<string, SqlValue>>(planSumsSql(chosen), params);
  const sums = sumsOf(plans);
  return { statements: plans.length, lines: sums.lines, ...sumsView(sums, currency) };
}

/** What was earned already waits for its statement; by leader the account knows the sum. */
async function unsettledOf(reader: Reader, leaderId: string | undefined): Promise<number> {
  const [sum] = await reader.rows<{ earned: number }>(
    'SELECT coalesce(sum(a."earned"), 0) AS "earned" FROM "leader_accounts" a WHERE ?1 IS NULL OR a."leaderId" = ?1',
    [leaderId ?? null],
  );
  return sum?.earned ?? 0;
}

/** By leader and the order in which they came, so that a page follows the index of a leader's entries. */
function heldRows(reader: Reader, input: PreviewInput, leaderId: string | undefined) {
  const [afterLeader, afterRow] = cursorOf(input);
  return reader.rows<HeldRow & Record<string, SqlValue>>(
    `SELECT e.rowid AS "row", e."beneficiaryId" AS "leaderId", e."orderId" AS "orderId", e."orderLineId" AS "orderLineId",
       e."kind" AS "kind", e."due" AS "due", e."completedAt" AS "completedAt", e."earnableAt" AS "earnableAt"
     FROM "leaders" l CROSS JOIN "commission_entries" e ON e."beneficiaryId" = l."id" AND e."status" = 'accrued'
     WHERE e."due" > 0 AND (?1 IS NULL OR l."id" = ?1) AND l."id" >= ?2 AND (l."id" > ?2 OR e.rowid > CAST(?3 AS INTEGER))
     ORDER BY l."id", e.rowid LIMIT ${String(input.limit + 1)}`,
    [leaderId ?? null, afterLeader, afterRow],
  );
}

function cursorOf({ cursor }: PreviewInput): readonly [string, number] {
  if (cursor === undefined) return ['', 0];
  const [, leaderId, row] = /^([\w-]{1,80})~(\d{1,15})$/.exec(cursor) ?? [];
  if (leaderId !== undefined && row !== undefined) return [leaderId, Number(row)];
  return refuse('invalid_input', {
    fields: [{ path: 'cursor', code: 'cursor', message: 'This is no cursor of this list.' }],
  });
}

function heldView(row: HeldRow, { currency }: Shop, now: number) {
  const { leaderId, orderId, orderLineId, kind, due, earnableAt } = row;
  return {
    leaderId,
    orderId,
    orderLineId,
    kind,
    amount: money(due, currency),
    waitsFor: waitsFor(row, now),
    until: instantOrNull(earnableAt),
  };
}

/** Earned by the clock it only waits for its statement (C15). */
function waitsFor({ completedAt, earnableAt }: HeldRow, now: number): z.output<typeof heldForSchema> {
  if (completedAt === null) return 'delivery';
  if (earnableAt === null) return 'claim';
  return earnableAt > now ? 'claimWindow' : 'statement';
}
