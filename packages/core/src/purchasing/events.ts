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
  /** Fewer pieces arrived than a line needs: at the closing of its purchase order. `subject` is the line. */
  'line.short': {
    readonly orderId: string;
    readonly purchaseOrderId: string;
    readonly pieces: number;
    readonly refundId: string | null;
  };
}
