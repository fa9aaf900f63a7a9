import type * as z from 'zod';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { offersOf } from './campaign.ts';
import type { Offer } from './minimum.ts';
import type { freezeAnswerSchema } from './round-schemas.ts';
import { freezes } from './freeze-tables.ts';
import { campaigns } from './tables.ts';

type FreezeAnswer = z.output<typeof freezeAnswerSchema>;
type FrozenOffer = FreezeAnswer['freezes'][number]['offers'][number];

/** What was fixed after each cutoff so far: the same however often it is asked for. */
export function freezeAnswer(work: Work, campaignId: string): FreezeAnswer {
  const { currency } = theShop(work);
  const { status, reason } = work.get(campaigns, campaignId);
  const offered = offersOf(work, campaignId);
  const done = work.list(freezes, { campaignId }).toSorted((first, second) => first.cutoff - second.cutoff);
  return {
    campaignId,
    status,
    reason,
    freezes: done.map(({ cutoff }) => ({
      cutoff: instantText(cutoff),
      offers: offered
        .filter(({ closesAt }) => closesAt === cutoff)
        .flatMap((offer) => frozenOffer(offer, currency)),
    })),
  };
}

function frozenOffer(offer: Offer, currency: string): FrozenOffer[] {
  const { id, title, status, firm, frozenPrice, price } = offer;
  if (status !== 'frozen' && status !== 'failed') return [];
  return [
    { offerId: id, title, outcome: status, pieces: firm, price: money(frozenPrice ?? price, currency) },
  ];
}
