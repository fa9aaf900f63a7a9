import { planted } from './neighbourhood.ts';
import { arrive, buyApples } from './ready-orders.ts';
import type { TestShop } from './test-shop.ts';

interface Fetched {
  readonly orderId: string;
  readonly orderLineId: string;
}

/** Apples that were bought, arrived and were fetched; answers the order and its line. */
export async function fetchedApples(shop: TestShop, pieces = 3): Promise<Fetched> {
  const [first] = await fetchedOrders(shop, ['till-1'], pieces);
  if (first === undefined) throw new Error('nothing was fetched');
  return first;
}

/** The same of several orders. */
export async function fetchedOrders(
  shop: TestShop,
  references: readonly string[],
  pieces = 3,
): Promise<readonly Fetched[]> {
  const fetched: Fetched[] = [];
  for (const reference of references) {
    const order = await buyApples(shop, pieces, reference);
    fetched.push({ orderId: order.id, orderLineId: order.lines[0]?.id ?? '' });
  }
  await arrive(
    shop,
    fetched.map(({ orderId }) => orderId),
  );
  for (const { orderId } of fetched)
    await shop.tuan.pickups.handOver({ orderId, handoverId: `phone-${orderId}` });
  return fetched;
}

export const asCustomer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
export const asLeader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
export const asOtherLeader = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
export const asShop = { actor: { kind: 'shop', keyId: 'key_1', scopes: ['*'] } } as const;
