import { campaigns } from '../campaigns/tables.ts';
import { customers } from '../customers/tables.ts';
import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import type { Context } from '../shared/context.ts';
import { type BookedSlot, releaseSlot, takeSlot } from '../pickup-points/take-slot.ts';
import { type Shop, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { confirmOrder, makeFirm } from './confirm-order.ts';
import { demandPayAtPickup } from './demand-pay-at-pickup.ts';
import { demandCoupon, demandQuoted } from './demand-quoted.ts';
import { demandOpen, demandRoom, demandWithinLimits, gatherCart } from './gather-cart.ts';
import { demandAvailable, findPoint, type Parties } from './gather-parties.ts';
import { releaseOverdueSlot } from './expire-order.ts';
import { gatherPriceFacts } from './gather-price-facts.ts';
import { linesOf, type Order, orderAnswer, type OrderLine } from './order.ts';
import { type PricedCart, priceCart } from './price-cart.ts';
import type { CartLine } from './price-lines.ts';
import { putAside } from './put-aside.ts';
import { demandReplaceable, giveBack } from './replaceable.ts';
import { orderSchema, type ReplaceOrder, replaceOrderSchema } from './schemas.ts';
import { stepsOf, storeLines } from './store-lines.ts';
import { orders } from './tables.ts';

/**
 * Replaces an unpaid order whole, newly quoted, before its cutoff (R5): what it had is given back and taken anew in one
 * batch, so that nobody slips in between. It keeps its id, its pickup code, and when it was placed: a hold does not
 * last longer for being changed. A firm order stands where it now is in the order of time (R26). Of a paid one pieces
 * can only be taken back. Sent twice, the second changes nothing.
 *
 * Refuses: order_status, cutoff_passed, offer_closed, offer_sold_out, over_limit, quote_changed, coupon_unusable,
 * leader_unavailable, pickup_point_unavailable, slot_unavailable, slot_full, slot_required, pay_at_pickup_refused, invalid_input, not_found.
 */
export const replaceOrder = defineVerb({
  name: 'orders.replace',
  summary: 'Replace an unpaid order whole',
  input: replaceOrderSchema,
  answer: orderSchema,
  decide: (work, command, context) => {
    const order = work.resolve(orders, command.orderId);
    demandReplaceable(work, order, context);
    const before = linesOf(work, order.id);
    const campaign = work.get(campaigns, order.campaignId);
    const parties = partiesOf(work, order, command);
    const wanted = gatherCart(work, campaign, command.lines, context.now);
    const slotId = slotWanted(order, parties, command);
    if (!isSame(order, before, wanted, parties, command) || (slotId ?? null) !== order.slotId) {
      giveBack(work, order, before);
      releaseSlot(work, order);
      // Read anew: what the order gave back is free for it.
      const cart = gatherCart(work, campaign, command.lines, context.now);
      demandOpen(work, campaign, cart, context.now);
      demandAvailable(work, campaign, parties.leader);
      demandWithinLimits(work, cart, order.customerId, context.now);
      demandRoom(work, cart, context.now);
      const buyer = { ...parties, leaderId: order.leaderId, couponCode: command.couponCode };
      const priced = priceCart(cart, gatherPriceFacts(work, campaign, cart, buyer, context.now));
      const shop = theShop(work);
      demandQuoted(command.quoteToken, priced, shop, context.actor, parties.customer);
      demandCoupon(command.couponCode, priced);
      // What cost nothing was firm without anybody's trust; now there is something to pay.
      if (order.payment === 'atPickup' && order.total === 0 && priced.total > 0)
        demandPayAtPickup(shop.policies, context.actor, parties.customer);
      const slot = takeSlot(
        work,
        { slotId, pickupPointId: parties.pickupPointId, campaign },
        context.now,
        (id) => releaseOverdueSlot(work, id, context.now),
      );
      replace(work, order, { before, command, parties, priced, shop, slot }, context);
    }
    return () => orderAnswer(work, order.id);
  },
});

/** Who orders and through whom is fixed for ever (R44); where it is fetched may be changed. */
function partiesOf(work: Work, order: Order, { pickupPointId }: ReplaceOrder): Parties {
  const leader = work.get(leaders, order.leaderId);
  const campaign = work.get(campaigns, order.campaignId);
  return {
    leader,
    customer: work.get(customers, order.customerId),
    communityId: order.communityId,
    pickupPointId:
      pickupPointId === undefined ? order.pickupPointId : findPoint(work, campaign, pickupPointId, leader),
  };
}

/** The same sent again: by its token at the same price, and nothing else differs. */
function isSame(
  order: Order,
  before: readonly OrderLine[],
  wanted: readonly CartLine[],
  { pickupPointId }: Parties,
  { quoteToken, note = '' }: ReplaceOrder,
): boolean {
  if (quoteToken !== order.quoteToken || note !== order.note || pickupPointId !== order.pickupPointId)
    return false;
  const chosen = before.filter(({ gift }) => !gift);
  const had = piecesByNote(chosen.map((line) => ({ ...line, key: line.offerId })));
  return had === piecesByNote(wanted.map((line) => ({ ...line, key: line.offer.id })));
}

/** A flash price may have made two lines of one. */
function piecesByNote(
  lines: readonly { key: string; note: string; pieces: number; tolerance?: number }[],
): string {
  const sums = new Map<string, number>();
  for (const { key, note, pieces, tolerance = 0 } of lines) {
    const name = JSON.stringify([key, note, tolerance]);
    sums.set(name, (sums.get(name) ?? 0) + pieces);
  }
  return JSON.stringify([...sums].toSorted(([first], [second]) => (first < second ? -1 : 1)));
}

interface Replacement {
  readonly before: readonly OrderLine[];
  readonly command: ReplaceOrder;
  readonly parties: Parties;
  readonly priced: PricedCart;
  readonly shop: Shop;
  readonly slot: BookedSlot;
}

/** Another point has other slots; at the same one the booked time is kept. */
function slotWanted(
  order: Order,
  { pickupPointId }: Parties,
  command: ReplaceOrder,
): string | null | undefined {
  return command.slotId ?? (pickupPointId === order.pickupPointId ? order.slotId : undefined);
}

function replace(
  work: Work,
  order: Order,
  { before, command, parties, priced, shop, slot }: Replacement,
  context: Context,
): void {
  const beforeId = putAside(work, order, before, context);
  const { holdMinutes, paymentGraceMinutes } = shop.policies;
  const { total, token, benefits, earliestCutoff } = priced;
  // R2 counts from the placement; a hold that was promised longer is not cut short by a later policy.
  const heldUntil = Math.max(order.placedAt + holdMinutes * 60_000, order.holdEndsAt ?? 0);
  const replaced = work.set(orders, work.get(orders, order.id), {
    pickupPointId: parties.pickupPointId,
    ...slot,
    total,
    amountDue: total,
    holdEndsAt: Math.min(heldUntil, earliestCutoff + paymentGraceMinutes * 60_000),
    earliestCutoff,
    quoteToken: token,
    priceSteps: stepsOf(priced),
    benefits: benefits.length,
    note: command.note ?? '',
  });
  const lines = storeLines(work, replaced, priced, { ...parties, shop }, context);
  if (replaced.status === 'confirmed') {
    makeFirm(work, lines, context);
    work.set(orders, work.get(orders, order.id), { confirmedAt: context.now });
  } else if (total === 0) confirmOrder(work, replaced, context);
  const { campaignId } = order;
  work.emit({ type: 'order.replaced', subject: order.id, data: { campaignId, beforeId, total } });
}
