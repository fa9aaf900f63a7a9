import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { runAnswer } from './delivery-run.ts';
import { deliveryRunSchema, runIdSchema } from './schemas.ts';
import { deliveryRuns } from './tables.ts';

/**
 * The crates are in the vehicle. Twice is harmless.
 *
 * Refuses: delivery_run_status, not_found, not_allowed.
 */
export const loadRun = defineVerb({
  name: 'deliveryRuns.load',
  summary: 'Note that a run is loaded',
  input: runIdSchema,
  answer: deliveryRunSchema,
  decide: (work, { runId }, context) => {
    demandShop(context);
    const run = work.get(deliveryRuns, runId);
    demand(run.status === 'planned' || run.status === 'loaded', 'delivery_run_status', {
      status: run.status,
    });
    if (run.status === 'planned') {
      work.set(deliveryRuns, run, { status: 'loaded' });
      work.emit({ type: 'deliveryRun.loaded', subject: run.id, data: { campaignId: run.campaignId } });
    }
    return () => runAnswer(work, run.id);
  },
});
