/** Errors of purchase orders and receipts. */
export const purchasingErrors = {
  purchase_order_status: "The purchase order's status does not allow that; `status` tells the current one.",
  campaign_not_frozen:
    'The campaign is not frozen yet: purchase orders follow from the freeze after the cutoff.',
  sent_back_too_many:
    'So many pieces are not there to be sent back: at most `left`. Goods of orders are withdrawn first.',
  receipt_over_ordered:
    'More is received than was ordered. Mark the line with `over: true` if that is right.',
} as const;
