import { money } from '../shared/schemas.ts';
import type { Row, Work } from '../work.ts';
import type { RebateMode, RebateTier } from './rebate-of.ts';
import { rebateTiers, suppliers } from './tables.ts';

/** What was agreed with a supplier. */
export interface RebateContract {
  readonly mode: RebateMode;
  /** By rising threshold. */
  readonly tiers: readonly RebateTier[];
}

export function rebateContractOf(work: Work, supplierId: string): RebateContract {
  const { rebateMode } = work.get(suppliers, supplierId);
  return { mode: rebateMode, tiers: tiersOf(work.list(rebateTiers, { supplierId })) };
}

function tiersOf(rows: readonly Row<typeof rebateTiers>[]): readonly RebateTier[] {
  return rows
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ threshold, basisPoints }) => ({ threshold, basisPoints }))
    .toSorted((first, second) => first.threshold - second.threshold);
}

export function tierViews(tiers: readonly RebateTier[], currency: string) {
  return tiers.map(({ threshold, basisPoints }) => ({ threshold: money(threshold, currency), basisPoints }));
}
