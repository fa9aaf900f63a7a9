import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { libsqlEngine } from '../../packages/core/src/storage/libsql.ts';
import { testShop, type TestShop } from '../../packages/core/src/testing/index.ts';

type Options = Omit<NonNullable<Parameters<typeof testShop>[0]>, 'engine'>;

/** A shop on a file that processes of its own will write to, all of it gone afterwards. */
export async function withFileShop(
  options: Options,
  play: (shop: TestShop, file: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'opentuan-race-'));
  const file = join(folder, 'shop.db');
  const shop = await testShop({ ...options, engine: await libsqlEngine({ url: `file:${file}` }) });
  try {
    await play(shop, file);
    await shop.audit();
  } finally {
    await shop.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Racers {
  /** Tells all to go at once; answers what each of their calls came to. */
  race(): Promise<readonly string[]>;
  close(): void;
}

/** Processes of a script beside this file, one for each list of words, ready to go. */
export async function racersOf(script: string, words: readonly (readonly string[])[]): Promise<Racers> {
  const children = words.map((own) => fork(join(import.meta.dirname, script), own));
  await Promise.all(children.map((child) => once(child, 'message')));
  return {
    race: async () => (await Promise.all(children.map(outcomesOf))).flat(),
    close: () => {
      for (const child of children) child.kill();
    },
  };
}

async function outcomesOf(child: ChildProcess): Promise<readonly string[]> {
  child.send('go');
  const [outcomes] = (await once(child, 'message')) as [readonly string[]];
  return outcomes;
}
