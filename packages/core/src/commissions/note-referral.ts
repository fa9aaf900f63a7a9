import { leaders } from '../leaders/tables.ts';
import type { Reaction } from '../reactions.ts';
import { addDays, calendarDate, type Instant, startOfDay } from '../shared/time.ts';
import { type Shop, theShop } from '../shop/the-shop.ts';
import { leaderReferrals } from './referral-tables.ts';

/** The approval of a recruited leader: from now on the recruiter earns, on the terms that the shop has today (R40). */
export const noteReferral: Reaction<'leader.approved'> = (work, { subject: recruitId }, context) => {
  const { recruitedById: recruiterId } = work.get(leaders, recruitId);
  if (recruiterId === null) return;
  const terms = termsOf(theShop(work), context.now);
  if (terms === undefined || work.get(leaders, recruiterId).status === 'left') return;
  work.insert(leaderReferrals, { recruitId, recruiterId, ...terms, approvedAt: context.now });
  work.emit({ type: 'referral.began', subject: recruitId, data: { recruiterId, ...terms } });
};

function termsOf({ policies, zone }: Shop, now: Instant) {
  const { referral } = policies;
  if (referral === null) return undefined;
  if (referral.kind === 'once') return { amount: referral.amount, basisPoints: null, endsAt: null };
  const endsAt = startOfDay(addDays(calendarDate(now, zone), referral.days), zone);
  return { amount: null, basisPoints: referral.basisPoints, endsAt };
}
