import { afterEach, beforeEach, expect, test } from 'vitest';
import { libsqlEngine } from '../storage/libsql.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { noting } from '../testing/query-plan.ts';
import { shareOutGoods } from '../testing/shared-out.ts';
import { piecesAt, twoRuns } from '../testing/two-runs.ts';

const { campaign: campaignId, point, otherPoint } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('a pick list is read point after point: together the pages are the whole, the products stand on the first', async () => {
  await twoRuns(shop);
  const whole = await shop.tuan.pickLists.get({ campaignId });
  expect(whole).toMatchObject({ nextCursor: null, pieces: 15 });
  const points: typeof whole.points = [];
  let cursor: string | null = null;
  for (const isFirst of [true, false, false]) {
    const wish = { campaignId, limit: 1, ...(cursor === null ? {} : { cursor }) };
    const page: typeof whole = await shop.tuan.pickLists.get(wish);
    expect(page).toMatchObject({ final: true, pieces: 15, products: isFirst ? whole.products : [] });
    expect(page.points).toHaveLength(1);
    points.push(...page.points);
    cursor = page.nextCursor;
  }
  expect(cursor).toBeNull();
  expect(points).toEqual(whole.points);
  expect(points.map(({ pickupPointId, pieces }) => [pickupPointId, pieces])).toEqual(
    expect.arrayContaining([...piecesAt].map((one) => [...one])),
  );
});

test('a page after the first reads lines of its own points alone: what is summed of the whole is summed once', async () => {
  const seen = new Set<string>();
  const engine = await libsqlEngine({ url: ':memory:' });
  const noted = await testShop({ engine: noting(engine, seen) });
  await twoRuns(noted);
  const first = await noted.tuan.pickLists.get({ campaignId, limit: 1 });
  seen.clear();
  await noted.tuan.pickLists.get({ campaignId, limit: 1, cursor: String(first.nextCursor) });
  const ofLines = [...seen].filter((sql) => sql.includes('"order_lines"'));
  expect(ofLines).toHaveLength(2);
  for (const sql of ofLines) {
    const plan = await noted.tuan.reader.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
    const lookups = plan.map(({ detail }) => detail).filter((detail) => /^(SCAN|SEARCH) l\b/.test(detail));
    expect(lookups.length).toBeGreaterThan(0);
    for (const detail of lookups) expect(detail).toMatch(/\(campaignId=\? AND pickupPointId=\?|\(orderId=\?/);
  }
  await noted.close();
});

test('a cursor of something else is refused; after the last point there is nothing', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await expect(shop.tuan.pickLists.get({ campaignId, cursor: 'pnt_none' })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'cursor' }] },
  });
  for (const cursor of [point, `${point}~3`, `${point}~3~0~1`, `pnt_none~3~0`])
    await expect(shop.tuan.pickLists.get({ campaignId, cursor })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ path: 'cursor' }] },
    });
  const last = await shop.tuan.pickLists.get({ campaignId, cursor: `${point}~3~0` });
  expect(last).toMatchObject({ points: [], nextCursor: null });
});

test('a point where everything was called off has no list, and its page goes on', async () => {
  const gone = await neighbourOrders(shop, { name: 'A', pieces: 3, pickupPointId: otherPoint });
  await neighbourOrders(shop, { name: 'B', pieces: 2 });
  await shareOutGoods(shop);
  await shop.tuan.orders.withdraw({ orderId: gone.id, reason: '送错', fault: 'shop' });
  const list = await shop.tuan.pickLists.get({ campaignId });
  expect(list.points.map(({ pickupPointId }) => pickupPointId)).toEqual([point]);
  expect(list.pieces).toBe(2);
});

/** Three neighbours: one at any time, one at five, one at four. */
async function withSlots() {
  const define = { pickupPointId: point, dates: ['2026-11-24'], minutes: 60, capacity: 5 };
  const { data } = await shop.tuan.pickupSlots.define(define);
  const slotAt = (opens: string) => data.find((slot) => slot.opens === opens)?.id;
  const cart = { campaignId, leaderId: planted.leader, pickupPointId: point, payment: 'atPickup' as const };
  for (const [name, slotId] of [
    ['不约', undefined],
    ['五点', slotAt('17:00')],
    ['四点', slotAt('16:00')],
  ] as const) {
    shop.now += 1000;
    const lines = [{ offerId: planted.appleOffer, pieces: 1 }];
    await shop.tuan.orders.place({
      ...cart,
      customer: { nickname: name },
      lines,
      ...(slotId ? { slotId } : {}),
    });
  }
  await shareOutGoods(shop);
}

test('baskets stand by the booked time where that is wanted, with their numbers as they are', async () => {
  await withSlots();
  const baskets = async (sort: 'basket' | 'slot') =>
    (await shop.tuan.pickLists.get({ campaignId, sort })).points[0]?.baskets.map(({ number, slot }) => [
      number,
      slot?.opens ?? null,
    ]);
  expect(await baskets('basket')).toEqual([
    [1, null],
    [2, '17:00'],
    [3, '16:00'],
  ]);
  expect(await baskets('slot')).toEqual([
    [3, '16:00'],
    [2, '17:00'],
    [1, null],
  ]);
});

test('a label says the booked time, else when the round can be fetched, and is printed in that order', async () => {
  await withSlots();
  const { labels, nextCursor } = await shop.tuan.packing.labels({ campaignId, sort: 'slot' });
  expect(labels.map(({ number, window }) => [number, window])).toEqual([
    [3, '11-24 16:00–17:00'],
    [2, '11-24 17:00–18:00'],
    [1, '11-24 16:00–20:30'],
  ]);
  expect(nextCursor).toBeNull();
});
