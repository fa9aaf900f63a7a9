import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { campaignPoints } from '../campaigns/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { planted, runsOf, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';

const { campaign: campaignId, point, otherPoint } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const thirdPoint = 'pnt_north';
const pieces = new Map([
  [point, 3],
  [otherPoint, 5],
  [thirdPoint, 7],
]);

/** Three points on a line to the east, each with goods; two runs, `东` over the first two, `西` over the third. */
async function twoRuns(capacity?: { pieces: number }) {
  await shop.plant((work) => {
    const place = { address: '', windows: [], createdAt: 0, updatedAt: 0 };
    work.insert(pickupPoints, {
      id: thirdPoint,
      externalId: 'P03',
      name: '北门',
      leaderId: planted.leader,
      ...place,
    });
    work.insert(campaignPoints, { campaignId, pickupPointId: thirdPoint });
    for (const [index, id] of [...pieces.keys()].entries())
      work.set(pickupPoints, work.get(pickupPoints, id), {
        latitude: 30_280_000,
        longitude: 120_020_000 + index * 10_000,
        windows: [],
      });
  });
  for (const [pickupPointId, count] of pieces)
    await neighbourOrders(shop, { name: `N ${pickupPointId}`, pieces: count, pickupPointId });
  await shareOutGoods(shop);
  const { data } = await shop.tuan.deliveryRuns.plan({
    campaignId,
    departsAt: '2026-11-24T09:00:00+08:00',
    runs: [
      { name: '东', pickupPointIds: [point, otherPoint] },
      { name: '西', pickupPointIds: [thirdPoint], ...(capacity ? { capacity } : {}) },
    ],
  });
  const stops = data.flatMap((run) => run.stops);
  return {
    east: data.find(({ name }) => name === '东')?.id ?? '',
    west: data.find(({ name }) => name === '西')?.id ?? '',
    stopAt: (id: string) => stops.find(({ pickupPointId }) => pickupPointId === id)?.id ?? '',
  };
}

const pointsOf = async (runId: string) =>
  (await shop.tuan.deliveryRuns.get({ runId })).stops.map(({ pickupPointId }) => pickupPointId);
const events = async (type: string) =>
  shop.tuan.reader.rows<{ subject: string }>(`SELECT "subject" FROM "events" WHERE "type" = ?`, [type]);

test('stops are put in another order, before the run leaves and under way; times follow, and twice is harmless', async () => {
  const { east, stopAt } = await twoRuns();
  const before = await shop.tuan.deliveryRuns.get({ runId: east });
  const stopIds = [stopAt(otherPoint), stopAt(point)];
  const after = await shop.tuan.deliveryRuns.reorder({ runId: east, stopIds });
  expect(after.stops.map(({ pickupPointId, position }) => [pickupPointId, position])).toEqual([
    [otherPoint, 0],
    [point, 1],
  ]);
  expect(after.stops[1]?.plannedAt).not.toBe(before.stops[0]?.plannedAt);
  expect(await shop.tuan.deliveryRuns.reorder({ runId: east, stopIds })).toEqual(after);
  expect(await events('deliveryRun.reordered')).toHaveLength(1);
  await shop.tuan.deliveryRuns.start({ runId: east });
  await shop.tuan.deliveryRuns.handOverStop({ runId: east, stopId: stopAt(otherPoint), signedBy: '周' });
  await expect(shop.tuan.deliveryRuns.reorder({ runId: east, stopIds })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'stopIds.0', code: 'not_pending' }], pending: [stopAt(point)] },
  });
});

