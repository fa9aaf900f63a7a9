import type { Offer, UnitPricedLine } from '../orders/price-lines.ts';
import type { PriceStep } from '../orders/tables.ts';
import { allocate, basisPointsOf } from '../shared/money.ts';
import type { Coupon, GiftStock, PromotionFacts } from './gather-promotions.ts';
import { countsFor, type DiscountStep, type Promotion } from './terms.ts';

/** One use of a promotion by this order. */
export interface Benefit {
  readonly promotion: Promotion;
  readonly coupon: Coupon | null;
  /** The discount, or what the gift is worth. */
  readonly amount: number;
  /** What each line is given of a discount, by its position; a gift has no parts. */
  readonly parts: readonly number[];
  readonly basisPoints: number | null;
  /** What the goods that count came to when the condition was met. */
  readonly reached: number;
  /** Which of the gifts it brings. */
  readonly gift: number | null;
}

export interface AppliedPromotions {
  readonly benefits: readonly Benefit[];
  readonly gifts: readonly { readonly offer: Offer; readonly pieces: number; readonly step: PriceStep }[];
  readonly steps: readonly PriceStep[];
  readonly hints: readonly PriceStep[];
}

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

interface Possible {
  readonly amount: number;
  readonly step: DiscountStep;
  readonly reached: number;
}

/** The running net of the lines, and what was done to it. */
class Till implements AppliedPromotions {
  readonly benefits: Benefit[] = [];
  readonly gifts: { offer: Offer; pieces: number; step: PriceStep }[] = [];
  readonly steps: PriceStep[] = [];
  readonly hints: PriceStep[] = [];
  readonly lines: readonly UnitPricedLine[];
  readonly nets: number[];

  constructor(lines: readonly UnitPricedLine[]) {
    this.lines = lines;
    this.nets = lines.map(({ unitPrice, pieces }) => unitPrice * pieces);
  }

  /** The running net of each line that counts for the promotion, 0 for the others. */
  netsFor({ terms }: Promotion, taken: ReadonlySet<number> = new Set()): number[] {
    return this.nets.map((net, index) => {
      const { category } = this.lines[index]?.offer ?? { category: '' };
      return !taken.has(index) && countsFor(terms, category) ? net : 0;
    });
  }

  /** What the promotion would take off these nets; undefined where its condition or its budget says no. */
  possible(promotion: Promotion, nets: readonly number[]): Possible | undefined {
    const reached = sum(nets);
    const step = promotion.terms.steps.filter(({ from }) => from <= reached).at(-1);
    if (step === undefined) return undefined;
    const amount =
      step.amount === null ? basisPointsOf(reached, step.basisPoints ?? 0) : Math.min(step.amount, reached);
    return amount > 0 && isAffordable(promotion, amount) ? { amount, step, reached } : undefined;
  }

  take(
    promotion: Promotion,
    nets: readonly number[],
    possible: Possible,
    coupon: Coupon | null = null,
  ): void {
    const { amount, step, reached } = possible;
    const parts = allocate(amount, nets);
    for (const [index, part] of parts.entries()) this.nets[index] = (this.nets[index] ?? 0) - part;
    const { basisPoints } = step;
    this.benefits.push({ promotion, coupon, amount, parts, basisPoints, reached, gift: null });
    this.steps.push({
      ...about(promotion),
      amount,
      reason: basisPoints === null ? 'amountOff' : 'percentOff',
      facts: { name: promotion.name, from: step.from, ...(basisPoints === null ? {} : { basisPoints }) },
    });
  }

  give(
    promotion: Promotion,
    { offer }: GiftStock,
    pieces: number,
    reached: number,
    coupon: Coupon | null,
  ): void {
    const step: PriceStep = {
      ...about(promotion),
      amount: 0,
      reason: coupon === null ? 'giftForSpending' : 'giftForInviting',
      line: this.lines.length + this.gifts.length,
      facts: { name: promotion.name, title: offer.title, pieces, from: promotion.terms.gift?.from ?? 0 },
    };
    const amount = offer.price * pieces;
    this.benefits.push({
      promotion,
      coupon,
      amount,
      parts: [],
      basisPoints: null,
      reached,
      gift: this.gifts.length,
    });
    this.gifts.push({ offer, pieces, step });
    this.steps.push(step);
  }

