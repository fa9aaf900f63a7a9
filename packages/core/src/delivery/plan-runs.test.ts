import { afterEach, beforeEach, expect, test } from 'vitest';
import { pickupPoints } from '../pickup-points/tables.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
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

const plan = (runs?: { name: string; pickupPointIds: string[]; driver?: string }[]) =>
  shop.tuan.deliveryRuns.plan({ campaignId, ...(runs === undefined ? {} : { runs }) });

test('by default one run goes over the points that have goods, with the pieces of each', async () => {
  await shop.plant((work) => {
    const place = { address: '', windows: [], createdAt: 0, updatedAt: 0 };
    work.insert(pickupPoints, { id: 'pnt_empty', externalId: 'P03', name: '空点', ...place });
    work.set(pickupPoints, work.get(pickupPoints, point), { latitude: 30_290_000, longitude: 120_070_000 });
  });
  await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await neighbourOrders(shop, { name: 'B', pieces: 4 });
  await neighbourOrders(shop, { name: 'C', pieces: 5, pickupPointId: otherPoint });
  await shareOutGoods(shop);
  const { data } = await plan();
  expect(data).toMatchObject([
    {
      name: '今日团 1',
      status: 'planned',
      stops: [
        {
          pickupPointId: point,
          position: 0,
          status: 'pending',
          lines: [{ variantId: apple, title: '苹果', unit: '斤', expected: 7 }],
        },
        { pickupPointId: otherPoint, position: 1, lines: [{ expected: 5 }] },
      ],
    },
  ]);
});

test('planning twice, or twice at once, plans no point twice', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await shareOutGoods(shop);
  const [first, second] = await Promise.all([plan(), plan()]);
  expect(second?.data).toEqual(first?.data);
  expect((await plan()).data).toHaveLength(1);
});

test('named runs keep the order of their points; a point named twice, planned before or without goods is refused by field', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await neighbourOrders(shop, { name: 'C', pieces: 5, pickupPointId: otherPoint });
  await shareOutGoods(shop);
  const twice = [{ name: '1', pickupPointIds: [point, 'external:P01'] }];
  await expect(plan(twice)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'runs.0.pickupPointIds.1', code: 'duplicate' }] },
  });
  const { data } = await plan([{ name: '小李', driver: '小李', pickupPointIds: [otherPoint] }]);
  expect(data).toMatchObject([{ name: '小李', driver: '小李', stops: [{ pickupPointId: otherPoint }] }]);
  const again = [{ name: '2', pickupPointIds: [point, otherPoint] }];
  await expect(plan(again)).rejects.toMatchObject({
    details: { fields: [{ path: 'runs.0.pickupPointIds.1', code: 'nothing_to_deliver' }] },
  });
  expect((await plan()).data.map(({ stops }) => stops.map(({ pickupPointId }) => pickupPointId))).toEqual([
    [otherPoint],
    [point],
  ]);
});

test('nothing is planned before every purchase order is closed', async () => {
  await expect(plan()).rejects.toMatchObject({ code: 'campaign_status', details: { status: 'published' } });
  await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await freezeToday(shop);
  await shop.tuan.purchaseOrders.generate({ campaignId });
  await expect(plan()).rejects.toMatchObject({ code: 'goods_not_shared_out' });
});

test('where everything came short there is nothing to drive', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await shareOutGoods(shop, 0);
  expect(await plan()).toEqual({ data: [], left: [], warnings: [] });
});

