import { variants } from '../catalog/tables.ts';
import { receiveGoods } from '../purchasing/receive-goods.ts';
import { purchaseLines, purchaseOrders } from '../purchasing/tables.ts';
import type { RowOutcome } from '../shared/bulk-rows.ts';
import type { Context } from '../shared/context.ts';
import { money } from '../shared/schemas.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import type { FilledReceiptRow } from './filled-receipt.ts';
import type { ImportProblem } from './schemas.ts';

type PurchaseLine = Row<typeof purchaseLines>;

/** What is wrong with a filled-in receipt beside what was ordered: unknown lines, several documents, too much. */
export function receiptProblems(work: Work, rows: readonly FilledReceiptRow[]): ImportProblem[] {
  const known = linesOfRows(work, rows);
  const [first] = known.values();
  const order = first && work.get(purchaseOrders, first.purchaseOrderId);
  if (order?.status === 'draft') {
    const message = 'This purchase order was not sent yet. Send it, then receive its goods.';
    return [{ row: 0, column: '', code: 'purchase_order_status', message }];
  }
  return rows.flatMap((row) => {
    const line = known.get(row.purchaseLineId);
    const problem = line === undefined ? unknownLine : rowProblem(work, row, line, first?.purchaseOrderId);
    return problem === undefined ? [] : [{ row: row.row, ...problem }];
  });
}

/** Receives the goods of a filled-in sheet by the verb that receives goods, in one batch. */
export function takeReceipt(work: Work, rows: readonly FilledReceiptRow[], context: Context): RowOutcome[] {
  const known = linesOfRows(work, rows);
  const [first] = known.values();
  if (first === undefined) return [];
  const { currency } = theShop(work);
  const lines = rows.flatMap(({ purchaseLineId, accepted, grams, rejected, missing, unitCost, reason }) => {
    const variantId = known.get(purchaseLineId)?.variantId;
    if (variantId === undefined) return [];
    return {
      variantId,
      ...(accepted === null ? {} : { accepted }),
      ...(grams === null ? {} : { grams }),
      rejected,
      missing,
      ...(unitCost === null ? {} : { unitCost: money(unitCost, currency) }),
      reason,
    };
  });
  receiveGoods.decide(work, { purchaseOrderId: first.purchaseOrderId, lines }, context);
  return rows.map(({ purchaseLineId }) => ({
    externalId: purchaseLineId,
    id: purchaseLineId,
    outcome: 'created',
  }));
}

function linesOfRows(work: Work, rows: readonly FilledReceiptRow[]): Map<string, PurchaseLine> {
  work.need(...rows.map(({ purchaseLineId }) => [purchaseLines, { id: purchaseLineId }] as const));
  const found = rows.flatMap(({ purchaseLineId }) => work.find(purchaseLines, purchaseLineId) ?? []);
  work.need(
    ...found.map(({ variantId }) => [variants, { id: variantId }] as const),
    ...found.map(({ purchaseOrderId }) => [purchaseOrders, { id: purchaseOrderId }] as const),
    ...found.map(({ purchaseOrderId }) => [purchaseLines, { purchaseOrderId }] as const),
  );
  return new Map(found.map((line) => [line.id, line]));
}

const unknownLine = {
  column: '采购行号',
  code: 'unknown_line',
  message: 'This shop has no such purchase line. Fill in the sheet that was exported here.',
} as const;

function rowProblem(
  work: Work,
  row: FilledReceiptRow,
  line: PurchaseLine,
  purchaseOrderId: string | undefined,
): Omit<ImportProblem, 'row'> | undefined {
  if (line.purchaseOrderId !== purchaseOrderId) {
    const message = 'This line is of another purchase order than the first one. Import a sheet for each.';
    return { column: '采购行号', code: 'several_orders', message };
  }
  const { gramsPerUnit } = work.get(variants, line.variantId);
  if (row.grams !== null && gramsPerUnit === null) {
    const message = 'These goods are not sold by weight. Give accepted pieces.';
    return { column: '收货重量', code: 'not_weighed', message };
  }
  const open = line.ordered + line.over - line.accepted - line.rejected - line.missing;
  const said = (row.accepted ?? 0) + row.rejected + row.missing;
  const { status } = work.get(purchaseOrders, line.purchaseOrderId);
  const late = status === 'settling' || status === 'closed';
  if (said <= open || late) return undefined;
  const message = `Only ${String(open)} are still to come. Record more than was ordered by hand, as over-delivery.`;
  return { column: '收货', code: 'receipt_over_ordered', message };
}
