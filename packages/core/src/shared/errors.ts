/** Errors that any command can end with. */
export const generalErrors = {
  invalid_input:
    'Some fields are wrong; `fields` names each of them. Correct them and send the request again.',
  not_found: 'There is nothing with this id here. Check the id and whether it belongs to this shop.',
  not_allowed: 'This credential may not do that. Use one with the scope that `needs` names.',
  conflict: 'Something else with the same identity exists already. Read it, or choose another identity.',
  overloaded: 'Too much is waiting at this moment. Try again after `retryAfterSeconds`; nothing was done.',
} as const;
