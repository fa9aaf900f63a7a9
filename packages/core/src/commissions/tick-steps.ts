import { type TickStep, untilNothingIsDue } from '../tick-step.ts';

/** Writes down what the clock has earned; a statement does the same for itself. */
export const earnCommissionsStep: TickStep = {
  name: 'commissions.earn',
  run: (tuan, now) => untilNothingIsDue(async () => (await tuan.commissions.earn({}, { now })).earned),
};
