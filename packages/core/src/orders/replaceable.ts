import { offers } from '../campaigns/tables.ts';
import { customers } from '../customers/tables.ts';
import { releaseBenefits } from '../promotions/reserve-benefits.ts';
import { benefitUses } from '../promotions/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import type { Work } from '../work.ts';
import { demandBeforeCutoff, demandMayCancel, giveBackStock } from './cancel-order.ts';
import { isOverdue } from './expire-order.ts';
import { linesOf, type Order, type OrderLine } from './order.ts';

/**
 * Whether an order can still be replaced whole: held, or firm and to be paid at pickup; before its earliest cutoff,
 * for everybody, since its goods are ordered anew (R5).
 *
 * Refuses: order_status, cutoff_passed, not_found.
 */
export function demandReplaceable(work: Work, order: Order, context: Context): void {
  // A publishable key alone is nobody: no order is its own.
  if (context.actor.kind === 'storefront') refuse('not_found', { what: 'orders' });
  demandMayCancel(order, context);
  demand(!isOverdue(order, context), 'order_status', { status: 'expired' });
  demand(order.status === 'held' || order.status === 'confirmed', 'order_status', { status: order.status });
  const isUnpaid = order.status === 'held' || (order.payment === 'atPickup' && order.paidAt === null);
  demand(isUnpaid, 'order_status', {
    status: order.status,
    reason: 'The order is paid. Pieces can be taken back; more of them are a new order.',
  });
  const lines = linesOf(work, order.id);
  work.need(
    [customers, { id: order.customerId }],
    ...(order.benefits > 0 ? [[benefitUses, { orderId: order.id }] as const] : []),
    ...lines.map(({ offerId }) => [offers, { id: offerId }] as const),
  );
  demandBeforeCutoff(work, order, context);
  const frozen = lines.some(({ offerId }) => work.get(offers, offerId).status !== 'open');
  demand(!frozen, 'order_status', { status: order.status, reason: 'The goods are being bought.' });
}

/** Gives back everything an order had, so that the same decision can take it anew: stock, limits, benefits. */
export function giveBack(work: Work, order: Order, lines: readonly OrderLine[]): void {
  giveBackStock(work, order, lines);
  releaseBenefits(work, order);
}
