import { roundedShare, WHOLE_BASIS_POINTS } from '../shared/money.ts';

/** `whole`: the rate counts for the whole volume; `marginal`: for what lies above its threshold. */
export const rebateModes = ['whole', 'marginal'] as const;
export type RebateMode = (typeof rebateModes)[number];

/** A rate for a volume strictly above the threshold; minor units and basis points. */
export interface RebateTier {
  readonly threshold: number;
  readonly basisPoints: number;
}

/**
 * What a supplier gives back on a month's volume (返点). A tier is passed strictly above its threshold (R43);
 * rounded once, never below zero.
 *
 * @param volume minor units; below zero where more was taken back than accepted
 * @param tiers by rising threshold
 * @example rebateOf(6_000_000, [{ threshold: 5_000_000, basisPoints: 300 }], 'whole') // 180_000
 */
export function rebateOf(volume: number, tiers: readonly RebateTier[], mode: RebateMode): number {
  const passed = tiers.filter(({ threshold }) => threshold < volume);
  if (mode === 'whole')
    return roundedShare(Math.max(0, volume), passed.at(-1)?.basisPoints ?? 0, WHOLE_BASIS_POINTS);
  // The whole multiples of 10,000 give no fraction, so only the rests are rounded, together, and no product grows large.
  let exact = 0;
  let rests = 0;
  for (const [position, { threshold, basisPoints }] of passed.entries()) {
    const slice = (passed[position + 1]?.threshold ?? volume) - threshold;
    const rest = slice % WHOLE_BASIS_POINTS;
    exact += ((slice - rest) / WHOLE_BASIS_POINTS) * basisPoints;
    rests += rest * basisPoints;
  }
  return exact + roundedShare(rests, 1, WHOLE_BASIS_POINTS);
}
