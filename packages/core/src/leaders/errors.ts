/** Errors of leaders. */
export const leaderErrors = {
  leader_unavailable:
    'This leader takes no orders, shares or payouts now; `status` or `reason` tells why. Choose another leader, or ask the shop.',
  leader_required:
    "An order needs a leader. Order through a leader's link, or choose a pickup point that has one.",
  leader_status: "The leader's status does not allow that; `status` tells the current one.",
  leader_busy:
    'The leader still has open orders, claims or commission; `orders`, `claims` and `unsettled` tell which. Finish them first.',
  leader_level_unknown: 'The shop has no level of this name; `levels` lists those it has.',
  referral_self: 'Nobody recruits themselves. Leave out who recruited, or name somebody else.',
} as const;
