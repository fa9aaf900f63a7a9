/** Errors of the ledger and of operating costs. */
export const ledgerErrors = {
  cost_reference_used: 'This reference was counted for another cost. Each cost counts once.',
  cost_reversed: 'This cost was taken back already, with another reason. Record the right one anew.',
  carrier_remittance_reversed:
    'This money was taken back already, with another reason: `reason` tells it. Record the right sum anew.',
  carrier_remittance_reference_used:
    'This reference was counted for other money of a carrier. Each sum handed over counts once.',
} as const;
