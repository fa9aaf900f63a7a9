/** What happens to orders. Ids of rows stand in `subject`: the order's, or the refund's for `refund.…`. */
export interface OrderEvents {
  /** An order was placed: it holds its stock until it is paid or expires, or is firm at once. */
  'order.placed': { readonly campaignId: string; readonly leaderId: string; readonly total: number };
  /**
   * An unpaid order was replaced whole and newly quoted (R5); it keeps its id, and a firm one stays firm. What it was
   * before is kept as the cancelled order `beforeId`. `total` is the new one, in minor units.
   */
  'order.replaced': { readonly campaignId: string; readonly beforeId: string; readonly total: number };
  /** The order is firm: it will be bought for. */
  'order.confirmed': { readonly campaignId: string };
  /** The money for the order arrived: commission accrues now. */
  'order.paid': {
    readonly amount: number;
    readonly collectedBy: 'host' | 'leader';
    /** The leader who has the cash; null where the host shop has the money. */
    readonly cashLeaderId: string | null;
  };
  /** Money arrived that the order can no longer take: a refund is due. */
  'payment.unusable': { readonly paymentId: string; readonly amount: number; readonly refundId: string };
  /** The hold passed its end unpaid. `occurredAt` is that end. */
  'order.expired': { readonly campaignId: string };
  /** Whole, or the last piece of it. */
  'order.cancelled': { readonly reason: string };
  /** Some pieces of a line were taken back by the customer before the cutoff. */
  'order.reduced': { readonly orderLineId: string; readonly pieces: number };
  /** Money is to go back; the host shop executes it and confirms. */
  'refund.requested': {
    readonly orderId: string;
    readonly orderLineId: string | null;
    readonly amount: number;
    readonly reason: string;
    readonly fault: string | null;
    /** Whether the line was completed before: then returns carry it, else the deposit. */
    readonly afterCompletion: boolean;
  };
  /**
   * Pieces of a paid line are gone and no money goes back: they cost nothing, or all of it was kept for a gift (R11).
   * `subject` is the line, `changeId` names the change.
   */
  'line.reduced': {
    readonly orderId: string;
    readonly changeId: string;
    readonly pieces: number;
    readonly reason: string;
    readonly fault: string | null;
    readonly afterCompletion: boolean;
  };
  'refund.confirmed': { readonly orderId: string; readonly amount: number; readonly reference: string };
  'refund.failed': { readonly orderId: string; readonly failure: string };
  'refund.retried': { readonly orderId: string };
  /** The shop called an order off after the freeze: what was not handed over goes to stock (R21). */
  'order.withdrawn': { readonly pieces: number; readonly reason: string; readonly fault: string };
  /**
   * Every allocated piece of a line is handed over, uncollected or lost. `subject` is the line, `occurredAt` when
   * the last piece went. Minor units: what the customer kept paying, the discount on what was kept, the cost of it.
   */
  'line.completed': {
    readonly orderId: string;
    readonly left: number;
    readonly discount: number;
    readonly cost: number;
  };
}
