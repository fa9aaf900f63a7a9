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

test('collect notices: each event is looked at once, also by several at once', async () => {
  await shop.tuan.campaigns.cancel({ campaignId: planted.campaign, reason: '停电' });
  await Promise.all(Array.from({ length: 4 }, () => shop.tuan.notices.collect({})));
  const { data } = await shop.tuan.notices.list({ limit: 50, topic: 'campaign.cancelled' });
  expect(data.map(({ receiverId }) => receiverId).toSorted()).toEqual([planted.leader, planted.otherLeader]);
  expect(await shop.tuan.notices.collect({})).toEqual({ events: 0, told: 0 });
  await expect(shop.tuan.notices.collect({}, asLeader)).rejects.toMatchObject({ code: 'not_allowed' });
});

test('collect notices: what happened three days ago is no news', async () => {
  await shop.tuan.campaigns.cancel({ campaignId: planted.campaign, reason: '停电' });
  shop.now += 72 * 3_600_000 + 1;
  await shop.tuan.notices.collect({});
  expect((await shop.tuan.notices.list({ limit: 50 })).data).toEqual([]);
});
