import { afterEach, beforeEach, expect, test } from 'vitest';
import { notices } from '../events/tables.ts';
import { allTables } from '../storage/tables.ts';
import { shapeOf } from '../storage/table-shape.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const erase = (customerId: string) => shop.tuan.customers.erase({ customerId });

/** Everything the database holds, as one text. */
async function everything(): Promise<string> {
  const rows = await Promise.all(
    allTables.map((table) => shop.tuan.reader.rows(`SELECT * FROM "${shapeOf(table).name}"`)),
  );
  return JSON.stringify(rows);
}

async function order(customer: string | { nickname: string }, reference: string) {
  const { campaign, leader, point, appleOffer } = planted;
  return shop.tuan.orders.place(
    {
      campaignId: campaign,
      customer,
      leaderId: leader,
      pickupPointId: point,
      note: '三楼左手边门铃坏了',
      lines: [{ offerId: appleOffer, pieces: 2, note: '给小雨的外婆' }],
      payment: { amount: { amount: 2000, currency: 'CNY' }, reference },
    },
    { idempotencyKey: reference },
  );
}

test('erase customer: nothing personal is left anywhere, the orders and the books stay', async () => {
  const paid = await order(planted.customer, 'till-1');
  const guest = await order({ nickname: '雨妈妈' }, 'till-2');
  await shop.tuan.customers.link({ customerId: guest.customerId, intoId: planted.customer });
  await shop.plant((work, { now }) =>
    work.insert(notices, {
      id: 'ntc_1',
      receiverKind: 'customer',
      receiverId: planted.customer,
      topic: 'short',
      facts: { hello: '小雨' },
      createdAt: now,
      source: 'x',
    }),
  );
  await shop.tuan.orders.cancel({ orderId: paid.id });
  await shop.tuan.orders.cancel({ orderId: guest.id });
  const books = await shop.tuan.reader.rows('SELECT * FROM "ledger_entries"');
  expect(await erase('external:C-1')).toEqual({ id: planted.customer });
  const text = await everything();
  for (const personal of ['小雨', '13900000001', '雨妈妈', 'C-1"', '门铃', '外婆'])
    expect(text).not.toContain(personal);
  expect(await shop.tuan.reader.rows('SELECT * FROM "ledger_entries"')).toEqual(books);
  expect(await shop.tuan.orders.get({ orderId: paid.id })).toMatchObject({
    status: 'cancelled',
    refunded: { amount: 2000 },
  });
  expect(await shop.tuan.customers.get({ customerId: guest.customerId })).toMatchObject({
    id: planted.customer,
    kind: 'erased',
    phone: null,
  });
});

test('erase customer: refused while an order is open, naming it', async () => {
  const paid = await order(planted.customer, 'till-1');
  await expect(erase(planted.customer)).rejects.toMatchObject({
    code: 'customer_busy',
    details: { orders: [paid.id] },
  });
  expect(await shop.tuan.customers.get({ customerId: planted.customer })).toMatchObject({ name: '小雨' });
});

test('erase customer: an order placed in between by another process stops it', async () => {
  const held = await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.otherCustomer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces: 1 }],
  });
  const run = shop.tuan.engine.run.bind(shop.tuan.engine);
  let raced = false;
  Object.assign(shop.tuan.engine, {
    run: async (...call: Parameters<typeof run>) => {
      if (call[1] === 'write' && !raced) {
        raced = true;
        await run([
          { sql: 'UPDATE "orders" SET "customerId" = ? WHERE "id" = ?', params: [planted.customer, held.id] },
        ]);
      }
      return run(...call);
    },
  });
  await expect(erase(planted.customer)).rejects.toMatchObject({ code: 'customer_busy' });
  const back = 'UPDATE "orders" SET "customerId" = ? WHERE "id" = ?';
  await run([{ sql: back, params: [planted.otherCustomer, held.id] }]);
});

test('erase customer: twice is harmless; the membership ends; the externalId is free for somebody new', async () => {
  await erase(planted.customer);
  await erase(planted.customer);
  expect(await shop.tuan.reader.rows('SELECT "memberCount" FROM "communities"')).toEqual([
    { memberCount: 0 },
  ]);
  const again = await shop.tuan.customers.upsert({
    customers: [{ externalId: 'C-1', name: '新人', phone: '13900000001', phoneVerified: true }],
  });
  expect(again.data[0]?.id).not.toBe(planted.customer);
  const events = await shop.tuan.reader.rows(`SELECT "data" FROM "events" WHERE "type" = 'customer.erased'`);
  expect(events).toEqual([{ data: '{}' }]);
});

test('erase customer: an erased customer can neither be linked nor order', async () => {
  await erase(planted.customer);
  await expect(
    shop.tuan.customers.link({ customerId: planted.customer, intoId: planted.otherCustomer }),
  ).rejects.toMatchObject({ code: 'not_found' });
  await expect(order(planted.customer, 'till-9')).rejects.toMatchObject({ code: 'not_found' });
});

test('erase customer: for the shop alone', async () => {
  const me = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  await expect(shop.tuan.customers.erase({ customerId: planted.customer }, me)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(erase('cus_none')).rejects.toMatchObject({ code: 'not_found' });
});
