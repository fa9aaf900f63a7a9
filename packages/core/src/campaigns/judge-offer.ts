import type { Row } from '../work.ts';
import { boughtPieces } from './case-fill.ts';
import { missesMinimum, type Offer } from './minimum.ts';
import type { offerTiers } from './tables.ts';

type Tier = Row<typeof offerTiers>;

/** What the freeze makes of an offer. Prices in minor units. */
export type Judgement =
  | { readonly outcome: 'failed'; readonly reason: 'minimum' | 'supplierMinimum' }
  | {
      readonly outcome: 'frozen';
      /** What everyone pays at most; null where no tier was reached. */
      readonly tierPrice: number | null;
      /** Communities that reached a lower price of their own. */
      readonly communityPrices: ReadonlyMap<string, number>;
    };

/**
 * The minimum decides whether it is bought (R20), then firm pieces decide the tier: the lowest price reached
 * counts, and nobody pays more than was accepted (R7).
 *
 * @param counted firm pieces, or customers, that count towards the minimum
 * @param communities firm pieces by community
 */
export function judgeOffer(
  offer: Offer,
  counted: number,
  tiers: readonly Tier[],
  communities: ReadonlyMap<string, number>,
): Judgement {
  if (missesMinimum(offer, counted)) return { outcome: 'failed', reason: 'minimum' };
  const everyone = reached(tiers, 'campaign', boughtPieces(offer));
  const own = [...communities].map(([id, firm]) => [id, reached(tiers, 'community', firm)] as const);
  return {
    outcome: 'frozen',
    tierPrice: Number.isFinite(everyone) ? everyone : null,
    communityPrices: new Map(own.filter(([, price]) => price < everyone)),
  };
}

function reached(tiers: readonly Tier[], countedOver: Tier['countedOver'], firm: number): number {
  const prices = tiers.filter((tier) => tier.countedOver === countedOver && tier.fromPieces <= firm);
  return Math.min(...prices.map(({ price }) => price));
}
