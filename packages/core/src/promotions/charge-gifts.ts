import type { Order } from '../orders/order.ts';
import { orderLines } from '../orders/tables.ts';
import type { Work } from '../work.ts';
import { benefitUses, promotions } from './tables.ts';
import type { GiftCharge } from './undone-gifts.ts';

/**
 * Gives charged gifts their price: together what was kept of the refund.
 *
 * @param uncovered what the refund was too small for: that much stays a gift
 * @param kept from which lines it moves; empty where a line is completed and it stays there
 */
export function chargeGifts(
  work: Work,
  order: Order,
  charges: readonly GiftCharge[],
  uncovered: number,
  kept: readonly { readonly orderLineId: string; readonly amount: number }[],
): void {
  let missing = uncovered;
  const gifts: { orderLineId: string; amount: number; price: number }[] = [];
  let moved = kept.reduce((sum, { amount }) => sum + amount, 0);
  for (const { use, giftLine, amount } of charges.toReversed()) {
    const charged = Math.max(0, amount - missing);
    missing -= amount - charged;
    if (charged === 0) continue;
    work.set(benefitUses, use, { charged, amount: Math.max(0, use.amount - charged) });
    work.add(promotions, work.get(promotions, use.promotionId), {
      spent: -Math.min(charged, use.amount),
    });
    const price = Math.min(charged, moved);
    moved -= price;
    if (price > 0) priceGift(work, giftLine.id, price);
    gifts.push({ orderLineId: giftLine.id, amount: charged, price });
  }
  if (gifts.length > 0) work.emit({ type: 'gift.charged', subject: order.id, data: { gifts, lines: kept } });
}

function priceGift(work: Work, lineId: string, price: number): void {
  const line = work.get(orderLines, lineId);
  const pieces = line.pieces - line.cancelled - line.short - line.lost - line.withdrawn;
  const unitPrice = Math.ceil(price / line.pieces);
  work.set(orderLines, line, {
    unitPrice,
    net: price,
    adjusted: unitPrice * line.pieces - price,
    refundBase: price,
    refundPieces: pieces,
    refundDone: 0,
  });
}