  hint(
    kind: string,
    promotion: Promotion | null,
    reason: string,
    amount: number,
    facts: Readonly<Record<string, string | number>>,
  ): void {
    const named = promotion === null ? facts : { name: promotion.name, ...facts };
    this.hints.push({ ...(promotion === null ? { kind } : about(promotion)), reason, amount, facts: named });
  }
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
  for (const promotion of facts.running('spendSave')) {
    const spent = sum(
      till.lines.map(({ offer, unitPrice, pieces }) =>
        countsFor(promotion.terms, offer.category) ? unitPrice * pieces : 0,
      ),
    );
    const next = promotion.terms.steps.find(({ from }) => from > spent);
    if (spent === 0 || next === undefined) continue;
    till.hint('', promotion, next.amount === null ? 'spendMorePercent' : 'spendMore', next.from - spent, {
      from: next.from,
      ...(next.amount === null ? { basisPoints: next.basisPoints ?? 0 } : { off: next.amount }),
    });
  }
}

function bestOf(till: Till, promotions: readonly Promotion[], taken?: ReadonlySet<number>) {
  return promotions
    .flatMap((promotion) => {
      const possible = till.possible(promotion, till.netsFor(promotion, taken));
      return possible === undefined ? [] : [{ promotion, ...possible }];
    })
    .toSorted((first, second) => second.amount - first.amount)[0];
}

function takeCoupon(till: Till, { coupon }: PromotionFacts): void {
  if (coupon === null) return;
  const { promotion, row } = coupon;
  const nets = till.netsFor(promotion);
  const possible = till.possible(promotion, nets);
  if (possible !== undefined) {
    till.take(promotion, nets, possible, row);
    return;
  }
  const from = promotion.terms.steps[0]?.from ?? 0;
  const missing = from - sum(nets);
  if (missing > 0) till.hint('', promotion, 'couponBelow', missing, { from });
  else till.hint('', promotion, 'couponUsedUp', 0, {});
}

function takeFirstOrder(till: Till, facts: PromotionFacts): void {
  const open = facts.running('firstOrder');
  const [first] = open;
  if (first === undefined) return;
  if (facts.customer !== 'new') {
    if (facts.customer === 'unknown')
      till.hint('', first, 'firstOrderSignIn', first.terms.steps[0]?.amount ?? 0, {});
    return;
  }
  const best = bestOf(till, open);
  if (best !== undefined) {
    till.take(best.promotion, till.netsFor(best.promotion), best);
    return;
  }
  const missing = (first.terms.steps[0]?.from ?? 0) - sum(till.netsFor(first));
  if (missing > 0) till.hint('', first, 'spendMore', missing, { off: first.terms.steps[0]?.amount ?? 0 });
}

function giveForSpending(till: Till, facts: PromotionFacts): void {
  for (const promotion of facts.running('spendGift')) {
    const { gift } = promotion.terms;
    const stock = gift === null ? undefined : facts.gifts.get(gift.variantId);
    // Where the campaign has no such gift the promotion does not take part in it.
    if (gift === null || stock === undefined) continue;
    const reached = sum(till.netsFor(promotion));
    const told = { title: stock.offer.title, pieces: gift.pieces, from: gift.from };
    if (reached < gift.from) till.hint('', promotion, 'spendMoreForGift', gift.from - reached, told);
    else if (!take(till, promotion, stock, gift.pieces, reached, null))
      till.hint('', promotion, 'giftOutOfStock', 0, told);
  }
}

/** Every third newcomer has made a voucher; it becomes a gift where the campaign has it (R13). */
function giveForInviting(till: Till, facts: PromotionFacts): void {
  for (const { promotion, row } of facts.vouchers) {
    const { gift } = promotion.terms;
    const stock = gift === null ? undefined : facts.gifts.get(gift.variantId);
    if (gift === null || stock === undefined) continue;
    if (!till.lines.some(({ offer }) => countsFor(promotion.terms, offer.category))) continue;
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
  const promised = till.gifts
    .filter(({ offer }) => offer.id === stock.offer.id)
    .reduce((total, one) => total + one.pieces, 0);
  // Several vouchers of one promotion in one order share its budget.
  const before = till.benefits.filter((benefit) => benefit.promotion.id === promotion.id);
  const given = before.reduce((total, { amount }) => total + amount, stock.offer.price * pieces);
  if (promised + pieces > stock.left || !isAffordable(promotion, given)) return false;
  till.give(promotion, stock, pieces, reached, coupon);
  return true;
}

function isAffordable({ budget, spent }: Promotion, amount: number): boolean {
  return budget === null || spent + amount <= budget;
}

function about({ kind, id, version }: Promotion): Pick<PriceStep, 'kind' | 'promotionId' | 'version'> {
  return { kind, promotionId: id, version };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
