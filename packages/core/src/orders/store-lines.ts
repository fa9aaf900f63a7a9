import { isBoxFilling } from '../campaigns/case-fill.ts';
import { offers } from '../campaigns/tables.ts';
import { noteCommissions } from '../commissions/note-commissions.ts';
import { reserveBenefits } from '../promotions/reserve-benefits.ts';
import type { Context } from '../shared/context.ts';
import type { Shop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import type { Parties } from './gather-parties.ts';
import type { Order, OrderLine } from './order.ts';
import type { PricedCart, PricedLine } from './price-cart.ts';
import { orderLines, type PriceStep } from './tables.ts';
import { takeStock } from './take-stock.ts';

/** Stores the priced lines of an order, takes their stock, reserves what promotions give, and notes who will earn. */
export function storeLines(
  work: Work,
  order: Order,
  priced: PricedCart,
  { leader, customer, shop }: Pick<Parties, 'leader' | 'customer'> & { readonly shop: Shop },
  context: Context,
): OrderLine[] {
  const lines = priced.lines.map((line, position) => storeLine(work, order, line, position, context));
  takeStock(work, order, lines, 1);
  noteFills(work, lines, context);
  reserveBenefits(work, order, lines, priced, context);
  noteCommissions(work, order, lines, { leader, customer }, shop, context);
  return lines;
}

/** While cases are filled each placement changes the row of its offer, so that two never fill the same gap. */
function noteFills(work: Work, lines: readonly OrderLine[], { now }: Context): void {
  for (const offerId of new Set(lines.map((line) => line.offerId))) {
    const offer = work.get(offers, offerId);
    if (isBoxFilling(offer, now)) work.set(offers, offer, { boxFills: offer.boxFills + 1 });
  }
}

/** The steps of the price as the order keeps them, each once. */
export function stepsOf({ lines, steps }: PricedCart): PriceStep[] {
  return [...new Set([...lines.flatMap((line) => line.steps), ...steps])];
}

function storeLine(work: Work, order: Order, line: PricedLine, position: number, context: Context) {
  const { campaignId, pickupPointId, leaderId, communityId, customerId } = order;
  const { offer, pieces, unitPrice, discount, net, note, flashWindowId, gift } = line;
  return work.insert(orderLines, {
    id: context.newId('lin'),
    orderId: order.id,
    position,
    offerId: offer.id,
    variantId: offer.variantId,
    supplierId: offer.supplierId,
    campaignId,
    pickupPointId,
    leaderId,
    communityId,
    customerId,
    pieces,
    tolerance: line.tolerance ?? 0,
    unitPrice,
    discount,
    net,
    note,
    flashWindowId,
    gift,
    refundBase: net,
    refundPieces: pieces,
  });
}
