import type { D1Migration } from 'cloudflare:test';

declare global {
  namespace Cloudflare {
    interface GlobalProps {
      mainModule: typeof import('./worker.ts');
    }
    /** The bindings of wrangler.jsonc, and the migrations that the tests add. */
    interface Env {
      DB: D1Database;
      SHOPS: DurableObjectNamespace<import('./shop-object.ts').ShopObject>;
      /** `durableObject` keeps the shop in an object of `SHOPS`; anything else in `DB`. */
      STORAGE?: string;
      /** Pictures of complaints and receipts; nobody reads it but the Worker. */
      PICTURES: R2Bucket;
      /** A secret of the deployment (`wrangler secret put ROOT_KEY`), `sk_…`: sets the shop up and makes the first keys. */
      ROOT_KEY?: string;
      /** `on` lets requests bring their own time. */
      TEST_CLOCK?: string;
      MIGRATIONS: D1Migration[];
    }
  }
}
