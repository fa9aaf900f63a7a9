import type { OrderLine } from '../orders/order.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { grouped } from '../shared/grouped.ts';
import type { Work } from '../work.ts';
import type { DeliveryStop } from './delivery-run.ts';
import { piecesToDeliver } from './goods-of-points.ts';

/** Lines at the point of a stop whose orders have this status and that have pieces nobody has fetched, withdrawn or lost. */
export function linesAtPoint(
  work: Work,
  { campaignId, pickupPointId }: DeliveryStop,
  statuses: readonly string[],
): OrderLine[] {
  const allocated = work
    .list(orderLines, { campaignId, pickupPointId })
    .filter((line) => piecesToDeliver(line) > 0);
  work.need(...allocated.map(({ orderId }) => [orders, { id: orderId }] as const));
  return allocated.filter(({ orderId }) => statuses.includes(work.get(orders, orderId).status));
}

/** The pieces of these lines by variant. */
export function piecesByVariant(lines: readonly OrderLine[]): Map<string, number> {
  const groups = grouped(lines, (line) => line.variantId);
  return new Map(
    [...groups].map(([variantId, own]) => [
      variantId,
      own.reduce((sum, line) => sum + piecesToDeliver(line), 0),
    ]),
  );
}
