import { hintBudget, hintCoupon, hintFirstOrder, hintSpending } from './hint-promotions.ts';
import type { UnitPricedLine } from '../orders/price-lines.ts';
import type { Coupon } from './find-coupon.ts';
import type { GiftStock, PromotionFacts } from './gather-promotions.ts';
import type { Promotion } from './terms.ts';
import { type AppliedPromotions, isAffordable, sum, Till } from './till.ts';

/**
 * Applies promotions in their fixed order: spend-and-save, one coupon, first order, then gifts on what remains (R9).
 * A percentage is taken of the running net, a sum never exceeds it, and each discount is allocated over the lines
 * that count by their running net.
 */
export function applyPromotions(lines: readonly UnitPricedLine[], facts: PromotionFacts): AppliedPromotions {
  const till = new Till(lines);
  if (facts.active.length > 0) {
    saveBySpending(till, facts);
    takeCoupon(till, facts);
    takeFirstOrder(till, facts);
    giveForSpending(till, facts);
    giveForInviting(till, facts);
  }
  if (facts.couponProblem !== null) till.hint('coupon', null, facts.couponProblem, 0, {});
  return till;
}

/** Of several that count for the same line the one that gives most is taken; a line saves once. */
function saveBySpending(till: Till, facts: PromotionFacts): void {
  const taken = new Set<number>();
  let open = facts.running('spendSave');
  while (open.length > 0) {
    const best = bestOf(till, open, taken);
    if (best === undefined) break;
    const nets = till.netsFor(best.promotion, taken);
    till.take(best.promotion, nets, best);
    for (const [index, net] of nets.entries()) if (net > 0) taken.add(index);
    open = open.filter((promotion) => promotion !== best.promotion);
  }
  for (const promotion of open) hintBudget(till, promotion, taken);
  hintSpending(till, facts.running('spendSave'));
}

function bestOf(till: Till, promotions: readonly Promotion[], taken?: ReadonlySet<number>) {
  return promotions
    .flatMap((promotion) => {
      const possible = till.possible(promotion, till.netsFor(promotion, taken));
      return possible === undefined ? [] : [{ promotion, ...possible }];
    })
    .toSorted((first, second) => second.amount - first.amount)[0];
}

function takeCoupon(till: Till, { coupon, ownCoupons }: PromotionFacts): void {
  if (coupon === null) {
    hintCoupon(till, ownCoupons);
    return;
  }
  const { promotion, row } = coupon;
  const nets = till.netsFor(promotion);
  const possible = till.possible(promotion, nets);
  if (possible !== undefined) {
    till.take(promotion, nets, possible, row);
    return;
  }
  const from = promotion.terms.steps[0]?.from ?? 0;
  const missing = from - sum(nets);
  if (!till.hasGoodsOf(promotion)) till.hint('', promotion, 'couponOtherGoods', 0, {});
  else if (missing > 0) till.hint('', promotion, 'couponBelow', missing, { from });
  else till.hint('', promotion, till.worth(promotion, nets) ? 'couponUsedUp' : 'couponNothingLeft', 0, {});
}

function takeFirstOrder(till: Till, facts: PromotionFacts): void {
  const open = facts.running('firstOrder');
  const best = facts.customer === 'new' ? bestOf(till, open) : undefined;
  if (best === undefined) hintFirstOrder(till, open, facts);
  else till.take(best.promotion, till.netsFor(best.promotion), best);
}

function giveForSpending(till: Till, facts: PromotionFacts): void {
  for (const promotion of facts.running('spendGift')) {
    const { gift } = promotion.terms;
    const stock = gift === null ? undefined : facts.gifts.get(gift.variantId);
    // Where the campaign has no such gift the promotion does not take part in it.
    if (gift === null || stock === undefined) continue;
    const reached = sum(till.netsFor(promotion));
    const told = { title: stock.offer.title, pieces: gift.pieces, from: gift.from };
    if (reached >= gift.from) {
      if (!take(till, promotion, stock, gift.pieces, reached, null))
        till.hint('', promotion, 'giftOutOfStock', 0, told);
    } else if (till.hasGoodsOf(promotion) && hasRoom(till, promotion, stock, gift.pieces))
      till.hint('', promotion, 'spendMoreForGift', gift.from - reached, told);
  }
}

/** Every third newcomer has made a voucher; it becomes a gift where the campaign has it (R13). */
function giveForInviting(till: Till, facts: PromotionFacts): void {
  for (const { promotion, row } of facts.vouchers) {
    const { gift } = promotion.terms;
    const stock = gift === null ? undefined : facts.gifts.get(gift.variantId);
    if (gift === null || stock === undefined) continue;
    if (!till.hasGoodsOf(promotion)) continue;
    if (!take(till, promotion, stock, gift.pieces, 0, row))
      till.hint('', promotion, 'giftOutOfStock', 0, { title: stock.offer.title, pieces: gift.pieces });
  }
}

/** R12: without gift stock the order goes through all the same. */
function take(
  till: Till,
  promotion: Promotion,
  stock: GiftStock,
  pieces: number,
  reached: number,
  coupon: Coupon | null,
): boolean {
  if (!hasRoom(till, promotion, stock, pieces)) return false;
  till.give(promotion, stock, pieces, reached, coupon);
  return true;
}

/** Whether there are so many gifts more than this order has, and the budget has what they are worth. */
function hasRoom(till: Till, promotion: Promotion, { offer, left }: GiftStock, pieces: number): boolean {
  const promised = sum(till.gifts.flatMap((gift) => (gift.offer.id === offer.id ? [gift.pieces] : [])));
  // Several vouchers of one promotion in one order share its budget.
  const before = till.benefits.filter((benefit) => benefit.promotion.id === promotion.id);
  const given = before.reduce((total, { amount }) => total + amount, offer.price * pieces);
  return promised + pieces <= left && isAffordable(promotion, given);
}
