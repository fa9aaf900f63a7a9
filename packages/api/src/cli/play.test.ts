import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeApiKey } from '../middleware/api-key.ts';
import { serve, type Served } from '../node/serve.ts';
import { runCli } from './testing/run-cli.ts';
import type { Figures } from './play/figures.ts';

const patient = 240_000;
const small = ['play', '--customers', '30', '--leaders', '3', '--json'];
const key = makeApiKey('secret');

let folder: string;
let served: Served;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opentuan-play-test-'));
  const database = `file:${join(folder, 'shop.db')}`;
  served = await serve({ database, port: 0, rootKey: key, allowTestClock: true, limits: false });
});
afterEach(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

test(
  'play: the same seed gives the same figures on a server of its own and on another, the audit is clean, and a day is played once',
  { timeout: patient },
  async () => {
    const elsewhere = [...small, '--seed', '7', '--url', served.url];
    const own = await runCli([...small, '--seed', '7']);
    const other = await runCli(elsewhere, { OPENTUAN_KEY: key });
    expect({ code: own.code, notes: own.notes }).toEqual({ code: 0, notes: '' });
    expect(other).toEqual(own);
    const figures = JSON.parse(own.data) as Figures;
    expect(figures.checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(figures.audit.broken).toEqual([]);
    everythingHappens(figures);
    const again = await runCli(elsewhere, { OPENTUAN_KEY: key });
    expect({ code: again.code, data: again.data }).toEqual({ code: 1, data: '' });
    expect(again.notes).toContain('Take another --seed');
  },
);

/** However few neighbours there are, the day has one of everything that can happen. */
function everythingHappens({ orders, goods, purchase, pickup, refunds, commission }: Figures): void {
  const some = expect.any(Number) as unknown;
  expect(orders).toMatchObject({
    byStatus: { collected: some, uncollected: some, cancelled: some, expired: some },
    latePayments: { accepted: 1, refundDue: 1 },
    refused: { offer_sold_out: some, over_limit: 1 },
  });
  const { short, uncollected, cancelled, lost } = goods;
  expect([short, uncollected, cancelled, lost, purchase.missing, purchase.rejected]).not.toContain(0);
  expect(pickup).toMatchObject({ repeatedHandovers: 2, conflicts: 2 });
  for (const reason of ['cancelled.customer', 'claim', 'missing', 'short', 'unusablePayment'])
    expect(refunds[reason]).toBeGreaterThan(0);
  expect(commission).toMatchObject({ bonus: some, levels: { 铜牌: some } });
  expect(commission.bonus).toBeGreaterThan(0);
  expect(commission.negativeStatements).toEqual([commission.reversed]);
}

test('play: a fault in the books ends with 1 and is named', { timeout: patient }, async () => {
  const planted = `INSERT INTO "ledger_transactions" VALUES ('txn_planted', 'planted', 'x', 1)`;
  await served.tuan.engine.run([{ sql: planted, params: [] }], 'write');
  const { code, data } = await runCli([...small, '--seed', '9', '--url', served.url, '--key', key]);
  expect(code).toBe(1);
  const broken = [{ rows: [{ transactionId: 'txn_planted' }] }];
  expect(JSON.parse(data)).toMatchObject({ ok: false, audit: { broken } });
});

test('play: a server that is none is told in a sentence', { timeout: patient }, async () => {
  const { code, data, notes } = await runCli([...small, '--url', 'http://127.0.0.1:9', '--key', key]);
  expect({ code, data }).toEqual({ code: 1, data: '' });
  expect(notes).toContain('Nobody answers at http://127.0.0.1:9');
});
