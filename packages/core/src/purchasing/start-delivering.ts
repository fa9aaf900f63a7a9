import { campaigns, offers } from '../campaigns/tables.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import { purchaseOrders } from './tables.ts';

/** The campaign goes on to delivery once no offer is open any more and every purchase order is closed. */
export function startDeliveringWhenBought(work: Work, campaignId: string, _context: Context): void {
  work.need([campaigns, { id: campaignId }], [offers, { campaignId }], [purchaseOrders, { campaignId }]);
  const isOpen = work.list(offers, { campaignId }).some(({ status }) => status === 'open');
  const isBought = work.list(purchaseOrders, { campaignId }).every(({ status }) => status === 'closed');
  const campaign = work.get(campaigns, campaignId);
  if (isOpen || !isBought || campaign.status !== 'purchasing') return;
  work.set(campaigns, campaign, { status: 'delivering' });
  work.emit({ type: 'campaign.delivering', subject: campaignId, data: { campaignId } });
}
