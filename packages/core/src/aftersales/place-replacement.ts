import * as z from 'zod';
import { campaignLeaders, campaignPoints, campaigns, offerCustomers, offers } from '../campaigns/tables.ts';
import { variants } from '../catalog/tables.ts';
import { customers } from '../customers/tables.ts';
import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { confirmOrder } from '../orders/confirm-order.ts';
import { makePoolRoom } from '../orders/room.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { takeStock } from '../orders/take-stock.ts';
import type { Context } from '../shared/context.ts';
import { firstFreeSlot } from '../pickup-points/take-slot.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import type { Replacement } from './replacement.ts';
import { replacements } from './tables.ts';

type Offer = Row<typeof offers>;

/**
 * Brings goods again in a round that offers them: an order of its own at 0.00, firm at once (R15), that is bought,
 * picked and handed over like any. It earns nobody a commission. A point that books times keeps one for it. Where the
 * round has no room it does nothing.
 *
 * Refuses: not_found, not_allowed.
 */
export const placeReplacement = defineVerb({
  name: 'replacements.place',
  summary: 'Order goods that come again in a round that offers them',
  input: z.strictObject({ replacementId: z.string(), offerId: z.string() }),
  answer: z.strictObject({ done: z.int() }),
  decide: (work, { replacementId, offerId }, context) => {
    demandShop(context);
    work.need([replacements, { id: replacementId }], [offers, { id: offerId }]);
    const replacement = work.get(replacements, replacementId);
    const offer = work.get(offers, offerId);
    const waits = replacement.status === 'waiting' || replacement.status === 'refundOffered';
    if (!waits || !takesPart(work, replacement, offer, context.now)) return { done: 0 };
    if (!hasRoom(work, replacement, offer, context.now)) return { done: 0 };
    const { orderId, lineId } = storeOrder(work, replacement, offer, context);
    work.set(replacements, replacement, { status: 'ordered', newOrderId: orderId, newLineId: lineId });
    const { claimId } = replacement;
    work.emit({
      type: 'replacement.ordered',
      subject: replacement.id,
      data: { claimId, orderId, campaignId: offer.campaignId },
    });
    return { done: 1 };
  },
});

const missingPieces = ({ pieces, delivered }: Replacement): number => pieces - delivered;

/** The same goods, or others of the same product, in an open round of this leader and pickup point. */
function takesPart(work: Work, replacement: Replacement, offer: Offer, now: number): boolean {
  const { campaignId } = offer;
  const { leaderId, pickupPointId } = replacement;
  const part = { campaignId, leaderId };
  work.need(
    [campaigns, { id: campaignId }],
    [campaignLeaders, part],
    [campaignPoints, { campaignId, pickupPointId }],
    [leaders, { id: leaderId }],
    [variants, { id: offer.variantId }],
  );
  const campaign = work.get(campaigns, campaignId);
  const leader = work.get(leaders, leaderId);
  const open = campaign.status === 'published' && campaign.opensAt <= now && now < offer.closesAt;
  const sells =
    leader.status === 'active' && (leader.house || work.find(campaignLeaders, part) !== undefined);
  return (
    open &&
    offer.status === 'open' &&
    sells &&
    campaignId !== replacement.campaignId &&
    work.get(variants, offer.variantId).productId === replacement.productId &&
    work.find(campaignPoints, { campaignId, pickupPointId }) !== undefined
  );
}

function hasRoom(work: Work, replacement: Replacement, offer: Offer, now: number): boolean {
  const pieces = missingPieces(replacement);
  const own = work.find(offerCustomers, { offerId: offer.id, customerId: replacement.customerId });
  const limit = offer.limitPerCustomer;
  return (
    (offer.cap === null || offer.sold + pieces <= offer.cap) &&
    (limit === null || (own?.pieces ?? 0) + pieces <= limit) &&
    makePoolRoom(work, [{ offerId: offer.id, pieces }], now).length === 0
  );
}

function storeOrder(work: Work, replacement: Replacement, offer: Offer, context: Context) {
  const { customerId, leaderId, communityId, pickupPointId, claimId } = replacement;
  const { campaignId } = offer;
  const parties = { campaignId, customerId, leaderId, communityId, pickupPointId };
  const note = noteOf(theShop(work).locale);
  // The counter of live orders stands on this row.
  work.get(customers, customerId);
  // Who fetched at five then comes at five again, where that is free; the customer may choose another time.
  const place = { pickupPointId, campaign: work.get(campaigns, campaignId) };
  const slot = firstFreeSlot(work, work.get(orders, replacement.orderId), place, context.now);
  const order = work.insert(orders, {
    id: context.newId('ord'),
    ...parties,
    ...slot,
    status: 'held',
    payment: 'host',
    total: 0,
    amountDue: 0,
    placedAt: context.now,
    holdEndsAt: context.now,
    earliestCutoff: offer.closesAt,
    placedBy: 'system',
    quoteToken: `claim ${claimId}`,
    priceSteps: [],
    note,
  });
  const pieces = missingPieces(replacement);
  const line = work.insert(orderLines, {
    id: context.newId('lin'),
    orderId: order.id,
    position: 0,
    offerId: offer.id,
    variantId: offer.variantId,
    supplierId: offer.supplierId,
    ...parties,
    note,
    pieces,
    unitPrice: 0,
    net: 0,
    refundBase: 0,
    refundPieces: pieces,
  });
  takeStock(work, order, [line], 1);
  work.emit({ type: 'order.placed', subject: order.id, data: { campaignId, leaderId, total: 0 } });
  confirmOrder(work, order, context);
  return { orderId: order.id, lineId: line.id };
}

/** Stands on pick lists and labels, so that whoever packs knows why nothing was paid. */
function noteOf(locale: string): string {
  return /^zh/i.test(locale) ? '补发' : 'Replacement';
}
