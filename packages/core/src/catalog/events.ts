export interface CatalogEvents {
  /** Products or variants were created or changed by a bulk call or a price list; one event a call. `subject` is the shop. */
  'products.upserted': {
    readonly created: number;
    readonly updated: number;
    /** The products that are not as they were. */
    readonly productIds: readonly string[];
  };
}
