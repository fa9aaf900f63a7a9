import type { Instant } from '../shared/time.ts';
import type { Work } from '../work.ts';
import { countedFirm, countedFirmSql, missesMinimum, type Offer } from './minimum.ts';
import { offers } from './tables.ts';

const hour = 3_600_000;

/** Until when the offer may take orders at the latest: its cutoff, with the extension it may still get. */
export function latestCutoff({ closesAt, extendedFrom, onMiss, extendHours, minimum }: Offer): Instant {
  const mayExtend = onMiss === 'extendOnce' && minimum !== null && extendedFrom === null;
  return mayExtend ? closesAt + (extendHours ?? 0) * hour : closesAt;
}

/**
 * The cutoff as it stands at `now`, by clock and counter (R20): an offer that declared `extendOnce` and misses its
 * minimum stays open for its hours; one that was extended closes when the minimum is reached.
 *
 * @param counted firm pieces, or customers, that count towards the minimum
 */
export function cutoffAt(offer: Offer, counted: number, now: Instant): Instant {
  const missed = missesMinimum(offer, counted);
  if (offer.extendedFrom !== null) return missed ? offer.closesAt : Math.min(offer.closesAt, now);
  return now >= offer.closesAt && missed ? latestCutoff(offer) : offer.closesAt;
}

/** `cutoffAt` over the alias `o`, one parameter: now. An extended offer that reached its minimum has 0. */
export const cutoffAtSql = `CASE
  WHEN o."extendedFrom" IS NOT NULL THEN CASE WHEN ${countedFirmSql} < o."minimum" THEN o."closesAt" ELSE 0 END
  WHEN o."closesAt" > CAST(? AS INTEGER) OR o."onMiss" <> 'extendOnce' THEN o."closesAt"
  WHEN ${countedFirmSql} < o."minimum" THEN o."closesAt" + o."extendHours" * ${String(hour)}
  ELSE o."closesAt" END`;

/** Whether the offer takes orders at `now`, as far as its own cutoff decides; the instant of the cutoff is closed. */
export function isBeforeCutoff(offer: Offer, counted: number, now: Instant): boolean {
  return offer.status === 'open' && now < cutoffAt(offer, counted, now);
}

/** The same inside a decision, which counts only where the count decides. */
export function isOpenAt(work: Work, offer: Offer, now: Instant): boolean {
  const { status, closesAt, extendedFrom, onMiss } = offer;
  if (status !== 'open') return false;
  if (extendedFrom === null && now < closesAt) return true;
  return (
    (extendedFrom !== null || onMiss === 'extendOnce') && isBeforeCutoff(offer, countedFirm(work, offer), now)
  );
}

/**
 * Writes the extension down when its time has come; whichever command comes first does so, dated by the cutoff
 * that was missed (C15). Answers the offer as it stands then.
 */
export function extendIfMissed(work: Work, offer: Offer, now: Instant): Offer {
  const waits = offer.status === 'open' && offer.onMiss === 'extendOnce' && offer.extendedFrom === null;
  if (!waits || now < offer.closesAt || !missesMinimum(offer, countedFirm(work, offer))) return offer;
  const closesAt = latestCutoff(offer);
  work.emit({
    type: 'offer.extended',
    subject: offer.id,
    data: { campaignId: offer.campaignId, closesAt },
    occurredAt: offer.closesAt,
  });
  return work.set(offers, offer, { closesAt, extendedFrom: offer.closesAt });
}
