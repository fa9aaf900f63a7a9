import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { accounts } from '../ledger/accounts.ts';
import { roundedShare } from '../shared/money.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { money } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { SqlRow, Statement } from '../storage/engine.ts';
import { shareOf, totalStatement, withParts } from './grouped-report.ts';
import { marginBasisPoints, netSalesOf, type Steps } from './profit-waterfall.ts';
import { inPeriod, offsetOf, periodAnswer, periodOf, type ReportPeriod } from './report-period.ts';
import { type ShrinkageGroup, shrinkageInputSchema, shrinkageReportSchema } from './shrinkage-schemas.ts';
import { type EntryFilter, labelsOf, profitEntries, stepsOf } from './waterfall-rows.ts';

/**
 * What of the goods is lost, by cause, stage, fault, supplier, variant or leader, and what another rate would do to the
 * profit. The ledger alone: the cost of goods lost by the cost of goods accepted (section 4, shrinkage rate).
 *
 * Refuses: not_found, not_allowed, invalid_input.
 */
export const shrinkageReport = defineQuery({
  name: 'reports.shrinkage',
  summary: 'Goods lost, and what that does to profit',
  aside: true,
  input: shrinkageInputSchema,
  answer: shrinkageReportSchema,
  async read(reader, { by, targetBasisPoints, limit, ...input }, context) {
    demandShop(context);
    const { zone, currency } = await readShop(reader);
    const campaignId = await ownIdOf(reader, campaigns, input.campaignId);
    const period = periodOf(input, zone);
    const offset = offsetOf(input.cursor);
    const entries = profitEntries(period, zone, campaignId);
    const bought = boughtEntries(period, zone, campaignId);
    const [groups = [], sums = [], accepted = []] = await reader.together([
      groupsStatement(by, entries, bought, limit + 1, offset),
      totalStatement(entries),
      {
        sql: `SELECT -sum(t."amount") AS "accepted" FROM "ledger_entries" t WHERE ${bought.where}`,
        params: bought.params,
      },
    ]);
    const steps = stepsOf(sums[0]);
    const all = { steps, lost: steps.shrinkage || 0, accepted: Number(accepted[0]?.accepted ?? 0) };
    const rows = groups.slice(0, limit);
    const labelOf = isNamed(by) ? await labelsOf(reader, by, rows.map(keyOf)) : labelOfText;
    return {
      ...periodAnswer(period),
      by,
      total: totalView(all, currency),
      effect: effectOf(all, targetBasisPoints, currency),
      data: rows.map((row) => ({
        id: keyOf(row),
        label: labelOf(keyOf(row)),
        lost: money(Number(row.lost), currency),
        shareBasisPoints: shareOf(Number(row.lost), all.lost),
        rateBasisPoints: shareOf(Number(row.lost), isBought(by) ? Number(row.accepted ?? 0) : all.accepted),
      })),
      nextCursor: groups.length > limit ? String(offset + limit) : null,
    };
  },
});

/** What is owed for goods: not payments, rebates and what the supplier answers for. */
function boughtEntries(period: ReportPeriod, zone: string, campaignId: string | undefined): EntryFilter {
  const dated = inPeriod('t."postedAt"', period, zone);
  const ofCampaign = campaignId === undefined ? '' : ' AND t."campaignId" = ?';
  const goods = `t."account" = ${String(accounts.supplierPayable)} AND t."fault" IS NOT 'supplier' AND coalesce(t."kind", '') NOT IN ('payment', 'rebate')`;
  return {
    where: `${goods} AND ${dated.where}${ofCampaign}`,
    params: [...dated.params, ...(campaignId === undefined ? [] : [campaignId])],
  };
}

const columns: Readonly<Record<ShrinkageGroup, string>> = {
  reason: 'reason',
  stage: 'kind',
  fault: 'fault',
  supplier: 'supplierId',
  variant: 'variantId',
  leader: 'leaderId',
};

const isNamed = (by: ShrinkageGroup) => by === 'supplier' || by === 'variant' || by === 'leader';
const isBought = (by: ShrinkageGroup) => by === 'supplier' || by === 'variant';

function groupsStatement(
  by: ShrinkageGroup,
  entries: EntryFilter,
  bought: EntryFilter,
  limit: number,
  offset: number,
): Statement {
  const column = `t."${columns[by]}"`;
  const lost = `SELECT ${column} AS "key", sum(t."amount") AS "lost" FROM "ledger_entries" t
    WHERE ${entries.where} AND t."account" = ${String(accounts.shrinkage)} GROUP BY ${column}`;
  const accepted = `SELECT ${column} AS "key", -sum(t."amount") AS "accepted" FROM "ledger_entries" t WHERE ${bought.where} GROUP BY ${column}`;
  const parts = [
    { name: 'lost', sql: lost, params: entries.params },
    { name: 'accepted', sql: accepted, params: bought.params },
  ];
  const sql = `SELECT l."key" AS "key", l."lost" AS "lost", a."accepted" AS "accepted" FROM "lost" l
    LEFT JOIN "accepted" a ON a."key" IS l."key"
    ORDER BY "lost" DESC, "key" LIMIT ${String(limit)} OFFSET ${String(offset)}`;
  return withParts(parts, sql);
}

interface Sums {
  readonly steps: Steps;
  readonly lost: number;
  readonly accepted: number;
}

function totalView({ steps, lost, accepted }: Sums, currency: string) {
  const netSales = netSalesOf(steps) || 0;
  const profit = steps.profit || 0;
  return {
    lost: money(lost, currency),
    accepted: money(accepted, currency),
    rateBasisPoints: shareOf(lost, accepted),
    netSales: money(netSales, currency),
    profit: money(profit, currency),
    marginBasisPoints: marginBasisPoints(profit, netSales),
  };
}

/** The effect of a change: Δrate × cost accepted, in points of net sales. */
function effectOf({ steps, lost, accepted }: Sums, targetBasisPoints: number, currency: string) {
  if (accepted <= 0) return null;
  const netSales = netSalesOf(steps) || 0;
  const then = roundedShare(accepted, targetBasisPoints, 10_000);
  const profit = (steps.profit || 0) + lost - then;
  return {
    targetBasisPoints,
    lost: money(then, currency),
    gain: money(lost - then, currency),
    points: shareOf(lost - then, netSales),
    profit: money(profit, currency),
    marginBasisPoints: marginBasisPoints(profit, netSales),
  };
}

function keyOf(row: SqlRow): string | null {
  return typeof row.key === 'string' && row.key !== '' ? row.key : null;
}

const labelOfText = (key: string | null) => key;
