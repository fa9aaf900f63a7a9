import type { Offer, UnitPricedLine } from '../orders/price-lines.ts';
import type { PriceStep } from '../orders/tables.ts';
import { allocate } from '../shared/money.ts';
import type { Coupon } from './find-coupon.ts';
import type { GiftStock } from './gather-promotions.ts';
import { countsFor, type DiscountStep, type Promotion, worthOf } from './terms.ts';

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

export interface Possible {
  readonly amount: number;
  readonly step: DiscountStep;
  readonly reached: number;
}

/** The running net of the lines, and what was done to it. */
export class Till implements AppliedPromotions {
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

  /** Whether any of the goods count for the promotion. */
  hasGoodsOf({ terms }: Promotion): boolean {
    return this.lines.some(({ offer }) => countsFor(terms, offer.category));
  }

  /** What the promotion would take off these nets if there is enough of it; undefined where that is nothing. */
  worth(promotion: Promotion, nets: readonly number[]): Possible | undefined {
    const reached = sum(nets);
    const step = promotion.terms.steps.filter(({ from }) => from <= reached).at(-1);
    if (step === undefined) return undefined;
    const amount = worthOf(step, reached);
    return amount > 0 ? { amount, step, reached } : undefined;
  }

  /** What the promotion takes off these nets; undefined where its condition or its budget says no. */
  possible(promotion: Promotion, nets: readonly number[]): Possible | undefined {
    const worth = this.worth(promotion, nets);
    return worth !== undefined && isAffordable(promotion, worth.amount) ? worth : undefined;
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
    const { gift } = promotion.terms;
    const amount = offer.price * pieces;
    // The policy is told before anybody orders (R11).
    const charged = gift?.onUndone === 'charge' && gift.from > 0 ? { worth: amount } : {};
    const step: PriceStep = {
      ...about(promotion),
      amount: 0,
      reason: coupon === null ? 'giftForSpending' : 'giftForInviting',
      line: this.lines.length + this.gifts.length,
      facts: { name: promotion.name, title: offer.title, pieces, from: gift?.from ?? 0, ...charged },
    };
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
    if (promotion === null) {
      this.hints.push({ kind, reason, amount, facts });
      return;
    }
    const { categories } = promotion.terms;
    const only = categories.length === 0 ? {} : { categories: categories.join('、') };
    this.hints.push({
      ...about(promotion),
      reason,
      amount,
      facts: { name: promotion.name, ...only, ...facts },
    });
  }
}

/** Whether the budget has so much left. */
export function isAffordable({ budget, spent }: Promotion, amount: number): boolean {
  return budget === null || spent + amount <= budget;
}

function about({ kind, id, version }: Promotion): Pick<PriceStep, 'kind' | 'promotionId' | 'version'> {
  return { kind, promotionId: id, version };
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
