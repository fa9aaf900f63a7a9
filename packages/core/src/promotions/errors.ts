/** Errors of promotions and coupons. */
export const promotionErrors = {
  promotion_status: "The promotion's status does not allow that; `status` tells the current one.",
  coupon_code_used: 'This coupon code exists already. Choose another one.',
} as const;
