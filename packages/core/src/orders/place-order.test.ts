import { afterEach, beforeEach, expect, test } from 'vitest';
import { campaigns, offers } from '../campaigns/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

function order(pieces: number, extra: Readonly<Record<string, unknown>> = {}) {
  return {
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces }],
    ...extra,
  };
}

const paid = (amount: number, reference: string) => ({
  payment: { amount: { amount, currency: 'CNY' }, reference },
});

test('place order: an unpaid order holds its stock for 15 minutes', async () => {
  const placed = await shop.tuan.orders.place(order(2));
  expect(placed).toMatchObject({
    status: 'held',
    total: { amount: 2000, currency: 'CNY' },
    pickupCode: null,
  });
  expect(placed.holdEndsAt).toBe('2026-11-23T01:15:00.000Z');
});

test('R2: a hold placed just before the cutoff ends 10 minutes after it', async () => {
  shop.at('2026-11-23T21:59:59+08:00');
  const placed = await shop.tuan.orders.place(order(1));
  expect(placed.holdEndsAt).toBe('2026-11-23T14:10:00.000Z');
});

test('place order: refuses the instant of the cutoff', async () => {
  shop.at('2026-11-23T22:00:00+08:00');
  await expect(shop.tuan.orders.place(order(1))).rejects.toMatchObject({ code: 'offer_closed' });
  shop.at('2026-11-23T07:59:59+08:00');
  await expect(shop.tuan.orders.place(order(1))).rejects.toMatchObject({ code: 'offer_closed' });
});

test('C19: with the payment inside it is firm at once, has a code, and the ledger holds its deposit and commission [S]', async () => {
  const placed = await shop.tuan.orders.place(order(1, paid(1000, 'till-1')));
  expect(placed).toMatchObject({ status: 'confirmed', paid: { amount: 1000 }, amountDue: { amount: 0 } });
  expect(placed.pickupCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  const entries = await shop.tuan.reader.rows(
    'SELECT "account", "amount" FROM "ledger_entries" ORDER BY "position"',
  );
  expect(entries).toEqual([
    { account: 1100, amount: 1000 },
    { account: 2100, amount: -1000 },
    { account: 1600, amount: 100 },
    { account: 2300, amount: -100 },
  ]);
});

test('R15: a wrong amount or currency is refused and nothing is recorded', async () => {
  await expect(shop.tuan.orders.place(order(1, paid(999, 'till-1')))).rejects.toMatchObject({
    code: 'payment_amount',
    details: { amountDue: 1000 },
  });
  const dollars = { payment: { amount: { amount: 1000, currency: 'USD' }, reference: 'till-1' } };
  await expect(shop.tuan.orders.place(order(1, dollars))).rejects.toMatchObject({
    code: 'currency_mismatch',
  });
  expect(await shop.tuan.reader.rows('SELECT "id" FROM "orders"')).toEqual([]);
});

test('R1: 64 buyers at once for a cap of 10 get exactly 10 pieces, the others are told it is sold out', async () => {
  await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { cap: 10 }));
  const tries = await Promise.allSettled(Array.from({ length: 64 }, () => shop.tuan.orders.place(order(1))));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  for (const refused of tries.filter(({ status }) => status === 'rejected')) {
    expect(refused).toMatchObject({ reason: { code: 'offer_sold_out' } });
  }
});

test('R1: a placement that finds no room releases overdue holds first', async () => {
  await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { cap: 2 }));
  const held = await shop.tuan.orders.place(order(2));
  await expect(shop.tuan.orders.place(order(1))).rejects.toMatchObject({ code: 'offer_sold_out' });
  shop.now += 15 * 60_000;
  expect(await shop.tuan.orders.place(order(2, { customer: planted.otherCustomer }))).toMatchObject({
    status: 'held',
  });
  expect(await shop.tuan.orders.get({ orderId: held.id })).toMatchObject({ status: 'expired' });
});

test('R4: the limit per customer counts over several carts, and two lines of one offer together', async () => {
  await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { limitPerCustomer: 3 }));
  await shop.tuan.orders.place(order(2));
  await expect(shop.tuan.orders.place(order(2))).rejects.toMatchObject({
    code: 'over_limit',
    details: { offers: [{ limit: 3, ordered: 2 }] },
  });
  const twice = {
    lines: [
      { offerId: planted.appleOffer, pieces: 2 },
      { offerId: planted.appleOffer, pieces: 2 },
    ],
    customer: planted.otherCustomer,
  };
  await expect(shop.tuan.orders.place(order(1, twice))).rejects.toMatchObject({ code: 'over_limit' });
});

test('C20: with the token of another price it is refused with the new quote', async () => {
  const quote = await shop.tuan.orders.quote({
    campaignId: planted.campaign,
    lines: [{ offerId: planted.appleOffer, pieces: 2 }],
  });
  await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { price: 1100 }));
  await expect(shop.tuan.orders.place(order(2, { quoteToken: quote.token }))).rejects.toMatchObject({
    code: 'quote_changed',
    details: { quote: { total: { amount: 2200 } } },
  });
});

