export interface SupplierEvents {
  /** Suppliers were created or changed by a bulk call or a price list; one event a call. `subject` is the shop. */
  'suppliers.upserted': {
    readonly created: number;
    readonly updated: number;
    readonly supplierIds: readonly string[];
  };
  /** Money was paid to a supplier. `subject` is the payment. */
  'supplierPayment.recorded': { readonly supplierId: string; readonly amount: number };
}
