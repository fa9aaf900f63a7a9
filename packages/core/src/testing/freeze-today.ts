import { campaigns, freezes, offers } from '../campaigns/tables.ts';
import { orderLines } from '../orders/tables.ts';
import type { TestShop } from './test-shop.ts';
import { planted } from './neighbourhood.ts';

/** The neighbourhood's campaign as a freeze leaves it, for tests of what comes after: firm lines stay as they are. */
export async function plantFreeze(shop: TestShop, campaignId: string = planted.campaign): Promise<void> {
  await shop.plant((work, context) => {
    const campaign = work.get(campaigns, campaignId);
    const frozen = work.list(offers, { campaignId }).filter(({ status }) => status === 'open');
    const lines = frozen.flatMap((offer) => work.list(orderLines, { campaignId, offerId: offer.id }));
    for (const offer of frozen)
      work.set(offers, offer, { status: 'frozen', frozenAt: context.now, frozenPrice: offer.price });
    work.set(campaigns, campaign, { status: 'purchasing' });
    work.insert(freezes, {
      id: context.newId('frz'),
      campaignId,
      cutoff: campaign.closesAt,
      frozenAt: context.now,
      orders: new Set(lines.map(({ orderId }) => orderId)).size,
      lines: lines.length,
      pieces: lines.reduce((sum, { firmPieces }) => sum + firmPieces, 0),
      net: lines.reduce((sum, { net }) => sum + net, 0),
      source: `${campaignId} ${String(campaign.closesAt)}`,
    });
  });
}
