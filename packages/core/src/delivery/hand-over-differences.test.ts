import { afterEach, beforeEach, expect, test } from 'vitest';
import { shrinkages } from '../purchasing/tables.ts';
import { driverOf, startedRun } from '../testing/driven-run.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

const { apple } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('R28: missing and damaged pieces are shared out together, and written down apart', async () => {
  const { runId, stopId, orders } = await startedRun(shop);
  const lines = [{ variantId: apple, missing: 1, damaged: 4, reason: '压坏' }];
  const run = await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈', lines });
  expect(run.stops[0]?.lines).toMatchObject([
    { expected: 7, delivered: 2, missing: 1, damaged: 4, reason: '压坏' },
  ]);
  expect(await shop.tuan.orders.get({ orderId: orders[0] })).toMatchObject({
    status: 'ready',
    refunded: { amount: 1000 },
  });
  expect(await shop.tuan.orders.get({ orderId: orders[1] })).toMatchObject({
    status: 'cancelled',
    refunded: { amount: 4000 },
  });
  expect(await shop.tuan.reader.table(shrinkages, 'TRUE ORDER BY t."id"')).toMatchObject(
    [
      ['missing', 1],
      ['damaged', 4],
    ].map(([reason, pieces]) => expect.objectContaining({ reason, pieces, stage: 'transport' }) as object),
  );
  await expect(
    shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈', lines: [{ variantId: apple }] }),
  ).rejects.toMatchObject({ details: { fields: [{ path: 'lines.0.missing' }] } });
});

test('R29: a phone tells later when it was, between the departure and now; its id counts once, another is refused', async () => {
  const { runId, stopId } = await startedRun(shop);
  shop.at('2026-11-24T11:00:00+08:00');
  const sent = {
    runId,
    stopId,
    signedBy: '陈',
    handOverId: 'phone-1-step-1',
    occurredAt: '2026-11-24T10:12:00+08:00',
    signature: 'M1 2L3 4',
  };
  const actor = driverOf(runId);
  const done = await shop.tuan.deliveryRuns.handOverStop(sent, { actor });
  expect(done.stops[0]).toMatchObject({ handedOverAt: '2026-11-24T02:12:00.000Z', signature: 'M1 2L3 4' });
  expect(await shop.tuan.deliveryRuns.handOverStop(sent, { actor })).toEqual(done);
  await expect(
    shop.tuan.deliveryRuns.handOverStop({ ...sent, handOverId: 'phone-2-step-9' }, { actor }),
  ).rejects.toMatchObject({ code: 'delivery_stop_signed', details: { signedBy: '陈' } });
  await expect(
    shop.tuan.deliveryRuns.handOverStop({ ...sent, signature: 'M1 2"/><script>' }, { actor }),
  ).rejects.toMatchObject({ details: { fields: [{ path: 'signature' }] } });
});

test('a time before the departure or after now is taken as these', async () => {
  const { runId, stopId } = await startedRun(shop);
  shop.at('2026-11-24T11:00:00+08:00');
  const occurredAt = '2026-11-20T10:00:00+08:00';
  const run = await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈', occurredAt });
  expect(run.stops[0]?.handedOverAt).toBe('2026-11-24T01:00:00.000Z');
});
