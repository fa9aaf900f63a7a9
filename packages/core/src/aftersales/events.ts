/** What happens to claims. The claim's id stands in `subject`. */
export interface ClaimEvents {
  /** Someone complained about a line. */
  'claim.opened': { readonly orderLineId: string; readonly reason: string };
  /** A refund was proposed, not yet approved. */
  'claim.proposed': { readonly orderLineId: string; readonly amount: number };
  /** The refund is asked for, and the fault is shared out. */
  'claim.approved': { readonly orderLineId: string; readonly amount: number; readonly refundId: string };
  'claim.rejected': { readonly orderLineId: string; readonly reason: string };
  'claim.withdrawn': { readonly orderLineId: string };
  /** The refund of an approved claim was confirmed by the host shop. */
  'claim.refunded': { readonly orderLineId: string; readonly amount: number };
}
