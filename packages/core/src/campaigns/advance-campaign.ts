import { deliveryStops } from '../delivery/tables.ts';
import { purchaseOrders } from '../purchasing/tables.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import { type Campaign, offersOf } from './campaign.ts';
import { campaigns } from './tables.ts';

/**
 * purchasing → delivering, once every offer is frozen and every purchase order is closed and shared out. To be
 * called whenever a purchase order closes; where something is still open, or it has happened, nothing changes.
 */
export function startDelivering(work: Work, campaignId: string, _context: Context): Campaign {
  work.need([purchaseOrders, { campaignId }]);
  const campaign = work.get(campaigns, campaignId);
  if (campaign.status !== 'purchasing' || !isBought(work, campaignId)) return campaign;
  work.emit({ type: 'campaign.delivering', subject: campaignId, data: { campaignId } });
  return work.set(campaigns, campaign, { status: 'delivering' });
}

/** No offer takes orders any more, and what each cutoff sold stands on purchase orders that are all closed. */
function isBought(work: Work, campaignId: string): boolean {
  const offered = offersOf(work, campaignId);
  const purchases = work.list(purchaseOrders, { campaignId });
  const sold = offered.filter(({ status, firm }) => status === 'frozen' && firm > 0);
  return (
    offered.every(({ status }) => status !== 'open') &&
    purchases.every(({ status }) => status === 'closed') &&
    sold.every((offer) => purchases.some(({ cutoff }) => cutoff === offer.closesAt))
  );
}

/**
 * delivering → collecting, once no stop is pending (or none was planned: the branch itself hands out). To be called
 * whenever a stop is handed over or fails; where something is still on the road, nothing changes.
 */
export function startCollecting(work: Work, campaignId: string, context: Context): Campaign {
  work.need([deliveryStops, { campaignId }], [purchaseOrders, { campaignId }]);
  const campaign = startDelivering(work, campaignId, context);
  const pending = work.list(deliveryStops, { campaignId }).some(({ status }) => status === 'pending');
  if (campaign.status !== 'delivering' || pending) return campaign;
  work.emit({ type: 'campaign.collecting', subject: campaignId, data: { campaignId } });
  return work.set(campaigns, campaign, { status: 'collecting' });
}
