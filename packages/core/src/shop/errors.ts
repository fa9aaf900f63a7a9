/** Errors of the shop, its keys and sessions. */
export const shopErrors = {
  idempotency_key_reused:
    'This Idempotency-Key was used for another request. Use a new key for a new request.',
  currency_mismatch: 'The shop keeps its books in another currency. Send amounts in `currency`.',
  shop_not_set_up: 'This database has no shop yet. Run `opentuan seed` or `opentuan migrate --shop` first.',
  shop_exists:
    'This database has its shop already. Change it, or create the other shop in a database of its own.',
} as const;
