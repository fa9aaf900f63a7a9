import type { Clock } from '../shared/moment.ts';
import { addDays, calendarDate, daysBetween, type Instant, localText, movedByDays } from '../shared/time.ts';
import type { Row, RowRequest, Work } from '../work.ts';
import { type Campaign, offersOf } from './campaign.ts';
import { cutoffForLead, leadDaysOf } from './lead-cutoff.ts';
import type { Offer } from './minimum.ts';
import { pickupTimes } from './pickup-times.ts';
import { windowsOf } from './store-prices.ts';
import { flashWindows } from './tables.ts';
import { products, variants } from '../catalog/tables.ts';
import { suppliers } from '../suppliers/tables.ts';

type Variant = Row<typeof variants>;
type FlashWindow = Row<typeof flashWindows>;

/** An offer of a template as its copy will be. */
export interface MovedOffer {
  readonly offer: Offer;
  readonly variant: Variant;
  readonly closesAt: Instant;
  readonly cutoffFrom: Offer['cutoffFrom'];
  readonly windows: readonly Pick<
    FlashWindow,
    'startsAt' | 'endsAt' | 'price' | 'stock' | 'limitPerCustomer'
  >[];
}

/** A campaign moved on to another pickup date: calendar days are added, times on the wall stay. */
export interface MovedRound {
  readonly pickupDate: string;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly pickupStartsAt: Instant;
  readonly pickupEndsAt: Instant;
  readonly offers: readonly MovedOffer[];
  /** Goods that are no longer in the catalogue: they are left out. */
  readonly leftOut: readonly string[];
}

/** The offers of a template that are copied: all but withdrawn ones. */
export function offersToCopy(work: Work, template: Campaign): Offer[] {
  const offered = offersOf(work, template.id).filter(({ status }) => status !== 'withdrawn');
  work.need(
    ...offered.flatMap(({ id, variantId, supplierId, hasFlash }): RowRequest[] => [
      [variants, { id: variantId }],
      [suppliers, { id: supplierId }],
      ...(hasFlash ? [[flashWindows, { offerId: id }] as const] : []),
    ]),
  );
  work.need(
    ...offered.map(({ variantId }): RowRequest => [
      products,
      { id: work.get(variants, variantId).productId },
    ]),
  );
  return offered;
}

/** Reckons a copy of a template on a date. Times that the clock leaves out stay with the clock. */
export function movedRound(work: Work, template: Campaign, pickupDate: string, clock: Clock): MovedRound {
  const days = daysBetween(template.pickupDate, pickupDate);
  const move = (instant: Instant, path: string): Instant => {
    const [, time = ''] = localText(instant, clock.zone).split(' ');
    const local = `${addDays(calendarDate(instant, clock.zone), days)} ${time}`;
    return clock.take(movedByDays(instant, days, clock.zone), path, local);
  };
  const round = {
    pickupDate,
    opensAt: move(template.opensAt, 'opensAt'),
    closesAt: move(template.closesAt, 'closesAt'),
  };
  const { from, to } = pickupTimes(pickupDate, template.pickupWindows, clock);
  const offered = offersToCopy(work, template);
  const known = offered.filter(({ variantId }) => !isRetired(work, variantId));
  return {
    ...round,
    pickupStartsAt: from,
    // A window of which the clock leaves out the larger part may end before it begins.
    pickupEndsAt: Math.max(from, to),
    offers: known.map((offer, index) => moveOffer(work, offer, round, { move, index, zone: clock.zone })),
    leftOut: offered.filter((offer) => !known.includes(offer)).map(({ variantId }) => variantId),
  };
}

interface Moving {
  readonly move: (instant: Instant, path: string) => Instant;
  readonly index: number;
  readonly zone: string;
}

function moveOffer(
  work: Work,
  offer: Offer,
  round: Pick<MovedRound, 'pickupDate' | 'opensAt' | 'closesAt'>,
  { move, index, zone }: Moving,
): MovedOffer {
  const variant = work.get(variants, offer.variantId);
  const path = `offers.${String(index)}`;
  const cutoff =
    offer.cutoffFrom === 'own'
      ? {
          closesAt: move(offer.extendedFrom ?? offer.closesAt, `${path}.closesAt`),
          cutoffFrom: 'own' as const,
        }
      : cutoffForLead(round, leadDaysOf(work, variant), zone);
  const flash = offer.hasFlash ? windowsOf(work, offer.id) : [];
  const windows = flash.map(({ startsAt, endsAt, price, stock, limitPerCustomer }, turn) => ({
    startsAt: move(startsAt, `${path}.flashWindows.${String(turn)}.startsAt`),
    endsAt: move(endsAt, `${path}.flashWindows.${String(turn)}.endsAt`),
    price,
    stock,
    limitPerCustomer,
  }));
  return { offer, variant, ...cutoff, windows };
}

function isRetired(work: Work, variantId: string): boolean {
  const { retired, productId } = work.get(variants, variantId);
  return retired || work.get(products, productId).retired;
}
