import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const reader = 'webhooks whe_1';

test('move outbox: a reader starts at 0, moves on, and may go back to replay', async () => {
  expect(await shop.tuan.outbox.position({ reader })).toEqual({ reader, sequence: 0, movedAt: null });
  await shop.tuan.outbox.move({ reader, sequence: 12 });
  shop.now += 1000;
  await shop.tuan.outbox.move({ reader, sequence: 7, from: 12 });
  expect(await shop.tuan.outbox.position({ reader })).toEqual({
    reader,
    sequence: 7,
    movedAt: '2026-11-23T01:00:01.000Z',
  });
  expect(await shop.tuan.outbox.position({ reader: 'another' })).toMatchObject({ sequence: 0 });
  expect((await shop.tuan.events.list({})).data).toEqual([]);
});

test('move outbox: of two movers from one place one gets through, the other is told where the reader is', async () => {
  await shop.tuan.outbox.move({ reader, sequence: 5 });
  const tries = await Promise.allSettled(
    [6, 8].map((sequence) => shop.tuan.outbox.move({ reader, sequence, from: 5 })),
  );
  expect(tries).toMatchObject([
    { status: 'fulfilled' },
    { status: 'rejected', reason: { code: 'conflict', details: { sequence: 6 } } },
  ]);
});

test('move outbox: another process that moves in between is seen', async () => {
  await shop.tuan.outbox.move({ reader, sequence: 5 });
  const run = shop.tuan.engine.run.bind(shop.tuan.engine);
  let raced = false;
  Object.assign(shop.tuan.engine, {
    run: async (...call: Parameters<typeof run>) => {
      if (call[1] === 'write' && !raced) {
        raced = true;
        await run([{ sql: 'UPDATE "outbox_positions" SET "sequence" = 9', params: [] }]);
      }
      return run(...call);
    },
  });
  await expect(shop.tuan.outbox.move({ reader, sequence: 6, from: 5 })).rejects.toMatchObject({
    code: 'conflict',
    details: { sequence: 9 },
  });
});

test('move outbox: by the shop alone, to a whole number', async () => {
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.outbox.move({ reader, sequence: 1 }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.outbox.position({ reader }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  for (const sequence of [-1, 0.5, 2 ** 60]) {
    await expect(shop.tuan.outbox.move({ reader, sequence })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  }
});
