import * as z from 'zod';
import { purchaseOrders } from '../purchasing/tables.ts';
import { instantSchema } from '../shared/schemas.ts';
import { type Instant, instantText } from '../shared/time.ts';
import type { Row, Work } from '../work.ts';
import { type Campaign } from './campaign.ts';
import { freezes } from './freeze-tables.ts';
import type { Offer } from './minimum.ts';

export const cutoffStates = [
  'open',
  'closed',
  'cancelled',
  'nothingOrdered',
  'toBuy',
  'notGenerated',
  'generated',
] as const;

export const cutoffStateSchema = z
  .strictObject({
    cutoff: instantSchema,
    offers: z.int().describe('How many offers close then.'),
    state: z
      .enum(cutoffStates)
      .describe(
        '`closed`: waits for the freeze; `nothingOrdered`: frozen, and there is nothing to buy; `toBuy`: frozen, purchase orders are not made yet; `notGenerated`: they could not be made, `problem` says why; `generated`: they are there.',
      ),
    pieces: z.int().describe('Firm units at the freeze; before it as they stand.'),
    purchaseOrders: z.int(),
    problem: z
      .string()
      .nullable()
      .describe('Why purchase orders could not be made at the last try: an error code.'),
  })
  .meta({ id: 'CutoffState', description: 'One cutoff of a campaign and how far buying has come.' });

export type CutoffState = z.output<typeof cutoffStateSchema>;

/** Every cutoff of a campaign, in order, and what became of it: "nothing ordered" is not "could not be made". */
export function statesOfCutoffs(
  work: Work,
  campaign: Campaign,
  offered: readonly Offer[],
  isOpen: (offer: Offer) => boolean,
): CutoffState[] {
  const begun = !['draft', 'published', 'cancelled'].includes(campaign.status);
  const campaignId = campaign.id;
  if (begun) work.need([freezes, { campaignId }], [purchaseOrders, { campaignId }]);
  const frozen = begun ? work.list(freezes, { campaignId }) : [];
  const bought = begun ? work.list(purchaseOrders, { campaignId }) : [];
  const listed = offered.filter(({ status }) => status !== 'withdrawn');
  const cutoffs = [...new Set(listed.map(({ closesAt }) => closesAt))].toSorted((one, two) => one - two);
  return cutoffs.map((cutoff) => {
    const own = listed.filter(({ closesAt }) => closesAt === cutoff);
    const freeze = frozen.find((one) => one.cutoff === cutoff);
    const orders = bought.filter((one) => one.cutoff === cutoff).length;
    const state =
      campaign.status === 'cancelled'
        ? ('cancelled' as const)
        : freeze
          ? stateAfter(freeze, orders)
          : own.some(isOpen)
            ? ('open' as const)
            : ('closed' as const);
    return {
      cutoff: instantText(cutoff),
      offers: own.length,
      state,
      pieces: freeze?.pieces ?? own.reduce((sum, { firm }) => sum + firm, 0),
      purchaseOrders: orders,
      problem: state === 'notGenerated' ? (freeze?.buyingProblem ?? null) : null,
    };
  });
}

function stateAfter(
  { pieces, buyingProblem }: Row<typeof freezes>,
  orders: number,
): (typeof cutoffStates)[number] {
  if (orders > 0) return 'generated';
  if (pieces === 0) return 'nothingOrdered';
  return buyingProblem === null ? 'toBuy' : 'notGenerated';
}

/** A cutoff that is frozen with something to buy and has no purchase orders yet. */
export function isUnbought(
  { cutoff, pieces }: Pick<Row<typeof freezes>, 'cutoff' | 'pieces'>,
  boughtFor: ReadonlySet<Instant>,
): boolean {
  return pieces > 0 && !boughtFor.has(cutoff);
}
