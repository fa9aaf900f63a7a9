/** Errors of split-payment settlements. */
export const settlementErrors = {
  receiver_missing:
    'This leader has no receiver account at the payment provider. Set one, or pay the statement by payout.',
  settlement_nothing:
    'Nothing of this statement can go through the provider; `outside` tells why. Pay it by payout.',
  settlement_line_unknown: 'No settlement line has this number.',
  settlement_line_status: "The line's status does not allow that; `status` tells the current one.",
  settlement_line_attempt:
    'This is the result of another attempt. Read the line: `attempt` tells how often it was put on its way.',
  settlement_credit:
    "The leader's settled credit no longer covers this line; `credit` tells what is left. What is missing was paid or set off elsewhere.",
} as const;
