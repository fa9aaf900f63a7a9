/** Errors of collecting goods. */
export const pickupErrors = {
  pickup_code_unknown: 'No order of this station has this code. Check the code with the customer.',
  pickup_guesses_exceeded: 'Too many wrong codes. Wait until `retryAfterSeconds` have passed.',
  handover_id_used: 'This handover id was used for another order. Make a new id for each handover.',
  payment_outstanding:
    'The order is paid before the first piece is handed over; `amountDue` is what is missing.',
  slot_full: 'This pickup time is fully booked. Choose another one.',
  slot_unavailable:
    'This pickup time cannot be booked for the order: it is of another point or day, or over. Read the slots anew.',
  slot_required: 'This pickup point hands over by booked time. Choose a slot.',
  slot_over_taken: 'More orders have booked than the new capacity takes; `taken` is how many.',
  slot_change_too_late: 'The pickup day has come: ask the pickup point.',
  consent_unknown:
    'The customer has not agreed to this person collecting. Ask for the one-time code, or for the name that was given.',
  substitute_unavailable: 'This leader cannot stand in: not active, or the owner of the point.',
} as const;
