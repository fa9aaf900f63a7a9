import type * as z from 'zod';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { purchaseCorrections } from './change-tables.ts';
import type { correctionsSchema, decideCorrectionSchema } from './correction-schemas.ts';
import { type Correction, correctionsAnswer, correctionsOf } from './correction-view.ts';
import { purchaseLines, purchaseOrders } from './tables.ts';

type Input = z.output<typeof decideCorrectionSchema>;

/**
 * The corrections that are meant, all of them undecided; without ids every open one.
 *
 * Refuses: correction_decided, purchase_order_status, not_found, not_allowed.
 */
export function undecidedOf(
  work: Work,
  { purchaseOrderId, correctionIds }: Input,
  context: Context,
): Correction[] {
  demandShop(context);
  work.need(
    [purchaseOrders, { id: purchaseOrderId }],
    [purchaseLines, { purchaseOrderId }],
    [purchaseCorrections, { purchaseOrderId }],
  );
  const { status } = work.get(purchaseOrders, purchaseOrderId);
  demand(status === 'sent', 'purchase_order_status', { status });
  const all = correctionsOf(work, purchaseOrderId);
  const wanted = correctionIds && new Set(correctionIds);
  const known = wanted && all.filter(({ id }) => wanted.has(id));
  demand(known === undefined || known.length === wanted?.size, 'not_found', { what: 'purchase_corrections' });
  const open = (known ?? all).filter((one) => one.status === 'proposed');
  demand(open.length > 0 && (known === undefined || open.length === known.length), 'correction_decided');
  return open;
}

/** Writes down what the shop decided; the order is confirmed once nothing waits and nothing was refused. */
export function concludeCorrections(
  work: Work,
  { purchaseOrderId, note = '' }: Input,
  open: readonly Correction[],
  status: 'accepted' | 'refused',
  context: Context,
): () => z.input<typeof correctionsSchema> {
  const decided = { status, note, decidedAt: context.now, decidedBy: actorText(context.actor) };
  for (const correction of open) work.set(purchaseCorrections, correction, decided);
  const order = work.get(purchaseOrders, purchaseOrderId);
  const all = correctionsOf(work, purchaseOrderId);
  const waiting = all.some((one) => one.status === 'proposed');
  const refused = all.some((one) => one.createdAt === order.answeredAt && one.status === 'refused');
  const supplierAnswer = waiting ? 'corrected' : refused ? 'none' : 'confirmed';
  work.set(purchaseOrders, order, { supplierAnswer });
  const { campaignId } = order;
  const counts = { accepted: 0, refused: 0, [status]: open.length };
  const data = { campaignId, ...counts };
  work.emit({ type: 'purchaseOrder.correctionsDecided', subject: order.id, data });
  return () => correctionsAnswer(work, purchaseOrderId);
}
