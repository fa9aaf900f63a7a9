import { startCollecting } from '../campaigns/advance-campaign.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import { stopsOf } from './delivery-run.ts';
import { deliveryRuns } from './tables.ts';

/** A run is finished when no stop is pending; when none of the campaign's is, neighbours collect. */
export function finishWhenServed(work: Work, runId: string, context: Context): void {
  if (stopsOf(work, runId).some(({ status }) => status === 'pending')) return;
  const run = work.get(deliveryRuns, runId);
  const { campaignId } = work.set(deliveryRuns, run, { status: 'finished', finishedAt: context.now });
  work.emit({ type: 'deliveryRun.finished', subject: runId, data: { campaignId } });
  startCollecting(work, campaignId, context);
}
