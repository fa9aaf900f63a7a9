import { allocate } from '../shared/money.ts';
import type { Reader } from '../storage/reader.ts';
import { netSalesOf, stepNames, type Steps, waterfallColumns } from './profit-waterfall.ts';
import { type EntryFilter, type GroupRow, stepsOf } from './waterfall-rows.ts';

/** The waterfall of each campaign, and of none, with what each bears of the costs of none. */
export interface CostShares {
  readonly rows: readonly GroupRow[];
  /** Net sales of each row, by which the costs are shared; 0 for none. */
  readonly weights: readonly number[];
  /** Costs of no campaign; 0 where nothing was sold that could bear them. */
  readonly costs: number;
  readonly shares: readonly number[];
}

/** How the costs of no campaign are shared out: by net sales, largest remainder. */
export async function costSharesOf(reader: Reader, { where, params }: EntryFilter): Promise<CostShares> {
  // Campaigns of a period are few beside their orders: one row each, by the index of the entries.
  const found = await reader.rows<{ key: string | null }>(
    `SELECT t."campaignId" AS "key", ${waterfallColumns} FROM "ledger_entries" t WHERE ${where} GROUP BY t."campaignId" ORDER BY "key"`,
    params,
  );
  const rows = found.map(({ key, ...steps }): GroupRow => ({ ...stepsOf(steps), key }));
  const weights = rows.map((row) => (row.key === null ? 0 : Math.max(0, netSalesOf(row))));
  const unassigned = rows.find(({ key }) => key === null)?.otherCosts ?? 0;
  const costs = weights.every((weight) => weight === 0) ? 0 : unassigned;
  return { rows, weights, costs, shares: costs === 0 ? rows.map(() => 0) : allocate(costs, weights) };
}

/**
 * The waterfall of each campaign with its part of the costs that belong to none (rent of the month, a van for several
 * rounds): by net sales, largest remainder, so that the parts sum to the costs. Campaigns without net sales bear none; where
 * none has any, the costs stay not assigned. The books are not touched.
 */
export async function spreadWaterfalls(reader: Reader, entries: EntryFilter): Promise<GroupRow[]> {
  const { rows, costs, shares } = await costSharesOf(reader, entries);
  return rows
    .map((row, position) => bearing(row, row.key === null ? -costs : (shares[position] ?? 0)))
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
