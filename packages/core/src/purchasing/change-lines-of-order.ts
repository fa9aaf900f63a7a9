import type { Context } from '../shared/context.ts';
import { refuse } from '../shared/error.ts';
import type { Work } from '../work.ts';
import type { ChangedValue } from './change-tables.ts';
import { type PurchaseLine, purchaseLinesOf, type PurchaseOrder } from './purchase-order.ts';
import { recordChange } from './record-change.ts';
import { purchaseLines } from './tables.ts';

/** What a purchase line shall say; what is left out stays. */
export interface LineChange {
  readonly purchaseLineId: string;
  readonly ordered?: number | undefined;
  readonly unitCost?: number | undefined;
  readonly promisedOn?: string | undefined;
}

const fields = ['ordered', 'unitCost', 'promisedOn'] as const;

/** The line of this order. Refuses: invalid_input at the path of the list. */
export function lineOfOrder(lines: readonly PurchaseLine[], id: string, path: string): PurchaseLine {
  const message = 'This purchase order has no such line.';
  return (
    lines.find((line) => line.id === id) ??
    refuse('invalid_input', { fields: [{ path, code: 'not_ordered', message }] })
  );
}

/**
 * Changes lines of a purchase order after the cutoff, and writes down what was changed, one document for pieces, for
 * costs and for days. A supplier who has the sheet is told of the difference.
 */
export function changeLinesOfOrder(
  work: Work,
  order: PurchaseOrder,
  changes: readonly LineChange[],
  { reason, source }: { readonly reason: string; readonly source: string },
  context: Context,
): void {
  const lines = purchaseLinesOf(work, order.id);
  const before = changes.map((change) => lineOfOrder(lines, change.purchaseLineId, 'lines'));
  for (const kind of fields) {
    const changed = changes.flatMap((change, at) => {
      const line = before[at] as PurchaseLine;
      const after: ChangedValue | undefined = change[kind];
      if (after === undefined) return [];
      const told = order.status === 'draft' ? {} : { supplierId: order.supplierId };
      return [{ variantId: line.variantId, purchaseLineId: line.id, ...told, before: line[kind], after }];
    });
    const { campaignId } = order;
    recordChange(work, { campaignId, kind, reason, source: `${source} ${kind}` }, changed, context);
  }
  for (const [at, { purchaseLineId: _id, ...values }] of changes.entries()) {
    const given = Object.entries(values).filter(([, value]) => value !== undefined);
    work.set(purchaseLines, before[at] as PurchaseLine, Object.fromEntries(given));
  }
}
