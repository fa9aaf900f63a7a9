import { claimWindowEnd } from '../commissions/follow-completion.ts';
import { defineVerb } from '../define.ts';
import { leftOf, type OrderLine } from '../orders/order.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { attachPictures } from '../pictures/picture.ts';
import { mainSellerOf } from '../purchasing/sellers-of-line.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { instantText } from '../shared/time.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { claimReasonsOf, reasonMeant } from './claim-reasons.ts';
import { shareConcerned } from './claim-share.ts';
import { claimAnswer, isOpenClaim } from './claim.ts';
import { claimSchema, openClaimSchema } from './schemas.ts';
import { claims } from './tables.ts';

/**
 * Opens a claim on a line of which something was handed over (R32): the customer or the leader within the claim
 * window, the shop at any time after. One open claim a line; it defers earning the commission.
 *
 * Refuses: claim_too_early, claim_window_closed, claim_open_already, refund_too_high, currency_mismatch,
 * claim_reason_unknown, picture_unknown, picture_used, invalid_input (grams of what is not weighed), not_found.
 */
export const openClaim = defineVerb({
  name: 'claims.open',
  summary: 'Open a claim on a line of an order',
  input: openClaimSchema,
  answer: claimSchema,
  decide: (work, input, context) => {
    const line = work.get(orderLines, input.orderLineId);
    demandOwnOrder(work, line, context);
    demandOfOrder(work, line, input.orderId);
    demandWindow(work, line, context);
    const open = work.list(claims, { orderLineId: line.id }).find(isOpenClaim);
    demand(open === undefined, 'claim_open_already', { claimId: open?.id });
    const shop = theShop(work);
    const requestedAmount = input.amount === undefined ? null : amountOf(shop, input.amount, 'amount');
    demand((requestedAmount ?? 0) <= leftOf(line), 'refund_too_high', { left: leftOf(line) });
    const pieces = input.pieces ?? (input.grams === undefined ? 0 : 1);
    demand(pieces <= line.handedOver, 'refund_too_high', { left: line.handedOver, unit: 'pieces' });
    demandWeighed(line, input.grams);
    const { reason, reasonCode } = reasonMeant(claimReasonsOf(work), input.reason, shop.locale);
    const { id: orderLineId, orderId, campaignId, variantId, leaderId, pickupPointId, customerId } = line;
    const { id } = work.insert(claims, {
      id: context.newId('clm'),
      orderLineId,
      orderId,
      campaignId,
      variantId,
      supplierId: mainSellerOf(work, line),
      leaderId,
      pickupPointId,
      customerId,
      status: 'open',
      openedBy: actorText(context.actor),
      reason,
      reasonCode,
      description: input.description ?? '',
      pictures: input.pictures ?? [],
      pieces,
      grams: input.grams ?? null,
      wish: input.wish ?? null,
      suggestedAmount: pieces === 0 ? null : shareConcerned(work, line, { pieces, grams: input.grams }),
      requestedAmount,
      faultShares: {},
      openedAt: context.now,
      decideBy: context.now + shop.policies.claimDecisionHours * hour,
    });
    attachPictures(work, input.pictures ?? [], { subject: `claim ${id}`, customerId, leaderId }, context);
    work.emit({ type: 'claim.opened', subject: id, data: { orderLineId, reason } });
    return () => claimAnswer(work, id, context);
  },
});

const hour = 3_600_000;

function demandWeighed(line: OrderLine, grams: number | undefined): void {
  if (grams === undefined) return;
  const packed = line.grams ?? 0;
  const message =
    packed === 0
      ? 'This line was not weighed: say how many pieces.'
      : `Only ${String(packed)} g were packed.`;
  if (grams > packed) refuse('invalid_input', { fields: [{ path: 'grams', code: 'too_big', message }] });
}

export function demandOwnOrder(work: Work, line: OrderLine, { actor }: Context): void {
  const details = { what: 'order_lines', key: line.id };
  demand(actor.kind !== 'storefront', 'not_found', details);
  const order = work.get(orders, line.orderId);
  if (actor.kind === 'customer') demand(order.customerId === actor.customerId, 'not_found', details);
  if (actor.kind === 'leader') demand(order.leaderId === actor.leaderId, 'not_found', details);
}

/** A claim named under one order is not opened on a line of another. */
export function demandOfOrder(work: Work, line: OrderLine, reference: string | undefined): void {
  if (reference === undefined) return;
  const order = work.resolve(orders, reference);
  demand(order.id === line.orderId, 'not_found', { what: 'order_lines', key: line.id });
}

export function demandWindow(work: Work, line: OrderLine, { actor, now }: Context): void {
  demand(line.handedOver > 0, 'claim_too_early', { handedOver: 0 });
  if (actor.kind === 'shop' || actor.kind === 'system') return;
  const closedAt = claimWindowEnd(work, line, now);
  demand(now < closedAt, 'claim_window_closed', { closedAt: instantText(closedAt) });
}
