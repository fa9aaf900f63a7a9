import { afterEach, beforeEach, expect, test } from 'vitest';
import { driverOf, plannedRun } from '../testing/driven-run.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { posted } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const missingOne = { signedBy: '小陈', lines: [{ variantId: planted.apple, missing: 1 }] };
const charged = [
  [1500, 800],
  [5100, -800],
];

/** The run with one apple missing at its stop, driven by a carrier or by the own van. */
async function loseOne(carrier: string | null) {
  const { runId, stopId, orders } = await plannedRun(shop);
  await shop.tuan.deliveryRuns.change({ runId, carrier });
  shop.at('2026-11-24T09:00:00+08:00');
  await shop.tuan.deliveryRuns.start({ runId });
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, ...missingOne }, { actor: driverOf(runId) });
  return { runId, stopId, orders };
}

const losses = () =>
  shop.tuan.reader.rows(`SELECT "stage", "fault", "pieces", "cost" FROM "shrinkages" ORDER BY "id"`);
const refundFaults = () => shop.tuan.reader.rows(`SELECT "fault" FROM "refunds"`);

test('R28, R33: what an own van loses is the shop’s loss, and nobody is charged', async () => {
  await loseOne(null);
  expect(await losses()).toEqual([{ stage: 'transport', fault: 'shop', pieces: 1, cost: 800 }]);
  expect(await refundFaults()).toEqual([{ fault: 'shop' }]);
  expect(await posted(shop, 'fault.charged')).toEqual([]);
});

test('R28, R33: what a carrier loses is charged to it at what the goods did cost', async () => {
  const { runId } = await loseOne('顺达物流');
  expect((await shop.tuan.deliveryRuns.get({ runId })).carrier).toBe('顺达物流');
  expect(await losses()).toEqual([{ stage: 'transport', fault: 'carrier', pieces: 1, cost: 800 }]);
  expect(await refundFaults()).toEqual([{ fault: 'carrier' }]);
  expect(await posted(shop, 'fault.charged')).toEqual(charged);
});

test('R28, R33: what the leader’s count finds missing later is answered for by whoever drove', async () => {
  const { runId, stopId } = await plannedRun(shop);
  await shop.tuan.deliveryRuns.change({ runId, carrier: '顺达物流' });
  shop.at('2026-11-24T09:00:00+08:00');
  await shop.tuan.deliveryRuns.start({ runId });
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '小陈' });
  await shop.tuan.deliveryRuns.countStop({
    runId,
    stopId,
    lines: [{ variantId: planted.apple, counted: 6 }],
  });
  await shop.tuan.deliveryRuns.acceptCount({ runId, stopId });
  expect(await posted(shop, 'fault.charged')).toEqual(charged);
});

test('R33: a complaint of crushed goods that the own van brought stays with the shop, a carrier bears its own', async () => {
  const shares = async (carrier: string | null) => {
    const { orders } = await loseOne(carrier);
    const order = await shop.tuan.orders.get({ orderId: orders[0] });
    shop.now += 7 * 3_600_000;
    await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' });
    const orderLineId = order.lines[0]?.id ?? '';
    const claim = await shop.tuan.claims.open({ orderLineId, reason: 'crushed', pieces: 1 });
    return (await shop.tuan.claims.approve({ claimId: claim.id })).faultShares;
  };
  expect(await shares(null)).toEqual({ shop: 10_000 });
  await shop.close();
  shop = await testShop();
  expect(await shares('顺达物流')).toEqual({ carrier: 10_000 });
});

test('a vehicle and a named run say who is paid to drive', async () => {
  const { runId } = await plannedRun(shop);
  const moved = await shop.tuan.deliveryRuns.get({ runId });
  expect(moved.carrier).toBeNull();
  const newRun = { name: '二号车', carrier: '顺达物流' };
  const stopIds = moved.stops.map(({ id }) => id);
  expect(await shop.tuan.deliveryRuns.moveStops({ runId, stopIds, newRun })).toMatchObject({
    carrier: '顺达物流',
  });
});
