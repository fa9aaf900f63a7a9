import { fingerprint, type OpenTuan } from '@opentuan/core';

/** An answer that every shopper gets alike, as it goes out. */
export interface SharedAnswer {
  readonly body: string;
  readonly etag: string;
  /** The body compressed, made when it is asked for a second time. */
  gzip(): Promise<Uint8Array<ArrayBuffer>>;
}

interface Kept {
  readonly answer: Promise<SharedAnswer>;
  /** The writes of this process before it was read. */
  readonly writes: number;
  /** The second of the clock in which it was read. */
  readonly second: number;
}

const keptMax = 500;

/**
 * What shoppers read, kept as it goes out: one reading and one serialisation for all who ask within a second, as long
 * as nothing was written. A write of this process is seen at once, one of another process a second later. Phases
 * change on whole seconds, so an answer of the same second is right by the clock too.
 */
export class SharedAnswers {
  readonly #shops = new WeakMap<OpenTuan, Map<string, Kept>>();

  /** The answer for this address; `read` is called when none is kept that holds. A refusal is not kept. */
  async answer(
    tuan: OpenTuan,
    address: string,
    now: number,
    read: () => Promise<unknown>,
  ): Promise<SharedAnswer> {
    const answers = this.#answersOf(tuan);
    const kept = answers.get(address);
    const writes = tuan.writes();
    const second = Math.floor(now / 1000);
    if (kept && kept.writes === writes && kept.second === second) return kept.answer;
    if (answers.size >= keptMax) answers.clear();
    const answer = read().then(sharedAnswer);
    answers.set(address, { answer, writes, second });
    answer.catch(() => answers.delete(address));
    return answer;
  }

  #answersOf(tuan: OpenTuan): Map<string, Kept> {
    const known = this.#shops.get(tuan);
    if (known) return known;
    const fresh = new Map<string, Kept>();
    this.#shops.set(tuan, fresh);
    return fresh;
  }
}

function sharedAnswer(answer: unknown): SharedAnswer {
  const body = JSON.stringify(answer);
  let gzip: Promise<Uint8Array<ArrayBuffer>> | undefined;
  return {
    body,
    // Weak: two answers that differ in nothing but the clock say the same. Who counts down uses the Date header.
    etag: `W/"${fingerprint(JSON.stringify(answer, withoutClock))}"`,
    gzip: () => (gzip ??= compress(body)),
  };
}

function withoutClock(name: string, value: unknown): unknown {
  return name === 'now' || name === 'secondsLeft' ? undefined : value;
}

async function compress(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
