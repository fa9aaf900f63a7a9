import { bringToPoints } from '../brought-orders.ts';
import { buyApples } from '../ready-orders.ts';
import { shareOutGoods } from '../shared-out.ts';
import type { TestShop } from '../test-shop.ts';

export interface Fetched {
  readonly orderId: string;
  readonly lineId: string;
}

/** So many apples come and stand at the points on Tuesday at 16:00. */
export async function bring(shop: TestShop, pieces: number): Promise<void> {
  await shareOutGoods(shop, pieces);
  await bringToPoints(shop);
  shop.at('2026-11-24T16:00:00+08:00');
}

/** Apples at 10.00 bought at 8.00, and fetched on Tuesday at 16:00: an order for each number of pieces. */
export async function fetchApples(shop: TestShop, ...wishes: readonly number[]): Promise<readonly Fetched[]> {
  const fetched: Fetched[] = [];
  for (const [index, pieces] of wishes.entries()) {
    shop.now += 1000;
    const order = await buyApples(shop, pieces, `till-${String(index)}`);
    fetched.push({ orderId: order.id, lineId: order.lines[0]?.id ?? '' });
  }
  await bring(
    shop,
    wishes.reduce((sum, pieces) => sum + pieces, 0),
  );
  for (const { orderId } of fetched)
    await shop.tuan.pickups.handOver({ orderId, handoverId: `handover-${orderId}` });
  return fetched;
}
