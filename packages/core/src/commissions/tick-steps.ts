import { type TickStep, untilNothingIsDue } from '../tick-step.ts';

/** Writes down what the clock has earned; a statement does the same for itself. */
export const earnCommissionsStep: TickStep = {
  name: 'commissions.earn',
  run: (tuan, now) => untilNothingIsDue(async () => (await tuan.commissions.earn({}, { now })).earned),
};

/** Tells leaders what a missed target would withhold, some days before the period ends (R40). */
export const announceWithholdingStep: TickStep = {
  name: 'commissionTargets.announce',
  run: (tuan, now) =>
    untilNothingIsDue(async () => (await tuan.commissionTargets.announce({}, { now })).targets),
};

/** Pays the bonuses of periods that have ended, one period at a time (R40). */
export const closeTargetsStep: TickStep = {
  name: 'commissionTargets.close',
  run: (tuan, now) => untilNothingIsDue(async () => (await tuan.commissionTargets.close({}, { now })).closed),
};

/** Pays for recruits whose first commission the clock has earned (R40). */
export const payReferralsStep: TickStep = {
  name: 'referrals.pay',
  run: (tuan, now) => untilNothingIsDue(async () => (await tuan.referrals.pay({}, { now })).paid),
};
