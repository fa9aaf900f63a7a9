import { bringToPoints } from './brought-orders.ts';
import { planted } from './neighbourhood.ts';
import { neighbourOrders } from './neighbours.ts';
import { shareOutGoods } from './shared-out.ts';
import type { TestShop } from './test-shop.ts';

type Actor =
  | { readonly kind: 'leader'; readonly leaderId: string }
  | { readonly kind: 'customer'; readonly customerId: string };

/** Two apples that are lost while sorting; and the same with a reason. */
export const loss = {
  stage: 'sorting',
  campaignId: planted.campaign,
  variantId: planted.apple,
  pieces: 2,
} as const;
export const spoilt = { ...loss, reason: '压坏' } as const;

/** Writes down the loss of two spoilt apples, with whatever differs. */
export function recordSpoilt(shop: TestShop, wish: Readonly<Record<string, unknown>> = {}, actor?: Actor) {
  return shop.tuan.shrinkages.record({ ...spoilt, ...wish }, actor ? { actor } : {});
}

/** Two neighbours at one point and one at the other; all their apples have arrived. */
export async function sortedApples(shop: TestShop) {
  const first = await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  shop.now += 1000;
  const second = await neighbourOrders(shop, { name: '李叔', pieces: 4 });
  shop.now += 1000;
  const elsewhere = await neighbourOrders(shop, {
    name: '赵姨',
    pieces: 5,
    pickupPointId: planted.otherPoint,
  });
  // Without the surplus that fills the case: it would make losses good.
  await shareOutGoods(shop, 12);
  return { first, second, elsewhere };
}

/** The same, brought to both points. */
export async function broughtApples(shop: TestShop) {
  const orders = await sortedApples(shop);
  await bringToPoints(shop);
  return orders;
}

/** What a loss leaves of an order: its status, what was refunded, and how many pieces of its line are lost. */
export async function leftOfOrder(shop: TestShop, orderId: string) {
  const { status, refunded, lines } = await shop.tuan.orders.get({ orderId });
  return { status, refunded: refunded.amount, lost: lines[0]?.lost };
}
