import { offers } from '../campaigns/tables.ts';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import { extraOffers } from './change-tables.ts';

export type Extra = Row<typeof extraOffers>;

/** By the clock and by hand, whichever ended it first. */
export function isOpenExtra({ endsAt, endedAt }: Extra, now: number): boolean {
  return endedAt === null && now < endsAt;
}

export function extraView(work: Work, id: string, now: number) {
  const extra = work.get(extraOffers, id);
  const { purchaseOrderId, campaignId, offerId, variantId, pieces, taken } = extra;
  const { title, unit } = work.get(offers, offerId);
  return {
    id,
    purchaseOrderId,
    campaignId,
    offerId,
    variantId,
    title,
    unit,
    unitPrice: money(extra.unitPrice, theShop(work).currency),
    pieces,
    taken,
    left: pieces - taken,
    createdAt: instantText(extra.createdAt),
    endsAt: instantText(extra.endsAt),
    open: isOpenExtra(extra, now) && taken < pieces,
  };
}
