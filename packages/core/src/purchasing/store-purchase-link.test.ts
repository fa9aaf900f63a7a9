import { afterEach, beforeEach, expect, test } from 'vitest';
import { testShop, type TestShop } from '../testing/index.ts';
import { draftOfToday, notTheShop, openedHash, openedLink } from '../testing/sent-purchase-order.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const tokenHash = 'b'.repeat(64);
const expiresAt = '2026-11-24T00:00:00+08:00';
const day = 86_400_000;

test('supplier link: it is stored by its hash once, of an order that was sent, for 90 days at most', async () => {
  const { purchaseOrderId } = await draftOfToday(shop);
  const store = (until = expiresAt, hash = tokenHash) =>
    shop.tuan.purchaseLinks.store({ purchaseOrderId, tokenHash: hash, expiresAt: until });
  await expect(store()).rejects.toMatchObject({ code: 'purchase_order_not_sent' });
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  const inMilliseconds = (span: number) => new Date(shop.now + span).toISOString();
  await expect(store(inMilliseconds(0))).rejects.toMatchObject({ code: 'link_expiry' });
  await expect(store(inMilliseconds(90 * day + 1))).rejects.toMatchObject({ code: 'link_expiry' });
  await store(inMilliseconds(90 * day), 'c'.repeat(64));
  const link = await store();
  expect(link).toMatchObject({ purchaseOrderId, revokedAt: null, lastUsedAt: null });
  expect(JSON.stringify(link)).not.toContain(tokenHash);
  await expect(store()).rejects.toMatchObject({ code: 'conflict' });
});

test('supplier link: it opens its order until it ends', async () => {
  const { purchaseOrderId } = await draftOfToday(shop);
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  await openedLink(shop, purchaseOrderId);
  shop.at('2026-11-24T23:59:59+08:00');
  const { link } = await shop.tuan.purchaseLinks.find({ tokenHash: openedHash });
  expect(link).toMatchObject({ purchaseOrderId });
  shop.at('2026-11-25T00:00:00+08:00');
  expect(await shop.tuan.purchaseLinks.find({ tokenHash: openedHash })).toEqual({ link: null });
});

test('supplier link: only the shop makes one, for an order that is there', async () => {
  const { purchaseOrderId } = await draftOfToday(shop);
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  const by = await openedLink(shop, purchaseOrderId);
  for (const actor of [by.actor, ...notTheShop])
    await expect(
      shop.tuan.purchaseLinks.store({ purchaseOrderId, tokenHash, expiresAt }, { actor }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(
    shop.tuan.purchaseLinks.store({ purchaseOrderId: 'pur_none', tokenHash, expiresAt }),
  ).rejects.toMatchObject({ code: 'not_found' });
});
