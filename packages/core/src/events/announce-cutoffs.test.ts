import { afterEach, beforeEach, expect, test } from 'vitest';
import { asLeader } from '../testing/eaten.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ policies: { cutoffNoticeMinutes: 0 } });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('announce cutoffs: nothing without the policy; nothing of what is closed; nobody but the shop', async () => {
  shop.at('2026-11-23T21:00:00+08:00');
  expect(await shop.tuan.notices.announceCutoffs({})).toEqual({ done: 0 });
  await shop.tuan.shop.change({ policies: { cutoffNoticeMinutes: 60 } });
  expect(await shop.tuan.notices.announceCutoffs({})).toEqual({ done: 2 });
  expect(await shop.tuan.notices.announceCutoffs({})).toEqual({ done: 0 });
  shop.at('2026-11-23T22:00:00+08:00');
  expect(await shop.tuan.notices.announceCutoffs({})).toEqual({ done: 0 });
  await expect(shop.tuan.notices.announceCutoffs({}, asLeader)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  const { data } = await shop.tuan.notices.list({ limit: 50, receiverId: planted.leader });
  expect(data).toMatchObject([{ topic: 'campaign.cutoffSoon' }]);
});
