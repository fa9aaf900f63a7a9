import { afterEach, beforeEach, expect, test } from 'vitest';
import { campaigns } from '../campaigns/tables.ts';
import { notices } from '../events/tables.ts';
import { orders } from '../orders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { campaignGoods, shrinkages } from '../purchasing/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { balances, posted } from '../testing/ready-orders.ts';
import { shareOutGoods } from '../testing/shared-out.ts';

const { campaign: campaignId, apple, point, otherPoint } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** One started run over all points; answers its id and its stops by point. */
async function underWay() {
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId });
  const run = data.at(-1);
  const runId = run?.id ?? '';
  await shop.tuan.deliveryRuns.start({ runId });
  return {
    runId,
    stopAt: (pickupPointId: string) =>
      run?.stops.find((stop) => stop.pickupPointId === pickupPointId)?.id ?? '',
  };
}

const statusOf = async (orderId: string) => (await shop.tuan.orders.get({ orderId })).status;

test('orders are ready when their stop is handed over, and neighbours collect when no stop is pending', async () => {
  const east = await neighbourOrders(shop, { name: 'A', pieces: 3 });
  const west = await neighbourOrders(shop, { name: 'C', pieces: 5, pickupPointId: otherPoint });
  await shareOutGoods(shop);
  const { runId, stopAt } = await underWay();
  shop.at('2026-11-24T15:00:00+08:00');
  const run = await shop.tuan.deliveryRuns.handOverStop({
    runId,
    stopId: stopAt(point),
    signedBy: '小陈妈妈',
    note: '放门口',
  });
  expect(run.stops.find(({ pickupPointId }) => pickupPointId === point)).toMatchObject({
    status: 'handedOver',
    signedBy: '小陈妈妈',
    note: '放门口',
    handedOverAt: '2026-11-24T07:00:00.000Z',
    lines: [{ expected: 3, delivered: 3, missing: 0 }],
  });
  expect([await statusOf(east.id), await statusOf(west.id)]).toEqual(['ready', 'confirmed']);
  expect(await shop.tuan.orders.get({ orderId: east.id })).toMatchObject({
    readyAt: '2026-11-24T07:00:00.000Z',
  });
  const last = await shop.tuan.deliveryRuns.handOverStop({
    runId,
    stopId: stopAt(otherPoint),
    signedBy: '老周',
  });
  expect(last).toMatchObject({ status: 'finished', finishedAt: '2026-11-24T07:00:00.000Z' });
  expect(await shop.tuan.reader.table(campaigns, 'TRUE')).toMatchObject([{ status: 'collecting' }]);
  const ready = await shop.tuan.reader.rows(
    `SELECT "subject" FROM "events" WHERE "type" = 'order.ready' ORDER BY "sequence"`,
  );
  expect(ready).toEqual([{ subject: east.id }, { subject: west.id }]);
});

test('R28: missing pieces are shared out inside the point, refunded by piece, and lost in transport', async () => {
  const first = await neighbourOrders(shop, { name: 'A', pieces: 3 });
  shop.now += 1000;
  const second = await neighbourOrders(shop, { name: 'B', pieces: 4 });
  shop.now += 1000;
  const third = await neighbourOrders(shop, { name: 'C', pieces: 2 });
  await neighbourOrders(shop, { name: 'D', pieces: 11, pickupPointId: otherPoint });
  await shareOutGoods(shop);
  const before = await balances(shop);
  const { runId, stopAt } = await underWay();
  const run = await shop.tuan.deliveryRuns.handOverStop({
    runId,
    stopId: stopAt(point),
    lines: [{ variantId: 'external:F001', missing: 3 }],
    signedBy: '陈',
  });
  expect(run.stops.find(({ pickupPointId }) => pickupPointId === point)?.lines).toMatchObject([
    { expected: 9, delivered: 6, missing: 3 },
  ]);
  expect(await shop.tuan.orders.get({ orderId: first.id })).toMatchObject({
    status: 'ready',
    refunded: { amount: 0 },
    lines: [{ lost: 0 }],
  });
  expect(await shop.tuan.orders.get({ orderId: second.id })).toMatchObject({
    status: 'ready',
    refunded: { amount: 1000 },
    lines: [{ allocated: 4, lost: 1 }],
  });
  expect(await shop.tuan.orders.get({ orderId: third.id })).toMatchObject({
    status: 'cancelled',
    cancelReason: 'short',
    pickupCode: null,
    refunded: { amount: 2000 },
    lines: [{ lost: 2 }],
  });
  expect(await posted(shop, 'goods.lost')).toEqual([
    [1300, -2400],
    [5300, 2400],
  ]);
  expect(await posted(shop, 'refund.requested')).toEqual([
    [1600, -300],
    [2100, 3000],
    [2200, -3000],
    [2300, 300],
  ]);
  expect(before[1300]).toBe(16_000);
  expect(await shop.tuan.reader.table(campaignGoods, 'TRUE')).toMatchObject([{ pieces: 17, cost: 13_600 }]);
  expect(await shop.tuan.reader.table(shrinkages, 'TRUE ORDER BY t."id"')).toMatchObject([
    { stage: 'transport', reason: 'missing', fault: 'shop', pieces: 1, cost: 800, pickupPointId: point },
    { stage: 'transport', pieces: 2, cost: 1600 },
  ]);
});

