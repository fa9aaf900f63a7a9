import { approveClaim } from './approve-claim.ts';
import { readClaimReasons } from './claim-reasons.ts';
import { followClaimClock } from './follow-claim-clock.ts';
import { offerRefunds } from './offer-refunds.ts';
import { putClaimReasons } from './put-claim-reasons.ts';
import { settleReplacements } from './settle-replacements.ts';
import { objectClaim } from './object-claim.ts';
import { openClaim } from './open-claim.ts';
import { placeReplacement } from './place-replacement.ts';
import { proposeClaim } from './propose-claim.ts';
import { getClaim, getReplacement, listClaims, listReplacements } from './queries.ts';
import { refundInstead } from './refund-instead.ts';
import { rejectClaim } from './reject-claim.ts';
import { listRepeatClaimers } from './repeat-claimers.ts';
import { suggestClaim } from './suggest-claim.ts';
import { withdrawClaim } from './withdraw-claim.ts';

export const claimOperations = {
  suggest: suggestClaim,
  open: openClaim,
  propose: proposeClaim,
  approve: approveClaim,
  reject: rejectClaim,
  withdraw: withdrawClaim,
  object: objectClaim,
  followClock: followClaimClock,
  get: getClaim,
  list: listClaims,
  repeaters: listRepeatClaimers,
} as const;

export const claimReasonOperations = { get: readClaimReasons, put: putClaimReasons } as const;

export const replacementOperations = {
  place: placeReplacement,
  settle: settleReplacements,
  offerRefunds,
  refund: refundInstead,
  get: getReplacement,
  list: listReplacements,
} as const;
