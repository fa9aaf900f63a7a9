import { campaignLeaders, offers } from '../campaigns/tables.ts';
import { variants } from '../catalog/tables.ts';
import { defineVerb } from '../define.ts';
import { notices } from '../events/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { instantOf } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { extraOffers } from './change-tables.ts';
import { extraSchema, offerExtraSchema } from './extra-schemas.ts';
import { type Extra, extraView } from './extra-view.ts';
import { purchaseLinesOf } from './purchase-order.ts';
import { purchaseLines, purchaseOrders, stock } from './tables.ts';

/**
 * Offers surplus of a closed purchase order to the leaders of its campaign, for neighbours who wanted more: at the price
 * that was fixed at the freeze, to be paid at pickup. It stays in stock until it is given out.
 *
 * Refuses: purchase_order_status before the closing, extra_too_many, invalid_input, not_found, not_allowed.
 */
export const offerExtra = defineVerb({
  name: 'extras.offer',
  summary: 'Offer goods beyond what was ordered to leaders',
  input: offerExtraSchema,
  answer: extraSchema,
  decide: (work, { purchaseOrderId, variantId, pieces: wished, endsAt }, context) => {
    demandShop(context);
    work.need(
      [purchaseOrders, { id: purchaseOrderId }],
      [purchaseLines, { purchaseOrderId }],
      [extraOffers, { purchaseOrderId }],
    );
    const order = work.get(purchaseOrders, purchaseOrderId);
    demand(order.status === 'closed', 'purchase_order_status', { status: order.status });
    const variant = work.resolve(variants, variantId);
    const line = purchaseLinesOf(work, order.id).find((one) => one.variantId === variant.id);
    if (!line)
      return refuseField('variantId', 'not_ordered', 'This purchase order has no line for this variant.');
    const until = instantOf(endsAt);
    if (until <= context.now) return refuseField('endsAt', 'past', 'Give a time in the future.');
    const offered = work
      .list(extraOffers, { purchaseOrderId })
      .filter((one) => one.purchaseLineId === line.id);
    const reserved = offered.reduce(
      (sum, one) => sum + (one.endedAt === null ? one.pieces - one.taken : 0),
      0,
    );
    const there = Math.min(line.surplus - line.sentBackFromStock, work.find(stock, variant.id)?.pieces ?? 0);
    const left = Math.max(0, there - reserved);
    const pieces = wished ?? left;
    demand(pieces > 0 && pieces <= left, 'extra_too_many', { left });
    const offer = work
      .list(offers, { campaignId: order.campaignId })
      .find((one) => one.closesAt === order.cutoff && one.variantId === variant.id && !one.gift);
    if (!offer) return refuseField('variantId', 'not_offered', 'The campaign does not offer this.');
    const { campaignId } = order;
    const extra = work.insert(extraOffers, {
      id: context.newId('ext'),
      purchaseOrderId,
      purchaseLineId: line.id,
      campaignId,
      offerId: offer.id,
      variantId: variant.id,
      unitPrice: Math.min(offer.price, offer.frozenPrice ?? offer.price),
      pieces,
      createdAt: context.now,
      endsAt: until,
    });
    work.emit({
      type: 'extra.offered',
      subject: extra.id,
      data: { campaignId, variantId: variant.id, pieces },
    });
    tellLeaders(work, extra, offer.title, context);
    return () => extraView(work, extra.id, context.now);
  },
});

function refuseField(path: string, code: string, message: string): never {
  return refuse('invalid_input', { fields: [{ path, code, message }] });
}

function tellLeaders(work: Work, { id, campaignId, pieces }: Extra, title: string, context: Context): void {
  for (const { leaderId } of work.list(campaignLeaders, { campaignId }))
    work.insert(notices, {
      id: context.newId('ntc'),
      receiverKind: 'leader',
      receiverId: leaderId,
      topic: 'extra.offered',
      facts: { extraId: id, campaignId, title, pieces },
      createdAt: context.now,
      source: `extra ${id} ${leaderId}`,
    });
}
