export interface ShopEvents {
  /** The shop's settings or policies were changed. */
  'shop.updated': { readonly fields: readonly string[] };
}
