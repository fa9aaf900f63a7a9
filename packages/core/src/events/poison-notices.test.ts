import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import type { Notification } from './notifier.ts';
import { notices } from './tables.ts';

let shop: TestShop;
let told: Notification[];
let calls: number;
let answer: (one: Notification) => Promise<void>;
beforeEach(async () => {
  told = [];
  calls = 0;
  answer = async (one) => void told.push(one);
  shop = await testShop({
    policies: { cutoffNoticeMinutes: 0 },
    notify: (one) => {
      calls += 1;
      return answer(one);
    },
  });
  await shop.tuan.tick();
  calls = 0;
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const minute = 60_000;

/** A notice to a leader about a claim. */
async function waiting(id: string, facts: Readonly<Record<string, unknown>> = {}): Promise<string> {
  await shop.plant((work, { now }) =>
    work.insert(notices, {
      id,
      receiverKind: 'leader',
      receiverId: planted.leader,
      topic: 'claim.opened',
      facts: { ...facts },
      createdAt: now,
      source: id,
    }),
  );
  return id;
}

async function deliveryOf(noticeId: string) {
  const { data } = await shop.tuan.notices.list({ limit: 50 });
  return data.find(({ id }) => id === noticeId)?.delivery ?? expect.fail(`no notice ${noticeId}`);
}

test.each(['2026-11-24T16:00 后没人来', '2026-02-30T10:00:00Z', '2026-11-24T16:00:00'])(
  'a reason that looks like a time is told as it stands: %s',
  async (reason) => {
    await waiting('ntc_1', { reason });
    await waiting('ntc_2');
    await shop.tuan.tick();
    expect(told.map(({ id }) => id)).toEqual(['ntc_1', 'ntc_2']);
    expect(told[0]?.text).toContain(reason);
    const own = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
    expect((await shop.tuan.notices.list({ limit: 50 }, own)).data).toHaveLength(2);
  },
);

test('a notice that cannot be put into words fails alone: the others of its chunk are told', async () => {
  const id = await waiting('ntc_1');
  await waiting('ntc_2');
  await waiting('ntc_3', { until: 10 ** 20 });
  const spoil = `UPDATE "notices" SET "facts" = ? WHERE "id" = 'ntc_1'`;
  await shop.tuan.engine.run([{ sql: spoil, params: ['{ "reason"'] }]);
  await shop.tuan.tick();
  expect(told.map((one) => one.id)).toEqual(['ntc_2', 'ntc_3']);
  await shop.tuan.engine.run([{ sql: spoil, params: ['{}'] }]);
  expect(await deliveryOf(id)).toMatchObject({ status: 'pending', attempts: 1 });
});

test('a notifier that ends the process each time it is asked: the notice is given up after eight times', async () => {
  const id = await waiting('ntc_1');
  for (let time = 0; time < 8; time += 1) {
    expect((await shop.tuan.notices.take({})).noticeIds).toEqual([id]);
    shop.now += 5 * minute;
  }
  expect(await shop.tuan.notices.take({})).toEqual({ noticeIds: [] });
  expect(await deliveryOf(id)).toMatchObject({ status: 'dead', attempts: 8, failure: 'never answered' });
  const { data } = await shop.tuan.events.list({ types: ['notice.givenUp'], after: 0, limit: 50 });
  expect(data).toMatchObject([{ subject: id, data: { attempts: 8 } }]);
});

test('while the line is down it is not asked for all that waits, chunk after chunk', async () => {
  for (let count = 100; count < 220; count += 1) await waiting(`ntc_${String(count)}`);
  answer = () => Promise.reject(new Error('the line is down'));
  await shop.tuan.tick();
  expect(calls).toBe(50);
  shop.now += 30_000;
  answer = async (one) => void told.push(one);
  await shop.tuan.tick();
  expect(told).toHaveLength(70);
});
