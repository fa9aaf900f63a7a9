export interface LedgerEvents {
  /** An operating cost was recorded. */
  'cost.incurred': { readonly amount: number };
}
