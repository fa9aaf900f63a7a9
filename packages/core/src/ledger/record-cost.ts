import type * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { instantOf, instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import { postTransaction } from './post-transaction.ts';
import { costIncurred } from './postings.ts';
import { costSchema, recordCostSchema } from './schemas.ts';
import { operatingCosts } from './tables.ts';

/**
 * Records what a round or the shop costs beside goods: van, bags, payment fees, rent. Each reference counts once; the
 * same call again gets the same answer.
 *
 * Refuses: cost_reference_used, currency_mismatch, not_found, not_allowed.
 */
export const recordCost = defineVerb({
  name: 'costs.record',
  summary: 'Record an operating cost',
  input: recordCostSchema,
  answer: costSchema,
  decide: (work, command, context) => {
    demandShop(context);
    const shop = theShop(work);
    const { kind, reference, note = '' } = command;
    const amount = amountOf(shop, command.amount, 'amount');
    const campaignId = campaignOf(work, command);
    const known = work.first(operatingCosts, { reference });
    if (known) {
      const same = known.kind === kind && known.amount === amount && known.campaignId === campaignId;
      demand(same, 'cost_reference_used', { costId: known.id });
      return costView(known, shop.currency);
    }
    const incurredAt = command.incurredAt === undefined ? context.now : instantOf(command.incurredAt);
    const id = context.newId('cst');
    const row = work.insert(operatingCosts, {
      id,
      kind,
      campaignId,
      amount,
      note,
      reference,
      incurredAt,
      createdAt: context.now,
    });
    postTransaction(
      work,
      context,
      { type: 'cost.recorded', subject: id },
      costIncurred(amount, { campaignId, kind }),
    );
    work.emit({ type: 'cost.recorded', subject: id, data: { kind, amount, campaignId } });
    return costView(row, shop.currency);
  },
});

function campaignOf(work: Work, { campaignId }: z.output<typeof recordCostSchema>): string | null {
  return campaignId === undefined ? null : work.resolve(campaigns, campaignId).id;
}

export function costView(
  { id, kind, campaignId, note, reference, reversal, ...cost }: Row<typeof operatingCosts>,
  currency: string,
) {
  return {
    id,
    kind,
    campaignId,
    note,
    reference,
    amount: money(cost.amount, currency),
    incurredAt: instantText(cost.incurredAt),
    createdAt: instantText(cost.createdAt),
    reversedAt: instantOrNull(cost.reversedAt),
    reversal,
  };
}
