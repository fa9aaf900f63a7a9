import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { instantOf } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Where } from '../work.ts';
import { changeRunSchema } from './change-schemas.ts';
import { runAnswer } from './delivery-run.ts';
import { demandRoom, reckonTimes } from './run-stops.ts';
import { deliveryRunSchema } from './schemas.ts';
import { deliveryRuns } from './tables.ts';

/**
 * Names a run, gives it a driver or another vehicle, or another departure; also while it is under way, but for the
 * departure. Saying the same twice is harmless.
 *
 * Refuses: delivery_run_status (finished, or it has left), delivery_capacity, not_found, not_allowed.
 */
export const changeRun = defineVerb({
  name: 'deliveryRuns.change',
  summary: 'Change a delivery run: name, driver, vehicle, departure',
  input: changeRunSchema,
  answer: deliveryRunSchema,
  decide: (work, { runId, name, driver, carrier, capacity, departsAt }, context) => {
    demandShop(context);
    const run = work.get(deliveryRuns, runId);
    const { status } = run;
    const leaves = departsAt === undefined ? run.departsAt : instantOf(departsAt);
    const isLate = status === 'underWay' && leaves !== run.departsAt;
    demand(status !== 'finished' && !isLate, 'delivery_run_status', { status });
    const wanted: Where<typeof deliveryRuns> = {
      name: name ?? run.name,
      driver: driver ?? run.driver,
      carrier: carrier === undefined ? run.carrier : carrier,
      departsAt: leaves,
      ...(capacity === undefined
        ? {}
        : {
            capacityCrates: capacity?.crates ?? null,
            capacityPieces: capacity?.pieces ?? null,
            capacityGrams: capacity?.grams ?? null,
          }),
    };
    const fields = Object.entries(wanted)
      .filter(([field, value]) => run[field as keyof typeof run] !== value)
      .map(([field]) => field);
    if (fields.length > 0) {
      work.set(deliveryRuns, run, wanted);
      if (capacity !== undefined) demandRoom(work, runId);
      if (fields.includes('departsAt')) reckonTimes(work, runId, context.now);
      work.emit({
        type: 'deliveryRun.changed',
        subject: runId,
        data: { campaignId: run.campaignId, fields },
      });
    }
    return () => runAnswer(work, runId);
  },
});
