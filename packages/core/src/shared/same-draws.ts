import type { RandomBytes } from './id.ts';

/**
 * A random source for a decision that may be taken several times: each time it draws the same bytes again, so that
 * a code it made up can be looked up. `again` starts over from the first draw.
 */
export function sameDraws(random: RandomBytes): { readonly random: RandomBytes; again(): void } {
  const draws: Uint8Array[] = [];
  let next = 0;
  return {
    random(length) {
      const known = draws[next];
      const bytes = known?.length === length ? known : random(length);
      draws[next] = bytes;
      next += 1;
      return bytes;
    },
    again: () => (next = 0),
  };
}
