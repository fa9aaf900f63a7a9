import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { openedLink, sentToday } from '../testing/sent-purchase-order.ts';

let shop: TestShop;
let purchaseOrderId: string;
let purchaseLineId: string;
let by: Awaited<ReturnType<typeof openedLink>>;
beforeEach(async () => {
  shop = await testShop();
  ({ purchaseOrderId, purchaseLineId } = await sentToday(shop));
  by = await openedLink(shop, purchaseOrderId);
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const fewer = () => ({ purchaseLineId, ordered: 15, reason: '只剩15斤' });

test('supplier link: sent, confirmed as it stands', async () => {
  expect(await shop.tuan.purchaseOrders.forSupplier({}, by)).toMatchObject({
    shopName: '幸福里鲜果店',
    status: 'sent',
    answer: 'none',
    bringOn: '2026-11-24',
    lines: [{ title: '苹果', unit: '斤', ordered: 20, cases: 1, loose: 0, unitCost: { amount: 800 } }],
  });
  const { purchaseOrder } = await shop.tuan.purchaseOrders.answer({ corrections: [] }, by);
  expect(purchaseOrder).toMatchObject({ supplierAnswer: 'confirmed' });
  const { data } = await shop.tuan.purchaseLinks.list({ purchaseOrderId });
  expect(data).toMatchObject([{ lastUsedAt: '2026-11-23T14:10:00.000Z' }]);
});

test('supplier link: a new answer replaces what is undecided; what only repeats the order is no correction', async () => {
  await shop.tuan.purchaseOrders.answer({ corrections: [fewer()] }, by);
  const again = await shop.tuan.purchaseOrders.answer(
    { corrections: [{ purchaseLineId, ordered: 20, reason: '又有了' }] },
    by,
  );
  expect(again).toMatchObject({
    purchaseOrder: { supplierAnswer: 'confirmed' },
    corrections: [{ status: 'replaced' }],
  });
});

test('supplier link: bad input is named by its field', async () => {
  const answer = (...corrections: readonly object[]) =>
    shop.tuan.purchaseOrders.answer({ corrections } as never, by);
  const wrong = { code: 'invalid_input' };
  await expect(answer({ purchaseLineId, reason: '没说' })).rejects.toMatchObject(wrong);
  await expect(answer({ ...fewer(), reason: '' })).rejects.toMatchObject(wrong);
  await expect(answer({ ...fewer(), ordered: -1 })).rejects.toMatchObject(wrong);
  await expect(answer({ ...fewer(), promisedOn: '2026-02-30' })).rejects.toMatchObject(wrong);
  await expect(answer(fewer(), fewer())).rejects.toMatchObject({
    ...wrong,
    details: { fields: [{ path: 'corrections.1.purchaseLineId', code: 'repeated' }] },
  });
  await expect(answer({ ...fewer(), unitCost: { amount: 1, currency: 'EUR' } })).rejects.toMatchObject({
    code: 'currency_mismatch',
  });
});

test('supplier link: it opens one order, and does nothing that only the shop may do', async () => {
  await expect(
    shop.tuan.purchaseOrders.forSupplier({ purchaseOrderId: 'pur_other' }, by),
  ).rejects.toMatchObject({ code: 'not_found' });
  for (const call of ['get', 'close', 'acceptCorrections', 'refuseCorrections', 'resend'] as const)
    await expect(shop.tuan.purchaseOrders[call]({ purchaseOrderId }, by)).rejects.toMatchObject({
      code: 'not_allowed',
    });
});

test('supplier link: nothing of customers, of stock or of what was needed is in the answer', async () => {
  const text = JSON.stringify(await shop.tuan.purchaseOrders.forSupplier({}, by));
  for (const word of ['customer', 'needed', 'fromStock', 'buffer', 'surplus', planted.leader])
    expect(text).not.toContain(word);
});
