import { aboutLine } from '../commissions/follow-payment.ts';
import { leftOf, type OrderLine } from '../orders/order.ts';
import { claimOfSource, isJudged } from '../orders/refund-source.ts';
import type { Refund } from '../orders/refund.ts';
import { orderLines, orders, refunds } from '../orders/tables.ts';
import { campaignGoods } from '../purchasing/tables.ts';
import type { Reaction } from '../reactions.ts';
import { roundedShare } from '../shared/money.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { chargeShares } from './charge-shares.ts';
import { claims, faults, type FaultShares } from './tables.ts';

/**
 * Whoever is at fault bears the cost of the goods concerned (R33): supplier, carrier and leader are charged, the
 * shares of the shop and of the customer (goodwill) stay with the shop. The supplier is who really sold the goods.
 * Only for refunds that people judged.
 */
export const chargeFault: Reaction<'refund.requested'> = (work, { subject }, context) => {
  const refund = work.get(refunds, subject);
  if (refund.orderLineId === null || !isJudged(refund.source)) return;
  const line = work.get(orderLines, refund.orderLineId);
  const shares = sharesOf(work, refund);
  const amount = sumToShare(work, refund, line);
  const about = aboutLine(work.get(orders, line.orderId), line);
  chargeShares(work, line, { subject: refund.id, amount, shares, reason: refund.reason, about }, context);
};

function sharesOf(work: Work, refund: Refund): FaultShares {
  const claimId = claimOfSource(refund.source);
  if (claimId !== undefined) return work.get(claims, claimId).faultShares;
  const fault = faults.find((one) => one === refund.fault) ?? 'shop';
  return { [fault]: 10_000 };
}

/**
 * The cost of the goods concerned: the line's cost in proportion to the refund, both as before the line's first
 * judged refund, so that several never charge more than the goods did cost. The policy may choose the refund itself.
 */
function sumToShare(work: Work, refund: Refund, line: OrderLine): number {
  if (theShop(work).policies.faultBasis === 'refund') return refund.amount;
  const judged = work
    .list(refunds, { orderId: line.orderId })
    .filter(({ orderLineId, source }) => orderLineId === line.id && isJudged(source))
    .reduce((sum, { amount }) => sum + amount, 0);
  return roundedShare(costOf(work, line), refund.amount, leftOf(line) + judged);
}

/** A line that is not completed yet would cost the moving average of its campaign's goods now (R25). */
function costOf(work: Work, line: OrderLine): number {
  if (line.completedAt !== null) return line.cost;
  const pieces = (line.allocated ?? 0) - line.lost - line.withdrawn;
  const goods = work.find(campaignGoods, { campaignId: line.campaignId, variantId: line.variantId });
  if (!goods || goods.pieces === 0) return 0;
  return roundedShare(goods.cost, pieces, goods.pieces);
}
