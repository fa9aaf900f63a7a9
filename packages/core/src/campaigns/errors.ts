/** Errors of campaigns and offers. */
export const campaignErrors = {
  campaign_status: "The campaign's status does not allow that; `status` tells the current one.",
  campaign_incomplete: 'The campaign cannot be published like this; `fields` names what is missing or wrong.',
  campaign_has_orders:
    'There are orders already, so this can no longer change; `fields` names it. Make a new offer or campaign instead.',
  freeze_too_early:
    'The cutoff has not passed, or an unpaid order still keeps its stock; `notBefore` tells when to come again.',
  series_status:
    "The series' status does not allow that; `status` tells the current one. Make a new one where it has ended.",
} as const;
