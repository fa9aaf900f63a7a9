import type * as z from 'zod';
import { defineQuery, defineVerb } from '../define.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { changeLinesOfOrder } from './change-lines-of-order.ts';
import { purchaseCorrections } from './change-tables.ts';
import { correctionsSchema, decideCorrectionSchema } from './correction-schemas.ts';
import { type Correction, correctionsAnswer, correctionsOf } from './correction-view.ts';
import { purchaseOrderIdSchema } from './schemas.ts';
import { purchaseLines, purchaseOrders } from './tables.ts';

type Input = z.output<typeof decideCorrectionSchema>;

/**
 * The shop accepts what the supplier corrected: the order says so from here on, and the change is written down.
 *
 * Refuses: correction_decided, purchase_order_status, not_found, not_allowed.
 */
export const acceptCorrections = defineVerb({
  name: 'purchaseOrders.acceptCorrections',
  summary: "Accept a supplier's corrections",
  input: decideCorrectionSchema,
  answer: correctionsSchema,
  decide: (work, input, context) => {
    const open = openOf(work, input, context);
    const order = work.get(purchaseOrders, input.purchaseOrderId);
    for (const correction of open) {
      const { id, purchaseLineId, reason } = correction;
      const change = {
        purchaseLineId,
        ordered: correction.ordered ?? undefined,
        unitCost: correction.unitCost ?? undefined,
        promisedOn: correction.promisedOn ?? undefined,
      };
      changeLinesOfOrder(work, order, [change], { reason, source: `corrected ${id}` }, context);
    }
    return conclude(work, input, open, 'accepted', context);
  },
});

/**
 * The shop stands by what it ordered: nothing changes, and the supplier has to answer anew.
 *
 * Refuses: correction_decided, purchase_order_status, not_found, not_allowed.
 */
export const refuseCorrections = defineVerb({
  name: 'purchaseOrders.refuseCorrections',
  summary: "Refuse a supplier's corrections",
  input: decideCorrectionSchema,
  answer: correctionsSchema,
  decide: (work, input, context) => conclude(work, input, openOf(work, input, context), 'refused', context),
});

/** What a supplier corrected, and what became of it. For the shop. Refuses: not_found, not_allowed. */
export const listCorrections = defineQuery({
  name: 'purchaseOrders.corrections',
  summary: "List a supplier's corrections",
  input: purchaseOrderIdSchema,
  answer: correctionsSchema,
  async read(reader, { purchaseOrderId }, context) {
    demandShop(context);
    return reader.decide((work) => correctionsAnswer(work, purchaseOrderId));
  },
});

/** The corrections that are meant, all of them undecided. */
function openOf(work: Work, { purchaseOrderId, correctionIds }: Input, context: Context): Correction[] {
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

function conclude(
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
