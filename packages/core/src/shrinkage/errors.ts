/** Errors of losses that people write down. */
export const shrinkageErrors = {
  shrinkage_too_many: 'So many pieces are not there to be lost: at most `left`.',
  shrinkage_stage:
    'There are no such goods at this stage; `stages` names those where there are. Write the loss down there.',
  shrinkage_reference_used: 'This reference stands for another loss already: `recordId`. Use a new one.',
  shrinkage_above_leader_limit:
    'The refunds that follow are above what a leader may decide (`max`). Ask the shop to write the loss down.',
  shrinkage_reversed:
    'This loss was taken back before, for another reason: `reason`. There is nothing left to take back.',
} as const;
