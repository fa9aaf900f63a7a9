export interface CustomerEvents {
  /** Customers were upserted from the host shop; one event a call. */
  'customers.upserted': { readonly created: number; readonly updated: number };
}
