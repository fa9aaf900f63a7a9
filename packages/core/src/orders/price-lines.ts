import { boughtPieces } from '../campaigns/case-fill.ts';
import type { flashWindows, offers, offerTiers } from '../campaigns/tables.ts';
import type { Row } from '../work.ts';
import type { PriceStep } from './tables.ts';

export type Offer = Row<typeof offers>;
export type FlashWindow = Row<typeof flashWindows>;
type Tier = Row<typeof offerTiers>;

export interface CartLine {
  readonly offer: Offer;
  /** With those that are wanted only to fill a case. */
  readonly pieces: number;
  /** Those of the pieces that are wanted only where they fill a case. */
  readonly tolerance?: number;
  /** Until when it can be cancelled, where that is before the cutoff of the offer. */
  readonly ownCutoff?: number;
  readonly note: string;
}

/** What beside the offer itself decides the price of one piece. */
export interface OfferFacts {
  readonly tiers: readonly Tier[];
  /** Firm pieces in the community of the order. */
  readonly communityFirm: number;
  /** The flash window that runs now. */
  readonly flash: FlashWindow | null;
  /** Pieces that this customer can still have in it. */
  readonly flashLeft: number;
}

/** A line at its unit price, before promotions. */
export interface UnitPricedLine extends CartLine {
  readonly unitPrice: number;
  readonly flashWindowId: string | null;
  readonly step: PriceStep;
}

/** How many pieces more would lower the price of a line. */
export interface TierHint {
  readonly offer: Offer;
  readonly pieces: number;
  readonly price: number;
}

const nothingElse: OfferFacts = { tiers: [], communityFirm: 0, flash: null, flashLeft: 0 };

/**
 * The unit price of every line: the lowest of offer price, running flash price and tier reached (R6). Where flash stock
 * or the flash limit covers a part only, the line becomes two.
 */
export function priceLines(
  cart: readonly CartLine[],
  facts: ReadonlyMap<string, OfferFacts>,
): UnitPricedLine[] {
  const flashLeft = new Map([...facts].map(([offerId, one]) => [offerId, one.flashLeft]));
  return cart.flatMap((line) => {
    const about = facts.get(line.offer.id) ?? nothingElse;
    const normal = normalPrice(line.offer, piecesInCart(cart, line.offer), about);
    const { flash } = about;
    if (flash === null || flash.price >= normal.unitPrice) return [{ ...line, ...normal }];
    const left = flashLeft.get(line.offer.id) ?? 0;
    const taken = Math.max(0, Math.min(line.pieces, left));
    flashLeft.set(line.offer.id, left - taken);
    const parts: UnitPricedLine[] = [];
    if (taken > 0) parts.push({ ...line, pieces: taken, ...flashPrice(flash) });
    if (taken < line.pieces) parts.push({ ...line, pieces: line.pieces - taken, ...normal });
    return parts;
  });
}

type UnitPrice = Pick<UnitPricedLine, 'unitPrice' | 'flashWindowId' | 'step'>;

/** The offer's price or the lowest tier reached, by firm pieces of all and the pieces of this cart (R7). */
function normalPrice(offer: Offer, inCart: number, facts: OfferFacts): UnitPrice {
  const reached = facts.tiers
    .filter((tier) => countedPieces(tier, offer, facts) + inCart >= tier.fromPieces)
    .toSorted((first, second) => first.price - second.price)[0];
  if (reached === undefined || reached.price >= offer.price) {
    const step = { kind: 'offer', amount: offer.price, reason: 'offerPrice' };
    return { unitPrice: offer.price, flashWindowId: null, step };
  }
  const reason = reached.countedOver === 'community' ? 'communityTier' : 'campaignTier';
  const about = { pieces: reached.fromPieces, unit: offer.unit, instead: offer.price };
  const step = { kind: 'tier', amount: reached.price, reason, facts: about };
  return { unitPrice: reached.price, flashWindowId: null, step };
}

function countedPieces({ countedOver }: Tier, offer: Offer, { communityFirm }: OfferFacts): number {
  return countedOver === 'community' ? communityFirm : boughtPieces(offer);
}

function flashPrice({ id, price }: FlashWindow): UnitPrice {
  const step = { kind: 'flash', amount: price, reason: 'flashPrice' };
  return { unitPrice: price, flashWindowId: id, step };
}

function piecesInCart(cart: readonly CartLine[], { id }: Offer): number {
  return cart.reduce(
    (sum, { offer, pieces, tolerance = 0 }) => sum + (offer.id === id ? pieces - tolerance : 0),
    0,
  );
}

/** The next tier of each offer in the cart, and how many pieces it still needs; only where some of it has a higher price. */
export function tierHints(
  cart: readonly CartLine[],
  facts: ReadonlyMap<string, OfferFacts>,
  priced: readonly UnitPricedLine[],
): TierHint[] {
  const offered = new Map(cart.map(({ offer }) => [offer.id, offer]));
  return [...offered.values()].flatMap((offer) => {
    const about = facts.get(offer.id) ?? nothingElse;
    const inCart = piecesInCart(cart, offer);
    const { unitPrice } = normalPrice(offer, inCart, about);
    const own = priced.filter((line) => line.offer.id === offer.id);
    const highest = Math.max(...own.map((line) => line.unitPrice));
    const next = about.tiers
      .filter(({ price }) => price < unitPrice && price < highest)
      .map((tier) => ({
        offer,
        price: tier.price,
        pieces: tier.fromPieces - inCart - countedPieces(tier, offer, about),
      }))
      .toSorted((first, second) => first.pieces - second.pieces)[0];
    return next === undefined ? [] : [next];
  });
}
