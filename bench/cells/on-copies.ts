import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { OpenTuan } from '../../packages/core/src/open-tuan.ts';
import type { Engine } from '../../packages/core/src/storage/engine.ts';
import { libsqlEngine } from '../../packages/core/src/storage/libsql.ts';
import type { Contender } from '../contest.ts';
import { openShop } from '../neighbourhood.ts';

export interface WorkOnCopy {
  readonly name: string;
  readonly count: number;
  /** The file that every contender of the cell gets a copy of, by its name. */
  readonly planted: string;
  plant(engine: Engine, count: number): Promise<void>;
  /** What is timed. */
  work(shop: { readonly engine: Engine; readonly tuan: OpenTuan }, count: number): Promise<void>;
}

/** One document over many rows: each round on a fresh copy of the same planted file, and no one's copy but its own. */
export function onCopies({ name, count, planted, plant, work }: WorkOnCopy): Contender {
  return {
    name,
    count,
    whole: true,
    open: (folder) =>
      Promise.resolve({
        async run(times) {
          const original = join(folder, `${planted}-${String(times)}.db`);
          if (!existsSync(original)) {
            const engine = await libsqlEngine({ url: `file:${original}.planted` });
            await plant(engine, times);
            await engine.close?.();
            gather(`${original}.planted`, original);
          }
          const copy = join(folder, 'copy.db');
          copyFileSync(original, copy);
          const engine = await libsqlEngine({ url: `file:${copy}` });
          const shop = { engine, tuan: openShop(engine) };
          // The first read opens the file and looks at its schema.
          await engine.run([{ sql: 'SELECT count(*) FROM sqlite_schema', params: [] }], 'read');
          const begun = performance.now();
          await work(shop, times);
          const seconds = (performance.now() - begun) / 1000;
          await engine.close?.();
          for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
          // The most that the process has held so far: all contenders of a cell share it, so only a bound is told.
          return { seconds, memory: process.resourceUsage().maxRSS / 1024 };
        },
        close: () => Promise.resolve(),
      }),
  };
}

/** One file without a log beside it. */
function gather(planted: string, into: string): void {
  const database = new DatabaseSync(planted, { readOnly: true });
  database.exec(`VACUUM INTO '${into}'`);
  database.close();
}

/** Runs statements without parameters, or with one that all of them share, as one batch. */
export async function runAll(engine: Engine, sql: readonly string[], ...params: string[]): Promise<void> {
  await engine.run(sql.map((text) => ({ sql: text, params })));
}

/** The numbers 1 to `count` as `n(i)`. */
export const numbers = (count: number) =>
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${String(count)})`;
