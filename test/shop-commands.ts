import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ApiShop } from '../packages/api/src/testing/api-shop.ts';

/** A request as it can be sent from a page to the process of the tests. */
export interface SentRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In base64. */
  readonly body: string | null;
}

export interface SentAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface OpenedShop {
  readonly id: number;
  readonly publishableKey: string;
  readonly secretKey: string;
}

const root = join(import.meta.dirname, '..');
const shops: ApiShop[] = [];

/** Loaded when it is needed, and not with the configuration: it opens a database. */
async function load<Module>(path: string): Promise<Module> {
  return (await import(pathToFileURL(join(root, path)).href)) as Module;
}

type Testing = typeof import('../packages/core/src/testing/index.ts');

/**
 * The real API for tests that run in a browser: a shop on a database in memory in the process of the tests, one for
 * each test, which the page calls through vitest's own channel. Nothing of ours is imitated.
 */
export const shopCommands = {
  async openShop(_: unknown, currency: string): Promise<OpenedShop> {
    const { apiShop } = await load<typeof import('../packages/api/src/testing/api-shop.ts')>(
      'packages/api/src/testing/api-shop.ts',
    );
    const shop = await apiShop({}, { currency });
    const { publishableKey, secretKey } = shop;
    return { id: shops.push(shop) - 1, publishableKey, secretKey };
  },

  /** A session that is good for an hour from now. */
  async signIn(_: unknown, id: number, who: 'customer' | 'leader'): Promise<string> {
    const { planted } = await load<Testing>('packages/core/src/testing/index.ts');
    return shopOf(id).session(who, planted[who]);
  },

  async callShop(_: unknown, id: number, { url, method, headers, body }: SentRequest): Promise<SentAnswer> {
    const bytes = body === null ? null : Buffer.from(body, 'base64');
    const answer = await shopOf(id).app.request(new Request(url, { method, headers, body: bytes }));
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  },

  /** Sets the clock: `2026-11-23T21:55:00+08:00`. */
  moveClock(_: unknown, id: number, text: string): void {
    shopOf(id).at(text);
  },

  /** Runs one statement of SQL, for states that are long to reach by verbs; `against` names invariants that it breaks. */
  async changeShop(_: unknown, id: number, sql: string, against: readonly string[] = []): Promise<void> {
    await shopOf(id).plant((work) => {
      work.statement(sql);
      return null;
    }, against);
  },

  /** Lets the goods of some orders arrive: they are ready, and it is the time of pickup. `short`: pieces that did not come, by line. */
  async bringGoods(
    _: unknown,
    id: number,
    orderIds: readonly string[],
    short: Readonly<Record<string, number>> = {},
  ): Promise<void> {
    const { arrive } = await load<typeof import('../packages/core/src/testing/ready-orders.ts')>(
      'packages/core/src/testing/ready-orders.ts',
    );
    await arrive(shopOf(id), orderIds, { short });
  },

  /** Lets a vehicle with the goods of two neighbours be under way to the leader's point. */
  async startRun(_: unknown, id: number): Promise<{ runId: string; stopId: string }> {
    const { startedRun } = await load<typeof import('../packages/core/src/testing/driven-run.ts')>(
      'packages/core/src/testing/driven-run.ts',
    );
    const { runId, stopId } = await startedRun(shopOf(id));
    return { runId, stopId };
  },

  async closeShop(_: unknown, id: number): Promise<void> {
    await shopOf(id).close();
  },
};

function shopOf(id: number): ApiShop {
  const shop = shops[id];
  if (!shop) throw new Error(`no shop ${String(id)} is open`);
  return shop;
}
