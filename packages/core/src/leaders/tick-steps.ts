import { type TickStep, untilNothingIsDue } from '../tick-step.ts';

/** Reviews the levels of each month that has ended, after its targets were closed. */
export const reviewLevelsStep: TickStep = {
  name: 'leaderLevels.review',
  run: (tuan, now) => untilNothingIsDue(async () => (await tuan.leaderLevels.review({}, { now })).reviewed),
};
