import { goodsLost } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import type { OrderLine } from '../orders/order.ts';
import type { Context } from '../shared/context.ts';
import type { Row, Work } from '../work.ts';
import { takeGoods } from './campaign-goods.ts';
import { supplierCharges } from './sellers-of-line.ts';
import { shrinkages } from './tables.ts';

export interface Loss {
  readonly pieces: number;
  readonly stage: Row<typeof shrinkages>['stage'];
  readonly reason: string;
  readonly fault: string;
  /** What caused it, unique for ever: one cause loses goods once. */
  readonly source: string;
}

/** Goods of a line that nobody will get: taken out at moving average cost (R25), written down and posted as shrinkage. */
export function loseGoods(work: Work, line: OrderLine, loss: Loss, context: Context): void {
  const { campaignId, variantId, supplierId, leaderId, communityId, orderId, pickupPointId } = line;
  const { stage, reason, fault, pieces } = loss;
  const cost = takeGoods(work, campaignId, variantId, pieces);
  const { id } = work.insert(shrinkages, {
    id: context.newId('shr'),
    campaignId,
    variantId,
    orderLineId: line.id,
    pickupPointId,
    cost,
    createdAt: context.now,
    ...loss,
  });
  const where = { campaignId, variantId, supplierId, leaderId, communityId, orderId, orderLineId: line.id };
  const about = { ...where, kind: stage, reason, fault };
  postTransaction(work, context, { type: 'goods.lost', subject: id }, goodsLost(cost, about));
  if (fault !== 'supplier') return;
  // A supplier who answers for the loss bears it, as for a claim (R33).
  const charges = supplierCharges(work, line, cost, { ...where, kind: stage, reason });
  postTransaction(work, context, { type: 'fault.charged', subject: id }, charges);
}
