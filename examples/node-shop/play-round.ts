import type { OpenTuan } from '@opentuan/core';

/**
 * What the shop does between the cutoff and the pickup, in one go: close, freeze, buy, receive everything, bring it
 * to the points. After it the orders of the campaign are ready. For trying things out; a real shop takes a night.
 */
export async function playUntilPickup(tuan: OpenTuan, campaignId: string): Promise<void> {
  await tuan.campaigns.close({ campaignId });
  await tuan.campaigns.freeze({ campaignId });
  const { data: purchases } = await tuan.purchaseOrders.generate({ campaignId });
  for (const { id: purchaseOrderId, lines } of purchases) {
    await tuan.purchaseOrders.send({ purchaseOrderId });
    const accepted = lines.map(({ variantId, ordered }) => ({ variantId, accepted: ordered }));
    await tuan.purchaseOrders.receive({ purchaseOrderId, lines: accepted });
    await tuan.purchaseOrders.close({ purchaseOrderId });
  }
  const { data: runs } = await tuan.deliveryRuns.plan({ campaignId });
  for (const { id: runId, stops } of runs) {
    await tuan.deliveryRuns.load({ runId });
    await tuan.deliveryRuns.start({ runId });
    for (const { id: stopId } of stops)
      await tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '团长' });
  }
}
