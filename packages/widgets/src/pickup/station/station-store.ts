import type { HandoverInput, PickupBundle } from '@opentuan/api/client';

/** A handover that this phone made, and what has become of it. */
export interface QueuedHandover {
  readonly handover: HandoverInput & { readonly handoverId: string; readonly occurredAt: string };
  /** For the one who stands there: a masked name. */
  readonly customer: string;
  readonly pieces: number;
  /** `conflict`: another phone was there first. `refused`: the shop does not take it, `code` says why. */
  readonly state: 'waiting' | 'conflict' | 'refused';
  readonly code?: string;
}

const version = 1;
const bundles = 'bundles';
const queue = 'queue';

/**
 * What a station keeps on the phone, in IndexedDB: the bundle of the day, and handovers that the shop has not heard of.
 * A handover is written before it is shown as done, so that a phone that dies has lost nothing.
 */
export class StationStore {
  readonly #name: string;
  #opened: Promise<IDBDatabase> | undefined;

  /** @param name - of the station: stations on one phone keep apart */
  constructor(name: string) {
    this.#name = `tuan-station ${name}`;
  }

  async bundle(): Promise<PickupBundle | undefined> {
    return this.#run<PickupBundle | undefined>(bundles, 'readonly', (store) => store.get(0));
  }

  async keepBundle(bundle: PickupBundle): Promise<void> {
    await this.#run(bundles, 'readwrite', (store) => store.put(bundle, 0));
  }

  async forgetBundle(): Promise<void> {
    await this.#run(bundles, 'readwrite', (store) => store.clear());
  }

  async queued(): Promise<readonly QueuedHandover[]> {
    const all = await this.#run<QueuedHandover[]>(queue, 'readonly', (store) => store.getAll());
    return all.toSorted((one, other) => (one.handover.occurredAt < other.handover.occurredAt ? -1 : 1));
  }

  async keep(handover: QueuedHandover): Promise<void> {
    await this.#run(queue, 'readwrite', (store) => store.put(handover, handover.handover.handoverId));
  }

  async forget(handoverId: string): Promise<void> {
    await this.#run(queue, 'readwrite', (store) => store.delete(handoverId));
  }

  /** Closes the database, so that another page may delete or change it. */
  async close(): Promise<void> {
    (await this.#opened)?.close();
    this.#opened = undefined;
  }

  async #run<Result>(
    name: string,
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<Result>,
  ): Promise<Result> {
    const transaction = (await this.#open()).transaction(name, mode, { durability: 'strict' });
    const request = work(transaction.objectStore(name));
    return new Promise((resolve, reject) => {
      // Written is what the transaction has completed, not what the request was answered.
      transaction.addEventListener('complete', () => resolve(request.result));
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')));
    });
  }

  #open(): Promise<IDBDatabase> {
    return (this.#opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(this.#name, version);
      request.addEventListener('upgradeneeded', () => {
        request.result.createObjectStore(bundles);
        request.result.createObjectStore(queue);
      });
      request.addEventListener('success', () => {
        // Another page that wants to change or delete it is not held up: what is on the disk stays.
        request.result.addEventListener('versionchange', () => void this.close());
        resolve(request.result);
      });
      request.addEventListener('error', () => reject(request.error ?? new Error('no storage')));
    }));
  }
}
