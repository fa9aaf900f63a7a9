import type { Connection, OpenCampaign, OpenOffer, Order } from '@opentuan/api/client';
import { showCampaign } from '../campaigns/show-campaign.ts';
import { type Cart, fitted, rememberCart } from '../campaigns/cart.ts';
import type { Late } from '../campaigns/deals.ts';
import type { Steps } from '../campaigns/offer-view.ts';

/** What a checkout works on: the campaign that brought it. */
export interface Basket {
  /** The id of the campaign as the page gave it. */
  readonly campaign: string;
  data: OpenCampaign | undefined;
  cart: Cart;
  /** Pieces by offer that are wanted beyond the cart only where they fill a case. */
  readonly spare: Cart;
  readonly late: Partial<Late>;
  readonly texts: Steps['texts'];
  /** Whom the order earns for, where a leader shared the link. */
  readonly leader: string;
  readonly community: string;
  /** Puts so many pieces into the cart; resolves when the checkout has been told. */
  readonly take: (offer: OpenOffer, pieces: number) => Promise<void>;
  /** Says how many more would be taken to fill a case. */
  readonly keep: (offer: OpenOffer, pieces: number) => Promise<void>;
  /** Fetches the goods anew. */
  readonly reload: () => void;
  readonly updateComplete: Promise<boolean>;
}

/** What a refusal tells of an offer: how many there are still, where that was the reason. */
export interface ShortOffer {
  readonly offerId: string;
  readonly left?: number;
}

/** Takes over the goods as they are now, and takes back what there is no more of. */
export async function renew(
  basket: Basket,
  connection: Connection,
  short: readonly ShortOffer[],
): Promise<void> {
  const fresh = await showCampaign(basket, connection);
  // What every shopper sees may be some seconds old: the refusal knows better.
  const offers = fresh.offers.map((offer) => ({
    ...offer,
    left: short.find(({ offerId }) => offerId === offer.id)?.left ?? offer.left,
  }));
  basket.data = { ...fresh, offers };
  basket.cart = fitted(basket.cart, offers);
  await basket.updateComplete;
}

/** The order is firm: its goods leave the cart. */
export function empty(basket: Basket, { lines }: Order): void {
  const ordered = Object.fromEntries(lines.map(({ offerId }) => [offerId, 0]));
  basket.cart = fitted({ ...basket.cart, ...ordered }, basket.data?.offers ?? []);
  rememberCart(basket.campaign, basket.cart);
  basket.reload();
}
