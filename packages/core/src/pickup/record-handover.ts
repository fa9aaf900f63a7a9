import type { ErrorCode } from '../error-codes.ts';
import { completeLine } from '../orders/complete-line.ts';
import { linesOf, type Order, type OrderLine, openPieces } from '../orders/order.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import type { RefusalDetails } from '../shared/error.ts';
import { maskName } from '../shared/phone.ts';
import { money } from '../shared/schemas.ts';
import { type Instant, instantOf, instantText } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { closeUncollectedOrder, isUncollected } from './close-order.ts';
import { type Collector, collectorOf, useConsent } from './collector-of-handover.ts';
import { findOrder, gatherOrders } from './gather-orders.ts';
import type { HandoverInput, HandoverView } from './schemas.ts';
import { handsOver } from './station.ts';
import { handoverLines, handovers } from './tables.ts';

/** A refusal as a value: in a batch of offline handovers each is answered on its own. */
export interface RefusedHandover {
  readonly code: ErrorCode;
  readonly details: RefusalDetails;
}

export type RecordedHandover = { readonly orderId: string } | RefusedHandover;

interface HandedLine {
  readonly lineId: string;
  readonly pieces: number;
}

/**
 * Goods leave to a customer (R29). The id is the client's: told again it changes nothing. What another phone has
 * handed over before is kept as `conflict` and moves nothing, since the goods are gone either way.
 */
export function recordHandover(
  work: Work,
  input: HandoverInput,
  context: Context,
  { late = false }: { readonly late?: boolean } = {},
): RecordedHandover {
  const found = findOrder(work, input.orderId);
  if (!found || !handsOver(work, found, context, late ? 'synced' : 'now'))
    return refused('not_found', { what: 'orders', key: input.orderId });
  const known = work.find(handovers, input.handoverId);
  if (known) return known.orderId === found.id ? { orderId: found.id } : refused('handover_id_used');
  if (found.readyAt === null) return refused('order_status', { status: found.status });
  const order = isUncollected(work, found, context.now) ? closeUncollectedOrder(work, found, context) : found;
  const lines = linesOf(work, order.id);
  const wanted = input.lines ?? leftOver(lines);
  const stranger = wanted.findIndex(({ lineId }) => !lines.some(({ id }) => id === lineId));
  if (stranger >= 0) return refused('invalid_input', { fields: [unknownLine(stranger)] });
  const fits = order.status === 'ready' && wanted.length > 0 && wanted.every((line) => isLeft(lines, line));
  if (fits && order.payment === 'atPickup' && order.paidAt === null && order.amountDue > 0) {
    return refused('payment_outstanding', { amountDue: money(order.amountDue, theShop(work).currency) });
  }
  const collector = collectorOf(work, order, input.takenBy);
  // Of what a phone tells late the goods are gone: it is kept, and shown to the shop.
  if (collector.consent === 'missing' && !late && fits) return refused('consent_unknown');
  const occurredAt = clamped(input.occurredAt, order.readyAt ?? context.now, context.now);
  const outcome = fits ? 'accepted' : 'conflict';
  keep(work, order, { id: input.handoverId, outcome, occurredAt, ...collector }, wanted, context);
  if (fits) {
    useConsent(work, order, collector, occurredAt);
    moveGoods(work, order, wanted, occurredAt, context);
  }
  return { orderId: order.id };
}

/** Asks at once for what recording these handovers reads. */
export function needForHandovers(work: Work, inputs: readonly HandoverInput[]): void {
  gatherOrders(
    work,
    inputs.map(({ orderId }) => orderId),
    inputs.flatMap(({ handoverId }) => [
      [handovers, { id: handoverId }],
      [handoverLines, { handoverId }],
    ]),
  );
}

/** A handover as it is answered: what was kept of it, and how the order stands now. */
export function handoverView(work: Work, orderId: string, handoverId: string): HandoverView {
  const { outcome, occurredAt, receivedAt, takenBy, consent } = work.get(handovers, handoverId);
  const handed = new Map(
    work.list(handoverLines, { handoverId }).map(({ orderLineId, pieces }) => [orderLineId, pieces]),
  );
  const lines = linesOf(work, orderId);
  return {
    handoverId,
    orderId,
    outcome,
    status: work.get(orders, orderId).status,
    // In the turn of the order, however the phone named them: told again the answer is the same.
    lines: lines
      .map(({ id }) => ({ lineId: id, pieces: handed.get(id) ?? 0 }))
      .filter(({ pieces }) => pieces > 0),
    left: leftOver(lines),
    takenBy: takenBy === null ? null : maskName(takenBy),
    consent,
    occurredAt: instantText(occurredAt),
    receivedAt: instantText(receivedAt),
  };
}

function leftOver(lines: readonly OrderLine[]): HandedLine[] {
  return lines
    .filter((line) => line.allocated !== null && openPieces(line) > 0)
    .map((line) => ({ lineId: line.id, pieces: openPieces(line) }));
}

function isLeft(lines: readonly OrderLine[], { lineId, pieces }: HandedLine): boolean {
  const line = lines.find(({ id }) => id === lineId);
  return line !== undefined && line.allocated !== null && pieces <= openPieces(line);
}

/** A phone's clock may be wrong: not before the goods were there, not after now. */
export function clamped(text: string | undefined, readyAt: Instant, now: Instant): Instant {
  if (text === undefined) return now;
  return Math.min(Math.max(instantOf(text), readyAt), now);
}

interface Kept extends Collector {
  readonly id: string;
  readonly outcome: 'accepted' | 'conflict';
  readonly occurredAt: Instant;
}

function keep(work: Work, order: Order, kept: Kept, lines: readonly HandedLine[], context: Context): void {
  const { id, outcome, occurredAt } = kept;
  const { id: orderId, pickupPointId } = order;
  const handedOverBy = actorText(context.actor);
  work.insert(handovers, {
    ...kept,
    orderId,
    pickupPointId,
    handedOverBy,
    receivedAt: context.now,
  });
  for (const { lineId, pieces } of lines) {
    work.insert(handoverLines, { handoverId: id, orderLineId: lineId, pieces });
  }
  work.emit({ type: 'order.handedOver', subject: orderId, data: { handoverId: id, outcome }, occurredAt });
}

function moveGoods(
  work: Work,
  order: Order,
  handed: readonly HandedLine[],
  occurredAt: Instant,
  context: Context,
): void {
  for (const { lineId, pieces } of handed) {
    const line = work.get(orderLines, lineId);
    // Phones may tell of an earlier part later: the claim window runs from the last one.
    const lastHandedOverAt = Math.max(line.lastHandedOverAt ?? 0, occurredAt);
    work.set(orderLines, line, { handedOver: line.handedOver + pieces, lastHandedOverAt });
    completeLine(work, lineId, context, { occurredAt: lastHandedOverAt });
  }
  if (linesOf(work, order.id).some((line) => openPieces(line) > 0)) return;
  const { campaignId } = order;
  work.set(orders, work.get(orders, order.id), {
    status: 'collected',
    closedAt: context.now,
    pickupCode: null,
  });
  work.emit({ type: 'order.collected', subject: order.id, data: { campaignId }, occurredAt });
}

function refused(code: ErrorCode, details: RefusalDetails = {}): RefusedHandover {
  return { code, details };
}

function unknownLine(position: number) {
  return {
    path: `lines.${String(position)}.lineId`,
    code: 'unknown_line',
    message: 'This order has no such line.',
  };
}
