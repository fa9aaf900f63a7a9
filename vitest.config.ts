import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          isolate: false,
          include: [
            'packages/{core,api}/src/**/*.test.ts',
            'examples/*/**/*.test.ts',
            'scripts/**/*.test.ts',
            'test/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/*.worker.test.ts', '**/*.browser.test.ts'],
        },
      },
    ],
  },
});
