import { afterEach, beforeEach, expect, test } from 'vitest';
import { claims } from '../aftersales/tables.ts';
import { leaderAccounts } from '../commissions/tables.ts';
import { orders } from '../orders/tables.ts';
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
const leave = () => shop.tuan.leaders.leave({ leaderId: planted.leader });

test('R41: a leader goes with nothing open, from active or suspended', async () => {
  expect(await leave()).toMatchObject({ status: 'left' });
  await shop.tuan.leaders.suspend({ leaderId: planted.otherLeader });
  expect(await shop.tuan.leaders.leave({ leaderId: planted.otherLeader, reason: '搬家' })).toMatchObject({
    status: 'left',
    reason: '搬家',
  });
});

test.each(['held', 'confirmed', 'ready'] as const)(
  'R41: not with an order that is %s, and the refusal names it',
  async (status) => {
    const placed = await shop.tuan.orders.place(order);
    await shop.plant((work) => work.set(orders, work.get(orders, placed.id), { status }));
    await expect(leave()).rejects.toMatchObject({ code: 'leader_busy', details: { orders: [placed.id] } });
    expect(await shop.tuan.leaders.get({ leaderId: planted.leader })).toMatchObject({ status: 'active' });
    await shop.plant((work) => work.set(orders, work.get(orders, placed.id), { status: 'held' }));
    await shop.tuan.orders.cancel({ orderId: placed.id });
    expect(await leave()).toMatchObject({ status: 'left' });
  },
);

test('R41: not with commission that no statement has settled', async () => {
  const earned = (amount: number) =>
    shop.plant((work) =>
      work.add(leaderAccounts, work.get(leaderAccounts, planted.leader), { earned: amount }),
    );
  await earned(-300);
  await expect(leave()).rejects.toMatchObject({
    code: 'leader_busy',
    details: { unsettled: true, orders: [] },
  });
  await earned(300);
});

test('R41: not with an open claim', async () => {
  const placed = await shop.tuan.orders.place(order);
  await shop.tuan.orders.cancel({ orderId: placed.id });
  const claim = {
    orderLineId: placed.lines[0]?.id ?? '',
    orderId: placed.id,
    campaignId: planted.campaign,
    variantId: planted.apple,
    supplierId: planted.supplier,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    customerId: planted.customer,
    openedBy: 'system',
    reason: 'x',
    pictures: [],
    faultShares: {},
  };
  const set = (status: 'proposed' | 'withdrawn') =>
    shop.plant((work) => work.set(claims, work.get(claims, 'clm_1'), { status }));
  await shop.plant((work, { now }) =>
    work.insert(claims, { id: 'clm_1', status: 'open', openedAt: now, ...claim }),
  );
  await expect(leave()).rejects.toMatchObject({ code: 'leader_busy', details: { claims: ['clm_1'] } });
  await set('proposed');
  await expect(leave()).rejects.toMatchObject({ code: 'leader_busy' });
  await set('withdrawn');
  expect(await leave()).toMatchObject({ status: 'left' });
});

test('race leave and place: an order placed in between by another process keeps the leader', async () => {
  const placed = await shop.tuan.orders.place({
    ...order,
    leaderId: planted.otherLeader,
    pickupPointId: planted.otherPoint,
  });
  const run = shop.tuan.engine.run.bind(shop.tuan.engine);
  let raced = false;
  Object.assign(shop.tuan.engine, {
    run: async (...call: Parameters<typeof run>) => {
      if (call[1] === 'write' && !raced) {
        raced = true;
        await run([
          { sql: 'UPDATE "orders" SET "leaderId" = ? WHERE "id" = ?', params: [planted.leader, placed.id] },
        ]);
      }
      return run(...call);
    },
  });
  await expect(leave()).rejects.toMatchObject({ code: 'leader_busy', details: { orders: [placed.id] } });
});

test('leave: a leader may go alone, and sends nobody else away', async () => {
  const chen = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  await expect(shop.tuan.leaders.leave({ leaderId: planted.otherLeader }, chen)).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await shop.tuan.leaders.leave({ leaderId: planted.leader }, chen)).toMatchObject({ status: 'left' });
});