test('an order that names a stop twice, leaves one out or comes from a leader is refused', async () => {
  const { east, stopAt } = await twoRuns();
  const reorder = (stopIds: string[], options = {}) =>
    shop.tuan.deliveryRuns.reorder({ runId: east, stopIds }, options);
  await expect(reorder([stopAt(point), stopAt(point)])).rejects.toMatchObject({
    details: { fields: [{ path: 'stopIds.1', code: 'duplicate' }, { code: 'stops_missing' }] },
  });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(reorder([stopAt(otherPoint), stopAt(point)], { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});

test('a stop is moved to another run at a place of its own, also while both are under way', async () => {
  const { east, west, stopAt } = await twoRuns();
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
  const { east, stopAt } = await twoRuns();
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
  const { east, west, stopAt } = await twoRuns({ pieces: 8 });
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

test('a run is named, given a driver and another vehicle; a departure moves its times until it has left', async () => {
  const { east } = await twoRuns();
  const before = await shop.tuan.deliveryRuns.get({ runId: east });
  const wish = { runId: east, name: '东线', driver: '小李', capacity: { crates: 9 } };
  const changed = await shop.tuan.deliveryRuns.change(wish);
  expect(changed).toMatchObject({ name: '东线', driver: '小李', capacity: { crates: 9, pieces: null } });
  expect(await shop.tuan.deliveryRuns.change(wish)).toEqual(changed);
  expect(await events('deliveryRun.changed')).toHaveLength(1);
  const later = await shop.tuan.deliveryRuns.change({ runId: east, departsAt: '2026-11-24T10:00:00+08:00' });
  const minutes = (run: typeof before) => Date.parse(run.stops[0]?.plannedAt ?? '') / 60_000;
  expect(minutes(later) - minutes(before)).toBe(60);
  await expect(shop.tuan.deliveryRuns.change({ runId: east, capacity: { pieces: 7 } })).rejects.toMatchObject(
    { code: 'delivery_capacity' },
  );
  expect((await shop.tuan.deliveryRuns.change({ runId: east, capacity: null })).capacity.crates).toBeNull();
  await shop.tuan.deliveryRuns.start({ runId: east });
  expect(await shop.tuan.deliveryRuns.change({ runId: east, driver: '小王' })).toMatchObject({
    driver: '小王',
  });
  await expect(
    shop.tuan.deliveryRuns.change({ runId: east, departsAt: '2026-11-24T11:00:00+08:00' }),
  ).rejects.toMatchObject({ code: 'delivery_run_status' });
});

test('two people move one stop at once: it is on one run', async () => {
  const { east, west, stopAt } = await twoRuns();
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

const step = fc.record({
  kind: fc.constantFrom('move', 'reorder', 'start', 'handOver', 'fail', 'plan'),
  run: fc.nat(3),
  other: fc.nat(3),
  stop: fc.nat(2),
});

test('whatever is moved, driven, failed and planned again: nothing is on two runs, everything is brought once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      await shop.close();
      shop = await testShop();
      await twoRuns();
      const { tuan } = shop;
      const runs = async () => (await tuan.deliveryRuns.list({ campaignId })).data;
      for (const { kind, run, other, stop } of steps) {
        const all = await runs();
        const [from, to] = [all[run % all.length], all[other % all.length]];
        if (from === undefined || to === undefined) continue;
        const [runId, stopId] = [
          from.id,
          from.stops[stop % Math.max(1, from.stops.length)]?.id ?? 'stp_none',
        ];
        const pending = from.stops.filter(({ status }) => status === 'pending').map(({ id }) => id);
        const call = {
          move: () => tuan.deliveryRuns.moveStops({ runId, stopIds: [stopId], toRunId: to.id }),
          reorder: () => tuan.deliveryRuns.reorder({ runId, stopIds: pending.toReversed() }),
          start: () => tuan.deliveryRuns.start({ runId }),
          handOver: () => tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈' }),
          fail: () => tuan.deliveryRuns.failStop({ runId, stopId, note: '没人' }),
          plan: () => tuan.deliveryRuns.plan({ campaignId }),
        }[kind];
        await call().catch((error: unknown) => expect(error).toMatchObject({ name: 'Refusal' }));
        await shop.audit();
      }
      await tuan.deliveryRuns.plan({ campaignId });
      for (const { id: runId, status, stops } of await runs()) {
        if (status !== 'finished' && status !== 'underWay') await tuan.deliveryRuns.start({ runId });
        for (const { id: stopId, status: now } of stops)
          if (now === 'pending') await tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈' });
      }
      const brought = (await runs())
        .flatMap(({ stops }) => stops)
        .filter(({ status }) => status === 'handedOver');
      expect(brought.map(({ pickupPointId }) => pickupPointId).toSorted()).toEqual(
        [...pieces.keys()].toSorted(),
      );
      for (const { pickupPointId, lines } of brought)
        expect(lines.map(({ delivered }) => delivered)).toEqual([pieces.get(pickupPointId)]);
    }),
    { numRuns: runsOf(15) },
  );
});
