import { campaigns } from '../campaigns/tables.ts';
import { variants } from '../catalog/tables.ts';
import { orderLines } from '../orders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import {
  arrivedOf,
  isSharedOut,
  type PurchaseLine,
  type PurchaseOrder,
} from '../purchasing/purchase-order.ts';
import { purchaseLines, purchaseOrders, stock } from '../purchasing/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { requestOf } from '../shared/reference.ts';
import { shops } from '../shop/tables.ts';
import { shopId } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { goodsAtStage, otherStages } from './goods-at-stage.ts';
import type { PreviewShrinkage } from './schemas.ts';
import { type ShortWant, whoComesShort } from './who-comes-short.ts';

/** Goods that arrived for a purchase order that is not closed yet, and how many of them are lost. */
export interface LostArrival {
  readonly order: PurchaseOrder;
  readonly line: PurchaseLine;
  readonly pieces: number;
}

/** Whose goods a loss takes. */
export interface ShrinkagePlan {
  readonly campaignId: string | null;
  readonly variantId: string;
  readonly supplierId: string;
  readonly pickupPointId: string | null;
  readonly orderLineId: string | null;
  /** Pieces that stock makes good. */
  readonly fromStock: number;
  readonly arrivals: readonly LostArrival[];
  readonly short: readonly ShortWant[];
}

/**
 * What a loss takes, before anything is written: goods of no order, goods not shared out yet, or pieces of lines, by
 * the shop's shortage policy among those that the loss can concern.
 *
 * Refuses: shrinkage_too_many, shrinkage_stage, purchase_order_status, not_found.
 */
export function planShrinkage(work: Work, input: PreviewShrinkage, context: Context): ShrinkagePlan {
  askForPlaces(work, input);
  const variant = work.resolve(variants, input.variantId);
  const campaign = input.campaignId === undefined ? null : work.resolve(campaigns, input.campaignId);
  const line = input.orderLineId === undefined ? null : work.get(orderLines, input.orderLineId);
  const point = input.pickupPointId === undefined ? null : work.resolve(pickupPoints, input.pickupPointId);
  const fits = line === null || (line.campaignId === campaign?.id && line.variantId === variant.id);
  demand(fits, 'not_found', { what: 'order_lines', key: input.orderLineId });
  const base = {
    campaignId: campaign?.id ?? null,
    variantId: variant.id,
    supplierId: line?.supplierId ?? variant.supplierId,
    pickupPointId: line?.pickupPointId ?? point?.id ?? null,
    orderLineId: line?.id ?? null,
    fromStock: 0,
    arrivals: [],
    short: [],
  };
  if (campaign === null) return (demandLeft(input.pieces, inStock(work, variant.id)), base);
  const { stage } = input;
  if (stage === 'receipt' || stage === 'stock')
    return { ...base, arrivals: arrivalsOf(work, campaign.id, variant.id, input) };
  demandSettled(work, campaign.id);
  const place = { ...base, campaignId: campaign.id, stage, now: context.now };
  const wants = goodsAtStage(work, place);
  const there = wants.reduce((sum, { pieces }) => sum + pieces, 0);
  if (there === 0) refuseStage(work, place);
  demandLeft(input.pieces, there);
  const spare = (input.fromStock ?? stage === 'sorting') ? inStock(work, variant.id) : 0;
  const fromStock = Math.min(input.pieces, spare);
  return { ...base, fromStock, short: whoComesShort(work, wants, input.pieces - fromStock) };
}

/** Everything that the command names in one round trip: what follows is decided on many lines, and anew each time. */
function askForPlaces(work: Work, input: PreviewShrinkage): void {
  const { variantId, campaignId, orderLineId, pickupPointId } = input;
  work.need(
    [shops, { id: shopId }],
    requestOf(variants, variantId),
    ...(campaignId === undefined ? [] : [requestOf(campaigns, campaignId)]),
    ...(orderLineId === undefined ? [] : [[orderLines, { id: orderLineId }] as const]),
    ...(pickupPointId === undefined ? [] : [requestOf(pickupPoints, pickupPointId)]),
  );
  const variant = work.resolve(variants, variantId);
  const campaign = campaignId === undefined ? undefined : work.resolve(campaigns, campaignId);
  work.need(
    [stock, { variantId: variant.id }],
    ...(campaign === undefined ? [] : [[purchaseOrders, { campaignId: campaign.id }] as const]),
  );
}

function inStock(work: Work, variantId: string): number {
  return work.find(stock, variantId)?.pieces ?? 0;
}

function demandLeft(pieces: number, left: number): void {
  demand(pieces <= left, 'shrinkage_too_many', { left });
}

function refuseStage(work: Work, place: Parameters<typeof otherStages>[1]): never {
  const stages = otherStages(work, place);
  return stages.length > 0
    ? refuse('shrinkage_stage', { stages })
    : refuse('shrinkage_too_many', { left: 0 });
}

/** While the money of a shortage follows in chunks nobody knows yet what lines have left. */
function demandSettled(work: Work, campaignId: string): void {
  const settling = work.list(purchaseOrders, { campaignId }).find(({ status }) => status === 'settling');
  demand(settling === undefined, 'purchase_order_status', {
    status: 'settling',
    purchaseOrderId: settling?.id,
  });
}

/** Goods that were accepted and not shared out yet, the first delivery first. */
function arrivalsOf(
  work: Work,
  campaignId: string,
  variantId: string,
  { purchaseOrderId, pieces }: PreviewShrinkage,
): LostArrival[] {
  const orders = work
    .list(purchaseOrders, { campaignId })
    .filter(({ id }) => purchaseOrderId === undefined || id === purchaseOrderId)
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  if (purchaseOrderId !== undefined && orders.length === 0)
    refuse('not_found', { what: 'purchase_orders', key: purchaseOrderId });
  work.need(...orders.map(({ id }) => [purchaseLines, { purchaseOrderId: id }] as const));
  const bought = orders.flatMap((order) =>
    work
      .list(purchaseLines, { purchaseOrderId: order.id })
      .filter((line) => line.variantId === variantId)
      .map((line) => ({ order, line })),
  );
  const waiting = bought.filter(({ order, line }) => !isSharedOut(order) && arrivedOf(line) > 0);
  if (waiting.length === 0 && bought.some(({ order }) => isSharedOut(order)))
    refuse('shrinkage_stage', { stages: ['sorting', 'transport', 'handover', 'stock'] });
  demandLeft(
    pieces,
    waiting.reduce((sum, { line }) => sum + arrivedOf(line), 0),
  );
  let open = pieces;
  return waiting.flatMap(({ order, line }) => {
    const taken = Math.min(open, arrivedOf(line));
    open -= taken;
    return taken === 0 ? [] : [{ order, line, pieces: taken }];
  });
}
