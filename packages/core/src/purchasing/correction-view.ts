import type { Context } from '../shared/context.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import { purchaseCorrections } from './change-tables.ts';
import { purchaseLinesOf, purchaseOrderAnswer } from './purchase-order.ts';
import { variantLabels } from './variant-label.ts';

export type Correction = Row<typeof purchaseCorrections>;

/** The corrections of an order, the newest last. */
export function correctionsOf(work: Work, purchaseOrderId: string): Correction[] {
  return work
    .list(purchaseCorrections, { purchaseOrderId })
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

/** What nobody has decided yet is over: the supplier has answered anew, or the order is another. */
export function replaceUndecided(work: Work, purchaseOrderId: string, { now }: Context): void {
  for (const old of correctionsOf(work, purchaseOrderId).filter(({ status }) => status === 'proposed'))
    work.set(purchaseCorrections, old, { status: 'replaced', decidedAt: now });
}

/** Corrections as they are answered: what stands on the order beside what the supplier says. */
export function correctionViews(work: Work, purchaseOrderId: string) {
  const corrections = correctionsOf(work, purchaseOrderId);
  const lines = new Map(purchaseLinesOf(work, purchaseOrderId).map((line) => [line.id, line]));
  const labels = variantLabels(
    work,
    [...lines.values()].map(({ variantId }) => variantId),
  );
  const { currency } = theShop(work);
  return corrections.flatMap(({ purchaseLineId, ordered, unitCost, promisedOn, pictures, ...correction }) => {
    const line = lines.get(purchaseLineId);
    const label = line && labels.get(line.variantId);
    if (!line || !label) return [];
    const { id, reason, status, note, createdAt, decidedAt } = correction;
    return [
      {
        id,
        purchaseLineId,
        variantId: line.variantId,
        title: label.title,
        unit: label.unit,
        ordered: ordered === null ? null : { before: line.ordered, after: ordered },
        unitCost:
          unitCost === null
            ? null
            : { before: money(line.unitCost, currency), after: money(unitCost, currency) },
        promisedOn: promisedOn === null ? null : { before: line.promisedOn, after: promisedOn },
        reason,
        pictures: [...pictures],
        status,
        createdAt: instantText(createdAt),
        decidedAt: instantOrNull(decidedAt),
        note,
      },
    ];
  });
}

export function correctionsAnswer(work: Work, purchaseOrderId: string) {
  return {
    purchaseOrder: purchaseOrderAnswer(work, purchaseOrderId),
    corrections: correctionViews(work, purchaseOrderId),
  };
}
