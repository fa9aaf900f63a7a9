import { applyLeader } from './apply-leader.ts';
import { approveLeader } from './approve-leader.ts';
import { changeLeader } from './change-leader.ts';
import { leaveLeader } from './leave-leader.ts';
import { getLevels, getStanding, listLevelChanges, previewReview } from './level-queries.ts';
import { putLevels } from './put-levels.ts';
import { getLeader, getOwnLeader, listLeaders } from './queries.ts';
import { reinstateLeader } from './reinstate-leader.ts';
import { rejectLeader } from './reject-leader.ts';
import { reviewLevels } from './review-levels.ts';
import { suspendLeader } from './suspend-leader.ts';

export const leaderOperations = {
  apply: applyLeader,
  approve: approveLeader,
  reject: rejectLeader,
  suspend: suspendLeader,
  reinstate: reinstateLeader,
  leave: leaveLeader,
  change: changeLeader,
  get: getLeader,
  list: listLeaders,
  me: getOwnLeader,
} as const;

export const leaderLevelOperations = {
  put: putLevels,
  review: reviewLevels,
  get: getLevels,
  preview: previewReview,
  standing: getStanding,
  changes: listLevelChanges,
} as const;
