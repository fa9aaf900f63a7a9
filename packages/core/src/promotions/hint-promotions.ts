import type { GivenCoupon } from './find-coupon.ts';
import type { PromotionFacts } from './gather-promotions.ts';
import { countsFor, type DiscountStep, type Promotion, worthOf } from './terms.ts';
import { isAffordable, sum, type Till } from './till.ts';

/*
 * What a little more would bring, and why something that was reached did not come. A hint promises only what would
 * come: nothing whose budget is used up, and nothing that is less than what is given already.
 */

/** Who reaches the condition of a discount that is used up reads that it is. */
export function hintBudget(till: Till, promotion: Promotion, taken?: ReadonlySet<number>): void {
  const worth = till.worth(promotion, till.netsFor(promotion, taken));
  if (worth !== undefined && !isAffordable(promotion, worth.amount))
    till.hint('', promotion, 'budgetUsedUp', 0, {});
}

/** The next step of each spend-and-save that would take more off than these goods are saved already. */
export function hintSpending(till: Till, running: readonly Promotion[]): void {
  for (const promotion of running) {
    const counted = till.lines.map(({ offer }) => countsFor(promotion.terms, offer.category));
    const over = (amounts: readonly number[]): number => sum(amounts.filter((_, index) => counted[index]));
    const spent = over(till.lines.map(({ unitPrice, pieces }) => unitPrice * pieces));
    const saved = sum(till.benefits.map(({ parts }) => over(parts)));
    const next = promotion.terms.steps.find((step) => step.from > spent && worthOf(step, step.from) > saved);
    if (spent > 0 && next !== undefined) hintStep(till, promotion, next, spent);
  }
}

/** Where it is, if an unpaid order has it; to somebody who is not known yet, that there is one; to a new customer, the nearest that is not reached. */
export function hintFirstOrder(
  till: Till,
  open: readonly Promotion[],
  { customer, heldFirstOrder }: PromotionFacts,
): void {
  if (heldFirstOrder !== null) till.hint('', heldFirstOrder, 'firstOrderHeld', 0, {});
  if (customer === 'known') return;
  if (customer === 'unknown') {
    const first = open.find((promotion) =>
      promotion.terms.steps.some((step) =>
        isAffordable(promotion, step.amount ?? worthOf(step, step.from || 1)),
      ),
    );
    if (first !== undefined) till.hint('', first, 'firstOrderSignIn', first.terms.steps[0]?.amount ?? 0, {});
    return;
  }
  const missed = open.flatMap((promotion) => {
    const [step] = promotion.terms.steps;
    const spent = sum(till.netsFor(promotion));
    return step !== undefined && spent > 0 && step.from > spent ? [{ promotion, step, spent }] : [];
  });
  const [nearest] = missed.toSorted(
    (one, other) => one.step.from - one.spent - (other.step.from - other.spent),
  );
  if (nearest !== undefined) hintStep(till, nearest.promotion, nearest.step, nearest.spent);
  for (const promotion of open) hintBudget(till, promotion);
}

/** The own coupon that would take most off these goods. */
export function hintCoupon(till: Till, own: readonly GivenCoupon[]): void {
  const [best] = own
    .flatMap(({ promotion, row }) => {
      const possible = till.possible(promotion, till.netsFor(promotion));
      return possible === undefined ? [] : [{ promotion, row, amount: possible.amount }];
    })
    .toSorted((one, other) => other.amount - one.amount);
  if (best === undefined) return;
  const { promotion, row, amount } = best;
  till.hint('ownCoupon', null, 'couponToUse', amount, { name: promotion.name, code: row.code });
}

/** How much more takes how much off. */
function hintStep(till: Till, promotion: Promotion, step: DiscountStep, spent: number): void {
  const { from, amount, basisPoints } = step;
  if (!isAffordable(promotion, worthOf(step, from))) return;
  till.hint('', promotion, amount === null ? 'spendMorePercent' : 'spendMore', from - spent, {
    from,
    ...(amount === null ? { basisPoints: basisPoints ?? 0 } : { off: amount }),
  });
}
