import type { Context } from '../shared/context.ts';
import type { Instant } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import type { Campaign } from './campaign.ts';
import type { Judged } from './freeze-offers.ts';
import { moveCutoffs } from './move-cutoffs.ts';
import {
  hoursOf,
  standingsOf,
  type SupplierRow,
  supplierRowsSql,
  type SupplierStanding,
} from './supplier-minimums.ts';
import { campaignSuppliers } from './supplier-tables.ts';
import { offers } from './tables.ts';

/**
 * What a supplier's minimum makes of the offers of a cutoff, as it was declared before publishing: bought all the same,
 * open once more (those are left out of the answer), or failed. After its one extension a missed minimum fails.
 */
export function followSuppliers(
  work: Work,
  campaign: Campaign,
  cutoff: Instant,
  judged: readonly Judged[],
  context: Context,
): readonly Judged[] {
  const rows = rowsOf(work, campaign, judged);
  if (rows.length === 0) return judged;
  const { lossBufferBasisPoints } = theShop(work).policies;
  const missed = standingsOf(rows, lossBufferBasisPoints).filter(
    ({ reached, cases }) => !reached && cases > 0,
  );
  let standing = judged;
  for (const one of missed) {
    const outcome = outcomeOf(one);
    const { supplierId, value, cases } = one;
    work.emit({
      type: 'campaign.supplierMissed',
      subject: campaign.id,
      data: { supplierId, cutoff, value, cases, outcome },
    });
    if (outcome === 'bought') continue;
    if (outcome === 'extended') {
      const staying = standing.filter(({ offer }) => one.offerIds.includes(offer.id));
      extend(work, campaign, one, staying, context);
      standing = standing.filter((other) => !staying.includes(other));
    } else
      standing = standing.map((other) => (one.offerIds.includes(other.offer.id) ? failed(other) : other));
  }
  return standing;
}

function outcomeOf({ onMiss, extended }: SupplierStanding): 'bought' | 'extended' | 'failed' {
  if (onMiss === 'buy') return 'bought';
  return onMiss === 'extend' && !extended ? 'extended' : 'failed';
}

/** Those that are bought for, with the pieces that the freeze counts. */
function rowsOf(work: Work, { id }: Campaign, judged: readonly Judged[]): SupplierRow[] {
  const bought = new Map(
    judged.filter(({ judgement }) => judgement.outcome === 'frozen').map((one) => [one.offer.id, one]),
  );
  return work.rows<SupplierRow>(supplierRowsSql('?'), [id]).flatMap((row) => {
    const one = bought.get(row.offerId);
    // A cutoff that was frozen before has moved this one by a millisecond; they are one order all the same.
    return one ? [{ ...row, needed: one.pieces, closesAt: one.offer.closesAt }] : [];
  });
}

function failed(one: Judged): Judged {
  return { ...one, judgement: { outcome: 'failed', reason: 'supplierMinimum' } };
}

/** Open once more for the declared hours, counted from the cutoff; orders and their deadlines go along. */
export function extend(
  work: Work,
  { id: campaignId }: Pick<Campaign, 'id'>,
  { supplierId }: Pick<SupplierStanding, 'supplierId'>,
  staying: readonly Pick<Judged, 'offer'>[],
  context: Context,
): void {
  const terms = work.get(campaignSuppliers, { campaignId, supplierId });
  work.set(campaignSuppliers, terms, { extendedAt: context.now });
  const moved = staying.map(({ offer }) => {
    const closesAt = offer.closesAt + hoursOf(terms);
    work.emit({ type: 'offer.extended', subject: offer.id, data: { campaignId, closesAt } });
    return work.set(offers, offer, { closesAt });
  });
  moveCutoffs(work, campaignId, moved, context);
}
