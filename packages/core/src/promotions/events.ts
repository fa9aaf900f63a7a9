/**
 * What happens to promotions and coupons; `subject` is the promotion, the coupon or the gift line. That a benefit is
 * reserved, used or released is told by the events of its order: placed, confirmed, expired, cancelled.
 */
export interface PromotionEvents {
  /** A promotion was written down; it gives nothing yet. */
  'promotion.created': { readonly kind: string };
  /** Orders from here on follow the new terms; those placed before keep theirs. `fields` names what changed. */
  'promotion.changed': { readonly fields: readonly string[] };
  /** From its start on it applies to quotes and orders. */
  'promotion.activated': { readonly startsAt: number };
  /** It applies to no further order: the shop ended it, or its window was over. */
  'promotion.ended': { readonly endedAt: number };
  /** A code that people can type, or a voucher that a member earned by inviting (R13). */
  'coupon.created': {
    readonly promotionId: string;
    readonly customerId: string | null;
    readonly uses: number;
  };
  /**
   * What the customer took back has undone the condition of gifts, and they were charged (R11). `subject` is the order,
   * `lines` are those whose refund was lowered for the price that a gift took; minor units.
   */
  'gift.charged': {
    readonly gifts: readonly {
      readonly orderLineId: string;
      readonly amount: number;
      readonly price: number;
    }[];
    readonly lines: readonly { readonly orderLineId: string; readonly amount: number }[];
  };
}
