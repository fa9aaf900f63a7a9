import { afterEach, beforeEach, expect, test } from 'vitest';
import { noticesOf, plannedRun, startedRun } from '../testing/driven-run.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { movedAtOnce } from '../pickup/move-schemas.ts';
import { neighbourOrders } from '../testing/neighbours.ts';

const { campaign: campaignId, point, otherPoint } = planted;
const leader = { kind: 'leader', leaderId: planted.leader } as const;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('R44: the leader is away, the stop is driven to a substitute with its orders, and everyone is told', async () => {
  const { runId, stopId, orders } = await startedRun(shop);
  const redirect = { runId, stopId, toPointId: otherPoint, reason: '团长今天不在' };
  const run = await shop.tuan.deliveryRuns.redirectStop(redirect);
  expect(run.stops).toMatchObject([
    { id: stopId, status: 'pending', pickupPointId: otherPoint, lines: [{ expected: 7 }] },
  ]);
  expect(await shop.tuan.deliveryRuns.redirectStop(redirect)).toEqual(run);
  expect(await noticesOf(shop, 'order.moved')).toHaveLength(2);
  const away = { kind: 'leader', leaderId: planted.otherLeader } as const;
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '周' }, { actor: away });
  expect(await shop.tuan.orders.get({ orderId: orders[0] })).toMatchObject({
    status: 'ready',
    pickupPointId: otherPoint,
  });
  await expect(shop.tuan.deliveryRuns.redirectStop({ ...redirect, toPointId: point })).rejects.toMatchObject({
    code: 'delivery_stop_status',
  });
});

test('R44: where another stop goes there already, the goods join it; a stop that failed is planned for the substitute', async () => {
  await neighbourOrders(shop, { name: 'C', pieces: 2, pickupPointId: otherPoint });
  const { runId } = await startedRun(shop);
  const { stops } = await shop.tuan.deliveryRuns.get({ runId });
  const stopId = stops.find(({ pickupPointId }) => pickupPointId === point)?.id ?? '';
  const redirect = { runId, stopId, toPointId: otherPoint, reason: '门锁着' };
  const run = await shop.tuan.deliveryRuns.redirectStop(redirect);
  expect(
    run.stops.map(({ pickupPointId, status, outcome, lines }) => [
      pickupPointId,
      status,
      outcome,
      lines[0]?.expected,
    ]),
  ).toEqual(
    stops.map(({ pickupPointId }) =>
      pickupPointId === point ? [point, 'failed', 'redirected', 0] : [otherPoint, 'pending', null, 9],
    ),
  );
  expect(await shop.tuan.deliveryRuns.redirectStop(redirect)).toEqual(run);
});

test('R28, R44: a stop that failed is redirected, and the substitute is planned', async () => {
  const { runId, stopId } = await startedRun(shop);
  await shop.tuan.deliveryRuns.failStop({ runId, stopId, note: '没人' });
  const redirect = { runId, stopId, toPointId: otherPoint, reason: '团长不在' };
  await expect(shop.tuan.deliveryRuns.redirectStop(redirect, { actor: leader })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  const run = await shop.tuan.deliveryRuns.redirectStop(redirect);
  expect(run.stops).toMatchObject([{ outcome: 'redirected', note: '没人; 团长不在' }]);
  await expect(shop.tuan.deliveryRuns.giveUpStop({ runId, stopId, goods: 'lost' })).rejects.toMatchObject({
    code: 'delivery_stop_outcome',
  });
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId });
  expect(data.at(-1)?.stops).toMatchObject([{ pickupPointId: otherPoint, lines: [{ expected: 7 }] }]);
});

const here = (pickupPointId: string) =>
  shop.tuan.reader.rows<{ orders: number }>(
    `SELECT count(*) AS "orders" FROM "orders" WHERE "pickupPointId" = ? AND "status" IN ('confirmed', 'ready')`,
    [pickupPointId],
  );

/** A run over a point with more orders than one call moves. */
async function crowdedRun() {
  const lines = [{ offerId: planted.appleOffer, pieces: 1 }];
  const parties = { campaignId, leaderId: planted.leader, pickupPointId: point };
  for (let number = 0; number < movedAtOnce; number += 1) {
    const customer = { nickname: `N${String(number)}` };
    await shop.tuan.orders.place({ ...parties, customer, lines, payment: 'atPickup' });
  }
  const { runId, stopId } = await plannedRun(shop);
  shop.at('2026-11-24T09:00:00+08:00');
  await shop.tuan.deliveryRuns.start({ runId });
  return { runId, stopId, toPointId: otherPoint, reason: '团长今天不在' };
}

test('R44: more orders than one call moves: the stop is redirected at once, the rest follows and nobody is served before', async () => {
  const redirect = await crowdedRun();
  const { runId, stopId } = redirect;
  const first = await shop.tuan.deliveryRuns.redirectStop(redirect);
  expect(first.stops).toMatchObject([
    { pickupPointId: otherPoint, movingTo: otherPoint, lines: [{ expected: 500 }] },
  ]);
  expect(await here(point)).toEqual([{ orders: 2 }]);
  await expect(shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '周' })).rejects.toMatchObject({
    code: 'delivery_stop_moving',
    details: { toPointId: otherPoint },
  });
  await expect(shop.tuan.deliveryRuns.redirectStop({ ...redirect, toPointId: point })).rejects.toMatchObject({
    code: 'delivery_stop_moving',
  });
  const { steps } = await shop.tuan.tick({});
  expect(steps.find(({ name }) => name === 'deliveryRuns.redirectStop')).toMatchObject({ done: 1 });
  const after = await shop.tuan.deliveryRuns.redirectStop(redirect);
  expect(after.stops).toMatchObject([{ movingTo: null, lines: [{ expected: 507 }] }]);
  expect(await here(point)).toEqual([{ orders: 0 }]);
  expect(await noticesOf(shop, 'order.moved')).toHaveLength(502);
  const redirected = `SELECT count(*) AS "events" FROM "events" WHERE "type" = 'deliveryStop.redirected'`;
  expect(await shop.tuan.reader.rows(redirected)).toEqual([{ events: 1 }]);
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '周' });
  expect(await shop.tuan.reader.rows(`SELECT DISTINCT "status" FROM "orders"`)).toEqual([
    { status: 'ready' },
  ]);
}, 60_000);
