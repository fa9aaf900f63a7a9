import type * as z from 'zod';
import { defineQuery } from '../define.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfterRow, rowPageOf } from '../shared/row-page.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { readShop } from '../shop/the-shop.ts';
import type { SqlValue } from '../storage/engine.ts';
import {
  commissionPageSchema,
  type commissionSchema,
  commissionSummarySchema,
  listCommissionsSchema,
  summariseCommissionsSchema,
} from './schemas.ts';
import type { CommissionEntry } from './commission-of.ts';
import { rateView } from './help-selling.ts';
import { whichLeader } from './which-leader.ts';

type CommissionView = z.output<typeof commissionSchema>;

interface CommissionRow extends CommissionEntry {
  readonly [column: string]: string | number | null;
  readonly row: number;
  readonly title: string;
  readonly pieces: number;
  readonly net: number;
  readonly refunded: number;
  readonly placedAt: number;
  readonly clockStatus: CommissionView['status'];
  readonly decidedBy: CommissionView['decidedBy'];
  readonly taken: number | null;
}

/** The most specific thing that a rule names, as SQL over the alias `r`. */
export const decidedBySql = `CASE WHEN r."id" IS NULL THEN NULL WHEN r."offerId" IS NOT NULL THEN 'offer'
  WHEN r."campaignId" IS NOT NULL THEN 'campaign' WHEN r."leaderId" IS NOT NULL THEN 'leader'
  WHEN r."leaderTier" IS NOT NULL THEN 'leaderTier' WHEN r."category" IS NOT NULL THEN 'category' ELSE 'shop' END`;

/** What the clock has earned, whether or not a job has written it down (C15); ?1 is now. */
const clockStatusSql = `CASE WHEN t."status" = 'accrued' AND t."earnableAt" <= CAST(?1 AS INTEGER) THEN 'earned' ELSE t."status" END`;

/** How an entry may be stored that is one of these by the clock. */
const storedAs: Readonly<Record<CommissionView['status'] | 'any', readonly CommissionView['status'][]>> = {
  unpaid: ['unpaid'],
  accrued: ['accrued'],
  earned: ['accrued', 'earned'],
  any: ['unpaid', 'accrued', 'earned'],
};

/** Which entries `t` are asked for. What a leader has earned in years is looked at from its end, not sorted. */
function whichEntries(
  page: ReturnType<typeof pageAfterRow>,
  wish: Readonly<Record<'beneficiaryId' | 'campaignId' | 'orderId', string | undefined>>,
  status: CommissionView['status'] | undefined,
): { readonly sql: string; readonly params: readonly SqlValue[] } {
  const byStatus = status === undefined ? '' : ` AND ${clockStatusSql} = '${status}'`;
  const { beneficiaryId, campaignId, orderId } = wish;
  if (beneficiaryId === undefined || campaignId !== undefined || orderId !== undefined) {
    const filter = filterSql(wish);
    return { sql: `${page.condition}${filter.sql}${byStatus}`, params: [...page.params, ...filter.params] };
  }
  // The index has the rows of each status in their order.
  const stored = storedAs[status ?? 'any'];
  const latest = stored.map(
    (one) => `SELECT * FROM (SELECT t.rowid FROM "commission_entries" t WHERE ${page.condition}
      AND t."beneficiaryId" = ? AND t."status" = '${one}'${byStatus} ${page.tail})`,
  );
  return {
    sql: `t.rowid IN (${latest.join(' UNION ALL ')})`,
    params: stored.flatMap(() => [...page.params, beneficiaryId]),
  };
}

/** Commissions, newest first: what each is a rate of, and why. Leaders see their own. */
export const listCommissions = defineQuery({
  name: 'commissions.list',
  summary: 'List commissions',
  input: listCommissionsSchema,
  answer: commissionPageSchema,
  async read(reader, input, context) {
    const beneficiaryId = await whichLeader(reader, input.leaderId, context);
    const page = pageAfterRow(input);
    const { campaignId, orderId, status } = input;
    const asked = whichEntries(page, { beneficiaryId, campaignId, orderId }, status);
    const rows = await reader.rows<CommissionRow>(
      `SELECT t.rowid AS "row", t.*, ${clockStatusSql} AS "clockStatus", o."title" AS "title", l."pieces" AS "pieces", l."net" AS "net",
         l."refunded" AS "refunded", d."placedAt" AS "placedAt", ${decidedBySql} AS "decidedBy",
         (SELECT k."due" FROM "commission_entries" k WHERE k."orderId" = t."orderId" AND k."outOf" = t."id") AS "taken"
       FROM "commission_entries" t JOIN "order_lines" l ON l."id" = t."orderLineId" JOIN "orders" d ON d."id" = t."orderId"
         JOIN "offers" o ON o."id" = l."offerId" LEFT JOIN "commission_rules" r ON r."id" = t."ruleId"
       WHERE ${asked.sql} ${page.tail}`,
      [context.now, ...asked.params],
    );
    const { currency } = await readShop(reader);
    return rowPageOf(rows, input, (row) => commissionView(row, currency));
  },
});

