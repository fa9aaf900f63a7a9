import type * as z from 'zod';
import { defineVerb } from '../define.ts';
import { notices } from '../events/tables.ts';
import type { OrderLine } from '../orders/order.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { attachPictures } from '../pictures/picture.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { grouped } from '../shared/grouped.ts';
import { type Instant, instantOf } from '../shared/time.ts';
import type { Work } from '../work.ts';
import { linesAtPoint, piecesByVariant } from './arriving-lines.ts';
import { type DeliveryRun, type DeliveryStop, runAnswer } from './delivery-run.ts';
import { finishWhenServed } from './finish-run.ts';
import { piecesToDeliver } from './goods-of-points.ts';
import { loseMissing } from './lose-missing.ts';
import { deliveryRunSchema, handOverStopSchema } from './schemas.ts';
import { type Difference, differencesOf } from './stop-differences.ts';
import { stopOfRun } from './stop-of-run.ts';
import { deliveryStopLines, deliveryStops } from './tables.ts';

type HandOver = z.output<typeof handOverStopSchema>;

/**
 * The goods of a pickup point are signed for, with what is missing or damaged: that shortage is shared out inside the
 * point, refunded by piece and lost in transport (R28). Orders with at least one piece are ready to be fetched. Twice
 * is harmless; another hand-over of a stop that was signed for is refused and changes nothing.
 *
 * Refuses: delivery_run_status, delivery_stop_status, delivery_stop_signed, delivery_stop_moving, picture_unknown, picture_used,
 * invalid_input, not_found, not_allowed.
 */
export const handOverStop = defineVerb({
  name: 'deliveryRuns.handOverStop',
  summary: 'Hand over the goods of a stop',
  input: handOverStopSchema,
  answer: deliveryRunSchema,
  decide: (work, command, context) => {
    const { run, stop, leader } = stopOfRun(work, command.runId, command.stopId, context);
    const { status, signedBy, handOverId } = stop;
    demand(status !== 'failed', 'delivery_stop_status', { status });
    if (status === 'pending') {
      demand(run.status === 'underWay', 'delivery_run_status', { status: run.status });
      demandAllMoved(work, stop);
      handOver(work, run, stop, command, context);
      finishWhenServed(work, run.id, context);
    } else if (command.handOverId !== undefined)
      demand(command.handOverId === handOverId, 'delivery_stop_signed', { signedBy, handOverId });
    return () => runAnswer(work, run.id, leader);
  },
});

/** Orders of a redirected stop that are not here yet would miss their goods. */
function demandAllMoved(work: Work, { campaignId, pickupPointId: toPointId }: DeliveryStop): void {
  const moving = work.list(deliveryStops, { movingToId: toPointId });
  demand(!moving.some((stop) => stop.campaignId === campaignId), 'delivery_stop_moving', { toPointId });
}

function handOver(
  work: Work,
  run: DeliveryRun,
  stop: DeliveryStop,
  command: HandOver,
  context: Context,
): void {
  const { campaignId, pickupPointId, deliveryRunId } = stop;
  work.need(
    [orderLines, { campaignId, pickupPointId }],
    [deliveryStopLines, { deliveryStopId: stop.id }],
    [pickupPoints, { id: pickupPointId }],
  );
  const arriving = linesAtPoint(work, stop, ['confirmed']);
  const differences = differencesOf(work, stop, piecesByVariant(arriving), command.lines ?? []);
  for (const [variantId, difference] of differences) {
    const own = arriving.filter((line) => line.variantId === variantId);
    loseMissing(work, stop, own, difference, context);
  }
  signStopLines(work, stop, arriving, differences);
  makeReady(work, arriving, context);
  sign(work, run, stop, command, context);
  const lost = [...differences.values()].reduce((sum, { missing, damaged }) => sum + missing + damaged, 0);
  work.emit({
    type: 'deliveryStop.handedOver',
    subject: stop.id,
    data: { deliveryRunId, campaignId, pickupPointId, missing: lost },
  });
}

/** Who signed, when by the clock of the phone, and what shows it. */
function sign(work: Work, run: DeliveryRun, stop: DeliveryStop, command: HandOver, context: Context): void {
  const { signedBy, note = '', handOverId, signature, pictures = [], occurredAt } = command;
  const { leaderId } = work.get(pickupPoints, stop.pickupPointId);
  const { deliveryRunId } = stop;
  const owners = { subject: `stop ${stop.id}`, deliveryRunId, ...(leaderId === null ? {} : { leaderId }) };
  attachPictures(work, pictures, owners, context);
  work.set(deliveryStops, stop, {
    status: 'handedOver',
    handedOverAt: happenedAt(occurredAt, run.startedAt ?? context.now, context.now),
    signedBy,
    note,
    handOverId: handOverId ?? null,
    signature: signature ?? null,
    pictures,
  });
}

/** A phone without a signal tells it later: never before the run left, never after it was told (R29). */
function happenedAt(said: string | undefined, from: Instant, now: Instant): Instant {
  return said === undefined ? now : Math.min(now, Math.max(from, instantOf(said)));
}

/**
 * What was planned may have been withdrawn, or moved here, since: the stop's lines then tell what really was to change
 * hands.
 */
function signStopLines(
  work: Work,
  stop: DeliveryStop,
  arriving: readonly OrderLine[],
  differences: ReadonlyMap<string, Difference>,
): void {
  const arrived = piecesByVariant(arriving);
  const planned = work.list(deliveryStopLines, { deliveryStopId: stop.id });
  const known = new Set(planned.map(({ variantId }) => variantId));
  const come = [...arrived.keys()].filter((variantId) => !known.has(variantId)).toSorted();
  for (const line of [
    ...planned,
    ...come.map((variantId) =>
      work.insert(deliveryStopLines, { deliveryStopId: stop.id, variantId, expected: 0 }),
    ),
  ]) {
    const expected = arrived.get(line.variantId) ?? 0;
    const { missing = 0, damaged = 0, reason = '' } = differences.get(line.variantId) ?? {};
    const delivered = expected - missing - damaged;
    work.set(deliveryStopLines, line, { expected, delivered, missing, damaged, reason });
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
