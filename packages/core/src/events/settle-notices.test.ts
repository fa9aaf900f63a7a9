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

test('settle notices: sent is sent, whatever is said later; what failed says why', async () => {
  const sent = await waiting('ntc_1');
  const failed = await waiting('ntc_2');
  await shop.tuan.notices.take({});
  await shop.tuan.notices.settle({ sent: [sent], failed: [{ id: failed, failure: 'x'.repeat(900) }] });
  await shop.tuan.notices.settle({ sent: [], failed: [{ id: sent, failure: 'late' }] });
  const { data } = await shop.tuan.notices.list({ limit: 50 });
  const byId = new Map(data.map(({ id, delivery }) => [id, delivery]));
  expect(byId.get(sent)).toMatchObject({ status: 'sent', failure: null });
  expect(byId.get(failed)).toMatchObject({ status: 'pending', attempts: 1, failure: 'x'.repeat(500) });
  await expect(shop.tuan.notices.settle({ sent: [], failed: [] }, asLeader)).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
