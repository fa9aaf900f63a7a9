import { afterEach, beforeEach, expect, test } from 'vitest';
import { meanwhile } from '../testing/meanwhile.ts';
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

test('R29: what another phone hands over while a sync is being written is a conflict, and moves nothing twice', async () => {
  const first = await buyApples(shop, 2, 'till-1');
  const second = await buyApples(shop, 3, 'till-2');
  await arrive(shop, [first.id, second.id]);
  const given = [first, second].map(({ id: orderId }) => ({ orderId, handoverId: `offline-${orderId}` }));
  meanwhile(shop, (other) =>
    other.pickups.handOver({ orderId: first.id, handoverId: 'at-the-counter' }, leader),
  );
  expect(await shop.tuan.pickups.syncHandovers({ handovers: given }, leader)).toMatchObject({
    data: [{ handover: { outcome: 'conflict' } }, { handover: { outcome: 'accepted' } }],
  });
  expect(await profit(shop)).toBe(500);
});

test('R29: money given back while a sync is being written is not sold', async () => {
  const order = await buyApples(shop, 2, 'till-1');
  await arrive(shop, [order.id]);
  const money = { amount: { amount: 300, currency: 'CNY' }, reason: '道歉', fault: 'shop' as const };
  const lineId = order.lines[0]?.id ?? '';
  meanwhile(shop, (other) => other.orders.refund({ orderId: order.id, lineId, ...money }));
  const handovers = [{ orderId: order.id, handoverId: 'offline-1' }];
  expect(await shop.tuan.pickups.syncHandovers({ handovers }, leader)).toMatchObject({
    data: [{ handover: { outcome: 'accepted', status: 'collected', left: [] } }],
  });
  // 20.00 less 3.00; the goods were 16.00, and the commission a tenth of what was kept.
  expect(await profit(shop)).toBe(1700 - 1600 - 170);
});

test('R29: a thousand go in one call, and each whole order is closed', async () => {
  const orders = [];
  for (let index = 0; index < 40; index += 1) orders.push(await buyApples(shop, 1, `till-${String(index)}`));
  await arrive(
    shop,
    orders.map(({ id }) => id),
  );
  const unknown = Array.from({ length: 960 }, (_, index) => `ord_of_nobody_${String(index)}`);
  const handovers = [...orders.map(({ id }) => id), ...unknown].map((orderId, index) => ({
    orderId,
    handoverId: `offline-${String(index)}`,
  }));
  const { data } = await shop.tuan.pickups.syncHandovers({ handovers }, leader);
  expect(data.filter(({ outcome }) => outcome === 'recorded')).toHaveLength(40);
  expect(await profit(shop)).toBe(40 * 100);
  await expect(
    shop.tuan.pickups.syncHandovers({ handovers: [...handovers, ...handovers] }, leader),
  ).rejects.toMatchObject({ code: 'invalid_input' });
});
