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
  expect(second).toEqual(first);
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
  expect(await plan()).toEqual({ data: [] });
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
