import { offers } from '../campaigns/tables.ts';
import { variants } from '../catalog/tables.ts';
import { defineVerb } from '../define.ts';
import type { OrderLine } from '../orders/order.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import type { Row, Work } from '../work.ts';
import {
  basketView,
  demandPackable,
  demandPacker,
  type Household,
  householdOf,
  inBasket,
} from './household.ts';
import { packedPieces } from './packed-pieces.ts';
import { basketSchema, type PackScan, packScanSchema } from './scan-schemas.ts';
import { packedLines, packingScans } from './scan-tables.ts';

type Scan = Row<typeof packingScans>;

/** Pieces of a line that a scan puts in. */
interface Part {
  readonly line: OrderLine;
  readonly pieces: number;
}

/**
 * Puts scanned goods into a basket, checked against the list: goods that the household does not get, and more than it
 * gets, are refused. Two phones may scan at once, and the same scan counts once, for ever. A leader packs at own points.
 *
 * Refuses: packing_wrong_goods, packing_too_many, packing_not_ready, packing_scan_used, order_status, invalid_input,
 * not_found, not_allowed.
 */
export const packScan = defineVerb({
  name: 'packing.scan',
  summary: 'Put scanned goods into a basket',
  input: packScanSchema,
  answer: basketSchema,
  decide: (work, scan, context) => {
    demandPacker(context.actor);
    const household = householdOf(work, scan, context.actor);
    const known = work.list(packingScans, { scanId: scan.scanId });
    if (known.length > 0) return knownScan(work, household, known);
    demandPackable(household);
    const parts = partsOf(work, household, scan);
    for (const part of parts) put(work, household, part, scan.scanId, context);
    const scanned = new Map(parts.map(({ line, pieces }) => [line.id, pieces]));
    return () => basketView(work, household, { scanId: scan.scanId, outcome: 'packed' }, scanned);
  },
});

/** Told again: by the phone that did not hear the answer. What it did then is not done again. */
function knownScan(work: Work, household: Household, known: readonly Scan[]) {
  const own = known.every(({ orderId }) => household.orders.some(({ id }) => id === orderId));
  demand(own, 'packing_scan_used');
  const undone = known.every(({ undoneAt }) => undoneAt !== null);
  const scan = { scanId: known[0]?.scanId ?? '', outcome: undone ? 'undone' : 'known' } as const;
  return basketView(work, household, scan, new Map());
}

function partsOf(work: Work, household: Household, scan: PackScan): Part[] {
  const whole = scan.variantId === undefined && scan.orderLineId === undefined;
  const meant = whole ? household.lines : linesMeant(work, household, scan);
  const lines = meant.filter((line) => packedPieces(line) > 0 && isOpen(household, line));
  if (lines.length === 0 && meant.some((line) => line.allocated === null)) refuse('packing_not_ready');
  if (lines.length === 0 && !whole) refuse('packing_wrong_goods', { wants: wantsOf(work, household) });
  const missing = lines
    .map((line) => ({ line, left: packedPieces(line) - inBasket(work, line) }))
    .filter(({ left }) => left > 0);
  const left = missing.reduce((sum, one) => sum + one.left, 0);
  const packed = lines.reduce((sum, line) => sum + inBasket(work, line), 0);
  demand(left > 0 && (whole || scan.pieces <= left), 'packing_too_many', { left, packed });
  let open = whole ? left : scan.pieces;
  return missing.flatMap(({ line, left: ofLine }) => {
    const pieces = Math.min(open, ofLine);
    open -= pieces;
    return pieces === 0 ? [] : [{ line, pieces }];
  });
}

function linesMeant(
  work: Work,
  { lines }: Household,
  { variantId, orderLineId }: PackScan,
): readonly OrderLine[] {
  if (orderLineId !== undefined) return lines.filter(({ id }) => id === orderLineId);
  const variant = work.resolve(variants, variantId ?? '');
  return lines.filter((line) => line.variantId === variant.id);
}

function isOpen({ orders: own }: Household, { orderId }: OrderLine): boolean {
  const status = own.find(({ id }) => id === orderId)?.status;
  return status === 'confirmed' || status === 'ready';
}

function wantsOf(work: Work, { lines }: Household) {
  return lines
    .map((line) => ({ line, left: packedPieces(line) - inBasket(work, line) }))
    .filter(({ left }) => left > 0)
    .map(({ line, left }) => ({
      variantId: line.variantId,
      title: work.get(offers, line.offerId).title,
      left,
    }));
}

function put(
  work: Work,
  household: Household,
  { line, pieces }: Part,
  scanId: string,
  context: Context,
): void {
  const { id: orderLineId, orderId } = line;
  const known = work.find(packedLines, orderLineId);
  // Set, not added: two phones that put in the last piece come one after the other.
  if (known) work.set(packedLines, known, { pieces: known.pieces + pieces });
  else work.insert(packedLines, { orderLineId, orderId, pieces });
  work.insert(packingScans, {
    id: context.newId('pks'),
    scanId,
    campaignId: household.campaignId,
    pickupPointId: household.point.id,
    orderId,
    orderLineId,
    pieces,
    scannedAt: context.now,
    scannedBy: actorText(context.actor),
  });
  work.emit({ type: 'line.packed', subject: orderLineId, data: { orderId, scanId, pieces } });
  const own = household.lines.filter((one) => one.orderId === orderId);
  if (own.some((one) => packedPieces(one) > inBasket(work, one))) return;
  const { campaignId, point } = household;
  work.emit({ type: 'order.packed', subject: orderId, data: { campaignId, pickupPointId: point.id } });
}
