import { afterEach, beforeEach, expect, test } from 'vitest';
import { asLeader } from '../testing/eaten.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { noticeTable } from './notice-table.ts';
import { events } from './tables.ts';

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

test('collect notices: the SQL of every row of the table runs on an event of its type', async () => {
  const types = new Set(noticeTable.flatMap(({ made }) => (typeof made === 'object' ? [made.event] : [])));
  const data = { leaderId: planted.leader, customerId: planted.customer };
  await shop.plant((work, { now }) => {
    for (const [at, type] of [...types].entries())
      work.insert(events, {
        id: `evt_row_${String(at)}`,
        subject: `row_${String(at)}`,
        occurredAt: now,
        recordedAt: now,
        actor: 'system',
        type,
        data,
      });
    return null;
  });
  const told = await shop.tuan.notices.collect({});
  expect(told.told).toBeGreaterThanOrEqual(types.size);
  const { data: notices } = await shop.tuan.notices.list({ limit: 200, topic: 'bonus.posted' });
  expect(notices.map(({ receiverId }) => receiverId)).toEqual([planted.leader]);
});
