export interface LedgerEvents {
  /** An operating cost was recorded. `subject` is the cost. */
  'cost.recorded': { readonly kind: string; readonly amount: number; readonly campaignId: string | null };
}
