import { afterEach, beforeEach, expect, test } from 'vitest';
import { noticesOf, startedRun } from '../testing/driven-run.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
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
