import { afterEach, beforeEach, expect, test } from 'vitest';
import { sheetOfCrates, sheetOfPickList, sheetOfProducts } from '../packing/pick-list-sheets.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';

const { campaign: campaignId, point, otherPoint } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function orderWithNotes() {
  const lines = [
    { offerId: planted.appleOffer, pieces: 3, note: '要脆的' },
    { offerId: planted.eggOffer, pieces: 1 },
  ];
  return shop.tuan.orders.place({
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: point,
    lines,
    note: '放门口',
    payment: { amount: { amount: 6280, currency: 'CNY' }, reference: 'till 1' },
  });
}

test('a pick list has the crate of each point and the bag of each order, with notes and masked names', async () => {
  const placed = await orderWithNotes();
  shop.now += 1000;
  await neighbourOrders(shop, { name: '王姐', pieces: 2 });
  await neighbourOrders(shop, { name: '李叔', pieces: 7, pickupPointId: otherPoint });
  await shareOutGoods(shop);
  const list = await shop.tuan.pickLists.get({ campaignId });
  expect(list).toMatchObject({ title: '今日团', pickupDate: '2026-11-24', final: true });
  expect(list.points.find(({ pickupPointId }) => pickupPointId === point)).toMatchObject({
    name: '幸福里东门驿站',
    pieces: 6,
    totals: [
      { title: '散养土鸡蛋', unit: '盒', pieces: 1 },
      { title: '苹果', unit: '斤', pieces: 5 },
    ],
    baskets: [
      {
        number: 1,
        orderId: placed.id,
        customer: '小*',
        note: '放门口',
        pieces: 4,
        lines: [
          { title: '苹果', pieces: 3, note: '要脆的', gift: false },
          { title: '散养土鸡蛋', pieces: 1, note: '' },
        ],
      },
      { number: 2, customer: '王*', pieces: 2 },
    ],
  });
});

test('the sums of a pick list are equal in every grouping, and are what was shared out', async () => {
  await orderWithNotes();
  await neighbourOrders(shop, { name: '王姐', pieces: 9 });
  await neighbourOrders(shop, { name: '李叔', pieces: 7, pickupPointId: otherPoint });
  await shareOutGoods(shop, 11);
  const { points } = await shop.tuan.pickLists.get({ campaignId });
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  const inBags = points.flatMap(({ baskets }) =>
    baskets.flatMap(({ lines }) => lines.map(({ pieces }) => pieces)),
  );
  const allocated = await shop.tuan.reader.rows(`SELECT sum("allocated") AS "pieces" FROM "order_lines"`);
  expect(allocated).toEqual([{ pieces: 12 }]);
  expect(sum(points.map(({ pieces }) => pieces))).toBe(12);
  expect(sum(points.flatMap(({ totals }) => totals.map(({ pieces }) => pieces)))).toBe(12);
  expect(sum(points.flatMap(({ baskets }) => baskets.map(({ pieces }) => pieces)))).toBe(12);
  expect(sum(inBags)).toBe(12);
  // Whoever gets nothing has no bag.
  expect(points.flatMap(({ baskets }) => baskets)).toHaveLength(2);
});

test('before the goods are shared out it shows what is ordered, and says that it is not final', async () => {
  await neighbourOrders(shop, { name: '王姐', pieces: 9 });
  await freezeToday(shop);
  expect(await shop.tuan.pickLists.get({ campaignId })).toMatchObject({
    final: false,
    points: [{ pieces: 9 }],
  });
});

test('it says what the cutoff fixed, beside what shortage, a withdrawal and a move made of it', async () => {
  await orderWithNotes();
  const moved = await neighbourOrders(shop, { name: '王姐', pieces: 4 });
  const called = await neighbourOrders(shop, { name: '李叔', pieces: 7, pickupPointId: otherPoint });
  await neighbourOrders(shop, { name: '赵姨', pieces: 5, pickupPointId: otherPoint });
  expect((await shop.tuan.pickLists.get({ campaignId })).points).toMatchObject([
    { atCutoff: 0, pieces: 8 },
    { atCutoff: 0, pieces: 12 },
  ]);
  await freezeToday(shop);
  await shop.tuan.pickups.moveOrders({ orderIds: [moved.id], toPointId: otherPoint });
  await shop.tuan.orders.withdraw({ orderId: called.id, reason: '搬家', fault: 'shop' });
  await shareOutGoods(shop, 10);
  const { points, products } = await shop.tuan.pickLists.get({ campaignId });
  expect(new Map(points.map((one) => [one.pickupPointId, [one.atCutoff, one.pieces]]))).toEqual(
    new Map([
      [point, [8, 4]],
      [otherPoint, [12, 7]],
    ]),
  );
  expect(new Map(products.map((one) => [one.title, [one.atCutoff, one.pieces]]))).toEqual(
    new Map([
      ['苹果', [19, 10]],
      ['散养土鸡蛋', [1, 1]],
    ]),
  );
});

test('an empty list says why: not fixed yet, nothing ordered, all called off, or the campaign cancelled', async () => {
  const why = async () => (await shop.tuan.pickLists.get({ campaignId })).empty;
  expect(await why()).toBe('notFrozen');
  await freezeToday(shop);
  expect(await why()).toBe('nothingOrdered');
  const list = await shop.tuan.pickLists.get({ campaignId });
  for (const sheetOf of [sheetOfPickList, sheetOfCrates, sheetOfProducts]) {
    expect(sheetOf(list, 'zh-CN').rows).toEqual([['没有人下单，没有要分拣的']]);
    expect(sheetOf(list, 'en').sheets?.[0]?.rows ?? sheetOf(list, 'en').rows).toEqual([
      ['Nothing was ordered: there is nothing to pick'],
    ]);
  }
});

test('an empty list says why: everything that the cutoff fixed was called off', async () => {
  const { id: orderId } = await neighbourOrders(shop, { name: '王姐', pieces: 2 });
  await freezeToday(shop);
  expect(await shop.tuan.pickLists.get({ campaignId })).toMatchObject({ empty: null, pieces: 2 });
  await shop.tuan.orders.withdraw({ orderId, reason: '不要了', fault: 'shop' });
  expect(await shop.tuan.pickLists.get({ campaignId })).toMatchObject({ empty: 'calledOff', pieces: 0 });
});

test('an empty list says why: the campaign was cancelled', async () => {
  await shop.tuan.campaigns.cancel({ campaignId, reason: '台风' });
  expect(await shop.tuan.pickLists.get({ campaignId })).toMatchObject({ empty: 'cancelled' });
});

test('one point may be asked for; a leader sees own points only, a customer none', async () => {
  await neighbourOrders(shop, { name: '王姐', pieces: 9 });
  await neighbourOrders(shop, { name: '李叔', pieces: 7, pickupPointId: otherPoint });
  await shareOutGoods(shop);
  const one = await shop.tuan.pickLists.get({ campaignId, pickupPointId: 'external:P02' });
  expect(one.points.map(({ pickupPointId }) => pickupPointId)).toEqual([otherPoint]);
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  const own = await shop.tuan.pickLists.get({ campaignId }, { actor });
  expect(own.points.map(({ pickupPointId }) => pickupPointId)).toEqual([point]);
  await expect(
    shop.tuan.pickLists.get({ campaignId, pickupPointId: otherPoint }, { actor }),
  ).rejects.toMatchObject({ code: 'not_found' });
  await expect(
    shop.tuan.pickLists.get({ campaignId }, { actor: { kind: 'customer', customerId: planted.customer } }),
  ).rejects.toMatchObject({ code: 'not_allowed' });
});
