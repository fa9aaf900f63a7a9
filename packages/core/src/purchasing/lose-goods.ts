import { faultCharged, goodsLost } from '../ledger/postings.ts';
import { type Dimensions, postTransaction } from '../ledger/post-transaction.ts';
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

/** Goods that were taken out and are lost: where they belonged, and what they did cost (minor units). */
export interface LostGoods extends Loss {
  /** Null for stock. */
  readonly campaignId: string | null;
  readonly variantId: string;
  readonly supplierId: string;
  readonly cost: number;
  readonly pickupPointId: string | null;
  /** Whose goods they were; undefined where nobody misses them. */
  readonly line?: OrderLine | undefined;
  /** The loss that somebody wrote down. */
  readonly recordId?: string;
}

/** Goods of a line that nobody will get: taken out at moving average cost (R25), written down and posted as shrinkage. */
export function loseGoods(work: Work, line: OrderLine, loss: Loss, context: Context): void {
  const { campaignId, variantId, supplierId, pickupPointId } = line;
  const cost = takeGoods(work, campaignId, variantId, loss.pieces);
  const lost = { ...loss, campaignId, variantId, supplierId, pickupPointId, cost, line };
  const id = writeOff(work, lost, context);
  if (cost === 0 || (loss.fault !== 'supplier' && loss.fault !== 'carrier')) return;
  // A supplier or carrier who answers for the loss bears it, as for a claim (R33).
  const about = aboutLoss(lost);
  const charges =
    loss.fault === 'supplier'
      ? supplierCharges(work, line, cost, about)
      : faultCharged('carrier', cost, about);
  postTransaction(work, context, { type: 'fault.charged', subject: id }, charges);
}

/** Writes down goods that were taken out already and posts them as shrinkage; answers the id of the row. */
export function writeOff(work: Work, lost: LostGoods, context: Context): string {
  const { campaignId, variantId, cost, pickupPointId, pieces, stage, reason, fault, source } = lost;
  const { id } = work.insert(shrinkages, {
    id: context.newId('shr'),
    campaignId,
    variantId,
    orderLineId: lost.line?.id ?? null,
    pickupPointId,
    stage,
    reason,
    fault,
    pieces,
    cost,
    source,
    recordId: lost.recordId ?? null,
    createdAt: context.now,
  });
  const postings = goodsLost(cost, { ...aboutLoss(lost), fault });
  postTransaction(work, context, { type: 'goods.lost', subject: id }, postings);
  return id;
}

/** What the entries of a loss are about, by whatever of it is known. */
export function aboutLoss({ campaignId, variantId, supplierId, line, stage, reason }: LostGoods): Dimensions {
  const goods = { campaignId, variantId, supplierId, kind: stage, reason };
  if (line === undefined) return goods;
  const { leaderId, communityId, orderId, id: orderLineId } = line;
  return { ...goods, leaderId, communityId, orderId, orderLineId };
}
