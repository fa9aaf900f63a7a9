import { differing, isAnything } from '../shared/bulk-rows.ts';
import type { Context } from '../shared/context.ts';
import type { FieldProblem } from '../shared/error.ts';
import type { Clock } from '../shared/moment.ts';
import type { Instant } from '../shared/time.ts';
import { amountOf, type Shop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import type { Campaign } from './campaign.ts';
import type { Offer } from './minimum.ts';
import { latestCutoff } from './offer-cutoff.ts';
import type { OfferInput } from './offer-input-schemas.ts';
import { flashWindows, offers, offerTiers } from './tables.ts';

type Tier = Row<typeof offerTiers>;
type FlashWindow = Row<typeof flashWindows>;
type Wrong = (field: string, code: string, message: string) => void;

/** What became of an offer's tiers and flash windows. */
export interface StoredPrices {
  readonly problems: readonly FieldProblem[];
  /** Whether anything is another one now. */
  readonly changed: boolean;
}

/** The tiers of an offer that stand, by rising pieces. */
export function tiersOf(work: Work, offerId: string): Tier[] {
  return work
    .list(offerTiers, { offerId })
    .filter(({ removed }) => !removed)
    .toSorted((first, second) => first.fromPieces - second.fromPieces);
}

/** The flash windows of an offer that stand, by their start. */
export function windowsOf(work: Work, offerId: string): FlashWindow[] {
  return work
    .list(flashWindows, { offerId })
    .filter(({ removed }) => !removed)
    .toSorted((first, second) => first.startsAt - second.startsAt);
}

/**
 * Puts tiers and flash windows beside an offer, each list in the place of the one before. What was promised to those
 * who ordered stays: after the first order tiers only get better (R7), and a window that has sold keeps its pieces.
 */
export function storePrices(
  work: Work,
  offer: Offer,
  { tiers, flashWindows: windows }: OfferInput,
  place: Place,
  context: Context,
): StoredPrices {
  const { path } = place;
  const problems: FieldProblem[] = [];
  const wrong: Wrong = (field, code, message) =>
    void problems.push({ path: `${path}.${field}`, code, message });
  const tiersChanged = tiers !== undefined && putTiers(work, offer, tiers, place, wrong);
  const windowsChanged = windows !== undefined && putWindows(work, offer, windows, place, wrong, context);
  // A price that is lowered below its tiers leaves them without effect; only new ones must make sense.
  if (tiers !== undefined) checkFalling(tiersOf(work, offer.id), offer, wrong);
  if (windows !== undefined) checkFlash(windowsOf(work, offer.id), offer, place.campaign.opensAt, wrong);
  if (offer.gift && ((tiers ?? []).length > 0 || (windows ?? []).length > 0))
    wrong('gift', 'no_price', 'A gift has neither tiers nor flash windows.');
  return { problems, changed: tiersChanged || windowsChanged };
}

interface Place {
  readonly path: string;
  readonly shop: Shop;
  readonly clock: Clock;
  readonly campaign: Pick<Campaign, 'opensAt'>;
}

function putTiers(
  work: Work,
  offer: Offer,
  inputs: NonNullable<OfferInput['tiers']>,
  { path, shop }: Place,
  wrong: Wrong,
): boolean {
  const stored = work.list(offerTiers, { offerId: offer.id });
  const before = new Map(stored.map((tier) => [tier.fromPieces, tier]));
  const wanted = inputs.map(({ fromPieces, price, countedOver }, index) => ({
    fromPieces,
    countedOver,
    price: amountOf(shop, price, `${path}.tiers.${String(index)}.price`),
    removed: false,
  }));
  for (const [index, { fromPieces }] of wanted.entries()) {
    if (wanted.findIndex((tier) => tier.fromPieces === fromPieces) !== index) {
      wrong(`tiers.${String(index)}.fromPieces`, 'duplicate', 'Another tier starts at as many pieces.');
      return false;
    }
  }
  const standing = stored.filter(({ removed }) => !removed);
  if (offer.sold > 0 && standing.some((tier) => !isKept(tier, wanted)))
    wrong('tiers', 'has_orders', 'Those who ordered were promised these tiers: they only get better.');
  let changed = false;
  for (const tier of wanted) {
    const known = before.get(tier.fromPieces);
    if (known === undefined) work.insert(offerTiers, { offerId: offer.id, ...tier });
    else if (known.removed || known.price !== tier.price || known.countedOver !== tier.countedOver)
      work.set(offerTiers, known, tier);
    else continue;
    changed = true;
  }
  for (const gone of standing.filter(
    (tier) => !wanted.some(({ fromPieces }) => fromPieces === tier.fromPieces),
  )) {
    work.set(offerTiers, gone, { removed: true });
    changed = true;
  }
  note(work, offer, { hasTiers: wanted.length > 0 });
  return changed;
}

/** Whether somebody who counts on the tier gets at least as much from the new ones. */
function isKept(tier: Tier, wanted: readonly Pick<Tier, 'fromPieces' | 'price' | 'countedOver'>[]): boolean {
  return wanted.some(
    ({ fromPieces, price, countedOver }) =>
      countedOver === tier.countedOver && fromPieces <= tier.fromPieces && price <= tier.price,
  );
}

/** More pieces, a lower price: anything else would never be reached. */
function checkFalling(tiers: readonly Tier[], offer: Offer, wrong: Wrong): void {
  for (const [index, tier] of tiers.entries()) {
    const above = tiers[index - 1]?.price ?? offer.price;
    if (tier.price >= above)
      wrong(
        `tiers.${String(index)}.price`,
        'not_falling',
        'The price of a tier is below that of the tier before, and of the offer.',
      );
  }
}

function checkFlash(windows: readonly FlashWindow[], offer: Offer, opensAt: Instant, wrong: Wrong): void {
  for (const [index, { price, startsAt, endsAt }] of windows.entries()) {
    if (price >= offer.price)
      wrong(
        `flashWindows.${String(index)}.price`,
        'not_lower',
        'A flash price is below the price of the offer.',
      );
    if (endsAt <= opensAt || startsAt >= latestCutoff(offer))
      wrong(
        `flashWindows.${String(index)}.startsAt`,
        'never',
        'Nothing can be ordered in this window: it lies before the opening or after the cutoff.',
      );
  }
}

function putWindows(
  work: Work,
  offer: Offer,
  inputs: NonNullable<OfferInput['flashWindows']>,
  { path, shop, clock }: Place,
  wrong: Wrong,
  context: Context,
): boolean {
  const standing = windowsOf(work, offer.id);
  const kept = new Set<string>();
  let changed = false;
  for (const [index, input] of inputs.entries()) {
    const field = `flashWindows.${String(index)}`;
    const values = {
      startsAt: clock.read(input.startsAt, `${path}.${field}.startsAt`),
      endsAt: clock.read(input.endsAt, `${path}.${field}.endsAt`),
      price: amountOf(shop, input.price, `${path}.${field}.price`),
      stock: input.stock,
      limitPerCustomer: input.limitPerCustomer ?? null,
    };
    if (values.endsAt <= values.startsAt) {
      wrong(`${field}.endsAt`, 'period', 'Must be later than startsAt.');
      continue;
    }
    const known = standing.find(({ id, startsAt }) => !kept.has(id) && startsAt === values.startsAt);
    if (known === undefined) {
      const { id } = work.insert(flashWindows, { id: context.newId('fla'), offerId: offer.id, ...values });
      kept.add(id);
      changed = true;
      continue;
    }
    kept.add(known.id);
    if (values.stock < known.sold)
      wrong(`${field}.stock`, 'below_sold', `${String(known.sold)} are ordered already.`);
    else if (Object.entries(values).some(([name, value]) => known[name as keyof typeof values] !== value)) {
      work.set(flashWindows, known, values);
      changed = true;
    }
  }
  for (const gone of standing.filter(({ id }) => !kept.has(id))) {
    if (gone.sold > 0)
      wrong('flashWindows', 'has_orders', 'A window that has sold cannot be taken off: end it.');
    else work.set(flashWindows, gone, { removed: true });
    changed = true;
  }
  note(work, offer, { hasFlash: windowsOf(work, offer.id).length > 0 });
  return changed;
}

function note(work: Work, { id }: Offer, flags: Partial<Pick<Offer, 'hasTiers' | 'hasFlash'>>): void {
  const offer = work.get(offers, id);
  if (isAnything(differing(offer, flags))) work.set(offers, offer, flags);
}
