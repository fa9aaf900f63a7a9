import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { linesAtPoint, piecesByVariant } from './arriving-lines.ts';
import { acceptCountSchema } from './change-schemas.ts';
import { type DeliveryStop, runAnswer } from './delivery-run.ts';
import { loseMissing } from './lose-missing.ts';
import { deliveryRunSchema } from './schemas.ts';
import { stopOfRun } from './stop-of-run.ts';
import { deliveryStopLines, deliveryStops } from './tables.ts';

/**
 * The shop believes the leader's count: pieces that were signed for and did not come are shared out inside the point,
 * refunded and lost in transport, like a difference at the stop (R28). Pieces that were handed out meanwhile are not
 * missing. Twice is harmless.
 *
 * Refuses: delivery_stop_status (not counted), not_found, not_allowed.
 */
export const acceptCount = defineVerb({
  name: 'deliveryRuns.acceptCount',
  summary: "Accept a leader's count of a delivery",
  input: acceptCountSchema,
  answer: deliveryRunSchema,
  decide: (work, { runId, stopId }, context) => {
    demandShop(context);
    const { run, stop } = stopOfRun(work, runId, stopId, context);
    demand(stop.countedAt !== null, 'delivery_stop_status', { status: stop.status, countedAt: null });
    if (stop.countAcceptedAt === null) accept(work, stop, context);
    return () => runAnswer(work, run.id);
  },
});

function accept(work: Work, stop: DeliveryStop, context: Context): void {
  const lines = linesAtPoint(work, stop, ['confirmed', 'ready']);
  const there = piecesByVariant(lines);
  let pieces = 0;
  for (const line of work.list(deliveryStopLines, { deliveryStopId: stop.id })) {
    const counted = line.counted ?? line.delivered;
    const missing = Math.min(line.delivered - counted, there.get(line.variantId) ?? 0);
    if (missing <= 0) continue;
    const own = lines.filter(({ variantId }) => variantId === line.variantId);
    loseMissing(work, stop, own, { missing, cause: 'count' }, context);
    pieces += missing;
    work.set(deliveryStopLines, line, {
      delivered: line.delivered - missing,
      missing: line.missing + missing,
    });
  }
  const { deliveryRunId, campaignId, pickupPointId } = work.set(deliveryStops, stop, {
    countAcceptedAt: context.now,
  });
  const data = { deliveryRunId, campaignId, pickupPointId, pieces };
  work.emit({ type: 'deliveryStop.countAccepted', subject: stop.id, data });
}
