/** Errors of collecting goods. */
export const pickupErrors = {
  pickup_code_unknown: 'No order of this station has this code. Check the code with the customer.',
  pickup_guesses_exceeded: 'Too many wrong codes. Wait until `retryAfterSeconds` have passed.',
  handover_id_used: 'This handover id was used for another order. Make a new id for each handover.',
  payment_outstanding:
    'The order is paid before the first piece is handed over; `amountDue` is what is missing.',
} as const;
