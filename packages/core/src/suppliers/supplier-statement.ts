import type * as z from 'zod';
import { money } from '../shared/schemas.ts';
import { instantText, monthOf, type Period, startOfDay } from '../shared/time.ts';
import type { Row } from '../work.ts';
import { type RebateContract, tierViews } from './rebate-contract.ts';
import { type RebateTier, rebateOf } from './rebate-of.ts';
import type { supplierStatementSchema } from './statement-schemas.ts';
import type { SupplierMonth } from './supplier-month.ts';
import type { supplierStatements } from './tables.ts';

type StatementView = z.input<typeof supplierStatementSchema>;

/** What a statement says, frozen or not. Minor units. */
export interface StatementFigures extends SupplierMonth, RebateContract, Period {
  readonly month: string;
  readonly volume: number;
  readonly rebate: number;
}

/** The bounds of `2026-11` in a zone. */
export function periodOf(month: string, zone: string): Period {
  return monthOf(startOfDay(`${month}-01`, zone), zone);
}

export function sourceOf(supplierId: string, month: string): string {
  return `${supplierId} ${month}`;
}

export function reckon(
  found: SupplierMonth,
  contract: RebateContract,
  month: string,
  period: Period,
): StatementFigures {
  const volume = found.accepted - found.deducted;
  const rebate = rebateOf(volume, contract.tiers, contract.mode);
  return { ...found, ...contract, ...period, month, volume, rebate };
}

export function frozenView(
  row: Row<typeof supplierStatements>,
  supplierName: string,
  currency: string,
): StatementView {
  const { id, createdAt } = row;
  return {
    ...figureViews(row, currency),
    supplierName,
    id,
    status: 'frozen',
    toNextTier: null,
    createdAt: instantText(createdAt),
  };
}

export function forecastView(
  figures: StatementFigures,
  supplierName: string,
  currency: string,
): StatementView {
  const next = nextTier(figures);
  // Strictly above: one minor unit more than the threshold.
  const toNextTier = next === undefined ? null : money(next.threshold - figures.volume + 1, currency);
  return {
    ...figureViews(figures, currency),
    supplierName,
    id: null,
    status: 'forecast',
    toNextTier,
    createdAt: null,
  };
}

function nextTier({ tiers, volume }: StatementFigures): RebateTier | undefined {
  return tiers.find(({ threshold }) => threshold >= volume);
}

function figureViews(figures: StatementFigures, currency: string) {
  // −0 of a sum over nothing prints as something else.
  const shown = (amount: number) => money(amount || 0, currency);
  return {
    supplierId: figures.supplierId,
    month: figures.month,
    from: instantText(figures.from),
    to: instantText(figures.to),
    opening: shown(figures.opening),
    accepted: shown(figures.accepted),
    recoveries: shown(figures.recoveries),
    paid: shown(figures.paid),
    setOff: shown(figures.setOff),
    closing: shown(figures.closing),
    deducted: shown(figures.deducted),
    volume: shown(figures.volume),
    mode: figures.mode,
    tiers: tierViews(figures.tiers, currency),
    rebate: shown(figures.rebate),
  };
}
