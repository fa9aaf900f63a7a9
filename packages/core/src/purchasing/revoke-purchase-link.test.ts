import { afterEach, beforeEach, expect, test } from 'vitest';
import { testShop, type TestShop } from '../testing/index.ts';
import { notTheShop, openedHash, openedLink, sentToday } from '../testing/sent-purchase-order.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('supplier link: taken back it opens nothing from here on; twice is harmless', async () => {
  const { purchaseOrderId } = await sentToday(shop);
  const { actor } = await openedLink(shop, purchaseOrderId);
  const { linkId } = actor;
  shop.now += 60_000;
  const revoked = await shop.tuan.purchaseLinks.revoke({ linkId });
  expect(revoked).toMatchObject({ id: linkId, revokedAt: '2026-11-23T14:11:00.000Z' });
  expect(await shop.tuan.purchaseLinks.find({ tokenHash: openedHash })).toEqual({ link: null });
  shop.now += 60_000;
  expect(await shop.tuan.purchaseLinks.revoke({ linkId })).toEqual(revoked);
  const told = await shop.tuan.reader.rows(
    `SELECT "subject" FROM "events" WHERE "type" = 'purchaseLink.revoked'`,
  );
  expect(told).toEqual([{ subject: linkId }]);
});

test('supplier link: only the shop takes one back, and only one that is there', async () => {
  const { purchaseOrderId } = await sentToday(shop);
  const by = await openedLink(shop, purchaseOrderId);
  const { linkId } = by.actor;
  for (const actor of [by.actor, ...notTheShop])
    await expect(shop.tuan.purchaseLinks.revoke({ linkId }, { actor })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  await expect(shop.tuan.purchaseLinks.revoke({ linkId: 'plk_none' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
