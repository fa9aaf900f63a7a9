import { variants } from '../catalog/tables.ts';
import { defineVerb } from '../define.ts';
import { notices } from '../events/tables.ts';
import { attachPictures } from '../pictures/picture.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand, type FieldProblem, refuse } from '../shared/error.ts';
import type { Row, Work } from '../work.ts';
import { countStopSchema } from './change-schemas.ts';
import { type DeliveryStop, runAnswer } from './delivery-run.ts';
import { deliveryRunSchema } from './schemas.ts';
import { stopOfRun } from './stop-of-run.ts';
import { deliveryStopLines, deliveryStops } from './tables.ts';

/**
 * Whoever stands at the point, its leader or a substitute (R44), counts what has come against the manifest. What differs from what was signed for is told to the shop,
 * which decides; until then it may be counted again. The same count twice is harmless.
 *
 * Refuses: delivery_stop_status (not handed over), delivery_stop_outcome (the shop has accepted a count),
 * picture_unknown, picture_used, invalid_input, not_found, not_allowed.
 */
export const countStop = defineVerb({
  name: 'deliveryRuns.countStop',
  summary: 'Confirm what has come to a pickup point',
  input: countStopSchema,
  answer: deliveryRunSchema,
  decide: (work, { runId, stopId, lines, note = '', pictures = [] }, context) => {
    demand(context.actor.kind !== 'driver', 'not_allowed', { needs: 'a secret key or a leader session' });
    const { run, stop, leader } = stopOfRun(work, runId, stopId, context);
    demand(stop.status === 'handedOver', 'delivery_stop_status', { status: stop.status });
    const planned = work.list(deliveryStopLines, { deliveryStopId: stop.id });
    const counted = countedOf(work, planned, lines);
    const isNew = planned.some((line) => line.counted !== counted.get(line.variantId));
    const added = pictures.filter((picture) => !stop.pictures.includes(picture));
    if (isNew || stop.countNote !== note || added.length > 0) {
      demand(stop.countAcceptedAt === null, 'delivery_stop_outcome', { outcome: 'countAccepted' });
      const differing = planned.filter((line) => line.delivered !== counted.get(line.variantId));
      for (const line of planned)
        work.set(deliveryStopLines, line, { counted: counted.get(line.variantId) ?? line.delivered });
      const owners = { subject: `stop ${stop.id}`, ...(leader && { leaderId: leader.leaderId }) };
      attachPictures(work, added, owners, context);
      record(work, stop, { differences: differing.length, note, added }, context);
    }
    return () => runAnswer(work, run.id, leader);
  },
});

type StopLine = Row<typeof deliveryStopLines>;

function countedOf(
  work: Work,
  planned: readonly StopLine[],
  lines: readonly { readonly variantId: string; readonly counted: number }[],
): Map<string, number> {
  const found = new Map(planned.map(({ variantId, delivered }) => [variantId, delivered]));
  const problems: FieldProblem[] = [];
  for (const [index, { variantId, counted }] of lines.entries()) {
    const { id } = work.resolve(variants, variantId);
    if (found.has(id)) found.set(id, counted);
    else {
      const message = 'These goods are not in this delivery.';
      problems.push({ path: `lines.${String(index)}.variantId`, code: 'not_in_delivery', message });
    }
  }
  if (problems.length > 0) refuse('invalid_input', { fields: problems });
  return found;
}

interface Counted {
  readonly differences: number;
  readonly note: string;
  /** Pictures that were not there before. */
  readonly added: readonly string[];
}

function record(
  work: Work,
  stop: DeliveryStop,
  { differences, note, added }: Counted,
  context: Context,
): void {
  const { deliveryRunId, campaignId, pickupPointId } = work.set(deliveryStops, stop, {
    countedAt: context.now,
    countedBy: actorText(context.actor),
    countNote: note,
    // The driver's stay in front: who took a picture stands with the picture itself.
    pictures: [...stop.pictures, ...added],
  });
  const data = { deliveryRunId, campaignId, pickupPointId, differences };
  work.emit({ type: 'deliveryStop.counted', subject: stop.id, data });
  if (differences === 0) return;
  work.insert(notices, {
    id: context.newId('ntc'),
    receiverKind: 'shop',
    receiverId: 'shop',
    topic: 'deliveryStop.counted',
    facts: { deliveryStopId: stop.id, ...data, note },
    createdAt: context.now,
    source: `counted ${stop.id} ${String(stop.version)}`,
  });
}
