import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(() => shop.close());

const leader = { kind: 'leader', leaderId: planted.leader } as const;
const customer = { kind: 'customer', customerId: planted.customer } as const;

const order = {
  campaignId: planted.campaign,
  leaderId: planted.leader,
  lines: [{ offerId: planted.appleOffer, pieces: 1 }],
  payment: 'atPickup' as const,
};

test('read order: the pickup code is the neighbour’s; a leader knows those of orders placed on behalf only', async () => {
  const placed = await shop.tuan.orders.place({ ...order, customer: planted.customer });
  const onBehalf = await shop.tuan.orders.place(
    { ...order, customer: { nickname: '王姐' } },
    { actor: leader },
  );
  const code = async (orderId: string, actor: typeof leader | typeof customer) =>
    (await shop.tuan.orders.get({ orderId }, { actor })).pickupCode;
  expect(await code(placed.id, customer)).toBe(placed.pickupCode);
  expect(await code(placed.id, leader)).toBeNull();
  expect(await code(onBehalf.id, leader)).toBe(onBehalf.pickupCode);
  const listed = await shop.tuan.orders.list({}, { actor: leader });
  expect(new Map(listed.data.map(({ id, pickupCode }) => [id, pickupCode]))).toEqual(
    new Map([
      [placed.id, null],
      [onBehalf.id, onBehalf.pickupCode],
    ]),
  );
});

test('list orders: filters take ids of the host shop, and one that is nobody’s is told', async () => {
  const placed = await shop.tuan.orders.place({ ...order, customer: planted.customer });
  await shop.tuan.orders.place({ ...order, customer: planted.otherCustomer });
  const listed = await shop.tuan.orders.list({
    campaignId: 'external:today',
    customerId: 'external:C-1',
    leaderId: 'external:L01',
    pickupPointId: 'external:P01',
  });
  expect(listed.data.map(({ id }) => id)).toEqual([placed.id]);
  await expect(shop.tuan.orders.list({ customerId: 'external:nobody' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('list orders: pages are stable while orders are added', async () => {
  for (let count = 0; count < 5; count += 1) {
    shop.now += 1000;
    await shop.tuan.orders.place({ ...order, customer: planted.customer });
  }
  const first = await shop.tuan.orders.list({ limit: 2 });
  await shop.tuan.orders.place({ ...order, customer: planted.customer });
  const second = await shop.tuan.orders.list({ limit: 3, cursor: first.nextCursor ?? '' });
  expect(first.data).toHaveLength(2);
  expect(second.data).toHaveLength(3);
  expect(second.nextCursor).toBeNull();
  expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(5);
});
