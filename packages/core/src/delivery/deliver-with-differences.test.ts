import { afterEach, beforeEach, expect, test } from 'vitest';
import { notices } from '../events/tables.ts';
import { shrinkages, stock } from '../purchasing/tables.ts';
import type { Actor } from '../shared/context.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { balances } from '../testing/ready-orders.ts';
import { shareOutGoods } from '../testing/shared-out.ts';

const { campaign: campaignId, apple, point, otherPoint } = planted;
const leader = { kind: 'leader', leaderId: planted.leader } as const;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** A run over a point where A has ordered 3, then B 4, not yet started. */
async function planned() {
  const first = await neighbourOrders(shop, { name: 'A', pieces: 3 });
  shop.now += 1000;
  const second = await neighbourOrders(shop, { name: 'B', pieces: 4 });
  await shareOutGoods(shop);
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId, departsAt: '2026-11-24T09:00:00+08:00' });
  const runId = data[0]?.id ?? '';
  return { runId, stopId: data[0]?.stops[0]?.id ?? '', orders: [first.id, second.id] as const };
}

async function started() {
  const all = await planned();
  shop.at('2026-11-24T09:00:00+08:00');
  await shop.tuan.deliveryRuns.start({ runId: all.runId });
  return all;
}

const driverOf = (deliveryRunId: string): Actor => ({ kind: 'driver', deliveryRunId, linkId: 'dlk_1' });
const orderOf = (orderId: string) => shop.tuan.orders.get({ orderId });
const told = async (topic: string) =>
  shop.tuan.reader.table(notices, 't."topic" = ? ORDER BY t."id"', [topic]);

test('loading is counted against the plan, may be counted again until the van leaves, and twice is harmless', async () => {
  const { runId, stopId } = await planned();
  const load = (loaded: number) =>
    shop.tuan.deliveryRuns.load({
      runId,
      stops: [{ stopId, crates: 2, lines: [{ variantId: apple, loaded }] }],
    });
  const run = await load(6);
  expect(run).toMatchObject({
    status: 'loaded',
    stops: [{ loadedCrates: 2, lines: [{ expected: 7, loaded: 6 }] }],
  });
  expect(run.loadedAt).not.toBeNull();
  expect(await load(6)).toEqual(run);
  await load(7);
  const counted = await shop.tuan.reader.rows(
    `SELECT "type", "data" FROM "events" WHERE "type" IN ('deliveryRun.loaded', 'deliveryRun.recounted') ORDER BY "sequence"`,
  );
  expect(counted).toMatchObject([
    { type: 'deliveryRun.loaded', data: expect.stringContaining('"differences":1') as string },
    { type: 'deliveryRun.recounted', data: expect.stringContaining('"differences":0') as string },
  ]);
  await expect(
    shop.tuan.deliveryRuns.load({
      runId,
      stops: [{ stopId: 'stp_none' }, { stopId, lines: [{ variantId: planted.egg, loaded: 1 }] }],
    }),
  ).rejects.toMatchObject({
    details: { fields: [{ path: 'stops.0.stopId' }, { path: 'stops.1.lines.0.variantId' }] },
  });
  await shop.tuan.deliveryRuns.start({ runId });
  await expect(load(5)).rejects.toMatchObject({ code: 'delivery_run_status' });
});

test('R28: missing and damaged pieces are shared out together, and written down apart', async () => {
  const { runId, stopId, orders } = await started();
  const lines = [{ variantId: apple, missing: 1, damaged: 4, reason: '压坏' }];
  const run = await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈', lines });
  expect(run.stops[0]?.lines).toMatchObject([
    { expected: 7, delivered: 2, missing: 1, damaged: 4, reason: '压坏' },
  ]);
  expect(await orderOf(orders[0])).toMatchObject({ status: 'ready', refunded: { amount: 1000 } });
  expect(await orderOf(orders[1])).toMatchObject({ status: 'cancelled', refunded: { amount: 4000 } });
  expect(await shop.tuan.reader.table(shrinkages, 'TRUE ORDER BY t."id"')).toMatchObject(
    [
      ['missing', 1],
      ['damaged', 4],
    ].map(([reason, pieces]) => expect.objectContaining({ reason, pieces, stage: 'transport' }) as object),
  );
  await expect(
    shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈', lines: [{ variantId: apple }] }),
  ).rejects.toMatchObject({ details: { fields: [{ path: 'lines.0.missing' }] } });
});

