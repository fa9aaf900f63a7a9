import { campaigns } from '../campaigns/tables.ts';
import { assert } from '../shared/error.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { shops } from '../shop/tables.ts';
import { shopId, theShop } from '../shop/the-shop.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { Row, Work } from '../work.ts';
import type { PurchaseOrderView } from './schemas.ts';
import { purchaseLines, purchaseOrders } from './tables.ts';
import { type VariantLabel, variantLabels } from './variant-label.ts';

export type PurchaseOrder = Row<typeof purchaseOrders>;
export type PurchaseLine = Row<typeof purchaseLines>;

/** The lines of a purchase order, in the order of their ids: as they were generated. */
export function purchaseLinesOf(work: Work, purchaseOrderId: string): PurchaseLine[] {
  return work.list(purchaseLines, { purchaseOrderId }).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** What arrives from now on, and what goes back, concerns stock: every order has its share. */
export function isSharedOut({ status }: PurchaseOrder): boolean {
  return status === 'settling' || status === 'closed';
}

/** What there is to be shared out of a line: pieces accepted and pieces from stock, less those sent back or lost before. */
export function arrivedOf(line: PurchaseLine): number {
  return line.accepted + line.fromStock - line.sentBack - line.shrunk;
}

/** The purchase orders as they are answered, in a few reads however many they are. */
export function purchaseOrderAnswers(work: Work, ids: readonly string[]): PurchaseOrderView[] {
  work.need(
    [shops, { id: shopId }],
    ...ids.map((id) => [purchaseOrders, { id }] as const),
    ...ids.map((purchaseOrderId) => [purchaseLines, { purchaseOrderId }] as const),
  );
  const orders = ids.map((id) => work.get(purchaseOrders, id));
  const lines = ids.flatMap((id) => purchaseLinesOf(work, id));
  work.need(
    ...orders.flatMap(({ supplierId, campaignId }) => [
      [suppliers, { id: supplierId }] as const,
      [campaigns, { id: campaignId }] as const,
    ]),
  );
  const labels = variantLabels(
    work,
    lines.map(({ variantId }) => variantId),
  );
  return orders.map((order) => viewOf(work, order, labels));
}

export function purchaseOrderAnswer(work: Work, id: string): PurchaseOrderView {
  const [answer] = purchaseOrderAnswers(work, [id]);
  return answer as PurchaseOrderView;
}

function viewOf(
  work: Work,
  order: PurchaseOrder,
  labels: ReadonlyMap<string, VariantLabel>,
): PurchaseOrderView {
  const { id, campaignId, supplierId, status } = order;
  const { currency, name: shopName } = theShop(work);
  const supplier = work.get(suppliers, supplierId);
  const { title: campaignTitle, pickupDate } = work.get(campaigns, campaignId);
  const lines = purchaseLinesOf(work, id);
  const expected = lines.reduce((sum, line) => sum + line.ordered * line.unitCost, 0);
  const accepted = lines.reduce((sum, line) => sum + line.acceptedCost, 0);
  return {
    id,
    shopName,
    campaignId,
    campaignTitle,
    pickupDate,
    supplierId,
    supplierExternalId: supplier.externalId,
    status,
    cutoff: instantText(order.cutoff),
    supplierName: supplier.name,
    createdAt: instantText(order.createdAt),
    sentAt: instantOrNull(order.sentAt),
    lastSentAt: instantOrNull(order.lastSentAt),
    sendings: order.sendings,
    supplierAnswer: order.supplierAnswer,
    answeredAt: instantOrNull(order.answeredAt),
    receivedAt: instantOrNull(order.receivedAt),
    closedAt: instantOrNull(order.closedAt),
    unsettledLines: order.unsettledLines,
    expectedTotal: money(expected, currency),
    acceptedTotal: money(accepted, currency),
    lines: lines.map((line) => lineView(line, labels.get(line.variantId), currency)),
  };
}

function lineView(
  line: PurchaseLine,
  label: VariantLabel | undefined,
  currency: string,
): PurchaseOrderView['lines'][number] {
  assert(label !== undefined, 'every variant has a label');
  const { id, needed, buffer, fromStock, packSize, ordered } = line;
  const { accepted, rejected, missing, over, short, surplus } = line;
  return {
    id,
    ...label,
    needed,
    buffer,
    fromStock,
    packSize,
    ordered,
    cases: Math.floor(ordered / packSize),
    loose: ordered % packSize,
    promisedOn: line.promisedOn,
    unitCost: money(line.unitCost, currency),
    expected: money(ordered * line.unitCost, currency),
    accepted,
    rejected,
    missing,
    over,
    short,
    shortLines: line.shortLines,
    surplus,
    sentBack: line.sentBack + line.sentBackFromStock,
    acceptedCost: money(line.acceptedCost, currency),
  };
}
