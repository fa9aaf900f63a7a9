import { offers } from '../campaigns/tables.ts';
import type { customers } from '../customers/tables.ts';
import type { leaders } from '../leaders/tables.ts';
import type { Order, OrderLine } from '../orders/order.ts';
import type { Shop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import { matchRule } from './match-rule.ts';
import { isOwnPurchase } from './own-purchase.ts';
import { type commissionKinds, commissionRules } from './tables.ts';

/** An order as it is placed, and everything that decides who earns on it. */
export interface PlacedOrder {
  readonly order: Order;
  readonly leader: Row<typeof leaders>;
  readonly customer: Row<typeof customers>;
  readonly shop: Shop;
}

/** What one beneficiary earns on a line: a rate, or a sum per piece in minor units. */
export interface Share {
  readonly beneficiaryId: string;
  readonly kind: (typeof commissionKinds)[number];
  readonly ruleId: string | null;
  readonly basisPoints: number | null;
  readonly perPiece: number | null;
}

/** Who earns what on a line of an order that is placed now. A gift earns nothing (R12). */
export function earnersOfLine(work: Work, placed: PlacedOrder, line: OrderLine): Share[] {
  if (line.gift) return [];
  const seller = shareOfSeller(work, placed, line);
  return seller === undefined ? [] : [seller];
}

/** The leader of the order earns by the most specific rule; the house nothing, nor a leader on own purchases (R39). */
function shareOfSeller(work: Work, placed: PlacedOrder, line: OrderLine): Share | undefined {
  const { leader, customer, order, shop } = placed;
  if (leader.house || (isOwnPurchase(leader, customer) && !shop.policies.ownPurchasesEarn)) return undefined;
  const { category } = work.get(offers, line.offerId);
  const subject = {
    offerId: line.offerId,
    campaignId: order.campaignId,
    leaderId: leader.id,
    leaderTier: leader.tier,
    category,
  };
  const rule = matchRule(work.list(commissionRules, { active: 1 }), subject, order.placedAt);
  if (!rule) return undefined;
  const { basisPoints, perPiece } = rule;
  return { beneficiaryId: leader.id, kind: 'sale', ruleId: rule.id, basisPoints, perPiece };
}
