import { afterEach, beforeEach, expect, test } from 'vitest';
import { noticesOf, startedRun } from '../testing/driven-run.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

const leader = { kind: 'leader', leaderId: planted.leader } as const;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test("a leader's count that differs is told to the shop, which accepts it: the pieces are lost in transport (R28)", async () => {
  const { runId, stopId, orders } = await startedRun(shop);
  await expect(shop.tuan.deliveryRuns.countStop({ runId, stopId }, { actor: leader })).rejects.toMatchObject({
    code: 'delivery_stop_status',
  });
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈' });
  await expect(shop.tuan.deliveryRuns.acceptCount({ runId, stopId })).rejects.toMatchObject({
    code: 'delivery_stop_status',
  });
  const count = { runId, stopId, lines: [{ variantId: 'external:F001', counted: 5 }], note: '少两斤' };
  const run = await shop.tuan.deliveryRuns.countStop(count, { actor: leader });
  expect(run.stops).toMatchObject([{ countNote: '少两斤', lines: [{ delivered: 7, counted: 5 }] }]);
  expect(await shop.tuan.deliveryRuns.countStop(count, { actor: leader })).toEqual(run);
  expect(await noticesOf(shop, 'deliveryStop.counted')).toMatchObject([
    { receiverKind: 'shop', facts: { differences: 1 } },
  ]);
  await expect(
    shop.tuan.deliveryRuns.acceptCount({ runId, stopId }, { actor: leader }),
  ).rejects.toMatchObject({
    code: 'not_allowed',
  });
  const accepted = await shop.tuan.deliveryRuns.acceptCount({ runId, stopId });
  expect(accepted.stops[0]?.lines).toMatchObject([{ delivered: 5, missing: 2, counted: 5 }]);
  expect(await shop.tuan.deliveryRuns.acceptCount({ runId, stopId })).toEqual(accepted);
  expect(await shop.tuan.orders.get({ orderId: orders[1] })).toMatchObject({
    status: 'ready',
    refunded: { amount: 2000 },
  });
  await expect(
    shop.tuan.deliveryRuns.countStop({ ...count, note: '又少' }, { actor: leader }),
  ).rejects.toMatchObject({ code: 'delivery_stop_outcome' });
});