test('a leader sees the runs that come by, and only own stops; nobody else but the shop sees any', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await neighbourOrders(shop, { name: 'C', pieces: 5, pickupPointId: otherPoint });
  await shareOutGoods(shop);
  const { data } = await plan([
    { name: '1', pickupPointIds: [point] },
    { name: '2', pickupPointIds: [otherPoint] },
  ]);
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  const seen = await shop.tuan.deliveryRuns.list({ campaignId }, { actor });
  expect(seen.data.map(({ name, stops }) => [name, stops.length])).toEqual([['1', 1]]);
  const other = data.find(({ name }) => name === '2')?.id ?? '';
  await expect(shop.tuan.deliveryRuns.get({ runId: other }, { actor })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(shop.tuan.deliveryRuns.plan({ campaignId }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(
    shop.tuan.deliveryRuns.list({}, { actor: { kind: 'customer', customerId: planted.customer } }),
  ).rejects.toMatchObject({ code: 'not_allowed' });
  expect((await shop.tuan.deliveryRuns.list({ limit: 1 })).nextCursor).not.toBeNull();
});

/** A second point some 2 km away, and the shop's depot beside the first. */
async function placed() {
  await shop.plant((work) => {
    work.set(pickupPoints, work.get(pickupPoints, point), { latitude: 30_280_000, longitude: 120_020_000 });
    work.set(pickupPoints, work.get(pickupPoints, otherPoint), {
      latitude: 30_280_000,
      longitude: 120_040_000,
      windows: [{ opens: '08:00', closes: '10:00' }],
    });
  });
  await shop.tuan.shop.change({ policies: { depot: { latitude: 30.28, longitude: 120.02 } } });
  await neighbourOrders(shop, { name: 'A', pieces: 30 });
  await neighbourOrders(shop, { name: 'C', pieces: 50, pickupPointId: otherPoint });
  await shareOutGoods(shop);
}

test('a preview finds the runs that planning then stores, with hours, crates and times, and stores nothing', async () => {
  await placed();
  const wish = { campaignId, piecesPerCrate: 25 };
  const seen = await shop.tuan.deliveryRuns.preview(wish);
  expect(seen).toMatchObject({
    departsAt: '2026-11-24T00:00:00.000Z',
    warnings: [],
    left: [],
    runs: [
      {
        name: '今日团 1',
        crates: 4,
        pieces: 80,
        grams: 40_000,
        stops: [
          { pickupPointId: otherPoint, crates: 2, lateMinutes: 0 },
          // It waits there until the gate opens at 16:00.
          { pickupPointId: point, crates: 2, lateMinutes: 0 },
        ],
      },
    ],
  });
  expect((await shop.tuan.deliveryRuns.list({ campaignId })).data).toEqual([]);
  const { data } = await shop.tuan.deliveryRuns.plan(wish);
  expect(
    data[0]?.stops.map(({ pickupPointId, plannedAt, crates }) => [pickupPointId, plannedAt, crates]),
  ).toEqual(
    seen.runs[0]?.stops.map(({ pickupPointId, arrivesAt, crates }) => [pickupPointId, arrivesAt, crates]),
  );
  expect(seen.nearestNeighbour.metres).toBeGreaterThanOrEqual(seen.runs[0]?.metres ?? Number.NaN);
});

test('vehicles with capacities of their own: what goes into none is refused by name, or left with `partial`', async () => {
  await placed();
  const small = [{ name: '三轮', driver: '小王', capacity: { crates: 2 } }];
  const advice = {
    zh: expect.stringContaining('转到附近的自提点'),
    en: expect.stringContaining('larger one'),
  };
  const west = { pickupPointId: otherPoint, name: '幸福里西区便利店' };
  const left = [{ ...west, reason: 'tooLarge', crates: expect.any(Number), pieces: 50, advice }];
  await expect(shop.tuan.deliveryRuns.plan({ campaignId, vehicles: small })).rejects.toMatchObject({
    code: 'delivery_capacity',
    details: { left },
  });
  const part = await shop.tuan.deliveryRuns.plan({ campaignId, vehicles: small, partial: true });
  expect(part).toMatchObject({
    left,
    data: [{ name: '三轮', driver: '小王', capacity: { crates: 2, pieces: null } }],
  });
  const large = [{ name: '面包车', capacity: { pieces: 60 }, minutesMax: 600 }];
  const rest = await shop.tuan.deliveryRuns.plan({ campaignId, vehicles: large });
  expect(rest.data.map(({ name, stops }) => [name, stops.length])).toEqual([
    ['三轮', 1],
    ['面包车', 1],
  ]);
});

test('a plan that is late says so, and hours of receiving come before those of opening', async () => {
  await placed();
  const departsAt = '2026-11-24T11:00:00+08:00';
  const wish = { campaignId, departsAt };
  expect(await shop.tuan.deliveryRuns.preview(wish)).toMatchObject({
    warnings: [{ code: 'late', pickupPointIds: [otherPoint] }],
  });
  const receiving = [{ pickupPointId: 'external:P02', windows: [{ opens: '11:00', closes: '12:00' }] }];
  expect((await shop.tuan.deliveryRuns.preview({ ...wish, receiving })).warnings).toEqual([]);
  expect((await shop.tuan.deliveryRuns.preview({ ...wish, windows: 'none' })).warnings).toEqual([]);
});

test('a round of a person keeps to its capacity; runs and vehicles at once, and wrong figures, are refused by field', async () => {
  await placed();
  const runs = [{ name: '1', pickupPointIds: [point, otherPoint], capacity: { pieces: 79 } }];
  await expect(shop.tuan.deliveryRuns.plan({ campaignId, runs })).rejects.toMatchObject({
    code: 'delivery_capacity',
    details: { run: '1', load: { pieces: 80 } },
  });
  await expect(
    shop.tuan.deliveryRuns.plan({ campaignId, runs, vehicles: [{ name: 'x' }] }),
  ).rejects.toMatchObject({ details: { fields: [{ path: 'vehicles' }] } });
  await expect(
    shop.tuan.deliveryRuns.preview({ campaignId, speed: 0, minutesPerStop: -1 }),
  ).rejects.toMatchObject({ details: { fields: [{ path: 'speed' }, { path: 'minutesPerStop' }] } });
  const leader = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.deliveryRuns.preview({ campaignId }, { actor: leader })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
