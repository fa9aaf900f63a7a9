import { afterEach, beforeEach, expect, test } from 'vitest';
import { asLeader } from '../testing/eaten.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { notices } from './tables.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ policies: { cutoffNoticeMinutes: 0 } });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** A notice that waits for the notifier. */
async function waiting(id = 'ntc_1'): Promise<string> {
  await shop.plant((work, { now }) =>
    work.insert(notices, {
      id,
      receiverKind: 'leader',
      receiverId: planted.leader,
      topic: 'claim.opened',
      facts: {},
      createdAt: now,
      source: id,
    }),
  );
  return id;
}

test('take notices: taken once until the lease of five minutes is over; nobody but the shop', async () => {
  const id = await waiting();
  expect(await shop.tuan.notices.take({})).toEqual({ noticeIds: [id] });
  shop.now += 5 * 60_000 - 1;
  expect(await shop.tuan.notices.take({})).toEqual({ noticeIds: [] });
  shop.now += 1;
  expect(await shop.tuan.notices.take({})).toEqual({ noticeIds: [id] });
  await expect(shop.tuan.notices.take({}, asLeader)).rejects.toMatchObject({ code: 'not_allowed' });
});

test('take notices: fifty at a time, the oldest first', async () => {
  for (let count = 10; count < 70; count += 1) await waiting(`ntc_${String(count)}`);
  const { noticeIds } = await shop.tuan.notices.take({});
  expect([noticeIds.length, noticeIds[0], noticeIds[49]]).toEqual([50, 'ntc_10', 'ntc_59']);
  expect((await shop.tuan.notices.take({})).noticeIds).toHaveLength(10);
});
