import { planted } from './neighbourhood.ts';
import type { TestShop } from './test-shop.ts';

/** Brings what is shared out of the neighbourhood's campaign to every pickup point, signed for at each stop. */
export async function bringToPoints(shop: TestShop): Promise<void> {
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId: planted.campaign });
  for (const { id: runId, stops } of data) {
    await shop.tuan.deliveryRuns.load({ runId });
    await shop.tuan.deliveryRuns.start({ runId });
    for (const { id: stopId } of stops)
      await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '老周' });
  }
}
