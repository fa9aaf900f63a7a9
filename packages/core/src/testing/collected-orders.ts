import { arrive, buyApples } from './ready-orders.ts';
import type { TestShop } from './test-shop.ts';

export interface Collected {
  readonly orderId: string;
  readonly lineId: string;
}

/** What is bought: so many apples at 10.00 and 10 %, and whatever differs from the usual order. */
type Wish = number | (Readonly<Record<string, unknown>> & { readonly pieces: number });

/** The end of the claim window of what `collectApples` hands over. */
export const windowEnd = '2026-11-26T16:00:00+08:00';

/** Apples bought on Monday, arrived and handed over on Tuesday at 16:00: earned on Thursday at 16:00, by the clock. */
export async function collectApples(shop: TestShop, ...wishes: readonly Wish[]): Promise<Collected[]> {
  const collected: Collected[] = [];
  for (const [position, wish] of wishes.entries()) {
    const { pieces, ...extra } = typeof wish === 'number' ? { pieces: wish } : wish;
    const order = await buyApples(shop, pieces, `till-${String(position)}`, extra);
    collected.push({ orderId: order.id, lineId: order.lines[0]?.id ?? '' });
  }
  await arrive(
    shop,
    collected.map(({ orderId }) => orderId),
  );
  for (const { orderId } of collected) {
    await shop.tuan.pickups.handOver({ orderId, handoverId: `handover-${orderId}` });
  }
  return collected;
}
