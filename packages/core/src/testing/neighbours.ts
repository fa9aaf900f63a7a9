import type { TestShop } from './test-shop.ts';
import { planted } from './neighbourhood.ts';

interface Wish {
  /** Nickname of the neighbour: a guest of the leader. */
  readonly name: string;
  readonly pieces: number;
  readonly offerId?: string;
  readonly pickupPointId?: string;
  readonly payment?: 'atPickup';
}

/** An order of a neighbour, paid in the same call unless it is to be paid at pickup. */
export async function neighbourOrders(shop: TestShop, wish: Wish) {
  const { name, pieces, offerId = planted.appleOffer, pickupPointId = planted.point } = wish;
  const cart = { campaignId: planted.campaign, lines: [{ offerId, pieces }] };
  const { total } = await shop.tuan.orders.quote(cart);
  return shop.tuan.orders.place({
    ...cart,
    customer: { nickname: name },
    leaderId: planted.leader,
    pickupPointId,
    payment: wish.payment ?? { amount: total, reference: `till ${name}` },
  });
}
