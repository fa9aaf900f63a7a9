/** Errors of purchase orders and receipts. */
export const purchasingErrors = {
  purchase_order_status:
    "The purchase order's status does not allow that; `status` tells the current one. A draft is sent first, then goods are received, and closing ends it.",
  campaign_not_frozen:
    'The campaign is not frozen yet: purchase orders follow from the freeze after the cutoff.',
  sent_back_too_many:
    'So many pieces are not there to be sent back: at most `left`. Goods of orders are withdrawn first.',
  receipt_over_ordered:
    'More is received than was ordered. Mark the line with `over: true` if that is right.',
  purchase_order_not_sent: 'The purchase order has not gone to its supplier. Send it first.',
  correction_decided:
    'These corrections are decided already, or the supplier has replaced them. Read them again.',
  link_expiry: 'A link must end in the future, and within 90 days.',
  extra_too_many: 'So many pieces are not there beyond what orders need: at most `left`.',
  extra_over: 'This offer of extra pieces has ended. What is left stays in stock.',
  extra_too_late:
    'The goods for this pickup point are loaded, on their way or there already. Name a `pickupPointId` whose goods are not loaded yet, or leave the extra pieces in stock.',
} as const;
