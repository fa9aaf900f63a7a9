export interface CatalogEvents {
  /** Products were upserted from the host shop; one event a call. */
  'products.upserted': { readonly created: number; readonly updated: number };
}
