import { env } from 'cloudflare:workers';
import { createApi } from '@opentuan/api';
import { createOpenTuan, r2Pictures, tick } from '@opentuan/core';
import { d1Engine } from '@opentuan/core/storage/d1';
import { Hono } from 'hono';

const tuan = createOpenTuan({
  engine: d1Engine(env.DB),
  clock: Date.now,
  pictureStore: r2Pictures(env.PICTURES),
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
});

/** Only ever set by tests and by a played day: requests may then bring their own time. */
const played = env.TEST_CLOCK === 'on';

const app = new Hono().route(
  '/tuan',
  createApi({
    shop: tuan,
    allowTestClock: played,
    ...(played ? { limits: false } : {}),
    ...(env.ROOT_KEY === undefined ? {} : { rootKey: env.ROOT_KEY }),
    clientAddress: (context) => context.req.header('cf-connecting-ip'),
    onError: (error, facts) => console.error(facts, error),
  }),
);

export default {
  fetch: app.fetch,
  async scheduled() {
    const report = await tick(tuan);
    for (const { name, problem } of report.steps) if (problem !== null) console.error(`${name}: ${problem}`);
  },
} satisfies ExportedHandler<Cloudflare.Env>;
