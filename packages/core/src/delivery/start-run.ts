import { startDelivering } from '../campaigns/advance-campaign.ts';
import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { runAnswer } from './delivery-run.ts';
import { deliveryRunSchema, runIdSchema } from './schemas.ts';
import { runOfDriver } from './stop-of-run.ts';
import { deliveryRuns } from './tables.ts';

/**
 * The vehicle leaves; from here on stops are handed over. Twice is harmless.
 *
 * Refuses: delivery_run_status, goods_not_shared_out, not_found, not_allowed.
 */
export const startRun = defineVerb({
  name: 'deliveryRuns.start',
  summary: 'Start a delivery run',
  input: runIdSchema,
  answer: deliveryRunSchema,
  decide: (work, { runId }, context) => {
    const run = runOfDriver(work, runId, context);
    demand(run.status !== 'finished', 'delivery_run_status', { status: run.status });
    if (run.status !== 'underWay') {
      const { status } = startDelivering(work, run.campaignId, context);
      demand(status !== 'purchasing', 'goods_not_shared_out', { status });
      work.set(deliveryRuns, run, { status: 'underWay', startedAt: context.now });
      work.emit({ type: 'deliveryRun.started', subject: run.id, data: { campaignId: run.campaignId } });
    }
    return () => runAnswer(work, run.id);
  },
});
