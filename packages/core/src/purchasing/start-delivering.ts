import { campaigns, offers } from '../campaigns/tables.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import { purchaseOrders } from './tables.ts';

/** Whether everything of the campaign is bought and shared out: no offer open, every purchase order closed. */
export function isBought(work: Work, campaignId: string): boolean {
  work.need([offers, { campaignId }], [purchaseOrders, { campaignId }]);
  const isOpen = work.list(offers, { campaignId }).some(({ status }) => status === 'open');
  return !isOpen && work.list(purchaseOrders, { campaignId }).every(({ status }) => status === 'closed');
}

/** The campaign goes on to delivery once everything is bought. */
export function startDeliveringWhenBought(work: Work, campaignId: string, _context: Context): void {
  const campaign = work.get(campaigns, campaignId);
  if (campaign.status !== 'purchasing' || !isBought(work, campaignId)) return;
  work.set(campaigns, campaign, { status: 'delivering' });
  work.emit({ type: 'campaign.delivering', subject: campaignId, data: { campaignId } });
}
