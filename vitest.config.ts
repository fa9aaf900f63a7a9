import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser } from './scripts/browsers.ts';
import { ClosingLineReporter } from './test/closing-line-reporter.ts';
import { shopCommands } from './test/shop-commands.ts';

const chromium = findBrowser('chromium');

/** Runs inside Node: the domain, the API, whole pages, and the rules of the repository. */
const node = {
  test: {
    name: 'node',
    environment: 'node',
    // Examples open whole pages, and may not reach into scripts/ to find the browser.
    env: chromium === undefined ? {} : { CHROMIUM_PATH: chromium },
    include: [
      'packages/*/src/**/*.test.ts',
      'examples/**/*.test.ts',
      'bench/**/*.test.ts',
      'scripts/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/*.worker.test.ts', '**/*.browser.test.ts'],
  },
};

/** Runs inside Chromium: each widget on its own. */
const browser = {
  test: {
    name: 'browser',
    include: ['packages/widgets/src/**/*.browser.test.ts'],
    api: { host: '127.0.0.1' },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright(chromium === undefined ? {} : { launchOptions: { executablePath: chromium } }),
      instances: [{ browser: 'chromium' as const }],
      commands: shopCommands,
    },
  },
};

export default defineConfig({
  test: {
    // Modules are shared by the test files of a worker: a third faster, and nothing here keeps state in a module.
    isolate: false,
    passWithNoTests: true,
    // Whole processes and browsers are started on machines of two cores that do other things besides.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', new ClosingLineReporter()],
    projects: [{ extends: true, ...node }, 'examples/cloudflare-worker', { extends: true, ...browser }],
  },
});
