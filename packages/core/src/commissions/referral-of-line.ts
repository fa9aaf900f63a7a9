import { leaders } from '../leaders/tables.ts';
import type { Instant } from '../shared/time.ts';
import type { Row, Work } from '../work.ts';
import type { CappedShare } from './cap-shares.ts';
import { mayEarn, type PlacedOrder, type Share } from './earners-of-order.ts';
import { leaderReferrals } from './referral-tables.ts';

type Referral = Row<typeof leaderReferrals>;
/** Without a maximum: the shop pays it on top, so that nobody who sells has less for it. */
type ReferralShare = Omit<CappedShare, 'taken'> & { readonly maximumBasisPoints: null };

/**
 * What the recruiter of the leader earns on a line: a part of the recruit's base for some days from the approval, one
 * level only (R40). Where the recruit earns nothing there is no base; nor on what the recruiter buys (R39).
 */
export function referralOfLine(
  work: Work,
  placed: PlacedOrder,
  shares: readonly Share[],
): ReferralShare | undefined {
  const { leader, order } = placed;
  const referral = work.find(leaderReferrals, leader.id);
  if (!referral || !runs(referral, order.placedAt)) return undefined;
  const { recruiterId: beneficiaryId, basisPoints } = referral;
  if (!shares.some((share) => share.beneficiaryId === leader.id)) return undefined;
  if (!mayEarn(placed, work.get(leaders, beneficiaryId))) return undefined;
  const uncapped = { uncappedBasisPoints: null, uncappedPerPiece: null, uncappedBoost: null };
  const plain = { ruleId: null, perPiece: null, boostBasisPoints: 0, maximumBasisPoints: null };
  return { ...plain, ...uncapped, kind: 'referral', beneficiaryId, basisPoints };
}

function runs({ basisPoints, endsAt }: Referral, placedAt: Instant): boolean {
  return basisPoints !== null && endsAt !== null && placedAt < endsAt;
}