test('R28: whoever misses something is told, and everyone whose goods have come', async () => {
  const first = await neighbourOrders(shop, { name: 'A', pieces: 3 });
  shop.now += 1000;
  const second = await neighbourOrders(shop, { name: 'B', pieces: 4 });
  await shareOutGoods(shop);
  const { runId, stopAt } = await underWay();
  const lines = [{ variantId: apple, missing: 1 }];
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId: stopAt(point), lines, signedBy: '陈' });
  const told = await shop.tuan.reader.table(notices, 'TRUE ORDER BY t."id"');
  expect(told.map(({ topic, facts }) => [topic, facts])).toEqual([
    [
      'order.missing',
      {
        orderId: second.id,
        campaignId,
        cancelled: false,
        refund: { amount: 1000, currency: 'CNY' },
        lines: [{ title: '苹果', missing: 1 }],
      },
    ],
    ['order.ready', { orderId: first.id, campaignId, pickupPointId: point }],
    ['order.ready', { orderId: second.id, campaignId, pickupPointId: point }],
  ]);
});

test('R28: when all is missing every order is refunded and cancelled, and nothing is ready', async () => {
  const only = await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await shareOutGoods(shop);
  const { runId, stopAt } = await underWay();
  await shop.tuan.deliveryRuns.handOverStop({
    runId,
    stopId: stopAt(point),
    lines: [
      { variantId: apple, missing: 2 },
      { variantId: apple, missing: 1 },
    ],
    signedBy: '陈',
  });
  expect(await statusOf(only.id)).toBe('cancelled');
  expect(await balances(shop)).toMatchObject({ 1100: 3000, 2200: -3000, 5300: 2400 });
  expect((await balances(shop))[2100]).toBeUndefined();
});

test('more missing than expected, or of goods that are not in this delivery, is refused by field and changes nothing', async () => {
  const placed = await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await shareOutGoods(shop);
  const { runId, stopAt } = await underWay();
  const lines = [
    { variantId: apple, missing: 4 },
    { variantId: planted.egg, missing: 1 },
  ];
  await expect(
    shop.tuan.deliveryRuns.handOverStop({ runId, stopId: stopAt(point), lines, signedBy: '陈' }),
  ).rejects.toMatchObject({
    code: 'invalid_input',
    details: {
      fields: [{ path: 'lines.0.missing', code: 'more_than_expected' }, { path: 'lines.1.missing' }],
    },
  });
  expect(await statusOf(placed.id)).toBe('confirmed');
});

test('handing over twice, or twice at once, is harmless; a run that has not left hands nothing over', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await shareOutGoods(shop);
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId });
  const runId = data[0]?.id ?? '';
  const handOver = {
    runId,
    stopId: data[0]?.stops[0]?.id ?? '',
    lines: [{ variantId: apple, missing: 1 }],
    signedBy: '陈',
  };
  await expect(shop.tuan.deliveryRuns.handOverStop(handOver)).rejects.toMatchObject({
    code: 'delivery_run_status',
    details: { status: 'planned' },
  });
  await shop.tuan.deliveryRuns.start({ runId });
  const [first, second] = await Promise.all([1, 2].map(() => shop.tuan.deliveryRuns.handOverStop(handOver)));
  expect(second).toEqual(first);
  shop.now += 1000;
  expect(await shop.tuan.deliveryRuns.handOverStop(handOver)).toEqual(first);
  expect(await shop.tuan.reader.table(shrinkages, 'TRUE')).toHaveLength(1);
  const { stopId } = handOver;
  await expect(shop.tuan.deliveryRuns.failStop({ runId, stopId, note: '没人' })).rejects.toMatchObject({
    code: 'delivery_stop_status',
    details: { status: 'handedOver' },
  });
});

test('a leader hands over at own points only; customers never', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await shareOutGoods(shop);
  const { runId, stopAt } = await underWay();
  const command = { runId, stopId: stopAt(point), signedBy: '陈' };
  const other = { kind: 'leader', leaderId: planted.otherLeader } as const;
  await expect(shop.tuan.deliveryRuns.handOverStop(command, { actor: other })).rejects.toMatchObject({
    code: 'not_found',
  });
  const customer = { kind: 'customer', customerId: planted.customer } as const;
  await expect(shop.tuan.deliveryRuns.handOverStop(command, { actor: customer })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  const own = { kind: 'leader', leaderId: planted.leader } as const;
  expect(await shop.tuan.deliveryRuns.handOverStop(command, { actor: own })).toMatchObject({
    status: 'finished',
    stops: [{ status: 'handedOver' }],
  });
});

test('a branch of the chain gets its goods like any point', async () => {
  await shop.plant((work) => work.set(pickupPoints, work.get(pickupPoints, otherPoint), { leaderId: null }));
  const placed = await neighbourOrders(shop, { name: 'A', pieces: 3, pickupPointId: otherPoint });
  await shareOutGoods(shop);
  const { runId, stopAt } = await underWay();
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId: stopAt(otherPoint), signedBy: '店员' });
  expect(await statusOf(placed.id)).toBe('ready');
});

test('R21: what was withdrawn on the way is neither expected nor ready', async () => {
  const withdrawn = await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await neighbourOrders(shop, { name: 'B', pieces: 4 });
  await shareOutGoods(shop);
  const { runId, stopAt } = await underWay();
  await shop.tuan.orders.withdraw({ orderId: withdrawn.id, reason: '食品安全', fault: 'supplier' });
  const run = await shop.tuan.deliveryRuns.handOverStop({ runId, stopId: stopAt(point), signedBy: '陈' });
  expect(run.stops[0]?.lines).toMatchObject([{ expected: 4, delivered: 4, missing: 0 }]);
  expect(await shop.tuan.reader.table(orders, `t."status" = 'ready'`)).toHaveLength(1);
});