test('audit 6: the same idempotency key has one effect and one answer; with another body it is refused', async () => {
  const first = await shop.tuan.orders.place(order(1), { idempotencyKey: 'a' });
  expect(await shop.tuan.orders.place(order(1), { idempotencyKey: 'a' })).toEqual(first);
  await expect(shop.tuan.orders.place(order(2), { idempotencyKey: 'a' })).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  });
  expect(await shop.tuan.reader.rows('SELECT count(*) AS "orders" FROM "orders"')).toEqual([{ orders: 1 }]);
});

test('R46: a leader orders for a phone and for a nickname; both are found again', async () => {
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  const byPhone = await shop.tuan.orders.place(
    order(1, { customer: { phone: '139 1234 5678', name: '赵六' } }),
    { actor },
  );
  const again = await shop.tuan.orders.place(order(1, { customer: { phone: '+8613912345678' } }), { actor });
  expect(again.customerId).toBe(byPhone.customerId);
  expect(byPhone.placedBy).toBe(`leader:${planted.leader}`);
  const guest = await shop.tuan.orders.place(order(1, { customer: { nickname: '3栋王姐' } }), { actor });
  const guestAgain = await shop.tuan.orders.place(order(1, { customer: { nickname: ' 3栋王姐 ' } }), {
    actor,
  });
  expect(guestAgain.customerId).toBe(guest.customerId);
});

test('R44: the leader is found by community, by point, or the order is refused', async () => {
  const { leaderId: _, ...without } = order(1);
  expect(await shop.tuan.orders.place(without)).toMatchObject({
    leaderId: planted.leader,
    communityId: planted.community,
  });
  const atPoint = { ...without, customer: planted.otherCustomer, pickupPointId: planted.otherPoint };
  expect(await shop.tuan.orders.place(atPoint)).toMatchObject({ leaderId: planted.otherLeader });
});

test('place order: a campaign that another process cancels between reading and writing takes no order', async () => {
  const original = shop.tuan.engine.run.bind(shop.tuan.engine);
  let raced = false;
  Object.assign(shop.tuan.engine, {
    run: async (...call: Parameters<typeof original>) => {
      const rows = await original(...call);
      if (call[1] === 'read' && !raced) {
        raced = true;
        await original([
          { sql: `UPDATE "campaigns" SET "status" = 'cancelled', "version" = "version" + 1`, params: [] },
        ]);
      }
      return rows;
    },
  });
  await expect(shop.tuan.orders.place(order(1))).rejects.toMatchObject({
    code: 'offer_closed',
    details: { status: 'cancelled' },
  });
  await shop.plant((work) =>
    work.set(campaigns, work.get(campaigns, planted.campaign), { status: 'published' }),
  );
});

test('place order: every wrong field is named, unknown ones too', async () => {
  const wrong = { ...order(0), colour: 'red', note: 'a\u0000b' };
  await expect(shop.tuan.orders.place(wrong)).rejects.toMatchObject({
    code: 'invalid_input',
    details: {
      fields: expect.arrayContaining([
        expect.objectContaining({ path: 'lines.0.pieces' }),
        expect.objectContaining({ path: 'colour', code: 'unknown_field' }),
        expect.objectContaining({ path: 'note' }),
      ]) as unknown,
    },
  });
});

test('R4: a limit that was raised lets the customer order more, one that was lowered takes nothing back', async () => {
  const limit = (limitPerCustomer: number) =>
    shop.tuan.campaigns.putOffers({
      campaignId: planted.campaign,
      offers: [{ variantId: planted.apple, limitPerCustomer }],
    });
  await limit(2);
  await shop.tuan.orders.place({ ...order(2), payment: 'atPickup' });
  await limit(5);
  const more = await shop.tuan.orders.place({ ...order(3), payment: 'atPickup' });
  expect(more.status).toBe('confirmed');
  await limit(1);
  await expect(shop.tuan.orders.place(order(1))).rejects.toMatchObject({ code: 'over_limit' });
  expect(await shop.tuan.orders.cancel({ orderId: more.id })).toMatchObject({ status: 'cancelled' });
});

test('place order: a sum beyond what money may be is refused with its field, and one at the bound is exact', async () => {
  const price = (amount: number) =>
    shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { price: amount }));
  const { pieces, ...most } = { pieces: 100_000, payment: 'atPickup' as const };
  await price(90_000_001);
  const refused = {
    code: 'invalid_input',
    details: { fields: [{ path: 'lines', code: 'too_big' }] },
  };
  await expect(shop.tuan.orders.place({ ...order(pieces), ...most })).rejects.toMatchObject(refused);
  await expect(
    shop.tuan.orders.quote({ campaignId: planted.campaign, lines: order(pieces).lines }),
  ).rejects.toMatchObject(refused);
  await price(90_000_000);
  const placed = await shop.tuan.orders.place({ ...order(pieces), ...most });
  const amount = { amount: 9_000_000_000_000, currency: 'CNY' };
  expect(placed.amountDue).toEqual(amount);
  await shop.tuan.orders.pay({ orderId: placed.id, amount, reference: 'a bank' });
  expect(await shop.tuan.orders.cancel({ orderId: placed.id })).toMatchObject({ refunded: amount });
});
