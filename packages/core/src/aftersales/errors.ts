/** Errors of claims. */
export const aftersalesErrors = {
  claim_status: "The claim's status does not allow that; `status` tells the current one.",
  claim_window_closed: 'The time for claims has passed. Only the shop can still open one.',
  claim_open_already: 'There is an open claim on this line. Decide or withdraw that one first.',
  claim_too_early:
    'A claim needs goods that were handed over. What is missing at pickup is a difference of the delivery.',
  claim_above_leader_limit:
    'A leader approves claims of a line only up to `max` in all. Propose the amount, and the shop decides.',
  claim_outweighed_by_gift:
    'The refund undoes the condition of a gift that is worth as much, so nothing would go back. Reject the claim, or approve a higher amount.',
  claim_reason_unknown:
    'The shop takes only the reasons of its list; `reasons` names their codes. Choose the nearest and say the rest in the description.',
  claim_above_leader_day:
    'A leader approves claims only up to `max` a day in all; `before` is approved today. Propose it, and the shop decides.',
  claim_objection_closed:
    'The time for speaking against the share of the fault is over, or it was said already.',
  claim_no_fault: 'There is no share of the fault to speak against: the leader bears nothing of this claim.',
  replacement_status: "The replacement's status does not allow that; `status` tells the current one.",
} as const;
