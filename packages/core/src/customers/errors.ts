/** Errors of customers. */
export const customerErrors = {
  customer_required: 'An order needs a customer. Name one, or order with a customer session.',
  customer_busy:
    'This customer has orders or claims that are not closed; `orders` and `claims` name them. Close them first.',
  customer_not_guest:
    'Only a guest, or a neighbour known by an unverified phone alone, can be linked to another customer.',
} as const;
