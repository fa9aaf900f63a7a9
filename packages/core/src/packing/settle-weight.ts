import type { Row, Work } from '../work.ts';
import { leftOf, type OrderLine } from '../orders/order.ts';
import { refundLine } from '../orders/refund-line.ts';
import { orderLines } from '../orders/tables.ts';
import { percentDiscounts } from '../promotions/percent-discounts.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { roundedShare } from '../shared/money.ts';
import { discountedDrop, weighedDrop } from '../shared/price-drop.ts';
import { theShop } from '../shop/the-shop.ts';
import { packedPieces, paidPieces } from './packed-pieces.ts';
import { weighings } from './tables.ts';

type Weighing = Row<typeof weighings>;

/** A plausible weight of a line, and what a unit of it costs since the freeze (minor units). */
export interface PackedWeight {
  readonly grams: number;
  readonly gramsPerUnit: number;
  readonly unitPrice: number;
}

export interface SettledWeight {
  readonly weighing: Weighing;
  /** What this call took off, in minor units: 0 where the line was weighed like this before. */
  readonly given: number;
  readonly refundId: string | null;
}

/**
 * Settles a line at its packed weight (R27): what is too light goes back as in R8, over-weight is free. A later
 * weighing corrects the one before, and only ever downwards: what went back stays back.
 */
export function settleWeight(
  work: Work,
  line: OrderLine,
  weight: PackedWeight,
  context: Context,
): SettledWeight {
  const last = lastWeighing(work, line);
  const found = reckon(work, line, weight, last);
  if (last && isSame(last, found)) return { weighing: last, given: 0, refundId: null };
  const id = context.newId('wgh');
  const weighing = work.insert(weighings, {
    id,
    orderLineId: line.id,
    number: (last?.number ?? 0) + 1,
    orderId: line.orderId,
    campaignId: line.campaignId,
    weighedAt: context.now,
    weighedBy: actorText(context.actor),
    ...found,
  });
  const { grams, gramsPerUnit, pieces, given } = found;
  const weightDrop = line.weightDrop + given;
  work.set(orderLines, line, { grams, weighedPieces: pieces, weightDrop });
  const occasion = { reason: 'weight', fault: null, source: `weight ${id}` };
  const refundId =
    given === 0 ? null : refundLine(work, line.id, { kind: 'adjustment', drop: given }, occasion, context);
  const nominalGrams = gramsPerUnit * pieces;
  work.emit({
    type: 'line.weighed',
    subject: line.id,
    data: { orderId: line.orderId, weighingId: id, pieces, nominalGrams, grams, given, refundId },
  });
  return { weighing, given, refundId };
}

function lastWeighing(work: Work, line: OrderLine): Weighing | undefined {
  return work
    .list(weighings, { orderLineId: line.id })
    .toSorted((a, b) => a.number - b.number)
    .at(-1);
}

function reckon(work: Work, line: OrderLine, weight: PackedWeight, last: Weighing | undefined) {
  const { grams, gramsPerUnit } = weight;
  const pieces = packedPieces(line);
  const paid = paidPieces(line);
  const drop = dropOf(work, line, weight);
  // Pieces that were given back since have taken their part of the drop along.
  const before = last && last.paidPieces > 0 ? roundedShare(last.settled, paid, last.paidPieces) : 0;
  const waived = drop > 0 && drop <= theShop(work).policies.weightWaiver;
  const given = waived ? 0 : Math.min(Math.max(0, drop - before), leftOf(line));
  const settled = before + given;
  const { unitPrice } = weight;
  return { pieces, paidPieces: paid, gramsPerUnit, grams, unitPrice, drop, waived, settled, given };
}

/** Of pieces given back before, the weight makes nothing cheaper: the drop is that of the others' share of the weight. */
function dropOf(work: Work, line: OrderLine, { grams, gramsPerUnit, unitPrice }: PackedWeight): number {
  if (line.gift) return 0;
  const [pieces, paid] = [packedPieces(line), paidPieces(line)];
  const whole = weighedDrop({
    unitPrice: unitPrice * paid,
    pieces: 1,
    grams,
    gramsPerUnit: gramsPerUnit * pieces,
  });
  return discountedDrop(whole, percentDiscounts(work, line));
}

function isSame(last: Weighing, found: ReturnType<typeof reckon>): boolean {
  return last.grams === found.grams && last.pieces === found.pieces && found.given === 0;
}
