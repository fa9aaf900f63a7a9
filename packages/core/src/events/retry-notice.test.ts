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

test('retry notice: only one that was given up, and nobody but the shop', async () => {
  const noticeId = await waiting();
  await expect(shop.tuan.notices.retry({ noticeId })).rejects.toMatchObject({
    code: 'notice_status',
    details: { status: 'pending' },
  });
  await expect(shop.tuan.notices.retry({ noticeId }, asLeader)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await shop.tuan.engine.run([
    { sql: `UPDATE "notices" SET "deliveryStatus" = 'dead', "failure" = 'busy'`, params: [] },
  ]);
  expect(await shop.tuan.notices.retry({ noticeId })).toMatchObject({ delivery: { status: 'pending' } });
  expect(await shop.tuan.notices.take({})).toEqual({ noticeIds: [noticeId] });
});
