import { afterEach, beforeEach, expect, test } from 'vitest';
import { testShop, type TestShop } from '../testing/index.ts';
import { twoRuns } from '../testing/two-runs.ts';

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

test('a run is named, given a driver and another vehicle; a departure moves its times until it has left', async () => {
  const { east } = await twoRuns(shop);
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
