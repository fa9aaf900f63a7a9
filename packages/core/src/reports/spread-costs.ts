import { allocate } from '../shared/money.ts';
import type { Reader } from '../storage/reader.ts';
import { netSalesOf, stepNames, type Steps, waterfallColumns } from './profit-waterfall.ts';
import { type EntryFilter, type GroupRow, stepsOf } from './waterfall-rows.ts';

/**
 * The waterfall of each campaign with its part of the costs that belong to none (rent of the month, a van for several
 * rounds): by net sales, largest remainder, so that the parts sum to the costs. Campaigns without net sales bear none; where
 * none has any, the costs stay not assigned. The books are not touched.
 */
export async function spreadWaterfalls(reader: Reader, { where, params }: EntryFilter): Promise<GroupRow[]> {
  // Campaigns of a period are few beside their orders: one row each, by the index of the entries.
  const found = await reader.rows<{ key: string | null }>(
    `SELECT t."campaignId" AS "key", ${waterfallColumns} FROM "ledger_entries" t WHERE ${where} GROUP BY t."campaignId" ORDER BY "key"`,
    params,
  );
  const rows = found.map(({ key, ...steps }): GroupRow => ({ ...stepsOf(steps), key }));
  const unassigned = rows.find(({ key }) => key === null);
  const weights = rows.map((row) => (row.key === null ? 0 : Math.max(0, netSalesOf(row))));
  if (!unassigned || weights.every((weight) => weight === 0)) return rows.toSorted(byProfit);
  const shares = allocate(unassigned.otherCosts, weights);
  return rows
    .map((row, position) => bearing(row, row === unassigned ? -row.otherCosts : (shares[position] ?? 0)))
    .toSorted(byProfit);
}

function bearing(row: GroupRow, costs: number): GroupRow {
  return { ...row, otherCosts: row.otherCosts + costs, profit: row.profit - costs };
}

function byProfit(first: GroupRow, second: GroupRow): number {
  return second.profit - first.profit || ((first.key ?? '') < (second.key ?? '') ? -1 : 1);
}

/** The waterfall of several groups together. */
export function sumOfSteps(rows: readonly Steps[]): Steps {
  return stepsOf(
    Object.fromEntries(stepNames.map((step) => [step, rows.reduce((sum, row) => sum + row[step], 0)])),
  );
}
