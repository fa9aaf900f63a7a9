import { createApi } from '@opentuan/api';
import { createOpenTuan, r2Pictures, tick } from '@opentuan/core';
import { Hono } from 'hono';

type Engine = Parameters<typeof createOpenTuan>[0]['engine'];

/** What serves one shop: its API below `/tuan`, and what falls due. */
export interface ShopApp {
  fetch(request: Request): Response | Promise<Response>;
  /** Does what has fallen due by now. */
  tick(): Promise<void>;
}

/** The same app whatever keeps the shop's rows. */
export function shopApp(engine: Engine, env: Cloudflare.Env): ShopApp {
  const shop = createOpenTuan({
    engine,
    clock: Date.now,
    pictureStore: r2Pictures(env.PICTURES),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    // One turn of the event loop, in which those who wait at this moment may join the batch.
    gather: () => scheduler.wait(0),
  });
  // Only ever set by tests and by a played day: requests may then bring their own time.
  const played = env.TEST_CLOCK === 'on';
  const api = createApi({
    shop,
    allowTestClock: played,
    ...(played ? { limits: false } : {}),
    ...(env.ROOT_KEY === undefined ? {} : { rootKey: env.ROOT_KEY }),
    clientAddress: (context) => context.req.header('cf-connecting-ip'),
    onError: (error, facts) => console.error(facts, error),
  });
  const app = new Hono().route('/tuan', api);
  return {
    fetch: (request) => app.fetch(request),
    async tick() {
      const { steps } = await tick(shop);
      for (const { name, problem } of steps) if (problem !== null) console.error(`${name}: ${problem}`);
    },
  };
}
