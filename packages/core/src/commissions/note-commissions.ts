import type { Order, OrderLine } from '../orders/order.ts';
import type { Context } from '../shared/context.ts';
import type { Shop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { capBaseOf, type CappedShare, capShares } from './cap-shares.ts';
import { earnersOf, earnersWanted, type PlacedOrder, sharesOfLine } from './earners-of-order.ts';
import { rulesWanted } from './match-rule.ts';
import { type Fraction, takenFrom } from './taken-share.ts';
import { referralOfLine } from './referral-of-line.ts';
import { commissionEntries } from './tables.ts';

type Placed = PlacedOrder & { readonly context: Context };
type Note = Omit<CappedShare, 'taken'> &
  Partial<Fraction> & { readonly outOf?: string; readonly maximumBasisPoints?: null };

/**
 * Notes at placement who will earn what on each line: rates, boosts and declared shares are frozen here, and scaled
 * down where together they pass the cap (R34, R40). Nothing accrues before the payment.
 */
export function noteCommissions(
  work: Work,
  order: Order,
  lines: readonly OrderLine[],
  { leader, customer }: Pick<PlacedOrder, 'leader' | 'customer'>,
  shop: Shop,
  context: Context,
): void {
  const placed = { order, leader, customer, shop, now: context.now, context };
  const { maximumShareBasisPoints, commissionBase } = shop.policies;
  const concerned = [leader.id, order.campaignId, ...lines.map(({ offerId }) => offerId)];
  work.need(...earnersWanted(work, order), ...rulesWanted(concerned));
  const earners = earnersOf(work, placed);
  for (const line of lines) {
    const shares = sharesOfLine(work, placed, earners, line);
    const about = capBaseOf(line, commissionBase);
    for (const { taken, ...share } of capShares(shares, about, maximumShareBasisPoints)) {
      const outOf = note(work, placed, line, share);
      const keeper = taken && takenFrom(share, taken, about);
      if (keeper) note(work, placed, line, { ...keeper, outOf });
    }
    const referral = referralOfLine(work, placed, shares);
    if (referral) note(work, placed, line, referral);
  }
}

function note(work: Work, { shop, context }: Placed, line: OrderLine, share: Note): string {
  const { id } = work.insert(commissionEntries, {
    id: context.newId('com'),
    orderLineId: line.id,
    orderId: line.orderId,
    campaignId: line.campaignId,
    base: shop.policies.commissionBase,
    maximumBasisPoints: shop.policies.maximumShareBasisPoints,
    status: 'unpaid',
    source: `${line.id} ${share.beneficiaryId} ${share.kind}`,
    ...share,
  });
  return id;
}
