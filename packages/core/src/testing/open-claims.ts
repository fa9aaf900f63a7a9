import { fetchedOrders } from './eaten.ts';
import type { TestShop } from './test-shop.ts';

/** So many fetched orders of apples, each with an open claim on one piece; answers the ids of the claims. */
export async function openClaims(shop: TestShop, count: number, pieces: number): Promise<readonly string[]> {
  const references = Array.from({ length: count }, (_, index) => `till-${String(index + 1)}`);
  const ids: string[] = [];
  for (const { orderLineId } of await fetchedOrders(shop, references, pieces))
    ids.push((await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', pieces: 1 })).id);
  return ids;
}
