import { afterEach, beforeEach, expect, test } from 'vitest';
import { testShop, type TestShop } from '../testing/index.ts';
import { notTheShop, openedLink, sentToday } from '../testing/sent-purchase-order.ts';

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

test('supplier link: what the shop refuses changes nothing, and the supplier has to answer anew', async () => {
  const { corrections } = await shop.tuan.purchaseOrders.answer({ corrections: [fewer()] }, by);
  const correctionIds = corrections.map(({ id }) => id);
  const refused = await shop.tuan.purchaseOrders.refuseCorrections({
    purchaseOrderId,
    correctionIds,
    note: '说好的20斤',
  });
  expect(refused).toMatchObject({
    purchaseOrder: { supplierAnswer: 'none', lines: [{ ordered: 20 }] },
    corrections: [{ status: 'refused', note: '说好的20斤' }],
  });
  shop.now += 60_000;
  await shop.tuan.purchaseOrders.answer({ corrections: [] }, by);
  expect(await shop.tuan.purchaseOrders.get({ purchaseOrderId })).toMatchObject({
    supplierAnswer: 'confirmed',
  });
});

test('supplier link: what is refused is decided, whatever is called after it', async () => {
  await shop.tuan.purchaseOrders.answer({ corrections: [fewer()] }, by);
  await shop.tuan.purchaseOrders.refuseCorrections({ purchaseOrderId });
  const decided = { code: 'correction_decided' };
  for (const call of ['refuseCorrections', 'acceptCorrections'] as const)
    await expect(shop.tuan.purchaseOrders[call]({ purchaseOrderId })).rejects.toMatchObject(decided);
  expect((await shop.tuan.changes.list({})).data).toEqual([]);
});

test('supplier link: only the shop refuses, and only what is there', async () => {
  await shop.tuan.purchaseOrders.answer({ corrections: [fewer()] }, by);
  for (const actor of [by.actor, ...notTheShop])
    await expect(
      shop.tuan.purchaseOrders.refuseCorrections({ purchaseOrderId }, { actor }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
  const missing = { code: 'not_found' };
  await expect(
    shop.tuan.purchaseOrders.refuseCorrections({ purchaseOrderId: 'pur_none' }),
  ).rejects.toMatchObject(missing);
  await expect(
    shop.tuan.purchaseOrders.refuseCorrections({ purchaseOrderId, correctionIds: ['cor_none'] }),
  ).rejects.toMatchObject(missing);
});
