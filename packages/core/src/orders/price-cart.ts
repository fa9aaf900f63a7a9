import { applyPromotions } from '../promotions/apply-promotions.ts';
import type { PromotionFacts } from '../promotions/gather-promotions.ts';
import type { AppliedPromotions, Benefit } from '../promotions/till.ts';
import { refuse } from '../shared/error.ts';
import { fingerprint } from '../shared/fingerprint.ts';
import { amountMax } from '../shared/schemas.ts';
import { type CartLine, type OfferFacts, priceLines, tierHints, type UnitPricedLine } from './price-lines.ts';
import type { PriceStep } from './tables.ts';

export interface PricedLine extends CartLine {
  readonly unitPrice: number;
  readonly discount: number;
  /** Unit price × pieces − discount, in minor units. */
  readonly net: number;
  readonly flashWindowId: string | null;
  readonly gift: boolean;
  readonly steps: readonly PriceStep[];
}

export interface PricedCart {
  readonly lines: readonly PricedLine[];
  readonly benefits: readonly Benefit[];
  /** What promotions did, in the order in which they were applied. */
  readonly steps: readonly PriceStep[];
  /** What is not reached yet, or could not be given. */
  readonly hints: readonly PriceStep[];
  readonly total: number;
  /** Changes when anything that the price depends on has changed the price. */
  readonly token: string;
  readonly earliestCutoff: number;
}

/** Everything beside the cart that a price depends on. */
export interface PriceFacts {
  readonly offers: ReadonlyMap<string, OfferFacts>;
  readonly promotions: PromotionFacts;
}

/**
 * Prices a cart: the one place where a price is made. Each step says why.
 *
 * Refuses: invalid_input (a total beyond what a sum of money may be).
 */
export function priceCart(cart: readonly CartLine[], facts: PriceFacts): PricedCart {
  const priced = priceLines(cart, facts.offers);
  if (priced.reduce((sum, { unitPrice, pieces }) => sum + unitPrice * pieces, 0) > amountMax) {
    const message = 'The sum of the order is too large. Split it.';
    refuse('invalid_input', { fields: [{ path: 'lines', code: 'too_big', message }] });
  }
  const applied = applyPromotions(priced, facts.promotions);
  const lines = [
    ...priced.map((line, index) => discounted(line, index, applied)),
    ...applied.gifts.map(giftLine),
  ];
  const tiers = tierHints(cart, facts.offers, priced).map(({ offer, pieces, price }): PriceStep => ({
    kind: 'tier',
    amount: price,
    reason: 'tierNext',
    facts: { pieces, unit: offer.unit, title: offer.title },
  }));
  return {
    lines,
    benefits: applied.benefits,
    steps: applied.steps,
    hints: [...applied.hints, ...tiers],
    total: lines.reduce((sum, { net }) => sum + net, 0),
    token: tokenOf(lines, applied.benefits),
    earliestCutoff: Math.min(...lines.map(({ offer, ownCutoff }) => ownCutoff ?? offer.closesAt)),
  };
}

function discounted(line: UnitPricedLine, index: number, { benefits }: AppliedPromotions): PricedLine {
  const { step, ...rest } = line;
  const discount = benefits.reduce((sum, { parts }) => sum + (parts[index] ?? 0), 0);
  return {
    ...rest,
    discount,
    net: line.unitPrice * line.pieces - discount,
    gift: false,
    steps: [{ ...step, line: index }],
  };
}

function giftLine({ offer, pieces, step }: AppliedPromotions['gifts'][number]): PricedLine {
  return {
    offer,
    pieces,
    note: '',
    unitPrice: 0,
    discount: 0,
    net: 0,
    flashWindowId: null,
    gift: true,
    steps: [step],
  };
}

/**
 * A digest of the priced lines and of the promotions that made the price, each with its terms (C20). A new name or a
 * larger budget changes nothing for whoever has a quote.
 */
function tokenOf(lines: readonly PricedLine[], benefits: readonly Benefit[]): string {
  const priced = lines.map(({ offer, pieces, tolerance = 0, unitPrice, discount, flashWindowId, gift }) => [
    offer.id,
    pieces,
    unitPrice,
    discount,
    flashWindowId,
    gift,
    ...(tolerance > 0 ? [tolerance] : []),
  ]);
  const given = benefits.map(({ promotion, coupon, amount }) => [
    promotion.id,
    promotion.terms,
    coupon?.id ?? null,
    amount,
  ]);
  return fingerprint(JSON.stringify([priced, given]));
}
