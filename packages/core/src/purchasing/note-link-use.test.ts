import { afterEach, beforeEach, expect, test } from 'vitest';
import { testShop, type TestShop } from '../testing/index.ts';
import { draftOfToday, notTheShop, openedLink } from '../testing/sent-purchase-order.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('supplier link: a look is noted, and another within a minute writes nothing', async () => {
  const { purchaseOrderId } = await draftOfToday(shop);
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  const { actor } = await openedLink(shop, purchaseOrderId);
  const linkId = actor.kind === 'supplier' ? actor.linkId : '';
  const note = () => shop.tuan.purchaseLinks.noteUse({ linkId });
  const first = shop.now;
  expect(await note()).toEqual({ noted: true });
  shop.now += 59_999;
  expect(await note()).toEqual({ noted: false });
  const { data } = await shop.tuan.purchaseLinks.list({ purchaseOrderId });
  expect(data).toMatchObject([{ lastUsedAt: new Date(first).toISOString() }]);
  shop.now += 1;
  expect(await note()).toEqual({ noted: true });
  for (const wrong of [actor, ...notTheShop])
    await expect(shop.tuan.purchaseLinks.noteUse({ linkId }, { actor: wrong })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  await expect(shop.tuan.purchaseLinks.noteUse({ linkId: 'plk_none' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
