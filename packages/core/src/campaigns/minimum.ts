import type { Row, Work } from '../work.ts';
import { boughtPieces, boughtPiecesSql } from './case-fill.ts';
import { offerCustomers, type offers } from './tables.ts';

export type Offer = Row<typeof offers>;

/** What counts towards the minimum: firm pieces that are bought for, or customers who have any (R20). */
export function countedFirm(work: Work, offer: Offer): number {
  if (offer.minimum === null || offer.minimumOf === 'pieces') return boughtPieces(offer);
  return work.list(offerCustomers, { offerId: offer.id }).filter(({ firm }) => firm > 0).length;
}

/** The same count over the alias `o` of an offer. */
export const countedFirmSql = `CASE o."minimumOf" WHEN 'customers'
  THEN (SELECT count(*) FROM "offer_customers" x WHERE x."offerId" = o."id" AND x."firm" > 0) ELSE ${boughtPiecesSql} END`;

/** The least that lets the offer succeed: with `nextLower` the lowest of the minimums it declared (R20). */
export function leastMinimum({ minimum, onMiss, lowerMinimums }: Offer): number | null {
  if (minimum === null || onMiss !== 'nextLower') return minimum;
  return Math.min(minimum, ...lowerMinimums);
}

export function missesMinimum(offer: Offer, counted: number): boolean {
  const least = leastMinimum(offer);
  return least !== null && counted < least;
}

/** What a buyer is told of the minimum before ordering; null where there is none (R20). */
export function minimumPromise(offer: Offer) {
  const needed = leastMinimum(offer);
  const { minimumOf, onMiss, extendHours } = offer;
  if (needed === null) return null;
  return { of: minimumOf, needed, onMiss, extendHours: onMiss === 'extendOnce' ? extendHours : null };
}