test('R29: a phone tells later when it was, between the departure and now; its id counts once, another is refused', async () => {
  const { runId, stopId } = await started();
  shop.at('2026-11-24T11:00:00+08:00');
  const sent = {
    runId,
    stopId,
    signedBy: '陈',
    handOverId: 'phone-1-step-1',
    occurredAt: '2026-11-24T10:12:00+08:00',
    signature: 'M1 2L3 4',
  };
  const actor = driverOf(runId);
  const done = await shop.tuan.deliveryRuns.handOverStop(sent, { actor });
  expect(done.stops[0]).toMatchObject({ handedOverAt: '2026-11-24T02:12:00.000Z', signature: 'M1 2L3 4' });
  expect(await shop.tuan.deliveryRuns.handOverStop(sent, { actor })).toEqual(done);
  await expect(
    shop.tuan.deliveryRuns.handOverStop({ ...sent, handOverId: 'phone-2-step-9' }, { actor }),
  ).rejects.toMatchObject({ code: 'delivery_stop_signed', details: { signedBy: '陈' } });
  await expect(
    shop.tuan.deliveryRuns.handOverStop({ ...sent, signature: 'M1 2"/><script>' }, { actor }),
  ).rejects.toMatchObject({ details: { fields: [{ path: 'signature' }] } });
});

test('a time before the departure or after now is taken as these', async () => {
  const { runId, stopId } = await started();
  shop.at('2026-11-24T11:00:00+08:00');
  const occurredAt = '2026-11-20T10:00:00+08:00';
  const run = await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈', occurredAt });
  expect(run.stops[0]?.handedOverAt).toBe('2026-11-24T01:00:00.000Z');
});

test('R44: the leader is away, the stop is driven to a substitute with its orders, and everyone is told', async () => {
  const { runId, stopId, orders } = await started();
  const redirect = { runId, stopId, toPointId: otherPoint, reason: '团长今天不在' };
  const run = await shop.tuan.deliveryRuns.redirectStop(redirect);
  expect(run.stops).toMatchObject([
    { id: stopId, status: 'pending', pickupPointId: otherPoint, lines: [{ expected: 7 }] },
  ]);
  expect(await shop.tuan.deliveryRuns.redirectStop(redirect)).toEqual(run);
  expect(await told('order.moved')).toHaveLength(2);
  const away = { kind: 'leader', leaderId: planted.otherLeader } as const;
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '周' }, { actor: away });
  expect(await orderOf(orders[0])).toMatchObject({ status: 'ready', pickupPointId: otherPoint });
  await expect(shop.tuan.deliveryRuns.redirectStop({ ...redirect, toPointId: point })).rejects.toMatchObject({
    code: 'delivery_stop_status',
  });
});

