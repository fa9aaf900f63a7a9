import { defineVerb } from '../define.ts';
import { demand, type FieldProblem, refuse } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { reorderRunSchema } from './change-schemas.ts';
import { runAnswer, stopsOf } from './delivery-run.ts';
import { putInOrder, reckonTimes } from './run-stops.ts';
import { deliveryRunSchema } from './schemas.ts';
import { deliveryRuns } from './tables.ts';

/**
 * Puts the pending stops of a run in another order, before it leaves or under way; times are reckoned anew. The same
 * order again is harmless.
 *
 * Refuses: delivery_run_status, invalid_input (not exactly its pending stops), not_found, not_allowed.
 */
export const reorderRun = defineVerb({
  name: 'deliveryRuns.reorder',
  summary: 'Put the stops of a delivery run in another order',
  input: reorderRunSchema,
  answer: deliveryRunSchema,
  decide: (work, { runId, stopIds }, context) => {
    demandShop(context);
    const run = work.get(deliveryRuns, runId);
    demand(run.status !== 'finished', 'delivery_run_status', { status: run.status });
    const pending = stopsOf(work, runId)
      .filter(({ status }) => status === 'pending')
      .map(({ id }) => id);
    demandSameStops(stopIds, pending);
    if (pending.some((id, position) => stopIds[position] !== id)) {
      putInOrder(work, runId, stopIds);
      reckonTimes(work, runId, context.now);
      const { campaignId } = run;
      work.emit({
        type: 'deliveryRun.reordered',
        subject: runId,
        data: { campaignId, stops: stopIds.length },
      });
    }
    return () => runAnswer(work, runId);
  },
});

/** Somebody who knows another list of stops must not lose one: every pending stop has to be named, once. */
function demandSameStops(stopIds: readonly string[], pending: readonly string[]): void {
  const problems: FieldProblem[] = [];
  for (const [index, id] of stopIds.entries()) {
    const path = `stopIds.${String(index)}`;
    if (!pending.includes(id))
      problems.push({ path, code: 'not_pending', message: 'This is no pending stop of the run.' });
    else if (stopIds.indexOf(id) !== index)
      problems.push({ path, code: 'duplicate', message: 'This stop is named twice.' });
  }
  const left = pending.filter((id) => !stopIds.includes(id));
  if (left.length > 0)
    problems.push({
      path: 'stopIds',
      code: 'stops_missing',
      message: `Name every pending stop: ${left.join(', ')}.`,
    });
  if (problems.length > 0) refuse('invalid_input', { fields: problems, pending });
}
