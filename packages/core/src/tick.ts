import * as z from 'zod';
import { cancelOrdersStep } from './campaigns/cancel-campaign-orders.ts';
import { completeStep } from './campaigns/complete-campaign.ts';
import { extendSuppliersStep } from './campaigns/extend-suppliers.ts';
import { freezeStep } from './campaigns/freeze-step.ts';
import { makeRoundsStep } from './campaigns/series-step.ts';
import { refundFrozenLinesStep } from './campaigns/refund-frozen-lines.ts';
import {
  announceWithholdingStep,
  closeTargetsStep,
  earnCommissionsStep,
  payReferralsStep,
} from './commissions/tick-steps.ts';
import { reviewLevelsStep } from './leaders/tick-steps.ts';
import type { OpenTuan } from './open-tuan.ts';
import { closeUncollectedStep, remindUncollectedStep } from './pickup/tick-steps.ts';
import { purgeGuessesStep } from './pickup/purge-guesses.ts';
import { redirectStopsStep } from './delivery/redirect-stop.ts';
import { expireHoldsStep } from './orders/expire-holds.ts';
import { generatePurchaseOrdersStep, settleShortagesStep } from './purchasing/tick-steps.ts';
import { claimClockStep } from './aftersales/follow-claim-clock.ts';
import { replacementsStep } from './aftersales/follow-replacements.ts';
import { collectNoticesStep } from './events/collect-notices.ts';
import { deliverNoticesStep } from './events/deliver-notices.ts';
import { forgetPicturesStep } from './pictures/forget-pictures.ts';
import { instantSchema } from './shared/schemas.ts';
import { type Instant, instantText } from './shared/time.ts';
import { purgeIdempotencyKeysStep } from './shop/purge-idempotency-keys.ts';
import { stateSupplierMonthsStep } from './suppliers/tick-steps.ts';
import type { TickStep } from './tick-step.ts';

/** Everything that falls due by the clock, in the order in which it is done. */
const steps: readonly TickStep[] = [
  expireHoldsStep,
  makeRoundsStep,
  extendSuppliersStep,
  freezeStep,
  generatePurchaseOrdersStep,
  refundFrozenLinesStep,
  settleShortagesStep,
  cancelOrdersStep,
  redirectStopsStep,
  closeUncollectedStep,
  remindUncollectedStep,
  earnCommissionsStep,
  payReferralsStep,
  announceWithholdingStep,
  closeTargetsStep,
  reviewLevelsStep,
  completeStep,
  stateSupplierMonthsStep,
  purgeIdempotencyKeysStep,
  claimClockStep,
  replacementsStep,
  purgeGuessesStep,
  forgetPicturesStep,
  collectNoticesStep,
  deliverNoticesStep,
];

export const tickReportSchema = z
  .strictObject({
    now: instantSchema.describe('The time at which it was looked for what is due.'),
    steps: z.array(
      z.strictObject({
        name: z.string(),
        done: z.int().describe('How many things were due and are done.'),
        problem: z
          .string()
          .nullable()
          .describe('Why this step could not go on; the others ran all the same.'),
      }),
    ),
  })
  .meta({ id: 'TickReport', description: 'What the scheduled work has done.' });

export type TickReport = z.output<typeof tickReportSchema>;

/**
 * Does what is due at `now` (default: the clock). Nothing depends on it for being right: the clock decides, tick
 * only does the work that follows. Two at once or one after the other have the effect of one.
 */
export async function tick(
  tuan: OpenTuan,
  { now = tuan.clock() }: { readonly now?: Instant } = {},
): Promise<TickReport> {
  const report: TickReport = { now: instantText(now), steps: [] };
  for (const step of steps) report.steps.push(await runStep(step, tuan, now));
  return report;
}

/** A step that fails holds up neither the others nor the next tick; its problem is told in the report. */
async function runStep(
  { name, run }: TickStep,
  tuan: OpenTuan,
  now: Instant,
): Promise<TickReport['steps'][number]> {
  try {
    return { name, done: await run(tuan, now), problem: null };
  } catch (error) {
    return { name, done: 0, problem: error instanceof Error ? error.message : String(error) };
  }
}
