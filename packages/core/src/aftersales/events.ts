/** What happens to claims. The claim's id stands in `subject`. */
export interface ClaimEvents {
  /** Someone complained about a line. */
  'claim.opened': { readonly orderLineId: string; readonly reason: string };
  /** A refund was proposed, not yet approved. */
  'claim.proposed': { readonly orderLineId: string; readonly amount: number };
  /** It is made good: the refund is asked for, or goods come again; the fault is shared out. `amount` is what it is worth. */
  'claim.approved': {
    readonly orderLineId: string;
    readonly amount: number;
    /** Null where goods come again. */
    readonly refundId: string | null;
    readonly outcome: 'refund' | 'replacement';
  };
  'claim.rejected': { readonly orderLineId: string; readonly reason: string };
  'claim.withdrawn': { readonly orderLineId: string };
  /** The refund of an approved claim was confirmed by the host shop. */
  'claim.refunded': { readonly orderLineId: string; readonly amount: number };
  /** Half of the time for deciding is over, and nobody has decided. */
  'claim.reminded': { readonly orderLineId: string; readonly decideBy: string };
  /** The time for deciding is over. */
  'claim.overdue': { readonly orderLineId: string };
  /** The leader has spoken against a share of the fault. */
  'claim.objected': { readonly orderLineId: string };
  /** The goods that came again were fetched. */
  'claim.replaced': { readonly orderLineId: string };
  /** A refund takes the place of goods that were to come again. */
  'claim.refundedInstead': {
    readonly orderLineId: string;
    readonly amount: number;
    readonly refundId: string;
  };
  /** What people may complain about has changed. */
  'claimReasons.changed': { readonly reasons: number };
  /** Goods are to come again in a later round. `subject` is the replacement, as in the next three. */
  'replacement.waiting': { readonly claimId: string; readonly pieces: number };
  /** A round brings them: `orderId` is the order at 0.00. */
  'replacement.ordered': { readonly claimId: string; readonly orderId: string; readonly campaignId: string };
  /** So many rounds went by without them that a refund is offered. */
  'replacement.refundOffered': { readonly claimId: string; readonly amount: number };
  'replacement.delivered': { readonly claimId: string; readonly pieces: number };
  'replacement.refunded': { readonly claimId: string; readonly amount: number };
}
