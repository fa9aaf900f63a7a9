/** Errors of quotes, orders, payments and refunds. */
export const orderErrors = {
  offer_closed:
    'This offer takes no orders now: it is not open yet, or its cutoff has passed. `opensAt` and `closesAt` tell when it is.',
  offer_sold_out: 'Not enough pieces are left; `offers` names which and how many. Nothing was ordered.',
  over_limit:
    'That is more than one customer may order; `offers` names the limit and what was ordered before.',
  quote_changed:
    'The price is no longer what was quoted. `quote` is the new one: show it, and order again if it is wanted.',
  coupon_unusable:
    'This coupon cannot be used for this order; `reason` tells why. Order without it, or with another one.',
  pickup_point_unavailable:
    "This pickup point does not take part in the campaign. Choose one of the campaign's points.",
  order_status: "The order's status does not allow that; `status` tells the current one.",
  pay_at_pickup_refused:
    'This order cannot be paid at pickup; `policy` tells who may choose that. Leave `payment` out and pay through the shop.',
  payment_amount: 'The amount is not what is due. Nothing was recorded; `amountDue` is the right sum.',
  payment_reference_used: 'This payment reference was counted for another order. Each payment counts once.',
  refund_status: "The refund's status does not allow that; `status` tells the current one.",
  refund_reference_used: 'This refund reference was counted for another refund.',
  refund_too_high:
    'That is more than is left to refund; `left` is the highest sum, or how many pieces where `unit` says so.',
  cutoff_passed:
    'The cutoff has passed, so the order can no longer be changed or called off here. Ask the leader or the shop.',
  box_fill_only:
    'Only pieces that fill a case of the supplier are taken now; `offers` tells how many are missing of each. Order at most so many.',
} as const;
