import type { Money, OpenOffer } from '@opentuan/api/client';

type Tier = OpenOffer['tiers'][number];
type Flash = OpenOffer['flash'][number];

export interface Ladder {
  readonly over: Tier['countedOver'];
  readonly tiers: readonly Tier[];
  readonly counted: number;
}

/** What a piece costs as far as this page knows. The server makes the price; this is what is shown before it did. */
export interface OfferPrice {
  /** The lowest price that can be had now. */
  readonly price: Money;
  /** What everyone pays who does not get the flash price, by the tiers reached with what is in the cart. */
  readonly normal: Money;
  /** The flash window of now, also when all of it is gone. */
  readonly flash: Flash | undefined;
  /** Pieces that one customer can still have at the flash price. */
  readonly flashPieces: number;
  /** The next window that is to come. */
  readonly coming: Flash | undefined;
  /** The tiers that the whole campaign counts for, and those of the community where it is known, with what counts already. */
  readonly ladders: readonly Ladder[];
}

/** The prices of an offer at an instant, with so many pieces of it in the cart. */
export function offerPrice(offer: OpenOffer, inCart: number, now: number): OfferPrice {
  const { ordered, orderedInCommunity } = offer;
  const ladders = (['campaign', 'community'] as const).flatMap((over): Ladder[] => {
    const tiers = offer.tiers.filter(({ countedOver }) => countedOver === over);
    const before = over === 'campaign' ? ordered : orderedInCommunity;
    return tiers.length === 0 || before === null ? [] : [{ over, tiers, counted: before + inCart }];
  });
  const normal = ladders
    .flatMap(({ tiers, counted }) => tiers.filter(({ fromPieces }) => fromPieces <= counted))
    .reduce((least, { price }) => (price.amount < least.amount ? price : least), offer.price);
  const ahead = offer.flash.filter(({ price }) => price.amount < normal.amount);
  const starts = ({ startsAt }: Flash): boolean => Date.parse(startsAt) <= now;
  const flash = ahead.find((one) => starts(one) && now < Date.parse(one.endsAt));
  const flashPieces = flash ? Math.min(flash.left, flash.limitPerCustomer ?? flash.left) : 0;
  return {
    price: flash && flashPieces > 0 ? flash.price : normal,
    normal,
    flash,
    flashPieces,
    coming: ahead.find((one) => !starts(one)),
    ladders,
  };
}

/** What so many pieces come to, in minor units, as far as this page knows. */
export function sumOf(offer: OpenOffer, pieces: number, now: number): number {
  const { price, normal, flashPieces } = offerPrice(offer, pieces, now);
  const cheap = Math.min(pieces, flashPieces);
  return price.amount * cheap + normal.amount * (pieces - cheap);
}

/** The instants at which something that is shown changes by itself. */
export function turnsOf({ closesAt, flash }: OpenOffer): string[] {
  return [closesAt, ...flash.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt])];
}
