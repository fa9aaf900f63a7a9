import type { OpenOffer } from '@opentuan/api/client';
import { type Cart, spareMost } from '../campaigns/cart.ts';
import type { Basket } from './basket.ts';

/** The lines of a cart as they are quoted and ordered, with what is taken only to fill a case. */
function cartLines(cart: Cart, spare: Cart, offers: readonly OpenOffer[]) {
  return Object.entries(cart).map(([offerId, pieces]) => {
    const offer = offers.find(({ id }) => id === offerId);
    const tolerance = offer ? Math.min(spare[offerId] ?? 0, spareMost(offer, pieces)) : 0;
    return { offerId, pieces, ...(tolerance > 0 && { tolerance }) };
  });
}

export type Wish = ReturnType<typeof wishOf>;

/** What is asked for, in a quote and in an order alike. */
export function wishOf(basket: Basket | undefined, coupon: string, pointId: string) {
  const { data, cart = {}, spare = {}, leader, community } = basket ?? {};
  return {
    campaignId: data?.id ?? '',
    lines: cartLines(cart, spare, data?.offers ?? []),
    ...(coupon && { couponCode: coupon }),
    ...(pointId && { pickupPointId: pointId }),
    ...(leader && { leaderId: leader }),
    ...(community && { communityId: community }),
  };
}
