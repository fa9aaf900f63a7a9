export interface LedgerEvents {
  /** An operating cost was recorded. `subject` is the cost. */
  'cost.recorded': { readonly kind: string; readonly amount: number; readonly campaignId: string | null };
  /** A cost was recorded by mistake and taken back. `subject` is the cost. */
  'cost.reversed': { readonly amount: number; readonly campaignId: string | null };
  /** A carrier handed money over for what it answers for. `subject` is the remittance. */
  'carrierRemittance.recorded': { readonly carrier: string; readonly amount: number };
  /** Money of a carrier was recorded by mistake and taken back. `subject` is the remittance. */
  'carrierRemittance.reversed': { readonly carrier: string; readonly amount: number };
}
