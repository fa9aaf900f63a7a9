import { afterEach, beforeEach, expect, test } from 'vitest';
import { driverOf, noticesOf, startedRun } from '../testing/driven-run.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';

const { otherPoint } = planted;
const leader = { kind: 'leader', leaderId: planted.leader } as const;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('late: the leader is told when, the stops behind it too, the same time once', async () => {
  await neighbourOrders(shop, { name: 'C', pieces: 2, pickupPointId: otherPoint });
  const { runId } = await startedRun(shop);
  const { stops } = await shop.tuan.deliveryRuns.get({ runId });
  const stopId = stops[0]?.id ?? '';
  const late = { runId, stopId, expectedAt: '2026-11-24T09:30:00+08:00', note: '堵车' };
  const run = await shop.tuan.deliveryRuns.announceLate(late, { actor: driverOf(runId) });
  expect(run.stops.map(({ expectedAt }) => expectedAt)).toEqual(['2026-11-24T01:30:00.000Z', null]);
  expect(await shop.tuan.deliveryRuns.announceLate(late)).toEqual(run);
  expect(await noticesOf(shop, 'deliveryStop.late')).toMatchObject([
    { receiverKind: 'leader', facts: { expectedAt: '2026-11-24T01:30:00.000Z', note: '堵车' } },
  ]);
  for (const expectedAt of ['2026-11-23T09:00:00+08:00', '2026-12-24T09:00:00+08:00'])
    await expect(shop.tuan.deliveryRuns.announceLate({ ...late, expectedAt })).rejects.toMatchObject({
      details: { fields: [{ path: 'expectedAt' }] },
    });
  await expect(shop.tuan.deliveryRuns.announceLate(late, { actor: leader })).rejects.toMatchObject({
    code: expect.stringMatching(/not_/) as string,
  });
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈' });
  await expect(shop.tuan.deliveryRuns.announceLate(late)).rejects.toMatchObject({
    code: 'delivery_stop_status',
  });
});
