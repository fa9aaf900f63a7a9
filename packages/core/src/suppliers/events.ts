export interface SupplierEvents {
  /** Suppliers were upserted from the host shop; one event a call. */
  'suppliers.upserted': { readonly created: number; readonly updated: number };
}
