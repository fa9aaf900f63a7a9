import { approveClaim } from './approve-claim.ts';
import { openClaim } from './open-claim.ts';
import { proposeClaim } from './propose-claim.ts';
import { getClaim, listClaims } from './queries.ts';
import { rejectClaim } from './reject-claim.ts';
import { withdrawClaim } from './withdraw-claim.ts';

export const claimOperations = {
  open: openClaim,
  propose: proposeClaim,
  approve: approveClaim,
  reject: rejectClaim,
  withdraw: withdrawClaim,
  get: getClaim,
  list: listClaims,
} as const;
