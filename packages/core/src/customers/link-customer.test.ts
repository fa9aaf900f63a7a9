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

const chen = { actor: { kind: 'leader', leaderId: planted.leader } } as const;

function orderFor(nickname: string) {
  const lines = [{ offerId: planted.appleOffer, pieces: 2 }];
  const { campaign, point } = planted;
  return shop.tuan.orders.place(
    { campaignId: campaign, customer: { nickname }, pickupPointId: point, lines },
    chen,
  );
}

test('R46: a guest of a 接龙 is linked later: the orders move, and the nickname means the customer from now on', async () => {
  const order = await orderFor('3栋王姐');
  expect(await shop.tuan.customers.get({ customerId: order.customerId })).toMatchObject({
    kind: 'guest',
    guestOfLeaderId: planted.leader,
  });
  const link = { customerId: order.customerId, intoId: 'external:C-2' };
  expect(await shop.tuan.customers.link(link)).toEqual({ id: planted.otherCustomer });
  expect(await shop.tuan.orders.get({ orderId: order.id })).toMatchObject({
    customerId: planted.otherCustomer,
  });
  expect(await orderFor('3栋王姐')).toMatchObject({ customerId: planted.otherCustomer });
  expect(await shop.tuan.customers.get({ customerId: planted.otherCustomer })).toMatchObject({
    liveOrders: 2,
    name: '王姐',
  });
});

test('link customer: twice is harmless, and one event tells of it', async () => {
  const order = await orderFor('3栋王姐');
  const link = { customerId: order.customerId, intoId: planted.otherCustomer };
  await shop.tuan.customers.link(link);
  await shop.tuan.customers.link(link);
  const events = await shop.tuan.reader.rows(
    `SELECT "subject" FROM "events" WHERE "type" = 'customer.merged'`,
  );
  expect(events).toEqual([{ subject: order.customerId }]);
});

test('link customer: a customer of the host is never merged into another by hand', async () => {
  const link = { customerId: planted.customer, intoId: planted.otherCustomer };
  await expect(shop.tuan.customers.link(link)).rejects.toMatchObject({ code: 'customer_not_guest' });
  expect(await shop.tuan.customers.link({ customerId: planted.customer, intoId: 'external:C-1' })).toEqual({
    id: planted.customer,
  });
});

test('link customer: unknown ids are not found, and no leader may', async () => {
  const order = await orderFor('3栋王姐');
  const link = { customerId: order.customerId, intoId: 'cus_none' };
  await expect(shop.tuan.customers.link(link)).rejects.toMatchObject({ code: 'not_found' });
  await expect(shop.tuan.customers.link({ ...link, intoId: planted.customer }, chen)).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
