import type { Instant } from '../shared/time.ts';
import type { Offer } from './minimum.ts';

const hour = 3_600_000;

type Counts = Pick<Offer, 'firm' | 'tolerance' | 'packSize'>;

/** Pieces that are still missing to fill the last case; 0 when it is full, or nothing is ordered. */
export function missingToFill(pieces: number, packSize: number): number {
  return (packSize - (pieces % packSize)) % packSize;
}

/**
 * Firm pieces that are bought for: all that are wanted in any case, and of those that are wanted only where they fill
 * a case as many as do so. Where they are too few for that, none.
 */
export function boughtPieces({ firm, tolerance, packSize }: Counts): number {
  const sure = firm - tolerance;
  const missing = missingToFill(sure, packSize);
  return missing <= tolerance ? sure + missing : sure;
}

/** `boughtPieces` over the alias `o` of an offer. */
export const boughtPiecesSql = `(CASE WHEN o."tolerance" = 0 THEN o."firm"
  WHEN (o."packSize" - (o."firm" - o."tolerance") % o."packSize") % o."packSize" <= o."tolerance"
  THEN o."firm" - o."tolerance" + (o."packSize" - (o."firm" - o."tolerance") % o."packSize") % o."packSize"
  ELSE o."firm" - o."tolerance" END)`;

type Phase = Pick<Offer, 'closesAt' | 'boxFillHours'>;

/** From when on only pieces are taken that fill a case; the cutoff where there is no such time. */
export function boxFillFrom({ closesAt, boxFillHours }: Phase): Instant {
  return closesAt - (boxFillHours ?? 0) * hour;
}

/** Whether only pieces that fill a case are taken now, as far as the clock decides. */
export function isBoxFilling(offer: Phase, now: Instant): boolean {
  return offer.boxFillHours !== null && now >= boxFillFrom(offer) && now < offer.closesAt;
}

/** What can still be ordered while cases are filled: up to the next full one. Holds count, so that nobody fills a gap twice. */
export function fillable({ sold, tolerance, packSize }: Offer): number {
  return missingToFill(sold - tolerance, packSize);
}

/**
 * Until when an order placed at `placedAt` is the customer's own: while cases are filled nobody takes a piece out of
 * them again (R21).
 *
 * @param cutoff of the offer as it stands
 */
export function ownCutoff(offer: Phase, placedAt: Instant, cutoff: Instant = offer.closesAt): Instant {
  const from = boxFillFrom({ ...offer, closesAt: cutoff });
  return placedAt < from ? from : cutoff;
}

/** `ownCutoff` over the alias `o` of an offer and a column of the order's placement. */
export function ownCutoffSql(placedAt: string): string {
  const from = `o."closesAt" - coalesce(o."boxFillHours", 0) * ${String(hour)}`;
  return `CASE WHEN ${placedAt} < ${from} THEN ${from} ELSE o."closesAt" END`;
}
