import { Refusal } from '@opentuan/core';

const mebibyte = 1024 * 1024;

/** What a body counts for whose length nobody told: a large order. */
const unannounced = 16 * 1024;

/**
 * How much of what was sent is being worked on, in bytes: whoever waits holds their body, and a queue that is bounded
 * by heads alone could hold gigabytes.
 */
export class BodiesUnderWay {
  readonly #bytesMax: number;
  #bytes = 0;

  constructor(bytesMax = 128 * mebibyte) {
    this.#bytesMax = bytesMax;
  }

  /** Counts the body of a request while it is worked on. One may be larger than all may be together. Refuses: overloaded. */
  async during<Answer>(request: Request, work: () => Promise<Answer>): Promise<Answer> {
    const bytes = bytesOf(request);
    if (bytes > 0 && this.#bytes > 0 && this.#bytes + bytes > this.#bytesMax)
      throw new Refusal('overloaded', { retryAfterSeconds: 1 });
    this.#bytes += bytes;
    try {
      return await work();
    } finally {
      this.#bytes -= bytes;
    }
  }
}

/** Looks at no body, since a server makes one only for whoever asks. */
function bytesOf({ method, headers }: Request): number {
  if (method === 'GET' || method === 'HEAD') return 0;
  const announced = Number(headers.get('content-length') ?? Number.NaN);
  return Number.isInteger(announced) && announced >= 0 ? announced : unannounced;
}
