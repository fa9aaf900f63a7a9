import { expect } from 'vitest';
import { driverOf } from '../driven-run.ts';
import { planted } from '../neighbourhood.ts';
import type { TestShop } from '../test-shop.ts';
import { thirdPoint, twoRuns } from '../two-runs.ts';
import { booksOf, byLeader, byShop, refusalOf, type ShopFlow, yuan } from './flow.ts';

const { campaign: campaignId, apple, point, otherPoint } = planted;

type Runs = Awaited<ReturnType<typeof twoRuns>>;

/**
 * Two runs over three points with 3, 5 and 7 apples at 10.00, bought at 8.00 in a crate of 20.
 *
 * By hand: 150.00 paid, 160.00 owed. The west point is shut, its 5 are driven to the east gate, where the leader counts
 * 7 of 8: 10.00 back, 8.00 lost. The north point is shut too, and 70.00 go back: 5 of its 7 are stock again, 2 are lost
 * for 16.00. 7 apples wait for 70.00, with 7.00 promised for them.
 */
export const deliveryFlow: ShopFlow = {
  title: 'runs are planned, changed, driven, late, shut out, redirected, counted and given up',
  async play(shop) {
    const runs = await twoRuns(shop);
    await changeThePlan(shop, runs);
    await openLinks(shop, runs.east);
    shop.at('2026-11-24T09:00:00+08:00');
    await driveEast(shop, runs);
    await giveUpWest(shop, runs);
    expect(await booksOf(shop)).toEqual({
      hostMoney: 15_000,
      goods: 13_600,
      supplierPayable: -16_000,
      deposits: -7000,
      refundsDue: -8000,
      shrinkage: 2400,
      commissionDeferred: 700,
      commissionAccrued: -700,
    });
  },
};

async function changeThePlan({ tuan }: TestShop, { east, west, stopAt }: Runs): Promise<void> {
  const { deliveryRuns } = tuan;
  await deliveryRuns.change({ runId: east, driver: '老李', capacity: { pieces: 20 } });
  await deliveryRuns.reorder({ runId: east, stopIds: [stopAt(otherPoint), stopAt(point)] });
  const move = { runId: east, stopIds: [stopAt(otherPoint)], toRunId: west, position: 0 };
  const moved = await deliveryRuns.moveStops(move);
  expect(moved.stops.map(({ pickupPointId }) => pickupPointId)).toEqual([otherPoint, thirdPoint]);
  await deliveryRuns.moveStops({ runId: west, stopIds: [stopAt(otherPoint)], toRunId: east, position: 0 });
  expect((await deliveryRuns.list({ campaignId })).data).toHaveLength(2);
  const preview = await deliveryRuns.preview({
    campaignId,
    vehicles: [{ name: '小货车', capacity: { pieces: 50 } }],
    departsAt: '2026-11-24T09:00:00+08:00',
    depot: { latitude: 30.28, longitude: 120 },
  });
  expect(preview).toBeDefined();
  for (const runId of [east, west]) await deliveryRuns.load({ runId });
  for (const runId of [east, west]) await deliveryRuns.start({ runId });
}

async function openLinks(shop: TestShop, runId: string): Promise<void> {
  const { deliveryLinks } = shop.tuan;
  const tokenHash = 'a'.repeat(64);
  const link = await deliveryLinks.store({ runId, tokenHash, expiresAt: '2026-11-24T20:00:00+08:00' });
  expect(await deliveryLinks.find({ tokenHash })).toMatchObject({ link: { deliveryRunId: runId } });
  expect((await deliveryLinks.list({ runId })).data).toHaveLength(1);
  await deliveryLinks.revoke({ linkId: link.id });
  expect(await deliveryLinks.find({ tokenHash })).toEqual({ link: null });
}

/** The driver is late, hands over what the leader counts, and finds the west point shut. */
async function driveEast({ tuan }: TestShop, { east: runId, stopAt }: Runs): Promise<void> {
  const { deliveryRuns } = tuan;
  const driver = { actor: driverOf(runId) };
  expect(await deliveryRuns.drive({ runId }, driver)).toMatchObject({ run: { id: runId } });
  const late = { runId, stopId: stopAt(point), expectedAt: '2026-11-24T09:30:00+08:00', note: '堵车' };
  await deliveryRuns.announceLate(late, driver);
  const shut = { runId, stopId: stopAt(otherPoint) };
  const redirect = { ...shut, toPointId: point, reason: '门锁着' };
  expect(await refusalOf(deliveryRuns.redirectStop(redirect, byLeader(planted.leader)))).toBe('not_allowed');
  await deliveryRuns.redirectStop(redirect);
  const atEast = { runId, stopId: stopAt(point) };
  await deliveryRuns.handOverStop({ ...atEast, signedBy: '小陈', handOverId: 'driver-1' }, driver);
  const lines = [{ variantId: apple, counted: 7 }];
  await deliveryRuns.countStop({ ...atEast, lines, note: '少一斤' }, byLeader(planted.leader));
  const counted = await deliveryRuns.acceptCount(atEast);
  expect(counted.stops.find(({ id }) => id === atEast.stopId)?.lines).toMatchObject([
    { delivered: 7, missing: 1, counted: 7 },
  ]);
}

async function giveUpWest({ tuan }: TestShop, { west: runId, stopAt }: Runs): Promise<void> {
  const { deliveryRuns } = tuan;
  const stop = { runId, stopId: stopAt(thirdPoint) };
  await deliveryRuns.failStop({ ...stop, note: '没人' });
  await deliveryRuns.giveUpStop({ ...stop, goods: 'stock', lines: [{ variantId: apple, pieces: 5 }] });
  await deliveryRuns.giveUpStop({ ...stop, goods: 'lost' });
  const run = await deliveryRuns.get({ runId }, byShop);
  expect(run.stops).toMatchObject([{ status: 'failed', outcome: 'short' }]);
  const { data } = await tuan.orders.list({ campaignId, pickupPointId: thirdPoint });
  expect(data).toMatchObject([{ status: 'cancelled', refunded: yuan(7000) }]);
}
