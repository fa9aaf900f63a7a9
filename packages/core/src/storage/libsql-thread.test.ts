import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { planted, testShop } from '../testing/index.ts';
import { patience } from '../testing/runs.ts';
import type { SqlValue } from './engine.ts';
import { libsqlThreadEngine } from './libsql-thread.ts';
import { libsqlEngine } from './libsql.ts';

const folder = mkdtempSync(join(tmpdir(), 'opentuan-thread-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const numbers = { sql: 'CREATE TABLE "numbers" ("number" INTEGER NOT NULL) STRICT', params: [] };
const count = { sql: 'SELECT count(*) AS "count" FROM "numbers"', params: [] };
const fill = (rows: number) => ({
  sql: `WITH RECURSIVE n("n") AS (VALUES (1) UNION ALL SELECT "n" + 1 FROM n WHERE "n" < CAST(? AS INTEGER)) INSERT INTO "numbers" SELECT "n" FROM n`,
  params: [rows],
});
const open = (file: string) => libsqlEngine({ url: `file:${file}`, writerThread: true });

test(
  'a thread that writes: pages are read while a long batch is written, as they stood before it',
  async () => {
    const engine = await open(join(folder, 'long.db'));
    await engine.run([numbers]);
    const progress = { isWritten: false };
    const long = engine.run([fill(500_000)]).then(() => (progress.isWritten = true));
    let reads = 0;
    while (!progress.isWritten) {
      const [rows] = await engine.run([count], 'read');
      // All of it at once, or nothing: it may be there a moment before this thread is told.
      expect([0, 500_000]).toContain(rows?.[0]?.count);
      if (rows?.[0]?.count === 0) reads += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await long;
    expect(reads).toBeGreaterThan(20);
    expect(await engine.run([count], 'read')).toEqual([[{ count: 500_000 }]]);
    await engine.close?.();
  },
  patience(30_000),
);

test('a thread that breaks tells so to whoever waits for it, and the next batch has a new one', async () => {
  const home = join(folder, 'moved');
  mkdirSync(home);
  const engine = await open(join(home, 'shop.db'));
  renameSync(home, `${home}-away`);
  await expect(engine.run([numbers])).rejects.toThrow();
  renameSync(`${home}-away`, home);
  await engine.run([numbers, fill(3)]);
  expect(await engine.run([count], 'read')).toEqual([[{ count: 3 }]]);
  await engine.close?.();
  await engine.close?.();
});

test(
  'a thread that has nothing to do does not keep a program from ending, what is being written does',
  async () => {
    const file = join(folder, 'ends.db');
    const program = `
    const { libsqlEngine } = await import(${JSON.stringify(new URL('libsql.ts', import.meta.url).href)});
    const engine = await libsqlEngine({ url: ${JSON.stringify(`file:${file}`)}, writerThread: true });
    void engine.run(${JSON.stringify([numbers, fill(1000)])});
  `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'inherit' });
    expect(await once(child, 'exit')).toEqual([0, null]);
    const engine = await open(file);
    expect(await engine.run([count], 'read')).toEqual([[{ count: 1000 }]]);
    await engine.close?.();
  },
  patience(30_000),
);

test('what cannot be sent to the thread fails alone: each later batch gets its own answer', async () => {
  const engine = await open(join(folder, 'unsent.db'));
  const unsendable = (() => 1) as unknown as SqlValue;
  await expect(engine.run([{ sql: 'SELECT ?', params: [unsendable] }])).rejects.toThrow(
    'could not be cloned',
  );
  const answers = await Promise.all(
    [1, 2].map((n) => engine.run([{ sql: `SELECT ${String(n)} AS "n"`, params: [] }])),
  );
  expect(answers).toEqual([[[{ n: 1 }]], [[{ n: 2 }]]]);
  await engine.close?.();
});

test('what was closed stays closed: a late batch is refused and opens no new thread', async () => {
  const engine = await open(join(folder, 'closed.db'));
  await engine.run([numbers]);
  await engine.close?.();
  await expect(engine.run([fill(1)])).rejects.toThrow('the database is closed');
});

test('a server bundled into one file has no script for a thread: it writes all the same', async () => {
  const engine = libsqlThreadEngine(join(folder, 'bundled.db'), 1000, new URL('none.js', import.meta.url));
  expect(engine.writesAside ?? false).toBe(false);
  await engine.run([numbers, fill(2)]);
  expect(await engine.run([count], 'read')).toEqual([[{ count: 2 }]]);
  await engine.close?.();
});

test(
  'a report is read aside: while it counts millions, everything else goes on',
  async () => {
    const engine = await open(join(folder, 'reports.db'));
    await engine.run([numbers, fill(3)]);
    const all = { sql: 'SELECT count(*) AS "count" FROM "numbers" a, "numbers" b, "numbers" c', params: [] };
    const slow = {
      sql: 'WITH RECURSIVE n("n") AS (VALUES (1) UNION ALL SELECT "n" + 1 FROM n WHERE "n" < 3000000) SELECT sum("n") AS "sum" FROM n',
      params: [],
    };
    const progress = { isRead: false };
    const report = engine.readAside?.([all, slow]).finally(() => (progress.isRead = true));
    let turns = 0;
    while (!progress.isRead) {
      await engine.run([count], 'read');
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
    }
    expect(await report).toEqual([[{ count: 27 }], [{ sum: 4_500_001_500_000 }]]);
    expect(turns).toBeGreaterThan(20);
    await expect(engine.readAside?.([{ sql: 'SELECT 1 FROM "nowhere"', params: [] }])).rejects.toThrow(
      'nowhere',
    );
    await engine.close?.();
  },
  patience(30_000),
);

test('a shop of the tests that is written by a thread is audited when it closes, also after an earlier audit', async () => {
  const shop = await testShop({ engine: await open(join(folder, 'audited.db')) });
  await shop.audit();
  await shop.tuan.engine.run([
    { sql: 'UPDATE "offers" SET "sold" = 5 WHERE "id" = ?', params: [planted.appleOffer] },
  ]);
  await expect(shop.close()).rejects.toThrow('the audit found');
});
