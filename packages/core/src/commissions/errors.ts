/** Errors of commissions, statements and payouts. */
export const commissionErrors = {
  commission_rule_invalid: 'A rule needs either basisPoints or perPiece, not both, and ends after it begins.',
  commission_share_too_high:
    'Together these shares are more than the shop shares out: `parts` names them, `maximumBasisPoints` is the most. Lower one, or raise the policy `maximumShareBasisPoints`.',
  statement_period:
    "A period ends today at the latest, and not before the leader's last one. `lastTo` or `now` tells the bound.",
  payout_status: "The payout's status does not allow that; `status` tells the current one.",
  payout_too_high: "That is more than the leader's settled credit; `credit` is the highest sum.",
  payout_under_way:
    'Another payout of this leader is on its way; `payoutId` names it. Confirm it or report its failure first.',
  payout_of_statement:
    'This statement is paid by another sum already: `payoutId` names the payout, `sum` is what it pays. Pay the rest of the credit by a payout of the leader.',
  payout_reference_used: 'This reference was counted for another payout. Each transfer counts once.',
  payout_returned:
    'This transfer was booked as given back already, with another reason: `reason` tells it. Retry the payout instead.',
  payout_transfer_unknown:
    'This payout was not sent by that transfer; `sentBy` tells the one it was sent by. Name the transfer that came back.',
  remittance_reference_used:
    'This reference was counted for another remittance. Each sum handed over counts once.',
  target_invalid: 'That is no period of a target. It must not be over, and must end after it begins.',
  withholding_unacknowledged:
    'Withholding on a missed target is advised against; `warning` says why. Leave it out, or give `acknowledged: true`.',
} as const;
