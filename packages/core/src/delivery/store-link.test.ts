import { afterEach, beforeEach, expect, test } from 'vitest';
import { plannedRun } from '../testing/driven-run.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

const leader = { kind: 'leader', leaderId: planted.leader } as const;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('a link of a driver ends, is taken back, and is none of a finished run', async () => {
  const { runId } = await plannedRun(shop);
  const { deliveryLinks } = shop.tuan;
  const tokenHash = 'a'.repeat(64);
  const store = (hours: number, hash = tokenHash) =>
    deliveryLinks.store({
      runId,
      tokenHash: hash,
      expiresAt: new Date(shop.now + hours * 3_600_000).toISOString(),
    });
  await expect(store(-1)).rejects.toMatchObject({ code: 'link_expiry' });
  const link = await store(2);
  await expect(store(2)).rejects.toMatchObject({ code: 'conflict' });
  expect(await deliveryLinks.find({ tokenHash })).toMatchObject({ link: { deliveryRunId: runId } });
  shop.now += 2 * 3_600_000;
  expect(await deliveryLinks.find({ tokenHash })).toEqual({ link: null });
  const second = await store(2, 'b'.repeat(64));
  const revoked = await deliveryLinks.revoke({ linkId: second.id });
  expect(await deliveryLinks.revoke({ linkId: second.id })).toEqual(revoked);
  expect(await deliveryLinks.find({ tokenHash: 'b'.repeat(64) })).toEqual({ link: null });
  expect((await deliveryLinks.list({ runId })).data.map(({ id }) => id)).toEqual([second.id, link.id]);
  await expect(deliveryLinks.revoke({ linkId: link.id }, { actor: leader })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
