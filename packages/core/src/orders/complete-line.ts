import { takeGoods } from '../purchasing/campaign-goods.ts';
import { settleBeforeCompletion } from '../purchasing/settle-shortage.ts';
import type { Context } from '../shared/context.ts';
import { roundedShare } from '../shared/money.ts';
import type { Instant } from '../shared/time.ts';
import type { Work } from '../work.ts';
import { leftOf, openPieces } from './order.ts';
import { orderLines } from './tables.ts';

export interface Completion {
  /** Pieces that the customer keeps; by default those handed over. Uncollected pieces count where the shop keeps the money. */
  readonly kept?: number;
  /** When the last piece went; by default now. The ledger is dated by now all the same. */
  readonly occurredAt?: Instant;
}

/**
 * Completes a line once every allocated piece is handed over, uncollected or lost: only now do sale, cost and
 * commission enter profit, all at once. Call it after each such change; before the last piece it does nothing.
 */
export function completeLine(
  work: Work,
  lineId: string,
  context: Context,
  completion: Completion = {},
): void {
  const line = work.get(orderLines, lineId);
  if (line.completedAt !== null || line.allocated === null || openPieces(line) > 0) return;
  // A line that came short or was withdrawn whole never had anything to complete.
  if (line.handedOver + line.uncollected + line.lost === 0) return;
  settleBeforeCompletion(work, line, context);
  const { kept = line.handedOver, occurredAt = context.now } = completion;
  const cost = kept === 0 ? 0 : takeGoods(work, line.campaignId, line.variantId, kept);
  const completed = work.set(orderLines, work.get(orderLines, lineId), { completedAt: context.now, cost });
  work.emit({
    type: 'line.completed',
    subject: line.id,
    data: {
      orderId: line.orderId,
      left: leftOf(completed),
      discount: roundedShare(line.discount, kept, line.pieces),
      cost,
    },
    occurredAt,
  });
}
