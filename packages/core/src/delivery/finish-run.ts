import { campaigns } from '../campaigns/tables.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import { stopsOf } from './delivery-run.ts';
import { deliveryRuns } from './tables.ts';

/** A run is finished when no stop is pending; when none of the campaign's runs has one, neighbours collect. */
export function finishWhenServed(work: Work, runId: string, context: Context): void {
  if (stopsOf(work, runId).some(({ status }) => status === 'pending')) return;
  const run = work.get(deliveryRuns, runId);
  const { campaignId } = work.set(deliveryRuns, run, { status: 'finished', finishedAt: context.now });
  work.emit({ type: 'deliveryRun.finished', subject: runId, data: { campaignId } });
  if (work.list(deliveryRuns, { campaignId }).some(({ status }) => status !== 'finished')) return;
  const campaign = work.get(campaigns, campaignId);
  if (campaign.status !== 'delivering') return;
  work.set(campaigns, campaign, { status: 'collecting' });
  work.emit({ type: 'campaign.collecting', subject: campaignId, data: { campaignId } });
}