function commissionView(row: CommissionRow, currency: string): CommissionView {
  const {
    id,
    orderId,
    orderLineId,
    campaignId,
    kind,
    clockStatus: status,
    basisPoints,
    perPiece,
    base,
    ruleId,
  } = row;
  return {
    id,
    orderId,
    orderLineId,
    campaignId,
    kind,
    status,
    basisPoints,
    base,
    ruleId,
    leaderId: row.beneficiaryId,
    title: row.title,
    pieces: row.pieces,
    decidedBy: row.decidedBy,
    perPiece: perPiece === null ? null : money(perPiece, currency),
    paid: money(row.net, currency),
    refunded: money(row.refunded, currency),
    accrued: money(row.accrued, currency),
    reversed: money(row.reversed, currency),
    due: money(row.due, currency),
    taken: row.taken === null ? null : money(row.taken, currency),
    outOf: row.outOf,
    boostBasisPoints: row.boostBasisPoints,
    uncapped: uncappedView(row, currency),
    placedAt: instantText(row.placedAt),
    completedAt: instantOrNull(row.completedAt),
    earnableAt: instantOrNull(row.earnableAt),
    earnedAt: instantOrNull(row.earnedAt ?? (status === 'earned' ? row.earnableAt : null)),
  };
}

/** What was declared, where the cap lowered it: then the boost of before is known. */
export function uncappedView(
  row: Pick<CommissionEntry, 'uncappedBasisPoints' | 'uncappedPerPiece'> & {
    readonly uncappedBoost: number | null;
  },
  currency: string,
): CommissionView['uncapped'] {
  const { uncappedBasisPoints: basisPoints, uncappedPerPiece: perPiece, uncappedBoost } = row;
  if (uncappedBoost === null) return null;
  return { ...rateView({ basisPoints, perPiece }, currency), boostBasisPoints: uncappedBoost };
}

type Sums = Readonly<Record<'pending' | 'earned' | 'settled' | 'paying' | 'paid' | 'cash' | 'due', number>>;

/** Where a leader's money stands, by the clock. Leaders see their own; the shop one leader, or all together. */
export const summariseCommissions = defineQuery({
  name: 'commissions.summary',
  summary: "Where a leader's commissions stand",
  input: summariseCommissionsSchema,
  answer: commissionSummarySchema,
  async read(reader, input, context) {
    const leaderId = await whichLeader(reader, input.leaderId, context);
    const names = ['pending', 'earned', 'settled', 'paying', 'paid', 'cash'] as const;
    const [sums] = await reader.rows<Sums>(
      `SELECT ${names.map((name) => `coalesce(sum("${name}"), 0) AS "${name}"`).join(', ')},
         (SELECT coalesce(sum("due"), 0) FROM "commission_entries" WHERE "status" = 'accrued' AND "earnableAt" IS NOT NULL
           AND "earnableAt" <= CAST(?1 AS INTEGER) AND (?2 IS NULL OR "beneficiaryId" = ?2)) AS "due",
         -coalesce(sum(min("settled", 0)), 0) AS "debt"
       FROM "leader_accounts" WHERE (?2 IS NULL OR "leaderId" = ?2)`,
      [context.now, leaderId ?? null],
    );
    return summaryView(leaderId, sums as Sums & { readonly debt: number }, (await readShop(reader)).currency);
  },
});

function summaryView(leaderId: string | undefined, sums: Sums & { readonly debt: number }, currency: string) {
  const { pending, earned, settled, debt, paying, paid, cash, due } = sums;
  return {
    leaderId: leaderId ?? null,
    pending: money(pending - due, currency),
    earned: money(earned + due, currency),
    settled: money(settled, currency),
    debt: money(debt, currency),
    paying: money(paying, currency),
    paid: money(paid, currency),
    cash: money(cash, currency),
  };
}
