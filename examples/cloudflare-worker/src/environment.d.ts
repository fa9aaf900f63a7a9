import type { D1Migration } from 'cloudflare:test';

declare global {
  namespace Cloudflare {
    /** The bindings of wrangler.jsonc, and the migrations that the tests add. */
    interface Env {
      DB: D1Database;
      MIGRATIONS: D1Migration[];
    }
  }
}
