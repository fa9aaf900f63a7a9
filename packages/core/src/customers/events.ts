export interface CustomerEvents {
  /** Customers were created or changed by a bulk call; one event a call, also when rows merged. `subject` is the shop. */
  'customers.upserted': {
    readonly created: number;
    readonly updated: number;
    readonly customerIds: readonly string[];
  };
  /** A provisional row or a guest was merged into another customer (R46). `subject` is the old id, which stays an alias. */
  'customer.merged': { readonly intoId: string };
  /** Everything personal of this customer is gone; the orders and the books stay. */
  'customer.erased': Readonly<Record<string, never>>;
}
