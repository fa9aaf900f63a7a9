import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictures } from '../pictures/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { neighbourOrders } from '../testing/neighbours.ts';

const { campaign: campaignId, apple: variantId } = planted;
let shop: TestShop;
let purchaseOrderId: string;
beforeEach(async () => {
  shop = await testShop();
  await neighbourOrders(shop, { name: 'A', pieces: 17 });
  await freezeToday(shop);
  const [order] = (await shop.tuan.purchaseOrders.generate({ campaignId })).data;
  purchaseOrderId = order?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('receipts: part by part, with what was rejected, why, and its pictures; what comes late is told', async () => {
  const picture = 'https://shop.example/pictures/rotten.jpg';
  const receive = (line: object) =>
    shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId, ...line }], note: '东门' });
  await receive({ accepted: 8, rejected: 2, reason: '烂', pictures: [picture] });
  shop.now += 60_000;
  await receive({ accepted: 9 });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  shop.now += 60_000;
  await receive({ accepted: 1 });
  const { data } = await shop.tuan.purchaseOrders.receipts({ purchaseOrderId });
  expect(data).toMatchObject([
    {
      late: false,
      note: '东门',
      lines: [{ title: '苹果', accepted: 8, rejected: 2, reason: '烂', pictures: [picture] }],
    },
    { late: false, lines: [{ accepted: 9, supplierName: '果然鲜果业', unitCost: { amount: 800 } }] },
    { late: true, lines: [{ accepted: 1 }] },
  ]);
});

test('receipts: a picture that was never uploaded is refused, and nothing is received', async () => {
  const unknown = `pic_${'0'.repeat(26)}`;
  const lines = [{ variantId, accepted: 8, rejected: 2, reason: '烂', pictures: [unknown] }];
  await expect(shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines })).rejects.toMatchObject({
    code: 'picture_unknown',
  });
  expect((await shop.tuan.purchaseOrders.receipts({ purchaseOrderId })).data).toEqual([]);
  expect(await shop.tuan.reader.table(pictures, 'TRUE')).toEqual([]);
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.purchaseOrders.receipts({ purchaseOrderId }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
