import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { postTransaction } from './post-transaction.ts';
import { costReversed } from './postings.ts';
import { costView } from './record-cost.ts';
import { costSchema, reverseCostSchema } from './schemas.ts';
import { operatingCosts } from './tables.ts';

/**
 * Takes back a cost that was recorded by mistake: an opposite posting dated by now, so that a month that was reported
 * does not change. The cost and its reference stay. Asked twice is harmless.
 *
 * Refuses: cost_reversed, not_found, not_allowed.
 */
export const reverseCost = defineVerb({
  name: 'costs.reverse',
  summary: 'Take back a cost that was recorded by mistake',
  input: reverseCostSchema,
  answer: costSchema,
  decide: (work, { costId, reason }, context) => {
    demandShop(context);
    const { currency } = theShop(work);
    const cost = work.get(operatingCosts, costId);
    if (cost.reversedAt !== null) {
      demand(cost.reversal === reason, 'cost_reversed', { reason: cost.reversal });
      return costView(cost, currency);
    }
    const { amount, campaignId, kind } = cost;
    const reversed = work.set(operatingCosts, cost, { reversedAt: context.now, reversal: reason });
    const postings = costReversed(amount, { campaignId, kind });
    postTransaction(work, context, { type: 'cost.reversed', subject: costId }, postings);
    work.emit({ type: 'cost.reversed', subject: costId, data: { amount, campaignId } });
    return costView(reversed, currency);
  },
});
