import type { changeKinds } from './change-tables.ts';

/** What happens between the freeze and the share-out. `subject` is the purchase order's id, or as said. */
export interface PurchasingEvents {
  /** After the freeze: what one supplier must bring for one cutoff, once. */
  'purchaseOrder.generated': {
    readonly campaignId: string;
    readonly supplierId: string;
    readonly cutoff: number;
    readonly ordered: number;
  };
  /** The document has gone to the supplier. */
  'purchaseOrder.sent': { readonly campaignId: string; readonly supplierId: string };
  /** The whole sheet has gone out once more. */
  'purchaseOrder.resent': {
    readonly campaignId: string;
    readonly supplierId: string;
    readonly sendings: number;
  };
  /** The supplier will bring what was ordered. */
  'purchaseOrder.confirmed': { readonly campaignId: string; readonly supplierId: string };
  /** The supplier says what is otherwise; the shop has to decide. */
  'purchaseOrder.corrected': {
    readonly campaignId: string;
    readonly supplierId: string;
    readonly lines: number;
  };
  /** The shop accepted or refused what a supplier corrected. */
  'purchaseOrder.correctionsDecided': {
    readonly campaignId: string;
    readonly accepted: number;
    readonly refused: number;
  };
  /** A link without an account was made for a supplier, or taken back. `subject` is the link. */
  'purchaseLink.created': { readonly purchaseOrderId: string; readonly expiresAt: number };
  'purchaseLink.revoked': { readonly purchaseOrderId: string };
  /** Surplus is offered to leaders for neighbours who asked for more. `subject` is the offer of extra pieces. */
  'extra.offered': { readonly campaignId: string; readonly variantId: string; readonly pieces: number };
  /** A leader gave extra pieces to a neighbour: an order of its own at the frozen price, paid at pickup. */
  'extra.assigned': { readonly orderId: string; readonly pieces: number };
  /** Nothing of it is given out any more: what is left stays in stock. */
  'extra.ended': { readonly left: number };
  /** Goods were inspected at arrival, all or in part; after the closing they went to stock (R26). */
  'purchaseOrder.received': {
    readonly campaignId: string;
    readonly goodsReceiptId: string;
    readonly accepted: number;
    readonly rejected: number;
    readonly missing: number;
  };
  /** Accepted goods went back to who sold them, at the cost of their receipt. `subject` is the return, one a receipt line. */
  'goods.sentBack': {
    readonly purchaseOrderId: string;
    readonly campaignId: string;
    readonly variantId: string;
    readonly supplierId: string;
    readonly pieces: number;
    readonly cost: number;
    readonly fromStock: boolean;
    readonly reason: string;
  };
  /** Many lines come short: who gets what is decided, and the money follows in chunks (C23). */
  'purchaseOrder.sharedOut': {
    readonly campaignId: string;
    readonly supplierId: string;
    readonly short: number;
    readonly lines: number;
  };
  /** A chunk of a long closing: so many short lines have their refund, so many are left. */
  'purchaseOrder.settled': { readonly lines: number; readonly left: number };
  /** The goods are shared out and every short line is settled, once; `short` pieces could not be served, `surplus` went to stock. */
  'purchaseOrder.closed': {
    readonly campaignId: string;
    readonly supplierId: string;
    readonly short: number;
    readonly surplus: number;
  };
  /** Something was changed after a cutoff, and is written down. `subject` is the document. */
  'change.recorded': {
    readonly campaignId: string;
    readonly kind: (typeof changeKinds)[number];
    readonly lines: number;
  };
  /** A supplier, a leader or a driver has taken note of changed lines. `subject` is who: a supplier, a leader, a run. */
  'change.acknowledged': { readonly reader: 'supplier' | 'leader' | 'driver'; readonly lines: number };
  /** Fewer pieces arrived than a line needs: at the closing of its purchase order. `subject` is the line. */
  'line.short': {
    readonly orderId: string;
    readonly purchaseOrderId: string;
    readonly pieces: number;
    readonly refundId: string | null;
  };
}
