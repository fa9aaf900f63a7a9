/** Errors of commissions, statements and payouts. */
export const commissionErrors = {
  commission_rule_invalid: 'A rule needs either basisPoints or perPiece, not both.',
  statement_period: 'A period ends at or before now and after the leader\'s last one.',
  payout_status: 'The payout\'s status does not allow that; `status` tells the current one.',
  payout_too_high: 'That is more than the leader\'s settled credit; `credit` is the highest sum.',
} as const;
