import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { notices } from '../events/tables.ts';
import { purchaseOrders } from '../purchasing/tables.ts';
import { idSchema, textSchema } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { shopId } from '../shop/the-shop.ts';
import { isUnbought } from './cutoff-states.ts';
import { freezes } from './freeze-tables.ts';
import { campaigns } from './tables.ts';

/**
 * Writes down that the purchase orders of a frozen campaign could not be made, so that nobody takes it for a round in
 * which nothing was ordered. The shop is told once for each cutoff and problem; the next tick tries again.
 *
 * Refuses: not_found, not_allowed.
 */
export const noteBuyingProblem = defineVerb({
  name: 'campaigns.noteBuyingProblem',
  summary: 'Note why purchase orders could not be made',
  input: z.strictObject({ campaignId: idSchema, problem: textSchema(120, 1) }),
  answer: z.strictObject({ cutoffs: z.array(z.string()).describe('That are still to be bought for.') }),
  decide: (work, { campaignId, problem }, context) => {
    demandShop(context);
    const { id, title } = work.get(campaigns, campaignId);
    work.need([freezes, { campaignId: id }], [purchaseOrders, { campaignId: id }]);
    const bought = new Set(work.list(purchaseOrders, { campaignId: id }).map(({ cutoff }) => cutoff));
    const waiting = work.list(freezes, { campaignId: id }).filter((one) => isUnbought(one, bought));
    for (const freeze of waiting) {
      const cutoff = instantText(freeze.cutoff);
      work.set(freezes, freeze, { buyingProblem: problem, buyingTriedAt: context.now });
      if (freeze.buyingProblem === problem) continue;
      work.emit({
        type: 'campaign.notBought',
        subject: id,
        data: { cutoff: freeze.cutoff, pieces: freeze.pieces, problem },
      });
      const source = `campaign.notBought ${freeze.id} ${problem}`;
      if (work.first(notices, { source })) continue;
      work.insert(notices, {
        id: context.newId('ntc'),
        receiverKind: 'shop',
        receiverId: shopId,
        topic: 'campaign.notBought',
        facts: { campaignId: id, title, cutoff, pieces: freeze.pieces, problem },
        createdAt: context.now,
        source,
      });
    }
    return { cutoffs: waiting.map(({ cutoff }) => instantText(cutoff)) };
  },
});
