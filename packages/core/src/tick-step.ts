import type { ErrorCode } from './error-codes.ts';
import type { OpenTuan } from './open-tuan.ts';
import { Refusal } from './shared/error.ts';
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

/**
 * Does each thing that is due; `perform` answers whether there was anything to do. One that fails holds up none of
 * the others: its error is thrown when all had their turn.
 */
export async function forEachDue<Due>(
  due: readonly Due[],
  perform: (one: Due) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  const errors: unknown[] = [];
  for (const one of due) {
    try {
      if (await perform(one)) done += 1;
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return done;
}

/** Whether the command was done; a refusal with one of these codes only says that its time has not come. */
export async function unlessRefused(
  command: Promise<unknown>,
  ...codes: readonly ErrorCode[]
): Promise<boolean> {
  try {
    await command;
    return true;
  } catch (error) {
    if (error instanceof Refusal && codes.includes(error.code)) return false;
    throw error;
  }
}
