import { defineVerb } from '../define.ts';
import { orderLines, orders } from '../orders/tables.ts';
import type { Context } from '../shared/context.ts';
import { refuse } from '../shared/error.ts';
import type { Row, Work } from '../work.ts';
import { basketView, demandPackable, demandPacker, householdOfOrder } from './household.ts';
import { basketSchema, undoScanSchema } from './scan-schemas.ts';
import { packedLines, packingScans } from './scan-tables.ts';

/**
 * Takes back a scan: its goods are out of the basket again. Twice is harmless; the same scan never counts again.
 *
 * Refuses: order_status once the goods are handed over, not_found, not_allowed.
 */
export const undoScan = defineVerb({
  name: 'packing.undo',
  summary: 'Take back a scan',
  input: undoScanSchema,
  answer: basketSchema,
  decide: (work, { scanId }, context) => {
    demandPacker(context.actor);
    const scans = work.list(packingScans, { scanId });
    const [first] = scans;
    if (first === undefined) return refuse('not_found', { what: 'packing_scans', key: scanId });
    const household = householdOfOrder(work, work.get(orders, first.orderId), context.actor);
    const standing = scans.filter(({ undoneAt }) => undoneAt === null);
    if (standing.length > 0) demandPackable(household);
    for (const scan of standing) takeOut(work, scan, context);
    const scanned = new Map(standing.map(({ orderLineId, pieces }) => [orderLineId, -pieces]));
    return () => basketView(work, household, { scanId, outcome: 'undone' }, scanned);
  },
});

function takeOut(work: Work, scan: Row<typeof packingScans>, context: Context): void {
  const { orderLineId, orderId, pieces, scanId } = scan;
  const packed = work.get(packedLines, orderLineId);
  work.set(packedLines, packed, { pieces: packed.pieces - pieces });
  work.set(packingScans, scan, { undoneAt: context.now });
  // The line's pieces are read, so that a loss at the same moment is seen.
  work.get(orderLines, orderLineId);
  work.emit({ type: 'line.unpacked', subject: orderLineId, data: { orderId, scanId, pieces } });
}
