import { offers } from '../campaigns/tables.ts';
import type { Context } from '../shared/context.ts';
import type { RowRequest, Work } from '../work.ts';
import { linesOf, type Order, type OrderLine } from './order.ts';
import { releaseSlot } from '../pickup-points/take-slot.ts';
import { releaseBenefits } from '../promotions/reserve-benefits.ts';
import type { Offer } from './price-lines.ts';
import { orderLines, orders } from './tables.ts';
import { takeStock } from './take-stock.ts';

/** Writes down that a hold has ended, and gives its stock back. The clock had decided it at `holdEndsAt` already (C15). */
export function expireOrder(work: Work, order: Order): Order {
  const lines = linesOf(work, order.id);
  takeStock(work, order, lines, -1);
  // At once and not by reaction: the same decision may give them to the next order.
  releaseBenefits(work, order);
  releaseSlot(work, order);
  const expired = work.set(orders, order, { status: 'expired', closedAt: order.holdEndsAt });
  work.emit({
    type: 'order.expired',
    subject: order.id,
    data: { campaignId: order.campaignId },
    ...(order.holdEndsAt === null ? {} : { occurredAt: order.holdEndsAt }),
  });
  return expired;
}

/** Releases the overdue holds on an offer that seems sold out; answers the offer as it stands then (R1). */
export function makeRoom(work: Work, offer: Offer, now: number): Offer {
  // Where every sold piece is firm there is no hold to look for.
  if (offer.sold === offer.firm) return offer;
  releaseOverdue(work, offer.campaignId, now, (line) => line.offerId === offer.id);
  return work.get(offers, offer.id);
}

/** Writes down the end of the campaign's overdue holds that have such a line. */
export function releaseOverdue(
  work: Work,
  campaignId: string,
  now: number,
  concerns: (line: OrderLine) => boolean,
): void {
  release(work, work.rows(overdueOfCampaign, [now, campaignId]), now, concerns);
}

/** Asks for them along with whatever is loaded next, where it would cost a round trip of its own later. */
export function expectOverdue(work: Work, campaignId: string, now: number): void {
  work.expectRows(overdueOfCampaign, [now, campaignId]);
}

/** The same for the holds on a stock that campaigns share (R3). */
export function releaseOverduePool(
  work: Work,
  { variantId, pickupDate }: { readonly variantId: string; readonly pickupDate: string },
  now: number,
): void {
  const sql = `${overdueSql} AND EXISTS (SELECT 1 FROM "order_lines" l JOIN "offers" f ON f."id" = l."offerId"
    WHERE l."orderId" = o."id" AND f."variantId" = ? AND f."poolDate" = ?) ${oldestFirst}`;
  release(work, work.rows(sql, [now, variantId, pickupDate]), now);
}

/** The same for the holds that have a coupon, or a part of a promotion's budget. */
export function releaseOverdueUses(
  work: Work,
  column: 'couponId' | 'promotionId',
  id: string,
  now: number,
): void {
  const sql = `${overdueSql} AND EXISTS (SELECT 1 FROM "benefit_uses" u
    WHERE u."orderId" = o."id" AND u."${column}" = ? AND u."status" = 'reserved') ${oldestFirst}`;
  release(work, work.rows(sql, [now, id]), now);
}

/** The same for the holds that have booked a pickup slot. */
export function releaseOverdueSlot(work: Work, slotId: string, now: number): void {
  const sql = `${overdueSql} AND o."slotId" = ? ${oldestFirst}`;
  release(work, work.rows(sql, [now, slotId]), now);
}

function release(
  work: Work,
  overdue: readonly { readonly id: string }[],
  now: number,
  concerns: (line: OrderLine) => boolean = () => true,
): void {
  work.need(
    ...overdue.flatMap(({ id }): RowRequest[] => [
      [orders, { id }],
      [orderLines, { orderId: id }],
    ]),
  );
  for (const { id } of overdue) {
    const order = work.get(orders, id);
    // An earlier command of this batch may have ended it.
    if (isOverdue(order, { now }) && linesOf(work, id).some(concerns)) expireOrder(work, order);
  }
}

// The index of holds by their end is named: in a flash sale a campaign has thousands of live ones, and each order that
// is refused would look through all of them.
const overdueSql = `SELECT o."id" AS "id" FROM "orders" o INDEXED BY "orders_held"
  WHERE o."status" = 'held' AND o."holdEndsAt" <= CAST(? AS INTEGER)`;
const oldestFirst = 'ORDER BY o."holdEndsAt", o."id"';
const overdueOfCampaign = `${overdueSql} AND o."campaignId" = ? ${oldestFirst}`;

/** A hold past its end is expired for every reader, written down or not (R1). */
export function isOverdue(order: Order, { now }: Pick<Context, 'now'>): boolean {
  return order.status === 'held' && order.holdEndsAt !== null && order.holdEndsAt <= now;
}
