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

test('the played day gives the same figures on D1 in workerd as on libSQL, and the audit is clean on both', async () => {
  const worker = await startLocalWorker({ ROOT_KEY: rootKey, TEST_CLOCK: 'on' });
  try {
    const [onD1, onLibsql] = [await play('--url', worker.url, '--key', rootKey), await play()];
    expect(onD1).toMatchObject({ ok: true });
    expect(onD1).toEqual(onLibsql);
  } finally {
    await worker.close();
  }
}, 300_000);
