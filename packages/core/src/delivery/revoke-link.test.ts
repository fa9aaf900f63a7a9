import { afterEach, beforeEach, expect, test } from 'vitest';
import { driverOf, plannedRun } from '../testing/driven-run.ts';
import { testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('a link taken back opens nothing; twice is harmless, and only the shop takes one back', async () => {
  const { runId } = await plannedRun(shop);
  const tokenHash = 'c'.repeat(64);
  const expiresAt = '2026-11-25T09:00:00+08:00';
  const { id: linkId } = await shop.tuan.deliveryLinks.store({ runId, tokenHash, expiresAt });
  await expect(shop.tuan.deliveryLinks.revoke({ linkId }, { actor: driverOf(runId) })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  const revoked = await shop.tuan.deliveryLinks.revoke({ linkId });
  shop.now += 1000;
  expect(await shop.tuan.deliveryLinks.revoke({ linkId })).toEqual(revoked);
  expect(await shop.tuan.deliveryLinks.find({ tokenHash })).toEqual({ link: null });
  await expect(shop.tuan.deliveryLinks.revoke({ linkId: 'dlk_none' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
