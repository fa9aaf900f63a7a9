import { offers } from '../campaigns/tables.ts';
import { bookedSlotOf } from '../pickup-points/slot-view.ts';
import { shopId } from '../shop/the-shop.ts';
import { shops } from '../shop/tables.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import type { Row, Work } from '../work.ts';
import type { OrderView } from './schemas.ts';
import { weightView } from './weight-view.ts';
import { orderLines, orders } from './tables.ts';

export type Order = Row<typeof orders>;
export type OrderLine = Row<typeof orderLines>;

/** What a line shows of its offer. */
type OfferLabel = Pick<Row<typeof offers>, 'title' | 'unit' | 'gramsPerUnit'>;

/** Pieces of a line that are not cancelled. */
export function livePieces(line: OrderLine): number {
  return line.pieces - line.cancelled;
}

/** Pieces of a line of which nothing final is known yet (audit 4). */
export function openPieces(line: OrderLine): number {
  const { cancelled, short, lost, withdrawn, handedOver, uncollected } = line;
  return line.pieces - cancelled - short - lost - withdrawn - handedOver - uncollected;
}

/** What the customer pays for the line in the end, as far as is known: net − refunded. */
export function leftOf(line: OrderLine): number {
  return line.net - line.refunded;
}

/** Live: its stock is taken and it can still be paid (R1, R2). */
export function isLiveHold(order: Order, now: number): boolean {
  return order.status === 'held' && order.holdEndsAt !== null && now < order.holdEndsAt;
}

/** The order with its lines, in the order in which they were chosen. */
export function linesOf(work: Work, orderId: string): OrderLine[] {
  return work.list(orderLines, { orderId }).toSorted((first, second) => first.position - second.position);
}

/** The order as it is answered, read anew after everything that followed. */
export function orderAnswer(work: Work, orderId: string): OrderView {
  const order = work.get(orders, orderId);
  const lines = linesOf(work, orderId);
  work.need([shops, { id: shopId }], ...lines.map((line) => [offers, { id: line.offerId }] as const));
  const { currency } = work.get(shops, shopId);
  return orderView(order, lines, currency, (line) => work.get(offers, line.offerId));
}

export function orderView(
  order: Order,
  lines: readonly OrderLine[],
  currency: string,
  labelOf: (line: OrderLine) => OfferLabel,
): OrderView {
  const { id, externalId, campaignId, customerId, leaderId, communityId, pickupPointId } = order;
  const { status, cancelReason, payment, placedBy, note, pickupCode } = order;
  return {
    id,
    externalId,
    campaignId,
    customerId,
    leaderId,
    communityId,
    pickupPointId,
    status,
    cancelReason,
    payment,
    placedBy,
    note,
    pickupCode,
    slot: bookedSlotOf(order),
    total: money(order.total, currency),
    amountDue: money(order.amountDue, currency),
    paid: money(order.paid, currency),
    refunded: money(order.refunded, currency),
    placedAt: instantText(order.placedAt),
    holdEndsAt: instantOrNull(order.holdEndsAt),
    confirmedAt: instantOrNull(order.confirmedAt),
    paidAt: instantOrNull(order.paidAt),
    readyAt: instantOrNull(order.readyAt),
    earliestCutoff: instantText(order.earliestCutoff),
    lines: lines.map((line) => lineView(line, labelOf(line), currency)),
  };
}

function lineView(line: OrderLine, label: OfferLabel, currency: string): OrderView['lines'][number] {
  const {
    id,
    offerId,
    variantId,
    pieces,
    allocated,
    cancelled,
    short,
    lost,
    withdrawn,
    handedOver,
    uncollected,
  } = line;
  return {
    id,
    offerId,
    variantId,
    pieces,
    allocated,
    cancelled,
    short,
    lost,
    withdrawn,
    handedOver,
    uncollected,
    tolerance: line.tolerance,
    title: label.title,
    unit: label.unit,
    note: line.note,
    gift: line.gift,
    unitPrice: money(line.unitPrice, currency),
    discount: money(line.discount, currency),
    net: money(line.net, currency),
    refunded: money(line.refunded, currency),
    weight: weightView(line, label.gramsPerUnit, currency),
  };
}
