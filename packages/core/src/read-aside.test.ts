import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOpenTuan } from './open-tuan.ts';
import type { Engine } from './storage/engine.ts';
import { planted, testShop, type TestShop } from './testing/index.ts';

let shop: TestShop;
let roads: string[];
beforeEach(async () => {
  shop = await testShop();
  roads = [];
});
afterEach(() => shop.close());

/** The shop on an engine that tells by which road each batch of questions came. */
function watched(readAside: Engine['readAside']) {
  const { engine, clock, random } = shop.tuan;
  const run: Engine['run'] = (statements, mode) => {
    roads.push(`run ${mode ?? 'write'}`);
    return engine.run(statements, mode);
  };
  const aside = readAside === undefined ? {} : { readAside };
  return createOpenTuan({ engine: { name: 'watched', run, ...aside }, clock, random });
}

test('read aside: reports and how a campaign stands do not keep orders waiting, where the engine can read aside', async () => {
  const { engine } = shop.tuan;
  const tuan = watched((statements) => {
    roads.push('aside');
    return engine.run(statements, 'read');
  });
  const progress = await tuan.campaigns.progress({ campaignId: planted.campaign });
  expect(new Set(roads)).toEqual(new Set(['aside']));
  expect(progress).toEqual(await shop.tuan.campaigns.progress({ campaignId: planted.campaign }));
  roads = [];
  await tuan.campaigns.get({ campaignId: planted.campaign });
  expect(new Set(roads)).toEqual(new Set(['run read']));
});

test('read aside: an engine that cannot read aside answers reports as everything else', async () => {
  const tuan = watched(undefined);
  await tuan.ledger.trialBalance({});
  expect(new Set(roads)).toEqual(new Set(['run read']));
});

test('read aside: so many reports at once are answered, one more is refused before it costs anything, and the next has room', async () => {
  const { engine } = shop.tuan;
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => (go = resolve));
  const tuan = watched(async (statements) => {
    await gate;
    return engine.run(statements, 'read');
  });
  const ask = () => tuan.ledger.trialBalance({});
  const many = Array.from({ length: 64 }, ask);
  await expect(ask()).rejects.toMatchObject({ code: 'overloaded', details: { retryAfterSeconds: 1 } });
  go();
  expect(await Promise.all(many)).toHaveLength(64);
  await ask();
});
