import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples, profit } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;

test('R29: handovers made without a network are answered one by one; sent again nothing counts twice', async () => {
  const first = await buyApples(shop, 2, 'till-1');
  const second = await buyApples(shop, 3, 'till-2');
  const unpaid = await buyApples(shop, 1, '', { payment: 'atPickup' });
  await arrive(shop, [first.id, second.id, unpaid.id]);
  shop.at('2026-11-24T21:00:00+08:00');
  const occurredAt = '2026-11-24T17:30:00+08:00';
  const handovers = [
    { orderId: first.id, handoverId: 'offline-1', occurredAt },
    { orderId: first.id, handoverId: 'offline-2', occurredAt },
    { orderId: unpaid.id, handoverId: 'offline-3', occurredAt },
    { orderId: 'ord_of_nobody', handoverId: 'offline-4', occurredAt },
    { orderId: second.id, handoverId: 'offline-5', occurredAt },
    { orderId: second.id, handoverId: 'offline-5', occurredAt },
  ];
  const synced = await shop.tuan.pickups.syncHandovers({ handovers }, leader);
  expect(synced.data).toMatchObject([
    {
      outcome: 'recorded',
      handover: { outcome: 'accepted', status: 'collected', occurredAt: '2026-11-24T09:30:00.000Z' },
    },
    { outcome: 'recorded', handover: { outcome: 'conflict' } },
    {
      outcome: 'refused',
      handoverId: 'offline-3',
      code: 'payment_outstanding',
      details: { amountDue: { amount: 1000 } },
    },
    { outcome: 'refused', handoverId: 'offline-4', code: 'not_found' },
    { outcome: 'recorded', handover: { outcome: 'accepted' } },
    { outcome: 'recorded', handover: { outcome: 'accepted' } },
  ]);
  expect(await shop.tuan.pickups.syncHandovers({ handovers }, leader)).toEqual(synced);
  expect(await profit(shop)).toBe(500);
});

test("R41: another leader's orders do not exist for the phone that syncs", async () => {
  const { id } = await buyApples(shop, 1, 'till-1');
  await arrive(shop, [id]);
  const stranger = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
  const handovers = [{ orderId: id, handoverId: 'offline-1' }];
  expect(await shop.tuan.pickups.syncHandovers({ handovers }, stranger)).toMatchObject({
    data: [{ code: 'not_found' }],
  });
  const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  await expect(shop.tuan.pickups.syncHandovers({ handovers }, customer)).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
