import { env } from 'cloudflare:workers';
import { d1Engine } from '@opentuan/core/storage/d1';
import { type ShopApp, shopApp } from './shop-app.ts';

export { ShopObject } from './shop-object.ts';

/** `STORAGE` in wrangler.jsonc says where the shop lives: in D1, or in a Durable Object. */
function shopOf(): Pick<ShopApp, 'fetch' | 'tick'> {
  if (env.STORAGE !== 'durableObject') return shopApp(d1Engine(env.DB), env);
  const shop = () => env.SHOPS.getByName('shop');
  return { fetch: (request) => shop().fetch(request), tick: () => shop().tick() };
}

const shop = shopOf();

export default {
  fetch: (request) => shop.fetch(request),
  scheduled: () => shop.tick(),
} satisfies ExportedHandler<Cloudflare.Env>;
