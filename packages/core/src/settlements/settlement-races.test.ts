import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { libsqlEngine } from '../storage/libsql.ts';
import { interleave, planted, testShop, type TestShop } from '../testing/index.ts';
import { settledApples } from '../testing/settled-statement.ts';

let shop: TestShop;
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const leaderId = planted.leader;

test('C6, race: a payout of another process just before a settlement is written: credit is paid once', async () => {
  shop = await testShop();
  const { statementId } = await settledApples(shop, 10, 3);
  interleave(shop, (other) => other.payouts.claim({ leaderId, amount: yuan(600) }), 'beforeWrite');
  expect(await shop.tuan.settlements.create({ statementId })).toMatchObject({
    split: yuan(700),
    outside: { uncovered: yuan(600) },
  });
});

test('C6, race: a settlement of another process just before a payout is written leaves it nothing', async () => {
  shop = await testShop();
  const { statementId } = await settledApples(shop, 10, 3);
  interleave(shop, (other) => other.settlements.create({ statementId }), 'beforeWrite');
  await expect(shop.tuan.payouts.claim({ leaderId })).rejects.toMatchObject({ code: 'payout_too_high' });
});

test('race: two processes make the same file: one settlement, each line once', async () => {
  shop = await testShop();
  const { statementId } = await settledApples(shop, 10, 3);
  interleave(shop, (other) => other.settlements.create({ to: '2026-11-28' }), 'beforeWrite');
  const { settlementId } = await shop.tuan.settlements.create({ statementId });
  expect(settlementId).not.toBeNull();
  expect((await shop.tuan.settlements.list({})).data).toHaveLength(1);
  expect((await shop.tuan.settlements.lines({})).data).toHaveLength(2);
});

test('race: a line that fails in one process while another confirms it ends in one state', async () => {
  shop = await testShop();
  const { statementId } = await settledApples(shop, 10);
  await shop.tuan.settlements.create({ statementId });
  const [line] = (await shop.tuan.settlements.lines({})).data;
  const number = line?.number ?? '';
  interleave(shop, (other) => other.settlements.confirm({ results: [{ number }] }), 'beforeWrite');
  expect(await shop.tuan.settlements.fail({ results: [{ number, failure: 'x' }] })).toMatchObject({
    data: [{ outcome: 'refused', code: 'settlement_line_status', status: 'sent' }],
  });
});

test('race: a failed split whose credit a payout takes first is not retried', async () => {
  shop = await testShop();
  const { statementId } = await settledApples(shop, 10);
  await shop.tuan.settlements.create({ statementId });
  const [line] = (await shop.tuan.settlements.lines({})).data;
  const number = line?.number ?? '';
  await shop.tuan.settlements.fail({ results: [{ number, failure: 'NO_AUTH' }] });
  interleave(shop, (other) => other.payouts.claim({ leaderId, amount: yuan(1) }), 'beforeWrite');
  expect(await shop.tuan.settlements.retry({ results: [{ number }, { number }] })).toMatchObject({
    refused: 2,
    data: [{ code: 'settlement_credit', status: 'failed' }, {}],
  });
});

/** A process of its own on the same file, which begins when it is told to and says what it has paid. */
function processOn(path: string, now: number, body: string): Promise<string> {
  const from = (module: string) => JSON.stringify(new URL(module, import.meta.url).href);
  const code = `
    import { createOpenTuan } from ${from('../open-tuan.ts')};
    import { libsqlEngine } from ${from('../storage/libsql.ts')};
    import { timeSortedIds } from ${from('../shared/id.ts')};
    const random = (length) => crypto.getRandomValues(new Uint8Array(length));
    const engine = await libsqlEngine({ url: ${JSON.stringify(`file:${path}`)} });
    const tuan = createOpenTuan({ engine, clock: () => ${String(now)}, random, newId: timeSortedIds(() => Date.now(), random) });
    const tried = async (call) => { try { return await call; } catch (error) { if (!error.code) throw error; return undefined; } };
    const leaderId = ${JSON.stringify(leaderId)};
    const yuan = (amount) => ({ amount, currency: 'CNY' });
    let paid = 0;
    ${body}
    console.log(paid);
    await engine.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let [out, problem] = ['', ''];
    child.stdout.on('data', (data) => (out += String(data)));
    child.stderr.on('data', (data) => (problem += String(data)));
    child.on('close', (status) => (status === 0 ? resolve(out.trim()) : reject(new Error(problem))));
  });
}

test('C6, R38: two processes on one file, one splits and one pays out: the credit is paid once, to the cent', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'opentuan-settlements-'));
  try {
    const path = join(folder, 'shop.db');
    shop = await testShop({ engine: await libsqlEngine({ url: `file:${path}` }) });
    await settledApples(shop, ...Array.from({ length: 6 }, () => 10));
    const pays = `for (let turn = 0; turn < 12; turn += 1) {
      const payout = await tried(tuan.payouts.claim({ leaderId, amount: yuan(137) }));
      if (payout) { await tuan.payouts.confirm({ payoutId: payout.id, reference: 'transfer ' + payout.id }); paid += 137; }
    }`;
    const splits = `for (let turn = 0; turn < 12; turn += 1) {
      await tried(tuan.settlements.create({ to: '2026-11-28' }));
      const { data } = await tuan.settlements.lines({ status: turn % 2 ? 'failed' : 'claimed' });
      const results = data.slice(0, 3).map(({ number, amount }) => ({ number, failure: 'x', amount: amount.amount }));
      if (results.length === 0) continue;
      const ask = (verb, keep) => tuan.settlements[verb]({ results: results.map(keep) });
      if (turn % 4 === 0) await ask('fail', ({ number, failure }) => ({ number, failure }));
      else if (turn % 2) await ask('retry', ({ number }) => ({ number }));
      else {
        const { data: rows } = await ask('confirm', ({ number }) => ({ number }));
        for (const { row, outcome } of rows) if (outcome === 'changed') paid += results[row].amount;
      }
    }`;
    const sums = await Promise.all([pays, splits].map((body) => processOn(path, shop.now, body)));
    expect(sums.filter((paid) => Number(paid) > 0).length).toBeGreaterThan(0);
    const account = await shop.tuan.commissions.summary({ leaderId });
    expect(account.paid.amount).toBe(sums.reduce((sum, paid) => sum + Number(paid), 0));
    expect(account.settled.amount).toBeGreaterThanOrEqual(0);
    expect(account.settled.amount + account.paying.amount + account.paid.amount).toBe(6000);
    await shop.audit();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
