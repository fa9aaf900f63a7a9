import type * as z from 'zod';
import { defineVerb } from '../define.ts';
import { attachPictures } from '../pictures/picture.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { isShop } from '../shop/demand-shop.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { lineOfOrder } from './change-lines-of-order.ts';
import { purchaseCorrections, purchaseLinks } from './change-tables.ts';
import { answerOrderSchema, correctionsSchema } from './correction-schemas.ts';
import { correctionsAnswer, replaceUndecided } from './correction-view.ts';
import { isUseToNote } from './note-link-use.ts';
import { purchaseLinesOf, type PurchaseOrder } from './purchase-order.ts';
import { purchaseLines, purchaseOrders } from './tables.ts';

type Input = z.output<typeof answerOrderSchema>;

/**
 * The supplier confirms the order or says line by line what is otherwise: pieces, cost, day, each with a reason. By its
 * link, or the shop after a call. Nothing changes until the shop accepts it; a new answer replaces what is undecided.
 *
 * Refuses: purchase_order_not_sent, purchase_order_status, picture_unknown, picture_used, currency_mismatch, invalid_input, not_found, not_allowed.
 */
export const answerPurchaseOrder = defineVerb({
  name: 'purchaseOrders.answer',
  summary: 'Confirm or correct a purchase order as its supplier',
  input: answerOrderSchema,
  answer: correctionsSchema,
  decide: (work, input, context) => {
    const id = orderIdOf(input.purchaseOrderId, context);
    work.need(
      [purchaseOrders, { id }],
      [purchaseLines, { purchaseOrderId: id }],
      [purchaseCorrections, { purchaseOrderId: id }],
    );
    const order = work.get(purchaseOrders, id);
    demand(order.status !== 'draft', 'purchase_order_not_sent');
    demand(order.status === 'sent', 'purchase_order_status', { status: order.status });
    replaceUndecided(work, id, context);
    propose(work, order, input, context);
    noteUse(work, context);
    return () => correctionsAnswer(work, id);
  },
});

/** A link opens its own order alone; another one is not there for it. */
export function orderIdOf(wished: string | undefined, { actor }: Context): string {
  if (actor.kind === 'supplier') {
    demand(wished === undefined || wished === actor.purchaseOrderId, 'not_found', { key: wished ?? '' });
    return actor.purchaseOrderId;
  }
  demand(isShop({ actor }), 'not_allowed', { needs: 'a secret key or a supplier link' });
  const message = 'Say which purchase order you mean.';
  return (
    wished ?? refuse('invalid_input', { fields: [{ path: 'purchaseOrderId', code: 'required', message }] })
  );
}

function propose(work: Work, order: PurchaseOrder, { corrections }: Input, context: Context): void {
  const { campaignId, supplierId } = order;
  const lines = purchaseLinesOf(work, order.id);
  const shop = theShop(work);
  const named = new Set<string>();
  let proposed = 0;
  for (const [at, { unitCost, ...correction }] of corrections.entries()) {
    const path = `corrections.${String(at)}`;
    const line = lineOfOrder(lines, correction.purchaseLineId, `${path}.purchaseLineId`);
    demandOnce(named, line.id, path);
    const cost = unitCost && amountOf(shop, unitCost, `${path}.unitCost`);
    const ordered = otherwise(correction.ordered, line.ordered);
    const said = { ordered, unitCost: otherwise(cost, line.unitCost), reason: correction.reason };
    const promisedOn = otherwise(correction.promisedOn, line.promisedOn);
    // What only repeats the order is no correction.
    if (said.ordered === null && said.unitCost === null && promisedOn === null) continue;
    const of = { purchaseOrderId: order.id, purchaseLineId: line.id, createdAt: context.now };
    const id = context.newId('cor');
    const pictures = correction.pictures ?? [];
    const owners = { subject: `correction ${id}`, supplierId, purchaseOrderId: order.id };
    attachPictures(work, pictures, owners, context);
    work.insert(purchaseCorrections, { id, ...of, ...said, promisedOn, pictures, status: 'proposed' });
    proposed += 1;
  }
  const supplierAnswer = proposed > 0 ? 'corrected' : 'confirmed';
  work.set(purchaseOrders, order, { supplierAnswer, answeredAt: context.now });
  if (proposed > 0)
    work.emit({
      type: 'purchaseOrder.corrected',
      subject: order.id,
      data: { campaignId, supplierId, lines: proposed },
    });
  else work.emit({ type: 'purchaseOrder.confirmed', subject: order.id, data: { campaignId, supplierId } });
}

function otherwise<Value>(said: Value | undefined, stands: Value | null): Value | null {
  return said === undefined || said === stands ? null : said;
}

function demandOnce(named: Set<string>, id: string, path: string): void {
  const message = 'This line is corrected twice. Say it once.';
  if (named.has(id))
    refuse('invalid_input', { fields: [{ path: `${path}.purchaseLineId`, code: 'repeated', message }] });
  named.add(id);
}

function noteUse(work: Work, { actor, now }: Context): void {
  if (actor.kind !== 'supplier') return;
  const link = work.get(purchaseLinks, actor.linkId);
  if (isUseToNote(link.lastUsedAt, now)) work.set(purchaseLinks, link, { lastUsedAt: now });
}
