import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings, type ServerType } from '@hono/node-server';
import { createOpenTuan, migrate, type Notify, type OpenTuan, type PictureStore } from '@opentuan/core';
import { libsqlEngine } from '@opentuan/core/storage/libsql';
import { type Context, Hono } from 'hono';
import type { ApiOptions, ErrorFacts } from '../api-options.ts';
import { createApi } from '../create-api.ts';
import { inTime } from './in-time.ts';

export interface ServeOptions extends Omit<ApiOptions, 'shop' | 'clientAddress'> {
  /** `file:shop.db`, `:memory:`, or the URL of a libSQL server. It is migrated when it is behind. */
  readonly database: string;
  readonly authToken?: string;
  /** Where pictures are kept, as in `filePictures('pictures')`; without one none is taken in. */
  readonly pictureStore?: PictureStore;
  /** How people are told of what happens; without it notices wait in the lists of the pages. */
  readonly notify?: Notify;
  /** How long the notifier may take for one notice until it counts as failed, in milliseconds; 30 seconds by default. */
  readonly notifyWithin?: number;
  /** By default 8787; 0 takes any free one. */
  readonly port?: number;
  /** By default only this machine: `127.0.0.1`. */
  readonly hostname?: string;
  /** Where the API is mounted, as in `/tuan`. */
  readonly mount?: string;
  /** The host's own app, to serve pages beside the API. */
  readonly app?: Hono;
  /** Behind a proxy of one's own: the last address of X-Forwarded-For is the caller. */
  readonly trustProxy?: boolean;
  /** How often the scheduled work runs, in milliseconds; every 30 seconds by default, 0 for never. */
  readonly tickEvery?: number;
}

export interface Served {
  readonly url: string;
  readonly tuan: OpenTuan;
  /** Takes no new request, finishes those under way, and closes the database. */
  close(): Promise<void>;
}

/**
 * A shop on Node with an embedded database, served over HTTP.
 *
 *     const { url, close } = await serve({ database: 'file:shop.db', port: 8787 })
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const engine = await libsqlEngine({
    url: options.database,
    writerThread: true,
    ...(options.authToken === undefined ? {} : { authToken: options.authToken }),
  });
  await migrate(engine, Date.now());
  const tuan = createOpenTuan({
    engine,
    clock: Date.now,
    ...(options.pictureStore === undefined ? {} : { pictureStore: options.pictureStore }),
    ...(options.notify === undefined
      ? {}
      : { notify: inTime(options.notify, options.notifyWithin ?? 30_000) }),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    // One turn of the event loop lets the requests that have arrived share a batch.
    gather: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const { server, port } = await start(appOf(tuan, options), options);
  const stopTicking = startTicking(tuan, options);
  const hostname = options.hostname ?? '127.0.0.1';
  return {
    url: `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${String(port)}${options.mount ?? ''}`,
    tuan,
    async close() {
      await stopTicking();
      await stop(server);
      await engine.close?.();
    },
  };
}

function appOf(tuan: OpenTuan, options: ServeOptions): Hono {
  const api = createApi({
    compress: true,
    ...options,
    shop: tuan,
    onError: options.onError ?? report,
    clientAddress: (context) => addressOf(context, options.trustProxy === true),
  });
  return (options.app ?? new Hono()).route(options.mount ?? '/', api);
}

function report(error: unknown, facts: ErrorFacts): void {
  console.error(`${facts.instance} ${facts.method} ${facts.path}`, error);
}

/** Only the last entry was written by the proxy; all before it is what the caller claims. */
function addressOf(context: Context, trustProxy: boolean): string | undefined {
  const forwarded = trustProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const { incoming } = context.env as Partial<HttpBindings>;
  return forwarded ?? incoming?.socket.remoteAddress;
}

/** How many connections may wait to be accepted. Node's 511 resets some when a flash sale opens. */
const backlog = 4096;

/** Longer than proxies keep a connection (60 seconds as a rule), so that none is closed under a request on its way. */
const keepAliveTimeout = 65_000;

async function start(app: Hono, options: ServeOptions): Promise<{ server: ServerType; port: number }> {
  const host = options.hostname ?? '127.0.0.1';
  const server = createAdaptorServer({ fetch: app.fetch, hostname: host });
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = keepAliveTimeout;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port ?? 8787, host, backlog }, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

async function stop(server: ServerType): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that has had its answer would be kept for the next request, and `close` would wait for that.
  const timer = setInterval(() => {
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  }, 20);
  await closed;
  clearInterval(timer);
}

/** Answers a function that ends it and waits for a tick under way. A shop with a test clock is ticked by hand. */
function startTicking(tuan: OpenTuan, options: ServeOptions): () => Promise<void> {
  const every = options.tickEvery ?? (options.allowTestClock === true ? 0 : 30_000);
  if (every === 0) return () => Promise.resolve();
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    // What a long tick leaves is done by the next; ticks that pile up would only keep `close` waiting.
    running ??= tickOnce(tuan, options).finally(() => (running = undefined));
  }, every);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function tickOnce(tuan: OpenTuan, options: ServeOptions): Promise<void> {
  const facts = { instance: 'tick', method: '', path: '' };
  try {
    const { steps } = await tuan.tick();
    for (const { name, problem } of steps) {
      if (problem !== null) (options.onError ?? report)(new Error(`${name}: ${problem}`), facts);
    }
  } catch (error) {
    (options.onError ?? report)(error, facts);
  }
}
