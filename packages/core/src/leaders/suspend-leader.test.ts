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

const lines = [{ offerId: planted.appleOffer, pieces: 1 }];
const order = {
  campaignId: planted.campaign,
  customer: planted.customer,
  leaderId: planted.leader,
  pickupPointId: planted.point,
  lines,
};

test('R41: a suspended leader gets no new orders; what is held can still be paid', async () => {
  const held = await shop.tuan.orders.place(order);
  const suspended = await shop.tuan.leaders.suspend({ leaderId: 'external:L01', reason: '投诉太多' });
  expect(suspended).toMatchObject({ status: 'suspended', reason: '投诉太多' });
  await expect(shop.tuan.orders.place(order)).rejects.toMatchObject({
    code: 'leader_unavailable',
    details: { status: 'suspended' },
  });
  const paid = await shop.tuan.orders.pay({
    orderId: held.id,
    amount: { amount: 1000, currency: 'CNY' },
    reference: 'till-1',
  });
  expect(paid).toMatchObject({ outcome: 'accepted' });
});

test('race suspend and place: whichever is decided first, no order is taken after the suspension', async () => {
  const tries = await Promise.allSettled([
    shop.tuan.orders.place(order),
    shop.tuan.leaders.suspend({ leaderId: planted.leader }),
    shop.tuan.orders.place(order),
  ]);
  expect(tries[1]).toMatchObject({ status: 'fulfilled', value: { status: 'suspended' } });
  for (const refused of tries.filter(({ status }) => status === 'rejected')) {
    expect(refused).toMatchObject({ reason: { code: 'leader_unavailable' } });
  }
  const [log] = await shop.tuan.reader
    .rows(`SELECT max(CASE "type" WHEN 'order.placed' THEN "sequence" ELSE 0 END) AS "placed",
    max(CASE "type" WHEN 'leader.suspended' THEN "sequence" END) AS "suspended" FROM "events"`);
  expect(log?.placed).toBeLessThan(Number(log?.suspended));
});

test('suspend leader: a leader cannot suspend another', async () => {
  const zhou = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
  await expect(shop.tuan.leaders.suspend({ leaderId: planted.leader }, zhou)).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
