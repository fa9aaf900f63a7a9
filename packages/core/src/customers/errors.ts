/** Errors of customers. */
export const customerErrors = {
  customer_required: 'An order needs a customer. Name one, or order with a customer session.',
} as const;
