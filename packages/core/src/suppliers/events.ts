import type { RebateTier } from './rebate-of.ts';

export interface SupplierEvents {
  /** Suppliers were created or changed by a bulk call or a price list; one event a call. `subject` is the shop. */
  'suppliers.upserted': {
    readonly created: number;
    readonly updated: number;
    readonly supplierIds: readonly string[];
  };
  /** Money was paid to a supplier. `subject` is the payment. */
  'supplierPayment.recorded': { readonly supplierId: string; readonly amount: number };
  /** A supplier gave money back. `subject` is the row beside the payments. */
  'supplierRefund.received': { readonly supplierId: string; readonly amount: number };
  /** What is owed for accepted goods was another sum; `amount` is above zero where more is owed. `subject` is the adjustment. */
  'supplierAdjustment.recorded': {
    readonly supplierId: string;
    readonly amount: number;
    readonly campaignId: string | null;
    readonly variantId: string | null;
  };
  /** The rebate contract of a supplier was changed; it counts for every month not yet stated. `subject` is the supplier. */
  'rebateTiers.changed': { readonly mode: 'whole' | 'marginal'; readonly tiers: readonly RebateTier[] };
  /** A month of a supplier was stated and its rebate is due from now on. `subject` is the statement. */
  'supplierStatement.created': {
    readonly supplierId: string;
    readonly month: string;
    readonly volume: number;
    readonly rebate: number;
    readonly closing: number;
  };
  /** A rebate that was recorded by mistake is due again. `subject` is the row that takes it back. */
  'rebate.reversed': {
    readonly supplierId: string;
    readonly rebateId: string;
    readonly amount: number;
    readonly setOff: boolean;
  };
  /** A supplier gave back rebate, as money or set off against goods. `subject` is the receipt. */
  'rebate.received': {
    readonly supplierId: string;
    readonly amount: number;
    readonly setOff: boolean;
  };
}
