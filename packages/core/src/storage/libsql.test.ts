import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { offers } from '../campaigns/tables.ts';
import { createOpenTuan } from '../open-tuan.ts';
import { engineContract } from '../testing/engine-contract.ts';
import { planted, testShop } from '../testing/index.ts';
import { libsqlEngine } from './libsql.ts';

const folder = mkdtempSync(join(tmpdir(), 'opentuan-libsql-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const freshFile = () => `file:${join(folder, `shop-${String((files += 1))}.db`)}`;

engineContract('libSQL in memory', () => libsqlEngine({ url: ':memory:' }));
engineContract('libSQL on a file', () => libsqlEngine({ url: freshFile() }));
engineContract('libSQL on a file, written by a thread', () =>
  libsqlEngine({ url: freshFile(), writerThread: true }),
);

test('libSQL: a file is held in WAL with synchronous FULL, foreign keys and a busy timeout, also after many batches', async () => {
  const engine = await libsqlEngine({ url: freshFile(), busyTimeout: 4321 });
  for (let round = 0; round < 25; round += 1) await engine.run([{ sql: 'SELECT 1 AS "one"', params: [] }]);
  const pragma = async (name: string) =>
    Object.values((await engine.run([{ sql: `PRAGMA ${name}`, params: [] }], 'read'))[0]?.[0] ?? {})[0];
  expect(await pragma('journal_mode')).toBe('wal');
  expect(await pragma('synchronous')).toBe(2);
  expect(await pragma('foreign_keys')).toBe(1);
  expect(await pragma('busy_timeout')).toBe(4321);
  await engine.close?.();
});

test('R1: two writers on one file race for the last piece in 20 rounds; it is sold once, and nobody sees anything but sold out', async () => {
  const url = freshFile();
  const shop = await testShop({ engine: await libsqlEngine({ url }) });
  let ids = 0;
  const other = createOpenTuan({
    engine: await libsqlEngine({ url }),
    clock: () => shop.now,
    newId: (prefix) => `${prefix}_other${String((ids += 1))}`,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  });
  for (let round = 1; round <= 20; round += 1) {
    await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { cap: round }));
    const buy = (tuan: typeof other) =>
      tuan.orders.place({
        campaignId: planted.campaign,
        customer: planted.customer,
        payment: 'atPickup',
        lines: [{ offerId: planted.appleOffer, pieces: 1 }],
      });
    const tries = await Promise.allSettled(
      Array.from({ length: 16 }, (_, index) => buy(index % 2 === 0 ? shop.tuan : other)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of tries)
      if (each.status === 'rejected') expect(each).toMatchObject({ reason: { code: 'offer_sold_out' } });
  }
  await shop.audit();
  await shop.close();
  await other.engine.close?.();
});
