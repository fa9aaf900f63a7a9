import type { Instant } from './shared/time.ts';
import type { SqlRow, Statement } from './storage/engine.ts';

type Rows = readonly (readonly SqlRow[])[];
type Read = (statements: readonly Statement[]) => Promise<Rows>;

interface Reading {
  readonly rows: Promise<Rows>;
  /** Until when it answers whoever asks; undefined while it is under way. */
  until?: Instant;
  /** The one reading that answers all who came while this was under way. */
  next?: Promise<Rows>;
}

/** A reading that took so long is kept, in milliseconds; whatever takes less is read anew for everybody. */
const longMin = 100;
/** It is kept so many times as long as it took, so that it takes a fifth of one processor at the most … */
const keptTimes = 4;
/** … and never longer, in milliseconds. */
const keptMax = 2000;
const readingsMax = 100;

/**
 * Sums that many ask for at once: one reading at a time for the same question, however many ask, and each of them is
 * answered by one that began after they had asked. Where it takes long, its answer holds for a moment.
 */
export class SharedReadings {
  readonly #read: Read;
  readonly #clock: () => Instant;
  readonly #readings = new Map<string, Reading>();

  constructor(read: Read, clock: () => Instant) {
    this.#read = read;
    this.#clock = clock;
  }

  read(statements: readonly Statement[]): Promise<Rows> {
    const key = JSON.stringify(statements);
    const last = this.#readings.get(key);
    if (last === undefined) return this.#begin(key, statements);
    if (last.until !== undefined) return this.#keptOf(last) ?? this.#begin(key, statements);
    last.next ??= this.#after(last, key, statements);
    return last.next;
  }

  /** What was under way when they asked may lack what they know of; where it took long it is as good as the next. */
  async #after(last: Reading, key: string, statements: readonly Statement[]): Promise<Rows> {
    await last.rows.catch(() => undefined);
    return this.#keptOf(last) ?? this.#begin(key, statements);
  }

  /** A clock that was set back keeps nothing for longer. */
  #keptOf({ rows, until = 0 }: Reading): Promise<Rows> | undefined {
    const left = until - this.#clock();
    return left > 0 && left <= keptMax ? rows : undefined;
  }

  #begin(key: string, statements: readonly Statement[]): Promise<Rows> {
    const begun = this.#clock();
    const reading: Reading = { rows: this.#read(statements) };
    if (this.#readings.size >= readingsMax) this.#forget();
    this.#readings.set(key, reading);
    reading.rows.then(
      () => this.#end(key, reading, this.#clock() - begun),
      () => this.#end(key, reading, 0),
    );
    return reading.rows;
  }

  #end(key: string, reading: Reading, took: number): void {
    if (took >= longMin) reading.until = this.#clock() + Math.min(keptMax, keptTimes * took);
    else if (this.#readings.get(key) === reading) this.#readings.delete(key);
  }

  #forget(): void {
    const now = this.#clock();
    for (const [key, { until = now + 1 }] of this.#readings) if (until <= now) this.#readings.delete(key);
  }
}
