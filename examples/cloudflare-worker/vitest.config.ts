import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineProject } from 'vitest/config';

const migrations = new URL('../../packages/core/src/storage/migrations', import.meta.url).pathname;

/** Runs inside workerd, with the bindings of wrangler.jsonc and the migrations of the core at hand. */
export default defineProject({
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: './wrangler.jsonc' },
      miniflare: {
        bindings: {
          MIGRATIONS: await readD1Migrations(migrations),
          ROOT_KEY: 'sk_root_of_the_tests',
          TEST_CLOCK: 'on',
        },
      },
    })),
  ],
  test: {
    name: 'worker',
    isolate: false,
    // A project has its own, and machines that do other things besides are slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // All files share the one database of the binding.
    fileParallelism: false,
    include: ['**/*.worker.test.ts'],
    setupFiles: ['src/reset-afterwards.ts'],
  },
});
