import { ClientProblem, type Connection, newKey, pictureBytesMax, picturesOf } from '@opentuan/api/client';
import { shrink } from './shrink.ts';

/** A picture on its way. */
export interface Picked {
  /** Also the idempotency key: sent again after a lost answer it is the same picture. */
  readonly key: string;
  readonly file: Blob;
  readonly thumb?: HTMLCanvasElement | undefined;
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed';
  /** Once it is there. */
  readonly id?: string;
  /** Why it is not, as a code. */
  readonly why?: string;
}

/** Pictures that somebody chose, sent one after the other as soon as they are chosen. */
export class Picking {
  /** How many may be chosen. */
  readonly max: number;
  #all: readonly Picked[] = [];
  #sending = false;
  readonly #audience: 'storefront' | 'leader';
  readonly #connection: () => Connection | undefined;
  readonly #changed: () => void;

  /** @param changed called whenever there is something new to show */
  constructor(
    audience: 'storefront' | 'leader',
    max: number,
    connection: () => Connection | undefined,
    changed: () => void,
  ) {
    this.#audience = audience;
    this.max = max;
    this.#connection = connection;
    this.#changed = changed;
  }

  get all(): readonly Picked[] {
    return this.#all;
  }

  /** The ids of those that have arrived. */
  get ids(): readonly string[] {
    return this.#all.flatMap(({ id }) => id ?? []);
  }

  get sent(): number {
    return this.ids.length;
  }

  /** Whether all that were chosen have arrived. */
  get ready(): boolean {
    return this.sent === this.#all.length;
  }

  add(files: Iterable<Blob>): void {
    const chosen = [...files].slice(0, this.max - this.#all.length);
    this.#all = [...this.#all, ...chosen.map((file): Picked => ({ key: newKey(), file, state: 'waiting' }))];
    void this.#send();
  }

  remove(key: string): void {
    this.#all = this.#all.filter((one) => one.key !== key);
    this.#changed();
  }

  retry(key: string): void {
    this.#set(key, { state: 'waiting' });
    void this.#send();
  }

  clear(): void {
    this.#all = [];
    this.#changed();
  }

  #set(key: string, change: Partial<Picked>): void {
    this.#all = this.#all.map((one) => (one.key === key ? { ...one, ...change } : one));
    this.#changed();
  }

  async #send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    for (let next = this.#waiting(); next; next = this.#waiting()) await this.#sendOne(next);
    this.#sending = false;
    this.#changed();
  }

  #waiting(): Picked | undefined {
    return this.#all.find(({ state }) => state === 'waiting');
  }

  async #sendOne({ key, file: chosen, thumb: known }: Picked): Promise<void> {
    this.#set(key, { state: 'sending' });
    try {
      const { file, thumb } = known ? { file: chosen, thumb: known } : await shrink(chosen);
      this.#set(key, { file, thumb });
      const connection = this.#connection();
      if (file.size > pictureBytesMax) throw new ClientProblem({ code: 'picture_too_large' });
      if (!connection) throw new ClientProblem({ code: 'offline' });
      const { id } = await picturesOf(connection, this.#audience).upload({ file }, { idempotencyKey: key });
      this.#set(key, { state: 'sent', id });
    } catch (problem) {
      if (!(problem instanceof ClientProblem)) reportError(problem);
      this.#set(key, { state: 'failed', why: problem instanceof ClientProblem ? problem.code : 'other' });
    }
  }
}
