import type * as z from 'zod';
import { variants } from '../catalog/tables.ts';
import { defineVerb } from '../define.ts';
import { notices } from '../events/tables.ts';
import type { OrderLine } from '../orders/order.ts';
import { orderLines, orders } from '../orders/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand, type FieldProblem, refuse } from '../shared/error.ts';
import { grouped } from '../shared/grouped.ts';
import type { Work } from '../work.ts';
import { type DeliveryStop, runAnswer } from './delivery-run.ts';
import { finishWhenServed } from './finish-run.ts';
import { piecesToDeliver } from './goods-of-points.ts';
import { loseMissing } from './lose-missing.ts';
import { deliveryRunSchema, handOverStopSchema } from './schemas.ts';
import { stopOfRun } from './stop-of-run.ts';
import { deliveryStopLines, deliveryStops } from './tables.ts';

type Differences = NonNullable<z.output<typeof handOverStopSchema>['lines']>;

/**
 * The goods of a pickup point are signed for, with what is missing: that shortage is shared out inside the point,
 * refunded by piece and lost in transport (R28). Orders with at least one piece are ready to be fetched. Twice is
 * harmless.
 *
 * Refuses: delivery_run_status, delivery_stop_status, invalid_input, not_found, not_allowed.
 */
export const handOverStop = defineVerb({
  name: 'deliveryRuns.handOverStop',
  summary: 'Hand over the goods of a stop',
  input: handOverStopSchema,
  answer: deliveryRunSchema,
  decide: (work, command, context) => {
    const { run, stop, leaderId } = stopOfRun(work, command.runId, command.stopId, context);
    demand(stop.status !== 'failed', 'delivery_stop_status', { status: stop.status });
    if (stop.status === 'pending') {
      demand(run.status === 'underWay', 'delivery_run_status', { status: run.status });
      handOver(work, stop, command, context);
      finishWhenServed(work, run.id, context);
    }
    return () => runAnswer(work, run.id, leaderId);
  },
});

function handOver(
  work: Work,
  stop: DeliveryStop,
  command: z.output<typeof handOverStopSchema>,
  context: Context,
): void {
  const { campaignId, pickupPointId } = stop;
  work.need([orderLines, { campaignId, pickupPointId }], [deliveryStopLines, { deliveryStopId: stop.id }]);
  const arriving = linesArriving(work, stop);
  const missing = missingOf(work, stop, arriving, command.lines ?? []);
  for (const [variantId, pieces] of missing) {
    const own = arriving.filter((line) => line.variantId === variantId);
    loseMissing(work, stop, own, pieces, context);
  }
  signStopLines(work, stop, arriving, missing);
  makeReady(work, arriving, context);
  work.set(deliveryStops, stop, {
    status: 'handedOver',
    handedOverAt: context.now,
    signedBy: command.signedBy,
    note: command.note ?? '',
  });
  const lost = [...missing.values()].reduce((sum, pieces) => sum + pieces, 0);
  const { deliveryRunId } = stop;
  work.emit({
    type: 'deliveryStop.handedOver',
    subject: stop.id,
    data: { deliveryRunId, campaignId, pickupPointId, missing: lost },
  });
}

/** Lines of confirmed orders whose goods are in this delivery. */
function linesArriving(work: Work, { campaignId, pickupPointId }: DeliveryStop): OrderLine[] {
  const allocated = work
    .list(orderLines, { campaignId, pickupPointId })
    .filter((line) => piecesToDeliver(line) > 0);
  work.need(...allocated.map(({ orderId }) => [orders, { id: orderId }] as const));
  return allocated.filter(({ orderId }) => work.get(orders, orderId).status === 'confirmed');
}

/** The pieces missing by variant; refuses a variant that is not in this delivery and more than there should be. */
function missingOf(
  work: Work,
  stop: DeliveryStop,
  arriving: readonly OrderLine[],
  lines: Differences,
): Map<string, number> {
  const expected = expectedOf(arriving);
  const missing = new Map<string, number>();
  const problems: FieldProblem[] = [];
  for (const [index, line] of lines.entries()) {
    const { id } = work.resolve(variants, line.variantId);
    const pieces = (missing.get(id) ?? 0) + line.missing;
    missing.set(id, pieces);
    const most = expected.get(id) ?? 0;
    if (pieces <= most) continue;
    problems.push({
      path: `lines.${String(index)}.missing`,
      code: 'more_than_expected',
      message: `Only ${String(most)} are expected at this stop.`,
    });
  }
  if (problems.length > 0) refuse('invalid_input', { stopId: stop.id, fields: problems });
  return missing;
}

function expectedOf(arriving: readonly OrderLine[]): Map<string, number> {
  const groups = grouped(arriving, (line) => line.variantId);
  return new Map(
    [...groups].map(([variantId, own]) => [
      variantId,
      own.reduce((sum, line) => sum + piecesToDeliver(line), 0),
    ]),
  );
}

/** What was planned may have been withdrawn since: the stop's lines then tell what really was to change hands. */
function signStopLines(
  work: Work,
  stop: DeliveryStop,
  arriving: readonly OrderLine[],
  missing: ReadonlyMap<string, number>,
): void {
  const arrived = expectedOf(arriving);
  for (const line of work.list(deliveryStopLines, { deliveryStopId: stop.id })) {
    const expected = arrived.get(line.variantId) ?? 0;
    const lost = missing.get(line.variantId) ?? 0;
    work.set(deliveryStopLines, line, { expected, delivered: expected - lost, missing: lost });
  }
}

function makeReady(work: Work, arriving: readonly OrderLine[], context: Context): void {
  for (const [orderId, own] of grouped(arriving, (line) => line.orderId)) {
    const order = work.get(orders, orderId);
    // Where everything was missing the order is cancelled by now.
    if (order.status !== 'confirmed') continue;
    if (own.every(({ id }) => piecesToDeliver(work.get(orderLines, id)) === 0)) continue;
    const ready = work.set(orders, order, { status: 'ready', readyAt: context.now });
    const { campaignId, pickupPointId, customerId } = ready;
    work.emit({ type: 'order.ready', subject: orderId, data: { campaignId, pickupPointId } });
    work.insert(notices, {
      id: context.newId('ntc'),
      receiverKind: 'customer',
      receiverId: customerId,
      topic: 'order.ready',
      facts: { orderId, campaignId, pickupPointId },
      createdAt: context.now,
      source: `ready ${orderId}`,
    });
  }
}
