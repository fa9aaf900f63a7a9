import type { OpenOffer } from '@opentuan/api/client';

/** Pieces by offer id. Prices are not here: the server makes them. */
export type Cart = Readonly<Record<string, number>>;

/**
 * The most that one cart may hold of an offer: what is left of it, what one customer may have, and what fills the last
 * case while only that is taken.
 */
export function mostOf({ left, limitPerCustomer, case: box }: OpenOffer): number {
  return Math.min(left ?? Infinity, limitPerCustomer ?? Infinity, box?.filling ? box.missing : Infinity);
}

/** How many more may be taken of an offer to fill a case, with so many pieces of it in the cart. */
export function spareMost(offer: OpenOffer, pieces: number): number {
  return Math.min(offer.case?.toleranceMax ?? 0, mostOf(offer) - pieces);
}

/** The cart with so many pieces of an offer, never more than there may be. */
export function withPieces(cart: Cart, offer: OpenOffer, pieces: number): Cart {
  const { [offer.id]: _before, ...rest } = cart;
  const wanted = Math.min(pieces, mostOf(offer));
  return wanted > 0 ? { ...rest, [offer.id]: wanted } : rest;
}

/** The cart as the offers of now allow it: what is gone or ran short is taken back to what is left. */
export function fitted(cart: Cart, offers: readonly OpenOffer[]): Cart {
  return offers.reduce<Cart>((kept, offer) => withPieces(kept, offer, cart[offer.id] ?? 0), {});
}

export function piecesIn(cart: Cart): number {
  return Object.values(cart).reduce((sum, pieces) => sum + pieces, 0);
}

const keyOf = (campaignId: string): string => `tuan-cart ${campaignId}`;

/** The cart that was left behind on this phone; a storage that is full, forbidden or spoilt is an empty one. */
export function rememberedCart(campaignId: string): Cart {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(campaignId)) ?? '{}');
    return Object.fromEntries(Object.entries(kept as object).filter(([, pieces]) => pieces > 0)) as Cart;
  } catch {
    return {};
  }
}

export function rememberCart(campaignId: string, cart: Cart): void {
  try {
    localStorage.setItem(keyOf(campaignId), JSON.stringify(cart));
  } catch {
    // A private window may refuse: then the cart lives as long as the page.
  }
}
