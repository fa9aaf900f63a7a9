import type * as z from 'zod';
import { campaigns, offers } from '../campaigns/tables.ts';
import { noteCommissions } from '../commissions/note-commissions.ts';
import { defineVerb } from '../define.ts';
import { deliveryRuns, deliveryStops } from '../delivery/tables.ts';
import { goodsMoved } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { confirmOrder } from '../orders/confirm-order.ts';
import { demandPayAtPickup } from '../orders/demand-pay-at-pickup.ts';
import { gatherParties, type Parties } from '../orders/gather-parties.ts';
import { linesOf, type Order, orderAnswer } from '../orders/order.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { takeStock } from '../orders/take-stock.ts';
import { expectMore } from '../pickup/move-stop-goods.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { isShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { addGoods, takeFromStock } from './campaign-goods.ts';
import { extraOffers } from './change-tables.ts';
import { assignedExtraSchema, assignExtraSchema } from './extra-schemas.ts';
import { type Extra, extraView, isOpenExtra } from './extra-view.ts';
import { recordChange } from './record-change.ts';
import { purchaseLines } from './tables.ts';

type Input = z.output<typeof assignExtraSchema>;

/**
 * Gives extra pieces to a neighbour who wants more: an order of its own at the frozen price, to be paid at pickup, with
 * its goods out of stock at once. It earns like any order. A stop that is planned takes the pieces along, until its goods
 * are loaded.
 *
 * Refuses: extra_over, extra_too_many, extra_too_late, over_limit, pay_at_pickup_refused, leader_unavailable,
 * leader_required, pickup_point_unavailable, not_found, not_allowed.
 */
export const assignExtra = defineVerb({
  name: 'extras.assign',
  summary: 'Give extra goods to a neighbour',
  input: assignExtraSchema,
  answer: assignedExtraSchema,
  // Its basket is numbered by SQL.
  alone: true,
  decide: (work, command, context) => {
    const { actor } = context;
    demand(isShop(context) || actor.kind === 'leader', 'not_allowed', {
      needs: 'a secret key or a leader session',
    });
    const extra = work.get(extraOffers, command.extraId);
    const left = extra.pieces - extra.taken;
    demand(isOpenExtra(extra, context.now), 'extra_over');
    demand(command.pieces <= left, 'extra_too_many', { left });
    const campaign = work.get(campaigns, extra.campaignId);
    demand(campaign.status === 'purchasing' || campaign.status === 'delivering', 'extra_too_late', {
      status: campaign.status,
    });
    const parties = gatherParties(work, campaign, command, context);
    const { pickupPointId } = parties;
    const stop = stopToJoin(work, campaign.id, pickupPointId);
    demandPayAtPickup(theShop(work).policies, actor, parties.customer);
    work.set(extraOffers, extra, { taken: extra.taken + command.pieces });
    const order = storeOrder(work, extra, command, parties, context);
    const { variantId } = extra;
    if (stop) expectMore(work, stop, variantId, command.pieces);
    noteAdded(work, order, { variantId, pieces: command.pieces, note: command.note ?? '' }, context);
    work.emit({
      type: 'extra.assigned',
      subject: extra.id,
      data: { orderId: order.id, pieces: command.pieces },
    });
    return () => ({
      extra: extraView(work, extra.id, context.now),
      order: orderAnswer(work, order.id),
    });
  },
});

/** The planned stop of the point, if there is one. Refuses extra_too_late once goods of the point are loaded or brought. */
function stopToJoin(work: Work, campaignId: string, pickupPointId: string) {
  const stops = work
    .list(deliveryStops, { campaignId, pickupPointId })
    .filter(({ status }) => status !== 'failed');
  work.need(...stops.map(({ deliveryRunId }) => [deliveryRuns, { id: deliveryRunId }] as const));
  const gone = stops.find(
    (stop) => stop.status !== 'pending' || work.get(deliveryRuns, stop.deliveryRunId).status !== 'planned',
  );
  demand(gone === undefined, 'extra_too_late', { pickupPointId });
  return stops[0];
}

/** The sheets of leader and driver are out: what comes on top is a change (变更单). */
function noteAdded(
  work: Work,
  { id, campaignId, leaderId, pickupPointId }: Order,
  { variantId, pieces, note }: { readonly variantId: string; readonly pieces: number; readonly note: string },
  context: Context,
): void {
  const [line] = linesOf(work, id);
  const about = { variantId, leaderId, pickupPointId, ...(line && { orderLineId: line.id }) };
  const change = { campaignId, kind: 'added', reason: note, source: `added ${id}` } as const;
  recordChange(work, change, [{ ...about, before: 0, after: pieces }], context);
}

function storeOrder(
  work: Work,
  extra: Extra,
  { pieces, note }: Input,
  { customer, leader, communityId, pickupPointId }: Parties,
  context: Context,
): Order {
  const { campaignId, unitPrice } = extra;
  const offer = work.get(offers, extra.offerId);
  // The goods are there beyond what could be ordered: the cap makes room for them.
  if (offer.cap !== null && offer.sold + pieces > offer.cap)
    work.set(offers, offer, { cap: offer.sold + pieces });
  const total = unitPrice * pieces;
  const order = work.insert(orders, {
    id: context.newId('ord'),
    campaignId,
    customerId: customer.id,
    leaderId: leader.id,
    communityId,
    pickupPointId,
    status: 'held',
    payment: 'atPickup',
    total,
    amountDue: total,
    placedAt: context.now,
    holdEndsAt: context.now,
    earliestCutoff: offer.closesAt,
    placedBy: actorText(context.actor),
    quoteToken: `extra ${extra.id}`,
    priceSteps: [{ kind: 'base', amount: unitPrice, reason: 'extra', line: 0 }],
    note: note ?? '',
  });
  const line = work.insert(orderLines, {
    id: context.newId('lin'),
    orderId: order.id,
    position: 0,
    offerId: offer.id,
    variantId: offer.variantId,
    supplierId: offer.supplierId,
    campaignId,
    pickupPointId,
    leaderId: leader.id,
    communityId,
    customerId: customer.id,
    pieces,
    unitPrice,
    net: total,
    refundBase: total,
    refundPieces: pieces,
  });
  takeStock(work, order, [line], 1);
  noteCommissions(work, order, [line], { leader, customer }, theShop(work), context);
  const data = { campaignId, leaderId: leader.id, total };
  work.emit({ type: 'order.placed', subject: order.id, data });
  confirmOrder(work, order, context);
  giveGoods(work, extra, line.id, pieces, context);
  return order;
}

/** Out of stock into the goods of the campaign, at moving average; the surplus is so much less. */
function giveGoods(work: Work, extra: Extra, lineId: string, pieces: number, context: Context): void {
  const { campaignId, variantId } = extra;
  const cost = takeFromStock(work, variantId, pieces);
  addGoods(work, campaignId, variantId, pieces, cost);
  const occasion = { type: 'stock.used', subject: lineId };
  postTransaction(work, context, occasion, goodsMoved(cost, { variantId }, { campaignId, variantId }));
  const bought = work.get(purchaseLines, extra.purchaseLineId);
  work.set(purchaseLines, bought, {
    surplus: bought.surplus - pieces,
    surplusCost: Math.max(0, bought.surplusCost - cost),
  });
  const line = work.get(orderLines, lineId);
  work.set(orderLines, line, { allocated: pieces });
}
