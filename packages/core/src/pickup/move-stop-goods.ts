import { piecesToDeliver } from '../delivery/goods-of-points.ts';
import { deliveryStopLines, deliveryStops } from '../delivery/tables.ts';
import { linesOf, type Order } from '../orders/order.ts';
import type { Row, RowRequest, Work } from '../work.ts';

type Stop = Row<typeof deliveryStops>;

/**
 * Goods of moved orders that are still to be brought go with them from stop to stop, as long as the stops are pending.
 * Answers how many pieces no stop brings to the new point: a run is to be planned for those. Goods of ready orders lie
 * at the old point; who moves them carries them over.
 */
export function moveStopGoods(work: Work, moved: readonly Order[], toPointId: string): number {
  const waiting = moved.filter(({ status }) => status === 'confirmed');
  const places = waiting.flatMap(({ campaignId, pickupPointId }) => [
    { campaignId, pickupPointId },
    { campaignId, pickupPointId: toPointId },
  ]);
  work.need(...places.map((place): RowRequest => [deliveryStops, place]));
  const stops = new Set(places.flatMap((place) => work.list(deliveryStops, place)));
  work.need(...[...stops].map(({ id }): RowRequest => [deliveryStopLines, { deliveryStopId: id }]));
  let unplanned = 0;
  for (const { id, campaignId, pickupPointId } of waiting) {
    const from = pendingStop(work, campaignId, pickupPointId);
    const to = pendingStop(work, campaignId, toPointId);
    for (const line of linesOf(work, id)) {
      const pieces = piecesToDeliver(line);
      if (pieces === 0) continue;
      if (from) expectMore(work, from, line.variantId, -pieces);
      if (to) expectMore(work, to, line.variantId, pieces);
      else unplanned += pieces;
    }
  }
  return unplanned;
}

function pendingStop(work: Work, campaignId: string, pickupPointId: string): Stop | undefined {
  return work.list(deliveryStops, { campaignId, pickupPointId }).find(({ status }) => status === 'pending');
}

/** A pending stop is to bring more of a variant, or fewer. */
export function expectMore(
  work: Work,
  { id: deliveryStopId }: Pick<Stop, 'id'>,
  variantId: string,
  pieces: number,
): void {
  const known = work.find(deliveryStopLines, { deliveryStopId, variantId });
  // What was planned before the line was shared out is not on the sheet: nothing is taken off it then.
  if (known) work.set(deliveryStopLines, known, { expected: Math.max(0, known.expected + pieces) });
  else if (pieces > 0) work.insert(deliveryStopLines, { deliveryStopId, variantId, expected: pieces });
}
