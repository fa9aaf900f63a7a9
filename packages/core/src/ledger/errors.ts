/** Errors of the ledger and of operating costs. */
export const ledgerErrors = {
  cost_reference_used: 'This reference was counted for another cost. Each cost counts once.',
} as const;
