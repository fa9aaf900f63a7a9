import { freezeToday } from './freeze-today.ts';
import { planted } from './neighbourhood.ts';
import type { TestShop } from './test-shop.ts';

/** Buys what was ordered of the neighbourhood's campaign and shares it out; `accepted` apples arrive, default all. */
export async function shareOutGoods(shop: TestShop, accepted?: number): Promise<void> {
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: planted.campaign });
  for (const { id: purchaseOrderId, lines } of data) {
    await shop.tuan.purchaseOrders.send({ purchaseOrderId });
    const arrived = lines.map(({ variantId, ordered }) => ({
      variantId,
      accepted: Math.min(ordered, accepted ?? ordered),
    }));
    await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: arrived });
    await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  }
}
