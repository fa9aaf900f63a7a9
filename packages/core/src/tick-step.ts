import type { OpenTuan } from './open-tuan.ts';
import type { Instant } from './shared/time.ts';

/**
 * One kind of work that falls due by the clock. A step finds what is due with SQL over an index and calls verbs in
 * chunks until nothing is left, so that a tick that was cut off goes on where it stopped and a second one does nothing.
 */
export interface TickStep {
  /** The verb it calls, as in `orders.expireHolds`: it stands in the answer of the tick. */
  readonly name: string;
  /** Does all that is due at `now`; answers how many things were done. Pass `{ now }` on to every verb. */
  run(tuan: OpenTuan, now: Instant): Promise<number>;
}

/** Calls `chunk` until it has nothing left to do; answers the sum of what was done. A chunk of 0 ends it. */
export async function untilNothingIsDue(chunk: () => Promise<number>): Promise<number> {
  let sum = 0;
  for (;;) {
    const done = await chunk();
    if (done === 0) return sum;
    sum += done;
  }
}