test('R44: where another stop goes there already, the goods join it; a stop that failed is planned for the substitute', async () => {
  await neighbourOrders(shop, { name: 'C', pieces: 2, pickupPointId: otherPoint });
  const { runId } = await started();
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
  const { runId, stopId } = await started();
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

test('late: the leader is told when, the stops behind it too, the same time once', async () => {
  await neighbourOrders(shop, { name: 'C', pieces: 2, pickupPointId: otherPoint });
  const { runId } = await started();
  const { stops } = await shop.tuan.deliveryRuns.get({ runId });
  const stopId = stops[0]?.id ?? '';
  const late = { runId, stopId, expectedAt: '2026-11-24T09:30:00+08:00', note: '堵车' };
  const run = await shop.tuan.deliveryRuns.announceLate(late, { actor: driverOf(runId) });
  expect(run.stops.map(({ expectedAt }) => expectedAt)).toEqual(['2026-11-24T01:30:00.000Z', null]);
  expect(await shop.tuan.deliveryRuns.announceLate(late)).toEqual(run);
  expect(await told('deliveryStop.late')).toMatchObject([
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

test("a driver's link opens one run: of another nothing is read or written, and what is the shop's stays so", async () => {
  const { runId, stopId } = await started();
  const actor = driverOf('run_other');
  const { deliveryRuns } = shop.tuan;
  for (const call of [
    () => deliveryRuns.drive({ runId }, { actor }),
    () => deliveryRuns.start({ runId }, { actor }),
    () => deliveryRuns.handOverStop({ runId, stopId, signedBy: 'x' }, { actor }),
    () => deliveryRuns.failStop({ runId, stopId, note: 'x' }, { actor }),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'not_found' });
  const own = { actor: driverOf(runId) };
  for (const call of [
    () => deliveryRuns.reorder({ runId, stopIds: [stopId] }, own),
    () => deliveryRuns.giveUpStop({ runId, stopId, goods: 'lost' }, own),
    () => deliveryRuns.countStop({ runId, stopId }, own),
    () => shop.tuan.deliveryLinks.list({ runId }, own),
    () => deliveryRuns.list({}, own),
    () => shop.tuan.pickLists.get({ campaignId }, own),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'not_allowed' });
});

test('R28: a failed stop that is not driven to again goes short: money back, goods lost in transport', async () => {
  const { runId, stopId, orders } = await started();
  await expect(shop.tuan.deliveryRuns.giveUpStop({ runId, stopId, goods: 'lost' })).rejects.toMatchObject({
    code: 'delivery_stop_status',
    details: { status: 'pending' },
  });
  await shop.tuan.deliveryRuns.failStop({ runId, stopId, note: '车坏了' });
  expect(await told('deliveryStop.failed')).toMatchObject([
    { receiverId: planted.leader, facts: { note: '车坏了' } },
  ]);
  const run = await shop.tuan.deliveryRuns.giveUpStop({ runId, stopId, goods: 'lost' });
  expect(run.stops).toMatchObject([{ status: 'failed', outcome: 'short' }]);
  for (const orderId of orders)
    expect(await orderOf(orderId)).toMatchObject({ status: 'cancelled', cancelReason: 'short' });
  expect(await balances(shop)).toMatchObject({ 1100: 7000, 2200: -7000, 5300: 5600 });
  expect(await shop.tuan.deliveryRuns.giveUpStop({ runId, stopId, goods: 'stock' })).toEqual(run);
  expect((await shop.tuan.deliveryRuns.plan({ campaignId })).data).toHaveLength(1);
});

test('R28: what came back from a failed stop goes to stock; a part goes short, the rest is driven again', async () => {
  const { runId, stopId, orders } = await started();
  await shop.tuan.deliveryRuns.failStop({ runId, stopId, note: '门锁着' });
  const before = await shop.tuan.reader.table(stock, 'TRUE');
  const part = { runId, stopId, goods: 'stock', lines: [{ variantId: apple, pieces: 2 }] } as const;
  await expect(
    shop.tuan.deliveryRuns.giveUpStop({ ...part, lines: [{ variantId: apple, pieces: 8 }] }),
  ).rejects.toMatchObject({ details: { fields: [{ path: 'lines.0.pieces', code: 'more_than_expected' }] } });
  const run = await shop.tuan.deliveryRuns.giveUpStop(part);
  expect(run.stops).toMatchObject([{ outcome: null }]);
  expect(await orderOf(orders[1])).toMatchObject({ status: 'confirmed', refunded: { amount: 2000 } });
  const after = await shop.tuan.reader.table(stock, 'TRUE');
  expect((after[0]?.pieces ?? 0) - (before[0]?.pieces ?? 0)).toBe(2);
  expect(await shop.tuan.reader.table(shrinkages, 'TRUE')).toEqual([]);
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId });
  expect(data.at(-1)?.stops).toMatchObject([{ lines: [{ expected: 5 }] }]);
  await expect(shop.tuan.deliveryRuns.giveUpStop(part)).rejects.toMatchObject({
    code: 'delivery_stop_outcome',
    details: { outcome: 'planned' },
  });
});

test("a leader's count that differs is told to the shop, which accepts it: the pieces are lost in transport (R28)", async () => {
  const { runId, stopId, orders } = await started();
  await expect(shop.tuan.deliveryRuns.countStop({ runId, stopId }, { actor: leader })).rejects.toMatchObject({
    code: 'delivery_stop_status',
  });
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈' });
  await expect(shop.tuan.deliveryRuns.acceptCount({ runId, stopId })).rejects.toMatchObject({
    code: 'delivery_stop_status',
  });
  const count = { runId, stopId, lines: [{ variantId: 'external:F001', counted: 5 }], note: '少两斤' };
  const run = await shop.tuan.deliveryRuns.countStop(count, { actor: leader });
  expect(run.stops).toMatchObject([{ countNote: '少两斤', lines: [{ delivered: 7, counted: 5 }] }]);
  expect(await shop.tuan.deliveryRuns.countStop(count, { actor: leader })).toEqual(run);
  expect(await told('deliveryStop.counted')).toMatchObject([
    { receiverKind: 'shop', facts: { differences: 1 } },
  ]);
  await expect(
    shop.tuan.deliveryRuns.acceptCount({ runId, stopId }, { actor: leader }),
  ).rejects.toMatchObject({
    code: 'not_allowed',
  });
  const accepted = await shop.tuan.deliveryRuns.acceptCount({ runId, stopId });
  expect(accepted.stops[0]?.lines).toMatchObject([{ delivered: 5, missing: 2, counted: 5 }]);
  expect(await shop.tuan.deliveryRuns.acceptCount({ runId, stopId })).toEqual(accepted);
  expect(await orderOf(orders[1])).toMatchObject({ status: 'ready', refunded: { amount: 2000 } });
  await expect(
    shop.tuan.deliveryRuns.countStop({ ...count, note: '又少' }, { actor: leader }),
  ).rejects.toMatchObject({ code: 'delivery_stop_outcome' });
});

test('a count that agrees is a confirmation, and one of goods that did not come is refused', async () => {
  const { runId, stopId } = await started();
  await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '陈' });
  const lines = [{ variantId: planted.egg, counted: 1 }];
  await expect(shop.tuan.deliveryRuns.countStop({ runId, stopId, lines })).rejects.toMatchObject({
    details: { fields: [{ path: 'lines.0.variantId', code: 'not_in_delivery' }] },
  });
  const run = await shop.tuan.deliveryRuns.countStop({ runId, stopId }, { actor: leader });
  expect(run.stops).toMatchObject([{ countedBy: `leader:${planted.leader}`, lines: [{ counted: 7 }] }]);
  expect(await told('deliveryStop.counted')).toEqual([]);
});

test('a link of a driver ends, is taken back, and is none of a finished run', async () => {
  const { runId } = await planned();
  const { deliveryLinks } = shop.tuan;
  const tokenHash = 'a'.repeat(64);
  const store = (hours: number, hash = tokenHash) =>
    deliveryLinks.store({
      runId,
      tokenHash: hash,
      expiresAt: new Date(shop.now + hours * 3_600_000).toISOString(),
    });
  await expect(store(-1)).rejects.toMatchObject({ code: 'link_expiry' });
  const link = await store(2);
  await expect(store(2)).rejects.toMatchObject({ code: 'conflict' });
  expect(await deliveryLinks.find({ tokenHash })).toMatchObject({ link: { deliveryRunId: runId } });
  shop.now += 2 * 3_600_000;
  expect(await deliveryLinks.find({ tokenHash })).toEqual({ link: null });
  const second = await store(2, 'b'.repeat(64));
  const revoked = await deliveryLinks.revoke({ linkId: second.id });
  expect(await deliveryLinks.revoke({ linkId: second.id })).toEqual(revoked);
  expect(await deliveryLinks.find({ tokenHash: 'b'.repeat(64) })).toEqual({ link: null });
  expect((await deliveryLinks.list({ runId })).data.map(({ id }) => id)).toEqual([second.id, link.id]);
  await expect(deliveryLinks.revoke({ linkId: link.id }, { actor: leader })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
