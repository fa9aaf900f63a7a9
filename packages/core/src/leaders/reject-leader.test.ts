import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('reject leader: the application ends, with a reason that stays with the leader', async () => {
  const applied = await shop.tuan.leaders.apply({ name: '芳姐' });
  const rejected = await shop.tuan.leaders.reject({ leaderId: applied.id, reason: '离店太远' });
  expect(rejected).toMatchObject({ status: 'rejected', reason: '离店太远' });
  const text = JSON.stringify(await shop.tuan.reader.rows('SELECT "data" FROM "events"'));
  expect(text).not.toContain('离店太远');
});

test('section 6: every forbidden move of a leader is refused with the current status', async () => {
  const { leaders } = shop.tuan;
  const applied = await leaders.apply({ name: 'a' });
  const rejected = await leaders.apply({ name: 'r' });
  await leaders.reject({ leaderId: rejected.id });
  const suspended = await leaders.apply({ name: 's' });
  await leaders.approve({ leaderId: suspended.id });
  await leaders.suspend({ leaderId: suspended.id });
  const left = await leaders.apply({ name: 'l' });
  await leaders.approve({ leaderId: left.id });
  await leaders.leave({ leaderId: left.id });
  const forbidden = [
    ['approve', ['active', 'rejected', 'suspended', 'left']],
    ['reject', ['active', 'rejected', 'suspended', 'left']],
    ['suspend', ['applied', 'rejected', 'suspended', 'left']],
    ['reinstate', ['applied', 'active', 'rejected', 'left']],
    ['leave', ['applied', 'rejected', 'left']],
  ] as const;
  const ids = {
    applied: applied.id,
    active: planted.leader,
    rejected: rejected.id,
    suspended: suspended.id,
    left: left.id,
  };
  for (const [verb, statuses] of forbidden) {
    for (const status of statuses) {
      const refused = expect(leaders[verb]({ leaderId: ids[status] }), `${verb} from ${status}`);
      await refused.rejects.toMatchObject({ code: 'leader_status', details: { status } });
    }
    await expect(leaders[verb]({ leaderId: 'led_house' })).rejects.toMatchObject({
      code: 'leader_status',
      details: { house: true },
    });
  }
});
