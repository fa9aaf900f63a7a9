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

test('reinstate leader: orders are taken again, and the reason is gone', async () => {
  await shop.tuan.leaders.suspend({ leaderId: planted.leader, reason: '投诉太多' });
  expect(await shop.tuan.leaders.reinstate({ leaderId: planted.leader })).toMatchObject({
    status: 'active',
    reason: null,
  });
  const lines = [{ offerId: planted.appleOffer, pieces: 1 }];
  const { campaign, customer, leader, point } = planted;
  const order = await shop.tuan.orders.place({
    campaignId: campaign,
    customer,
    leaderId: leader,
    pickupPointId: point,
    lines,
  });
  expect(order.status).toBe('held');
  const events = await shop.tuan.reader.rows(
    `SELECT "type" FROM "events" WHERE "subject" = ? ORDER BY "sequence"`,
    [leader],
  );
  expect(events).toEqual([{ type: 'leader.suspended' }, { type: 'leader.reinstated' }]);
});
