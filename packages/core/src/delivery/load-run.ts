import type * as z from 'zod';
import { variants } from '../catalog/tables.ts';
import { defineVerb } from '../define.ts';
import { demand, type FieldProblem, refuse } from '../shared/error.ts';
import type { Work } from '../work.ts';
import { loadRunSchema } from './change-schemas.ts';
import { runAnswer, stopsOf } from './delivery-run.ts';
import { deliveryRunSchema } from './schemas.ts';
import { runOfDriver } from './stop-of-run.ts';
import { deliveryRuns, deliveryStopLines, deliveryStops } from './tables.ts';

type Counted = NonNullable<z.output<typeof loadRunSchema>['stops']>;

/**
 * The crates are in the vehicle, with what was counted otherwise than planned. Until it leaves it may be counted
 * again; the same count twice is harmless.
 *
 * Refuses: delivery_run_status, invalid_input (a stop or goods that are not on the run), not_found, not_allowed.
 */
export const loadRun = defineVerb({
  name: 'deliveryRuns.load',
  summary: 'Note that a run is loaded, with what was counted',
  input: loadRunSchema,
  answer: deliveryRunSchema,
  decide: (work, { runId, stops = [] }, context) => {
    const run = runOfDriver(work, runId, context);
    const { status, campaignId } = run;
    demand(status === 'planned' || status === 'loaded', 'delivery_run_status', { status });
    const isNew = countStops(work, runId, stops);
    const data = { campaignId, differences: differencesOf(work, runId) };
    if (status === 'planned') {
      work.set(deliveryRuns, run, { status: 'loaded', loadedAt: context.now });
      work.emit({ type: 'deliveryRun.loaded', subject: run.id, data });
    } else if (isNew) work.emit({ type: 'deliveryRun.recounted', subject: run.id, data });
    return () => runAnswer(work, run.id);
  },
});

/** Writes down what was counted; what was not named was loaded as planned. Answers whether anything is new. */
function countStops(work: Work, runId: string, counted: Counted): boolean {
  const problems: FieldProblem[] = [];
  const stops = stopsOf(work, runId);
  work.need(...stops.map(({ id }) => [deliveryStopLines, { deliveryStopId: id }] as const));
  for (const [index, { stopId, lines = [] }] of counted.entries()) {
    const path = `stops.${String(index)}`;
    if (!stops.some(({ id }) => id === stopId))
      problems.push({ path: `${path}.stopId`, code: 'not_on_run', message: 'This is no stop of the run.' });
    for (const [at, { variantId }] of lines.entries()) {
      const { id } = work.resolve(variants, variantId);
      const known = work
        .list(deliveryStopLines, { deliveryStopId: stopId })
        .some((line) => line.variantId === id);
      if (!known)
        problems.push({
          path: `${path}.lines.${String(at)}.variantId`,
          code: 'not_on_run',
          message: 'These goods are not planned for this stop.',
        });
    }
  }
  if (problems.length > 0) refuse('invalid_input', { fields: problems });
  let isNew = false;
  for (const stop of stops) {
    const own = counted.find(({ stopId }) => stopId === stop.id);
    const crates = own?.crates ?? stop.loadedCrates ?? stop.crates;
    if (stop.loadedCrates !== crates) {
      work.set(deliveryStops, stop, { loadedCrates: crates });
      isNew = true;
    }
    for (const line of work.list(deliveryStopLines, { deliveryStopId: stop.id })) {
      const said = own?.lines?.find(
        ({ variantId }) => work.resolve(variants, variantId).id === line.variantId,
      );
      const loaded = said?.loaded ?? line.loaded ?? line.expected;
      if (line.loaded === loaded) continue;
      work.set(deliveryStopLines, line, { loaded });
      isNew = true;
    }
  }
  return isNew;
}

function differencesOf(work: Work, runId: string): number {
  return stopsOf(work, runId)
    .flatMap(({ id }) => work.list(deliveryStopLines, { deliveryStopId: id }))
    .filter(({ loaded, expected }) => loaded !== null && loaded !== expected).length;
}
