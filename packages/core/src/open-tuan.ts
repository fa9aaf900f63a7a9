import type * as z from 'zod';
import type { AnyQuery, AnyVerb, Query, Verb } from './define.ts';
import { parseInput } from './define.ts';
import { domains } from './domains.ts';
import type { Notify } from './events/notifier.ts';
import type { PictureStore } from './pictures/picture-store.ts';
import type { Actor, CallOptions, Context } from './shared/context.ts';
import { Refusal } from './shared/error.ts';
import { fingerprint } from './shared/fingerprint.ts';
import { pooledBytes, type RandomBytes, timeSortedIds, type NewId } from './shared/id.ts';
import { SharedReadings } from './shared-readings.ts';
import type { Instant } from './shared/time.ts';
import type { Engine } from './storage/engine.ts';
import { type Reader, readerOf } from './storage/reader.ts';
import { tick, type TickReport } from './tick.ts';
import { type Urgency, WriteRoad, type WriteRoadOptions } from './write.ts';

export interface OpenTuanOptions extends WriteRoadOptions {
  readonly engine: Engine;
  /** The server's clock, in epoch milliseconds: `Date.now`. */
  readonly clock: () => Instant;
  /** The system's random source: `(length) => crypto.getRandomValues(new Uint8Array(length))`. */
  readonly random: RandomBytes;
  /** Makes ids; by default they sort by time. */
  readonly newId?: NewId;
  /** Where pictures are kept; without one no picture is taken in. */
  readonly pictureStore?: PictureStore;
  /** How people are told; without it notices wait in the lists of the pages. */
  readonly notify?: Notify;
}

type Call<Operation> =
  Operation extends Verb<infer Input, infer Answer>
    ? (input: z.input<Input>, options?: CallOptions) => Promise<z.input<Answer>>
    : Operation extends Query<infer Input, infer Answer>
      ? (input: z.input<Input>, options?: CallOptions) => Promise<z.input<Answer>>
      : never;

type Domains = {
  readonly [Domain in keyof typeof domains]: {
    readonly [Name in keyof (typeof domains)[Domain]]: Call<(typeof domains)[Domain][Name]>;
  };
};

export interface OpenTuanCore {
  readonly engine: Engine;
  readonly reader: Reader;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
  readonly pictureStore: PictureStore | undefined;
  readonly notify: Notify | undefined;
  /** How many batches this object has written: what was read before the last one may be out of date. */
  writes(): number;
  /** Runs any verb or query by its definition; what the typed names and the HTTP routes come down to. */
  call(operation: AnyVerb | AnyQuery, input: unknown, options?: CallOptions): Promise<unknown>;
  /** Does what has fallen due by now: run it every minute. */
  tick(options?: { readonly now?: Instant }): Promise<TickReport>;
}

/** `tuan.orders.place(…)`, `tuan.campaigns.publish(…)`: every verb and query by its name. */
export type OpenTuan = OpenTuanCore & Domains;

/**
 * Opens a shop on a database.
 *
 *     const tuan = createOpenTuan({ engine, clock: Date.now, random })
 *     await tuan.campaigns.publish({ campaignId })
 */
export function createOpenTuan(options: OpenTuanOptions): OpenTuan {
  const { engine, clock } = options;
  const random = pooledBytes(options.random);
  let writes = 0;
  const onCommit = (): void => {
    writes += 1;
    options.onCommit?.();
  };
  const road = new WriteRoad(engine, { ...options, onCommit });
  const reader = readerOf(engine);
  const asideReader = readerOf(readingAside(engine));
  const sharedReader = readerOf(readingShared(engine, clock));
  const inTurn = bounded(asideMax);
  const together = bounded(sharedMax);
  const newId = options.newId ?? timeSortedIds(clock, random);

  const callBy = async (urgency: Urgency, ...[operation, input, callOptions = {}]: CallArguments) => {
    const actor: Actor = callOptions.actor ?? { kind: 'system' };
    const context: Context = { now: callOptions.now ?? clock(), actor, newId, random };
    if (operation.kind === 'query') {
      const parsed = parseInput(operation.input, input);
      if (operation.aside === 'shared') return together(() => operation.read(sharedReader, parsed, context));
      if (operation.aside !== true) return operation.read(reader, parsed, context);
      return inTurn(() => operation.read(asideReader, parsed, context));
    }
    const key = callOptions.idempotencyKey;
    if (key === undefined) return road.write(operation, input, context, { urgency });
    const print = fingerprint(`${operation.name} ${JSON.stringify(input)}`);
    const idempotency = { scope: scopeOf(actor), key, fingerprint: print };
    return road.write(operation, input, context, { urgency, idempotency });
  };

  const { pictureStore, notify } = options;
  const rest = { engine, reader, clock, random, pictureStore, notify, writes: () => writes };
  const calledWith = (urgency: Urgency): OpenTuan => {
    const call: OpenTuanCore['call'] = (...asked) => callBy(urgency, ...asked);
    return { ...rest, call, tick: (at) => tick(scheduled, at), ...namedCalls(call) };
  };
  // The clock's own work finds room where callers are sent away: a rush must not keep the cutoff from coming.
  const scheduled = calledWith('scheduled');
  return calledWith('asked');
}

type CallArguments = Parameters<OpenTuanCore['call']>;

/** How many reports may be under way; one more is refused with `overloaded`. */
const asideMax = 64;
/** How many may wait for readings that they share. */
const sharedMax = 1024;

/** Refuses: overloaded. */
function bounded(most: number): <Answer>(work: () => Promise<Answer>) => Promise<Answer> {
  let underWay = 0;
  return async (work) => {
    if (underWay >= most) throw new Refusal('overloaded', { retryAfterSeconds: 1 });
    underWay += 1;
    try {
      return await work();
    } finally {
      underWay -= 1;
    }
  };
}

function readingAside(engine: Engine): Engine {
  return {
    ...engine,
    run: (statements, mode) =>
      engine.readAside && mode === 'read' && statements.length > 0
        ? engine.readAside(statements)
        : engine.run(statements, mode),
  };
}

/** What is read aside, by one reading for all who ask the same. */
function readingShared(engine: Engine, clock: () => Instant): Engine {
  const aside = readingAside(engine);
  const readings = new SharedReadings((statements) => aside.run(statements, 'read'), clock);
  return {
    ...aside,
    run: (statements, mode) =>
      mode === 'read' && statements.length > 0 ? readings.read(statements) : aside.run(statements, mode),
  };
}

function namedCalls(call: OpenTuanCore['call']): Domains {
  return Object.fromEntries(
    Object.entries(domains).map(([domain, operations]) => [domain, callsOf(operations, call)]),
  ) as unknown as Domains;
}

function callsOf(operations: Readonly<Record<string, unknown>>, call: OpenTuanCore['call']): object {
  const calls = Object.entries(operations).map(([name, operation]) => [
    name,
    (input: unknown, options?: CallOptions) => call(operation as AnyVerb, input, options),
  ]);
  return Object.fromEntries(calls) as object;
}

function scopeOf(actor: Actor): string {
  switch (actor.kind) {
    case 'shop':
    case 'storefront':
      return actor.keyId;
    case 'customer':
      return actor.customerId;
    case 'leader':
      return actor.leaderId;
    case 'supplier':
      return `${actor.supplierId} ${actor.purchaseOrderId}`;
    case 'driver':
      return actor.linkId;
    case 'system':
      return 'system';
    default:
      return actor satisfies never;
  }
}
