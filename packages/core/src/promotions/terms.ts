import { basisPointsOf } from '../shared/money.ts';
import type { Row } from '../work.ts';
import type { promotions } from './tables.ts';

export type Promotion = Row<typeof promotions>;
export type PromotionKind = Promotion['kind'];

/** From so much on, so much off: a sum, or a part of the running net. Minor units. */
export interface DiscountStep {
  readonly from: number;
  readonly amount: number | null;
  readonly basisPoints: number | null;
}

export interface Gift {
  readonly variantId: string;
  readonly pieces: number;
  /** What the goods must come to after discounts, in minor units. */
  readonly from: number;
  /** What becomes of it when the customer takes so much back that the condition no longer holds (R11). */
  readonly onUndone: 'keep' | 'charge';
}

/** What a promotion gives and to whom. An order keeps a copy of it. */
export interface PromotionTerms {
  /** Empty: with every leader, on goods of every category. */
  readonly leaderIds: readonly string[];
  readonly categories: readonly string[];
  /** Of a discount: by rising `from`; the highest one reached counts. */
  readonly steps: readonly DiscountStep[];
  readonly gift: Gift | null;
  /** Of an invitation: a gift for every so many newcomers (R13). */
  readonly every: number | null;
}

/** Whether the goods of a category count. */
export function countsFor({ categories }: PromotionTerms, category: string): boolean {
  return categories.length === 0 || categories.includes(category);
}

/** What a step takes off goods that came to so much. */
export function worthOf({ amount, basisPoints }: DiscountStep, reached: number): number {
  return amount === null ? basisPointsOf(reached, basisPoints ?? 0) : Math.min(amount, reached);
}

/** Whether it runs at `now`, by the clock: the row may not have been put away yet. */
export function runsAt({ status, startsAt, endsAt }: Promotion, now: number): boolean {
  return status === 'active' && startsAt <= now && (endsAt === null || now < endsAt);
}

/** How often one customer may have it; null is no limit. */
export function limitOf({ kind, usesPerCustomer }: Promotion): number | null {
  return kind === 'firstOrder' ? 1 : usesPerCustomer;
}
