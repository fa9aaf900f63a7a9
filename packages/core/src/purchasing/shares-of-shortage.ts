import { offers } from '../campaigns/tables.ts';
import { orderLines } from '../orders/tables.ts';
import { openPieces, type OrderLine } from '../orders/order.ts';
import { assert } from '../shared/error.ts';
import type { Work } from '../work.ts';
import { arrivedOf, type PurchaseLine, type PurchaseOrder } from './purchase-order.ts';
import { type Share, type ShortagePolicy, shareOut } from './share-out.ts';

/** A line that gets fewer pieces than it wants. */
export interface ShortShare extends Share {
  readonly line: OrderLine;
}

/**
 * Who comes short, were the purchase order closed now. Only lines of variants that are short are read; the others
 * get all they want and need no look.
 *
 * @param wanted pieces that lines want now, by variant
 */
export function sharesOfShortage(
  work: Work,
  order: PurchaseOrder,
  lines: readonly PurchaseLine[],
  policy: ShortagePolicy,
  wanted: ReadonlyMap<string, number>,
): ShortShare[] {
  const short = lines.filter((line) => arrivedOf(line) < (wanted.get(line.variantId) ?? 0));
  if (short.length === 0) return [];
  const { campaignId, cutoff, supplierId } = order;
  const frozen = work
    .list(offers, { campaignId })
    .filter((offer) => offer.status === 'frozen' && offer.closesAt === cutoff);
  const ofVariant = ({ variantId }: PurchaseLine) => frozen.filter((offer) => offer.variantId === variantId);
  const places = short.flatMap((line) =>
    ofVariant(line).map(({ id, variantId }) => ({ campaignId, offerId: id, variantId, supplierId })),
  );
  work.need(...places.map((place) => [orderLines, place] as const));
  return short.flatMap((line) => {
    const own = places
      .filter(({ variantId }) => variantId === line.variantId)
      .flatMap((place) => work.list(orderLines, place));
    return shareLine(own, arrivedOf(line), policy);
  });
}

function shareLine(lines: readonly OrderLine[], arrived: number, policy: ShortagePolicy): ShortShare[] {
  const wanting = new Map(
    lines.filter((line) => line.allocated === null && wantOf(line) > 0).map((line) => [line.id, line]),
  );
  const wants = [...wanting.values()].map((line) => ({
    lineId: line.id,
    orderId: line.orderId,
    pickupPointId: line.pickupPointId,
    confirmedAt: line.confirmedAt ?? 0,
    pieces: wantOf(line),
    gift: line.gift,
  }));
  return shareOut(policy, arrived, wants)
    .filter(({ want, got }) => got < want.pieces)
    .map((share) => {
      const line = wanting.get(share.want.lineId);
      assert(line !== undefined, 'a share belongs to a line that wanted it');
      return { ...share, line };
    });
}

/** Firm pieces that were not withdrawn since the freeze, as `wantedSql` counts them. */
function wantOf(line: OrderLine): number {
  return Math.min(line.firmPieces, openPieces(line));
}
