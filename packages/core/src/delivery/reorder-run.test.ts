import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { twoRuns } from '../testing/two-runs.ts';

const { point, otherPoint } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const events = async (type: string) =>
  shop.tuan.reader.rows<{ subject: string }>(`SELECT "subject" FROM "events" WHERE "type" = ?`, [type]);

test('stops are put in another order, before the run leaves and under way; times follow, and twice is harmless', async () => {
  const { east, stopAt } = await twoRuns(shop);
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
  const { east, stopAt } = await twoRuns(shop);
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

test('when a point takes goods in holds for a later order of the run, too', async () => {
  const { east, west, stopAt } = await twoRuns(shop, undefined, [
    { pickupPointId: otherPoint, windows: [{ opens: '13:00', closes: '14:00' }] },
  ]);
  const stopIds = [stopAt(otherPoint), stopAt(point)];
  const { stops } = await shop.tuan.deliveryRuns.reorder({ runId: east, stopIds });
  // Nobody takes the goods in before 13:00: the stop behind is reached after that.
  expect(stops.map(({ plannedAt }) => plannedAt !== null && plannedAt >= '2026-11-24T05:00:00.000Z')).toEqual(
    [false, true],
  );
  const over = await shop.tuan.deliveryRuns.moveStops({ runId: east, stopIds, toRunId: west });
  const times = over.stops.map(({ plannedAt }) => plannedAt ?? '');
  expect(times.at(-1)).toBe(times.toSorted().at(-1));
  expect((times.at(-1) ?? '') >= '2026-11-24T05:00:00.000Z').toBe(true);
});
