import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { libsqlEngine } from '../../packages/core/src/storage/libsql.ts';
import { planted, testShop } from '../../packages/core/src/testing/index.ts';
import { counted, patience, runsOf } from '../../packages/core/src/testing/runs.ts';

const callersEach = 32;
const rounds = runsOf(5);

async function racer(file: string): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'racer.ts'), [file, String(callersEach)]);
  await once(child, 'message');
  return child;
}

async function race(child: ChildProcess): Promise<readonly string[]> {
  child.send('go');
  const [outcomes] = (await once(child, 'message')) as [readonly string[]];
  return outcomes;
}

test(
  `R1: of 64 who want the last unit at once in two processes on one file, one gets it, ${String(rounds)} times over`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'opentuan-race-'));
    const file = join(folder, 'shop.db');
    const shop = await testShop({ engine: await libsqlEngine({ url: `file:${file}` }) });
    const racers = [await racer(file), await racer(file)];
    const { next, done } = counted('races for the last unit', rounds);
    try {
      for (let round = 1; round <= rounds; round += 1) {
        await shop.tuan.engine.run([
          { sql: `UPDATE "offers" SET "cap" = "sold" + 1 WHERE "id" = ?`, params: [planted.appleOffer] },
        ]);
        const outcomes = (await Promise.all(racers.map(race))).flat();
        expect(outcomes.filter((outcome) => outcome === 'placed')).toHaveLength(1);
        expect(new Set(outcomes)).toEqual(new Set(['placed', 'offer_sold_out']));
        next();
      }
      done(`${String(rounds)} rounds of ${String(2 * callersEach)} callers, nothing oversold`);
      expect(
        await shop.tuan.reader.rows('SELECT "sold" AS "sold", "cap" AS "cap" FROM "offers" WHERE "id" = ?', [
          planted.appleOffer,
        ]),
      ).toEqual([{ sold: rounds, cap: rounds }]);
      await shop.audit();
    } finally {
      for (const child of racers) child.kill();
      await shop.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  patience(60_000),
);
