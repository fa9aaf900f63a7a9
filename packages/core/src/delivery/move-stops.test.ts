import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { thirdPoint, twoRuns } from '../testing/two-runs.ts';

const { point, otherPoint } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const pointsOf = async (runId: string) =>
  (await shop.tuan.deliveryRuns.get({ runId })).stops.map(({ pickupPointId }) => pickupPointId);
const events = async (type: string) =>
  shop.tuan.reader.rows<{ subject: string }>(`SELECT "subject" FROM "events" WHERE "type" = ?`, [type]);

test('a stop is moved to another run at a place of its own, also while both are under way', async () => {
  const { east, west, stopAt } = await twoRuns(shop);
  await shop.tuan.deliveryRuns.start({ runId: east });
  await shop.tuan.deliveryRuns.start({ runId: west });
  const move = { runId: east, stopIds: [stopAt(otherPoint)], toRunId: west, position: 0 };
  const moved = await shop.tuan.deliveryRuns.moveStops(move);
  expect(moved.stops.map(({ pickupPointId }) => pickupPointId)).toEqual([otherPoint, thirdPoint]);
  expect(await pointsOf(east)).toEqual([point]);
  expect(await shop.tuan.deliveryRuns.moveStops(move)).toEqual(moved);
  expect(await events('deliveryStop.moved')).toHaveLength(1);
});

test('a broken van: all its stops go to a new run, and the old one is finished', async () => {
  const { east, stopAt } = await twoRuns(shop);
  await shop.tuan.deliveryRuns.start({ runId: east });
  const run = await shop.tuan.deliveryRuns.moveStops({
    runId: east,
    stopIds: [stopAt(point), stopAt(otherPoint)],
    newRun: { name: '备用车', driver: '小张', capacity: { pieces: 8 } },
  });
  expect(run).toMatchObject({ name: '备用车', driver: '小张', status: 'planned', capacity: { pieces: 8 } });
  expect(await shop.tuan.deliveryRuns.get({ runId: east })).toMatchObject({ status: 'finished', stops: [] });
  await shop.tuan.deliveryRuns.start({ runId: run.id });
  await shop.tuan.deliveryRuns.handOverStop({ runId: run.id, stopId: stopAt(point), signedBy: '陈' });
});

test('no vehicle is overloaded by moving, and what was served, is elsewhere or of another campaign stays', async () => {
  const { east, west, stopAt } = await twoRuns(shop, { pieces: 8 });
  const move = (stopIds: string[], to: object) =>
    shop.tuan.deliveryRuns.moveStops({ runId: east, stopIds, ...to });
  await expect(move([stopAt(otherPoint)], { toRunId: west })).rejects.toMatchObject({
    code: 'delivery_capacity',
    details: { load: { pieces: 12 }, capacity: { pieces: 8 } },
  });
  expect(await pointsOf(east)).toEqual([point, otherPoint]);
  await expect(move([stopAt(thirdPoint)], { newRun: { name: 'x' } })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(move([stopAt(point)], {})).rejects.toMatchObject({
    details: { fields: [{ path: 'toRunId' }] },
  });
  await shop.tuan.deliveryRuns.start({ runId: east });
  await shop.tuan.deliveryRuns.failStop({ runId: east, stopId: stopAt(point), note: '门锁着' });
  await expect(move([stopAt(point)], { toRunId: west })).rejects.toMatchObject({
    code: 'delivery_stop_status',
  });
  await shop.tuan.deliveryRuns.handOverStop({ runId: east, stopId: stopAt(otherPoint), signedBy: '周' });
  await expect(
    shop.tuan.deliveryRuns.moveStops({ runId: west, stopIds: [stopAt(thirdPoint)], toRunId: east }),
  ).rejects.toMatchObject({ code: 'delivery_run_status', details: { status: 'finished' } });
});

test('two people move one stop at once: it is on one run', async () => {
  const { east, west, stopAt } = await twoRuns(shop);
  const stopIds = [stopAt(otherPoint)];
  const outcomes = await Promise.allSettled([
    shop.tuan.deliveryRuns.moveStops({ runId: east, stopIds, toRunId: west }),
    shop.tuan.deliveryRuns.moveStops({ runId: east, stopIds, newRun: { name: '备用车' } }),
  ]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const rows = await shop.tuan.reader.rows(
    `SELECT 1 FROM "delivery_stops" WHERE "pickupPointId" = ? AND "status" = 'pending'`,
    [otherPoint],
  );
  expect(rows).toHaveLength(1);
});
