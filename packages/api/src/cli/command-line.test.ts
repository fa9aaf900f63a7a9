import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { libsqlEngine } from '@opentuan/core/storage/libsql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli, startCli } from './testing/run-cli.ts';

// Each command is a process of its own, on a machine that may be busy.
const patient = 180_000;

let folder: string;
let database: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opentuan-cli-'));
  database = join(folder, 'shop.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cli = (...words: string[]) => runCli(words, { OPENTUAN_DATABASE: database });

/** Changes the database behind the back of everyone. */
async function plant(sql: string): Promise<void> {
  const engine = await libsqlEngine({ url: `file:${database}` });
  await engine.run([{ sql, params: [] }], 'write');
  await engine.close?.();
}

test('opentuan without a command says what there is, and ends with 2', { timeout: patient }, async () => {
  const { code, data } = await cli();
  expect(code).toBe(2);
  for (const name of ['dev', 'migrate', 'seed', 'keys', 'tick', 'audit', 'doctor', 'play'])
    expect(data).toContain(`  ${name}`);
});

test('help is in the language of the terminal or of --locale', { timeout: patient }, async () => {
  const [english, chinese, told] = await Promise.all([
    cli('play', '--help'),
    runCli(['play', '--help'], { LANG: 'zh_CN.UTF-8' }),
    cli('play', '--help', '--locale', 'zh-CN'),
  ]);
  expect(english).toMatchObject({ code: 0, notes: '' });
  expect(english.data).toContain('Play a day of the neighbourhood');
  expect(chinese.data).toContain('用法: opentuan play');
  expect(told.data).toBe(chinese.data);
});

test(
  'what is not understood names the way out, writes no data, and ends with 2',
  { timeout: patient },
  async () => {
    const wrong = [
      [['ply'], 'There is no command "ply". There are: dev,'],
      [['tick', '--nwo', 'x'], 'There is no option --nwo. See: opentuan tick --help'],
      [['audit', '--database'], '--database needs a value. See: opentuan audit --help'],
      [['audit', 'again'], '"again" is not expected here.'],
      [['play', '--customers', 'many'], '--customers must be a whole number from 20 to 20000, not "many".'],
      [['play', '--url', 'http://127.0.0.1:1'], '--url needs the secret key of that server'],
      [['tick', '--now', 'tomorrow'], '--now needs an instant with its offset'],
      [['keys', 'forge'], 'There is no "keys forge": create, list or revoke.'],
      [['keys', 'create', '--scopes', 'everything'], 'There is no scope "everything".'],
    ] as const;
    await plant('SELECT 1');
    await Promise.all(
      wrong.map(async ([words, message]) => {
        const { code, data, notes } = await cli(...words);
        expect({ words, code, data }).toEqual({ words, code: 2, data: '' });
        expect(notes).toContain(message);
      }),
    );
  },
);

test(
  'an empty machine becomes a shop: doctor says what is missing until nothing is',
  { timeout: patient },
  async () => {
    const nothing = await cli('doctor');
    expect(nothing.code).toBe(1);
    expect(nothing.data).toContain('there is no such file');
    expect((await cli('migrate')).data.trim().split('\n')[0]).toMatch(/^0001_/);
    expect(await cli('migrate')).toMatchObject({ code: 0, data: '' });
    const bare = await cli('doctor');
    expect(bare.code).toBe(1);
    expect(bare.data).toMatch(/✗ Shop: -\n +→ Run "opentuan seed"/);
    expect(JSON.parse((await cli('seed', '--json')).data)).toMatchObject([
      { kind: 'priceList', created: 53 },
      { kind: 'leaders', created: 8 },
      { kind: 'pickupPoints', created: 8 },
    ]);
    const made = await cli('keys', 'create', '--name', 'till 1');
    expect(made.data).toMatch(/^sk_\w{43}\n$/);
    expect(made.notes).toContain('is shown only now');
    expect(await cli('doctor')).toMatchObject({ code: 0 });
  },
);

test(
  'seed again changes nothing; a sheet with problems is told by row and column and nothing of it is stored',
  { timeout: patient },
  async () => {
    await cli('seed');
    expect(JSON.parse((await cli('seed', '--json')).data)).toMatchObject([
      { created: 0, updated: 0, unchanged: 53 },
      { created: 0, updated: 0, unchanged: 8 },
      { created: 0, updated: 0, unchanged: 8 },
    ]);
    const own = join(folder, '价目表.csv');
    writeFileSync(
      own,
      '供应商,货号,品名,单位,箱规,进价,售价,品类,称重,备货天数\n果然,X1,榴莲,个,4,9.9x,80.00,水果,否,1\n',
    );
    const { code, data, notes } = await cli('seed', '--file', own);
    expect({ code, data }).toEqual({ code: 1, data: '' });
    expect(notes).toMatch(/价目表\.csv has 1 problems[\s\S]*2 进价/);
    expect((await cli('seed', '--file', join(folder, 'none.csv'))).notes).toContain('cannot be read');
  },
);

test('a key is listed by its hint, and once revoked it opens nothing', { timeout: patient }, async () => {
  await cli('seed');
  const made = JSON.parse((await cli('keys', 'create', '--json')).data) as { id: string; key: string };
  const listed = (await cli('keys', 'list')).data;
  expect(listed).toContain(made.id);
  expect(listed).not.toContain(made.key);
  expect((await cli('keys', 'revoke', made.id)).code).toBe(0);
  expect(JSON.parse((await cli('keys', 'list', '--json')).data)).toMatchObject([
    { id: made.id, revokedAt: expect.any(String) as unknown },
  ]);
  expect(await cli('keys', 'revoke', 'key_none')).toMatchObject({ code: 1, data: '' });
});

test('audit names the row that breaks a rule, and ends with 1', { timeout: patient }, async () => {
  await cli('seed');
  expect(await cli('audit')).toMatchObject({ code: 0, notes: '' });
  await plant(`INSERT INTO "ledger_transactions" VALUES ('txn_planted', 'planted', 'x', 1)`);
  const words = await cli('audit');
  expect(words.code).toBe(1);
  expect(words.data).toContain('txn_planted');
  const json = await cli('audit', '--json');
  expect(json.code).toBe(1);
  expect(JSON.parse(json.data)).toMatchObject({ broken: [{ rows: [{ transactionId: 'txn_planted' }] }] });
});

test(
  'tick tells what it did; a database behind the schema says what to run',
  { timeout: patient },
  async () => {
    await cli('seed');
    const { code, data } = await cli('tick', '--json', '--now', '2026-11-23T22:00:00+08:00');
    expect(code).toBe(0);
    expect(JSON.parse(data)).toMatchObject({ now: '2026-11-23T14:00:00.000Z' });
    await plant(`DELETE FROM "schema_migrations"`);
    expect((await cli('doctor')).data).toContain('→ Run "opentuan migrate".');
  },
);

test(
  'dev serves the shop with its reference, prints working keys, and ends on a signal',
  { timeout: patient },
  async () => {
    const child = startCli(['dev', '--port', '0'], { OPENTUAN_DATABASE: database });
    const lines: string[] = [];
    if (!child.stdout) throw new Error('no output');
    for await (const line of createInterface(child.stdout)) if (lines.push(line) === 6) break;
    const [, url = ''] = /^API +(\S+)$/.exec(lines[0] ?? '') ?? [];
    const [, key = ''] = /^Secret key +(\S+)$/.exec(lines[2] ?? '') ?? [];
    const shop = await fetch(`${url}/shop`, { headers: { authorization: `Bearer ${key}` } });
    expect([shop.status, await shop.json()]).toMatchObject([200, { currency: 'CNY' }]);
    expect((await fetch(`${url}/docs`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  },
);
