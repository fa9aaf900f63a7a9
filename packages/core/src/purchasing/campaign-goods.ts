import { goodsMoved } from '../ledger/postings.ts';
import { type Occasion, postTransaction } from '../ledger/post-transaction.ts';
import type { Context } from '../shared/context.ts';
import { assert } from '../shared/error.ts';
import { roundedShare } from '../shared/money.ts';
import type { Work } from '../work.ts';
import { campaignGoods, stock } from './tables.ts';

/*
 * Goods at moving average cost (R25): those a campaign has bought and not yet handed over, and stock that
 * belongs to no order. Both rows are set, never added to: the cost of what leaves depends on the balance it
 * leaves, so two writers must come one after the other.
 */

/** Goods of one campaign: `pieces` are sale units, money is in minor units. */
export interface GoodsOf {
  readonly campaignId: string;
  readonly variantId: string;
  readonly pieces: number;
}

/** Puts accepted goods with their actual cost (minor units, for all pieces) to the goods of a campaign. */
export function addGoods(
  work: Work,
  campaignId: string,
  variantId: string,
  pieces: number,
  cost: number,
): void {
  if (pieces === 0 && cost === 0) return;
  const known = work.find(campaignGoods, { campaignId, variantId });
  if (known) work.set(campaignGoods, known, { pieces: known.pieces + pieces, cost: known.cost + cost });
  else work.insert(campaignGoods, { campaignId, variantId, pieces, cost });
}

/**
 * Takes pieces out of a campaign's goods and answers their cost in minor units: round(balance × pieces ÷ pieces
 * left). The last piece takes the rest, so that nothing of the balance stays behind. Posts nothing: the caller
 * knows whether the goods were handed over, lost or moved.
 *
 * @throws Error when the campaign has fewer pieces: no more can be allocated than arrived, so this is a defect
 */
export function takeGoods(work: Work, campaignId: string, variantId: string, pieces: number): number {
  if (pieces === 0) return 0;
  const known = work.find(campaignGoods, { campaignId, variantId });
  assert(
    known !== undefined && known.pieces >= pieces,
    `campaign ${campaignId} has ${String(pieces)} pieces of ${variantId}`,
  );
  const cost = roundedShare(known.cost, pieces, known.pieces);
  work.set(campaignGoods, known, { pieces: known.pieces - pieces, cost: known.cost - cost });
  return cost;
}

/** Puts goods to stock (余货), with their cost in minor units. */
export function addStock(work: Work, variantId: string, pieces: number, cost: number): void {
  if (pieces === 0 && cost === 0) return;
  const known = work.find(stock, variantId);
  if (known) work.set(stock, known, { pieces: known.pieces + pieces, cost: known.cost + cost });
  else work.insert(stock, { variantId, pieces, cost });
}

/** Takes pieces out of stock and answers their cost in minor units, at moving average as `takeGoods`. */
export function takeFromStock(work: Work, variantId: string, pieces: number): number {
  if (pieces === 0) return 0;
  const known = work.find(stock, variantId);
  assert(known !== undefined && known.pieces >= pieces, `stock has ${String(pieces)} pieces of ${variantId}`);
  const cost = roundedShare(known.cost, pieces, known.pieces);
  work.set(stock, known, { pieces: known.pieces - pieces, cost: known.cost - cost });
  return cost;
}

/**
 * Takes pieces at a cost that is known, out of a campaign's goods or (`null`) out of stock: goods that go back to the
 * supplier. Answers what the balance was lowered by, in minor units: the cost, but never more than there is, and all
 * of it with the last piece.
 */
export function takeAtCost(
  work: Work,
  campaignId: string | null,
  variantId: string,
  pieces: number,
  cost: number,
): number {
  const known =
    campaignId === null ? work.find(stock, variantId) : work.find(campaignGoods, { campaignId, variantId });
  assert(known !== undefined && known.pieces >= pieces, `${String(pieces)} pieces of ${variantId} are there`);
  const lowered = known.pieces === pieces ? known.cost : Math.min(cost, known.cost);
  const rest = { pieces: known.pieces - pieces, cost: known.cost - lowered };
  if (campaignId === null) work.set(stock, work.get(stock, variantId), rest);
  else work.set(campaignGoods, work.get(campaignGoods, { campaignId, variantId }), rest);
  return lowered;
}

/**
 * Moves a campaign's goods to stock at moving average cost and posts it: goods of withdrawn lines, late goods.
 * Answers the cost moved, in minor units.
 */
export function moveToStock(
  work: Work,
  { campaignId, variantId, pieces }: GoodsOf,
  occasion: Occasion,
  context: Context,
): number {
  const cost = takeGoods(work, campaignId, variantId, pieces);
  addStock(work, variantId, pieces, cost);
  postTransaction(work, context, occasion, goodsMoved(cost, { campaignId, variantId }, { variantId }));
  return cost;
}
