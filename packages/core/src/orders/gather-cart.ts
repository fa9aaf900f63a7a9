import { fillable, isBoxFilling, ownCutoff } from '../campaigns/case-fill.ts';
import { extendIfMissed, isOpenAt } from '../campaigns/offer-cutoff.ts';
import { type campaigns, offerCustomers, offers } from '../campaigns/tables.ts';
import { variants } from '../catalog/tables.ts';
import { refuse } from '../shared/error.ts';
import { instantText } from '../shared/time.ts';
import type { Row, Work } from '../work.ts';
import { makeRoom, releaseOverdue } from './expire-order.ts';
import { makePoolRoom } from './room.ts';
import type { CartLine, Offer } from './price-lines.ts';

export type Campaign = Row<typeof campaigns>;

interface WantedLine {
  readonly offerId?: string | undefined;
  readonly variantId?: string | undefined;
  readonly pieces: number;
  readonly tolerance?: number | undefined;
  readonly note?: string | undefined;
}

/**
 * The offers that a cart names, each of this campaign and as it stands now: one that is extended by the clock is
 * written down as such (R20). Refuses with the field that names something else.
 */
export function gatherCart(
  work: Work,
  campaign: Campaign,
  wanted: readonly WantedLine[],
  now: number,
): CartLine[] {
  work.need(
    ...wanted.flatMap(({ offerId }) => (offerId === undefined ? [] : [[offers, { id: offerId }] as const])),
  );
  return wanted.map((line, index) => {
    const offer =
      line.offerId === undefined
        ? offerOfVariant(work, campaign, line.variantId ?? '')
        : work.find(offers, line.offerId);
    if (offer?.campaignId !== campaign.id || offer.gift) {
      const path = `lines.${String(index)}.${line.offerId === undefined ? 'variantId' : 'offerId'}`;
      refuse('invalid_input', {
        fields: [{ path, code: 'unknown', message: 'The campaign does not offer this.' }],
      });
    }
    const { tolerance = 0, note = '' } = line;
    demandTolerable(offer, tolerance, index);
    const standing = extendIfMissed(work, offer, now);
    return {
      offer: standing,
      pieces: line.pieces + tolerance,
      tolerance,
      ...(offer.boxFillHours !== null && { ownCutoff: ownCutoff(standing, now) }),
      note,
    };
  });
}

/** More only to fill a case: where there are cases, at one price, and less than a whole one. */
function demandTolerable({ packSize, hasFlash }: Offer, tolerance: number, index: number): void {
  if (tolerance === 0) return;
  const path = `lines.${String(index)}.tolerance`;
  const wrong = (code: string, message: string): never =>
    refuse('invalid_input', { fields: [{ path, code, message }] });
  if (packSize === 1) wrong('no_case', 'These goods come by the piece: there is no case to fill.');
  if (tolerance >= packSize) wrong('too_big', `A case has ${String(packSize)}: fewer than that fill it.`);
  if (hasFlash) wrong('flash', 'Of goods with a flash price order what you want.');
}

/** While cases are filled only pieces are taken that do so, up to the next full one. */
function demandFilling(cart: readonly CartLine[], now: number): void {
  const over = [...piecesByOffer(cart)].flatMap(([offer, pieces]) => {
    if (!isBoxFilling(offer, now)) return [];
    const tolerant = cart.some((line) => line.offer.id === offer.id && (line.tolerance ?? 0) > 0);
    const missing = fillable(offer);
    return pieces <= missing && !tolerant ? [] : [{ offerId: offer.id, title: offer.title, missing }];
  });
  if (over.length > 0) refuse('box_fill_only', { offers: over });
}

function offerOfVariant(work: Work, campaign: Campaign, reference: string): Offer | undefined {
  const variant = work.resolve(variants, reference);
  return work
    .list(offers, { campaignId: campaign.id })
    .find((offer) => offer.variantId === variant.id && !offer.gift);
}

/** Each offer takes orders while `opensAt <= now < closesAt` of its own, by the clock alone (C15). */
export function demandOpen(work: Work, campaign: Campaign, cart: readonly CartLine[], now: number): void {
  const running = campaign.status === 'published' || campaign.status === 'purchasing';
  const closed = cart.filter(
    ({ offer }) => !running || now < campaign.opensAt || !isOpenAt(work, offer, now),
  );
  if (closed.length === 0) {
    demandFilling(cart, now);
    return;
  }
  refuse('offer_closed', {
    status: campaign.status,
    opensAt: instantText(campaign.opensAt),
    closesAt: instantText(Math.min(...closed.map(({ offer }) => offer.closesAt))),
    offers: closed.map(({ offer }) => ({
      offerId: offer.id,
      title: offer.title,
      closesAt: instantText(offer.closesAt),
    })),
  });
}

/** Pieces per offer: two lines of one offer count together (F03 of the failures that others had). */
function piecesByOffer(cart: readonly CartLine[]): Map<Offer, number> {
  const sums = new Map<string, readonly [Offer, number]>();
  for (const { offer, pieces } of cart) sums.set(offer.id, [offer, (sums.get(offer.id)?.[1] ?? 0) + pieces]);
  return new Map(sums.values());
}

/** Refuses what does not fit under the caps; overdue holds make room first (R1). */
export function demandRoom(work: Work, cart: readonly CartLine[], now: number): void {
  const short: { offerId: string; title: string; left: number }[] = [];
  for (const [offer, pieces] of piecesByOffer(cart)) {
    const { cap } = offer;
    if (cap === null || offer.sold + pieces <= cap) continue;
    const current = makeRoom(work, offer, now);
    if (current.sold + pieces > cap)
      short.push({ offerId: offer.id, title: offer.title, left: Math.max(0, cap - current.sold) });
  }
  short.push(...poolsWithoutRoom(work, cart, now));
  if (short.length > 0) refuse('offer_sold_out', { offers: short });
}

/** R3: a pool is a second stock beside the cap; overdue holds make room in it too, whichever campaign they are of. */
function poolsWithoutRoom(work: Work, cart: readonly CartLine[], now: number) {
  const lines = cart.map(({ offer, pieces }) => ({ offerId: offer.id, pieces }));
  return makePoolRoom(work, lines, now);
}

/** Refuses what is above the limit per customer, over all carts of this customer (R4). */
export function demandWithinLimits(
  work: Work,
  cart: readonly CartLine[],
  customerId: string,
  now: number,
): void {
  const over: { offerId: string; title: string; limit: number; ordered: number }[] = [];
  for (const [offer, pieces] of piecesByOffer(cart)) {
    const { limitPerCustomer: limit } = offer;
    if (limit === null) continue;
    const ordered = piecesOrdered(work, offer, customerId, limit - pieces, now);
    if (ordered + pieces > limit) over.push({ offerId: offer.id, title: offer.title, limit, ordered });
  }
  if (over.length > 0) refuse('over_limit', { offers: over });
}

/** Pieces that the customer has of an offer; own holds that are overdue do not count and are released when they are in the way. */
export function piecesOrdered(
  work: Work,
  offer: Offer,
  customerId: string,
  room: number,
  now: number,
): number {
  const known = work.find(offerCustomers, { offerId: offer.id, customerId });
  if (!known || known.pieces <= room || known.pieces === known.firm) return known?.pieces ?? 0;
  releaseOverdue(
    work,
    offer.campaignId,
    now,
    (line) => line.offerId === offer.id && line.customerId === customerId,
  );
  return work.get(offerCustomers, { offerId: offer.id, customerId }).pieces;
}
