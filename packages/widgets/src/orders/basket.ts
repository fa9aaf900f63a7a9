import type { OpenCampaign, OpenOffer, Order } from '@opentuan/api/client';
import type { Cart } from '../campaigns/cart.ts';

/** What a refusal tells of an offer: how many there are still, where that was the reason. */
export interface ShortOffer {
  readonly offerId: string;
  readonly left?: number;
}

/** What a campaign hands over to its checkout. */
export interface Basket {
  readonly campaign: OpenCampaign;
  readonly cart: Cart;
  /** Whom the order earns for, where a leader shared the link. */
  readonly leader: string;
  readonly community: string;
  /** Puts so many pieces into the cart; resolves when the checkout has been told. */
  readonly take: (offer: OpenOffer, pieces: number) => Promise<void>;
  /** Fetches the goods anew and takes back what there is no more of. */
  readonly renew: (short: readonly ShortOffer[]) => Promise<void>;
  /** The order is firm: its goods leave the cart. */
  readonly ordered: (order: Order) => void;
}
