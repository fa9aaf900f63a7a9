import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';

const { campaign: campaignId, point } = planted;

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function basketOfThree() {
  const placed = await shop.tuan.orders.place({
    campaignId,
    customer: { nickname: '王姐' },
    leaderId: planted.leader,
    pickupPointId: point,
    lines: [
      { offerId: planted.appleOffer, pieces: 3, note: '要脆的' },
      { offerId: planted.eggOffer, pieces: 1 },
    ],
    note: '放门口',
    payment: { amount: { amount: 6280, currency: 'CNY' }, reference: 'till 1' },
  });
  await neighbourOrders(shop, { name: '李叔', pieces: 2, pickupPointId: planted.otherPoint });
  return placed;
}

test('a label has the number, the masked name, the point, the window and the goods, and never the pickup code', async () => {
  const placed = await basketOfThree();
  expect(await shop.tuan.packing.labels({ campaignId })).toMatchObject({ final: false });
  await shareOutGoods(shop);
  const answer = await shop.tuan.packing.labels({ campaignId, pickupPointId: 'external:P01' });
  expect(answer).toMatchObject({
    final: true,
    paper: 'label',
    width: 58,
    encoding: 'gb18030',
    title: '今日团',
  });
  expect(answer.labels).toEqual([
    {
      number: 1,
      bag: 1,
      bags: 1,
      pickupPointId: point,
      point: '幸福里东门驿站',
      window: '11-24 16:00–20:30',
      customer: '王*',
      pieces: 4,
      lines: [
        { title: '苹果', pieces: 3, unit: '斤', note: '要脆的', gift: false, grams: null },
        { title: '散养土鸡蛋', pieces: 1, unit: '盒', note: '', gift: false, grams: null },
      ],
      note: '放门口',
      qr: placed.id,
    },
  ]);
  expect(JSON.stringify(answer)).not.toContain(placed.pickupCode);
});

test('a basket with more rows than fit goes into several bags, n of m; a line and its note stay together', async () => {
  await basketOfThree();
  await shareOutGoods(shop);
  const { labels } = await shop.tuan.packing.labels({ campaignId, pickupPointId: point, rowsPerBag: 3 });
  expect(labels.map(({ bag, bags, pieces, lines }) => [bag, bags, pieces, lines.length])).toEqual([
    [1, 2, 3, 1],
    [2, 2, 1, 1],
  ]);
});

test('one basket is printed again; a leader gets own points, customers nothing', async () => {
  await basketOfThree();
  await shareOutGoods(shop);
  const { labels } = await shop.tuan.packing.labels({
    campaignId,
    pickupPointId: planted.otherPoint,
    basket: 1,
  });
  expect(labels).toMatchObject([{ customer: '李*' }]);
  expect((await shop.tuan.packing.labels({ campaignId, basket: 2 })).labels).toEqual([]);
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  expect((await shop.tuan.packing.labels({ campaignId }, { actor })).labels).toMatchObject([
    { customer: '王*' },
  ]);
  await expect(
    shop.tuan.packing.labels({ campaignId, pickupPointId: planted.otherPoint }, { actor }),
  ).rejects.toMatchObject({ code: 'not_found' });
  const buyer = { kind: 'customer', customerId: planted.customer } as const;
  await expect(shop.tuan.packing.labels({ campaignId }, { actor: buyer })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});

test('bad input names the field', async () => {
  for (const [wish, path] of [
    [{ width: 70 }, 'width'],
    [{ encoding: 'big5' }, 'encoding'],
    [{ rowsPerBag: 1 }, 'rowsPerBag'],
    [{ paper: 'a3' }, 'paper'],
  ] as const)
    await expect(shop.tuan.packing.labels({ campaignId, ...wish } as never)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ path }] },
    });
});
