import {
  type BundledOrder,
  ClientProblem,
  type Connection,
  type HandoverInput,
  leaderClient,
  type Pickup,
  type PickupBundle,
} from '@opentuan/api/client';
import { hashOf, isGenuine, readCode } from './pickup-code.ts';
import { type QueuedHandover, StationStore } from './station-store.ts';

/** What a code has opened without a network. */
export type Opened =
  | { readonly outcome: 'found'; readonly pickup: Pickup }
  /** Nothing on this phone; `genuine`: the shop has signed it, so it belongs elsewhere or came later. */
  | { readonly outcome: 'unknown'; readonly genuine: boolean }
  | { readonly outcome: 'forged' | 'expired' | 'noBundle' };

/** How many handovers go in one call. */
const syncedAtOnce = 200;

/**
 * A station that works without a network: it takes the day's orders along, opens codes with them, keeps handovers until
 * the shop has heard of them, and tells it when it can. Told twice, a handover counts once: its id is made here.
 */
export class Station {
  readonly #store: StationStore;
  readonly #point: string;
  #syncing: Promise<void> | undefined;

  constructor(point: string) {
    this.#point = point;
    this.#store = new StationStore(point);
  }

  /** Fetches what is handed over today. Whoever may not have it any more has nothing of it on the phone. */
  async takeAlong(connection: Connection): Promise<PickupBundle> {
    try {
      const point = this.#point;
      const bundle = await leaderClient(connection).pickups.bundle(point ? { pickupPointId: point } : {});
      await this.#store.keepBundle(bundle);
      return bundle;
    } catch (problem) {
      if (problem instanceof ClientProblem && (problem.status === 401 || problem.status === 403))
        await this.#store.forgetBundle();
      throw problem;
    }
  }

  bundle(): Promise<PickupBundle | undefined> {
    return this.#store.bundle();
  }

  queued(): Promise<readonly QueuedHandover[]> {
    return this.#store.queued();
  }

  /** Keeps a handover for the shop. When this resolves it is on the disk. */
  keep(handover: QueuedHandover): Promise<void> {
    return this.#store.keep(handover);
  }

  /** Somebody has looked into a conflict or a refusal. */
  dismiss(handoverId: string): Promise<void> {
    return this.#store.forget(handoverId);
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  /** What a code opens by what is on the phone, less what this phone has handed over since. */
  async open(text: string, now: number): Promise<Opened> {
    const bundle = await this.#store.bundle();
    if (!bundle) return { outcome: 'noBundle' };
    const { code, signed } = readCode(text);
    if (signed && !(await isGenuine(signed, bundle.publicKey))) return { outcome: 'forged' };
    if (signed && signed.until <= now) return { outcome: 'expired' };
    const found = await findOrder(bundle, code);
    if (!found) return { outcome: 'unknown', genuine: signed !== undefined };
    if (Date.parse(found.order.closesAt) <= now) return { outcome: 'expired' };
    const queued = await this.#store.queued();
    return { outcome: 'found', pickup: pickupOf(found.order, found.byCode, queued) };
  }

  /** Whether the end of a phone is that of who may collect, by what is on this phone. */
  async isTail(orderId: string, tail: string): Promise<boolean> {
    const bundle = await this.#store.bundle();
    const collector = bundle?.orders.find((order) => order.orderId === orderId)?.collector;
    return bundle !== undefined && collector?.tailHash === (await hashOf(bundle.salt, orderId, tail));
  }

  /** Tells the shop what it has not heard of. Two at once are one; throws `offline` where it cannot. */
  sync(connection: Connection): Promise<void> {
    return (this.#syncing ??= this.#sync(connection).finally(() => (this.#syncing = undefined)));
  }

  async #sync(connection: Connection): Promise<void> {
    const waiting = (await this.#store.queued()).filter(({ state }) => state === 'waiting');
    for (let start = 0; start < waiting.length; start += syncedAtOnce) {
      const part = waiting.slice(start, start + syncedAtOnce);
      const { data } = await leaderClient(connection).pickups.syncHandovers({
        handovers: part.map(({ handover }) => handover),
      });
      for (const [index, result] of data.entries()) {
        const kept = part[index];
        if (!kept) continue;
        if (result.outcome === 'refused')
          await this.#store.keep({ ...kept, state: 'refused', code: result.code });
        else if (result.handover.outcome === 'conflict')
          await this.#store.keep({ ...kept, state: 'conflict' });
        else await this.#store.forget(kept.handover.handoverId);
      }
    }
  }
}

async function findOrder(
  { salt, orders }: PickupBundle,
  code: string,
): Promise<{ order: BundledOrder; byCode: boolean } | undefined> {
  for (const order of orders) {
    const hash = await hashOf(salt, order.orderId, code);
    if (hash === order.codeHash) return { order, byCode: false };
    if (order.collector?.codeHash === hash) return { order, byCode: true };
  }
  return undefined;
}

function pickupOf(order: BundledOrder, byCode: boolean, queued: readonly QueuedHandover[]): Pickup {
  const { collector, ...shown } = order;
  const gone = new Map<string, number>();
  for (const { handover, state } of queued) {
    if (handover.orderId !== order.orderId || state !== 'waiting') continue;
    for (const { lineId, pieces } of handover.lines ?? []) gone.set(lineId, (gone.get(lineId) ?? 0) + pieces);
  }
  return {
    orderId: shown.orderId,
    status: 'ready',
    campaignId: shown.campaignId,
    pickupPointId: shown.pickupPointId,
    customer: shown.customer,
    note: shown.note,
    slot: shown.slot,
    amountDue: shown.amountDue,
    collector: collector && { name: collector.name, asks: byCode ? 'code' : collector.asks },
    lines: shown.lines
      .map((line) => ({ ...line, pieces: line.pieces - (gone.get(line.lineId) ?? 0) }))
      .filter(({ pieces }) => pieces > 0),
  };
}

/** Pieces of a handover, for the list of what waits. */
export function piecesOf({ lines = [] }: HandoverInput): number {
  return lines.reduce((sum, { pieces }) => sum + pieces, 0);
}
