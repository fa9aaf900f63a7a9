import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startLocalWorker } from './local-worker.ts';

const cli = join(import.meta.dirname, '../../packages/api/src/cli/main.ts');
const rootKey = 'sk_root_of_the_played_day_0123456789';

async function play(...words: readonly string[]): Promise<unknown> {
  const day = [cli, 'play', '--customers', '20', '--leaders', '2', '--seed', '7', '--json', ...words];
  const { stdout } = await promisify(execFile)(process.execPath, day, { maxBuffer: 16 * 1024 * 1024 });
  return JSON.parse(stdout);
}

test('the played day gives the same figures on D1 and in a Durable Object in workerd as on libSQL, and the audit is clean on all', async () => {
  const onLibsql = await play();
  for (const STORAGE of ['d1', 'durableObject']) {
    const worker = await startLocalWorker({ ROOT_KEY: rootKey, TEST_CLOCK: 'on', STORAGE });
    try {
      const played = await play('--url', worker.url, '--key', rootKey);
      expect(played).toMatchObject({ ok: true });
      expect(played, STORAGE).toEqual(onLibsql);
    } finally {
      await worker.close();
    }
  }
}, 300_000);
