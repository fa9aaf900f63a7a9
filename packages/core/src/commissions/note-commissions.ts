import { offers } from '../campaigns/tables.ts';
import type { customers } from '../customers/tables.ts';
import type { leaders } from '../leaders/tables.ts';
import type { Order, OrderLine } from '../orders/order.ts';
import type { Context } from '../shared/context.ts';
import type { Shop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import { matchRule } from './match-rule.ts';
import { commissionEntries, commissionRules } from './tables.ts';

interface Earner {
  readonly leader: Row<typeof leaders>;
  readonly customer: Row<typeof customers>;
}

/** Notes at placement who will earn what on each line: the rate is frozen here (R34). Nothing accrues before the payment. */
export function noteCommissions(
  work: Work,
  order: Order,
  lines: readonly OrderLine[],
  { leader, customer }: Earner,
  shop: Shop,
  context: Context,
): void {
  if (leader.house || (isOwnPurchase(leader, customer) && !shop.policies.ownPurchasesEarn)) return;
  const rules = work.list(commissionRules, { active: 1 });
  for (const line of lines) {
    if (line.gift) continue;
    const { category } = work.get(offers, line.offerId);
    const subject = {
      offerId: line.offerId,
      campaignId: order.campaignId,
      leaderId: leader.id,
      leaderTier: leader.tier,
      category,
    };
    const rule = matchRule(rules, subject, context.now);
    if (!rule) continue;
    work.insert(commissionEntries, {
      id: context.newId('com'),
      orderLineId: line.id,
      orderId: order.id,
      campaignId: order.campaignId,
      beneficiaryId: leader.id,
      kind: 'sale',
      ruleId: rule.id,
      basisPoints: rule.basisPoints,
      perPiece: rule.perPiece,
      base: shop.policies.commissionBase,
      status: 'unpaid',
      source: `${line.id} ${leader.id} sale`,
    });
  }
}

/** A leader's own purchase: the linked customer, or the same phone (R39). */
function isOwnPurchase(leader: Row<typeof leaders>, customer: Row<typeof customers>): boolean {
  return leader.customerId === customer.id || (leader.phone !== null && leader.phone === customer.phone);
}
