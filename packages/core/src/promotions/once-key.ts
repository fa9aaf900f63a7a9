import type { Work } from '../work.ts';
import { benefitUses } from './tables.ts';
import { limitOf, type Promotion } from './terms.ts';

/** Whether the customer may have the promotion once more. */
export function isFree(work: Work, promotion: Promotion, customerId: string): boolean {
  const limit = limitOf(promotion);
  return limit === null || usesOf(work, promotion, customerId).length < limit;
}

/**
 * The place that this use takes among those the customer may have; null where there is no limit. Two that take the
 * same place at once break the unique rule, and one of them is decided anew.
 */
export function onceKeyOf(work: Work, promotion: Promotion, customerId: string): string | null {
  if (limitOf(promotion) === null) return null;
  const taken = new Set(usesOf(work, promotion, customerId).map(({ onceKey }) => onceKey));
  let place = 1;
  while (taken.has(keyOf(promotion, customerId, place))) place += 1;
  return keyOf(promotion, customerId, place);
}

function keyOf({ id }: Promotion, customerId: string, place: number): string {
  return place === 1 ? `${id} ${customerId}` : `${id} ${customerId} ${String(place)}`;
}

function usesOf(work: Work, { id }: Promotion, customerId: string) {
  return work
    .list(benefitUses, { customerId })
    .filter(({ promotionId, status }) => promotionId === id && status !== 'released');
}
