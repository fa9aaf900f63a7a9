import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { offers } from '../campaigns/tables.ts';
import { orders } from '../orders/tables.ts';
import { benefitUses, coupons, promotions } from '../promotions/tables.ts';
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
const phone = '13912345678';
const stored = '+8613912345678';

function upsert(...customers: Parameters<typeof shop.tuan.customers.upsert>[0]['customers']) {
  return shop.tuan.customers.upsert({ customers });
}

function get(externalId: string) {
  return shop.tuan.customers.get({ customerId: `external:${externalId}` });
}

/** A leader orders for a neighbour's phone. */
function orderFor(customer: string | { phone: string } | { nickname: string }, pieces: number) {
  const lines = [{ offerId: planted.appleOffer, pieces }];
  return shop.tuan.orders.place(
    { campaignId: planted.campaign, customer, pickupPointId: planted.point, lines },
    chen,
  );
}

async function ordered(customerId: string) {
  const sql = 'SELECT "pieces", "limitPerCustomer" AS "limit" FROM "offer_customers" WHERE "customerId" = ?';
  return shop.tuan.reader.rows(sql, [customerId]);
}

test("R46: verified by the host, the row that a leader made becomes the host's customer, its id and orders stay", async () => {
  const order = await orderFor({ phone }, 2);
  expect(await shop.tuan.customers.get({ customerId: order.customerId })).toMatchObject({
    kind: 'provisional',
    phone: stored,
  });
  const answer = await upsert({ externalId: 'C-9', name: '赵六', phone, phoneVerified: true });
  expect(answer.data).toEqual([{ externalId: 'C-9', id: order.customerId, outcome: 'updated' }]);
  expect(await get('C-9')).toMatchObject({ id: order.customerId, kind: 'host', name: '赵六', liveOrders: 1 });
});

test('R46: verified for a customer who has a row already, the rows merge: orders, limits, counters; the old id is an alias', async () => {
  await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { limitPerCustomer: 5 }));
  const own = await orderFor(planted.customer, 1);
  const onBehalf = await orderFor({ phone }, 3);
  await upsert({ externalId: 'C-1', phone, phoneVerified: true });
  expect(await shop.tuan.orders.get({ orderId: onBehalf.id })).toMatchObject({
    customerId: planted.customer,
    placedBy: `leader:${planted.leader}`,
  });
  expect(await ordered(planted.customer)).toEqual([{ pieces: 4, limit: 5 }]);
  expect(await ordered(onBehalf.customerId)).toEqual([]);
  const merged = await shop.tuan.customers.get({ customerId: onBehalf.customerId });
  expect(merged).toMatchObject({ id: planted.customer, externalId: 'C-1', phone: stored, liveOrders: 2 });
  // The alias goes on: another order for it, and what was merged can be cancelled.
  await orderFor(onBehalf.customerId, 1);
  await expect(orderFor({ phone }, 1)).rejects.toMatchObject({
    code: 'over_limit',
    details: { offers: [{ ordered: 5 }] },
  });
  await shop.tuan.orders.cancel({ orderId: onBehalf.id });
  await shop.tuan.orders.cancel({ orderId: own.id });
  expect(await ordered(planted.customer)).toEqual([{ pieces: 1, limit: 5 }]);
  const events = await shop.tuan.reader.rows(
    `SELECT "subject", "data" FROM "events" WHERE "type" = 'customer.merged'`,
  );
  expect(events).toEqual([
    { subject: onBehalf.customerId, data: JSON.stringify({ intoId: planted.customer }) },
  ]);
});

test('R46: unverified, nothing merges, and the number stays with the neighbour', async () => {
  const order = await orderFor({ phone }, 2);
  await upsert({ externalId: 'C-1', phone }, { externalId: 'C-9', phone });
  expect(await get('C-1')).toMatchObject({ phone: null, phoneVerified: false });
  expect(await get('C-9')).toMatchObject({ phone: null, liveOrders: 0 });
  expect(await shop.tuan.orders.get({ orderId: order.id })).toMatchObject({ customerId: order.customerId });
  expect(await upsert({ externalId: 'C-9', phone })).toMatchObject({ updated: 0 });
});

test('R46, R4: limits add up to any sum, nothing is clawed back, and the next piece is refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      async (own, onBehalf, paid) => {
        const tried = await testShop();
        const limit = 9;
        await tried.plant((work) =>
          work.set(offers, work.get(offers, planted.appleOffer), { limitPerCustomer: limit }),
        );
        const place = async (customer: string | { phone: string }, pieces: number, reference: string) => {
          const lines = [{ offerId: planted.appleOffer, pieces }];
          const payment = paid
            ? { payment: { amount: { amount: pieces * 1000, currency: 'CNY' }, reference } }
            : {};
          await tried.tuan.orders.place({
            campaignId: planted.campaign,
            customer,
            leaderId: planted.leader,
            pickupPointId: planted.point,
            lines,
            ...payment,
          });
        };
        for (const [index, pieces] of own.entries())
          await place(planted.customer, pieces, `own ${String(index)}`);
        for (const [index, pieces] of onBehalf.entries())
          await place({ phone }, pieces, `other ${String(index)}`);
        await tried.tuan.customers.upsert({ customers: [{ externalId: 'C-1', phone, phoneVerified: true }] });
        const sum = [...own, ...onBehalf].reduce((total, pieces) => total + pieces, 0);
        const rows = await tried.tuan.reader.rows(
          'SELECT "customerId", "pieces", "firm" FROM "offer_customers"',
        );
        expect(rows).toEqual([{ customerId: planted.customer, pieces: sum, firm: paid ? sum : 0 }]);
        const customer = await tried.tuan.customers.get({ customerId: planted.customer });
        expect(customer.liveOrders).toBe(own.length + onBehalf.length);
        await expect(place(planted.customer, Math.max(1, limit - sum + 1), 'last')).rejects.toMatchObject({
          code: 'over_limit',
        });
        await tried.audit();
        await tried.close();
      },
    ),
    { numRuns: 12 },
  );
});

/** What both may have: benefits, coupons, memberships. */
async function plantBenefits(alias: string, orderId: string, ownOrderId: string) {
  await shop.plant((work, { now }) => {
    const promotion = {
      kind: 'firstOrder',
      terms: { leaderIds: [], categories: [], steps: [], gift: null, every: null },
      startsAt: now,
      status: 'active',
      createdAt: now,
    } as const;
    work.insert(promotions, { id: 'prm_1', name: '新人', ...promotion });
    work.insert(promotions, { id: 'prm_2', name: '另一个', ...promotion });
    const use = {
      orderId,
      customerId: alias,
      status: 'reserved',
      terms: promotion.terms,
      createdAt: now,
    } as const;
    work.insert(benefitUses, { id: 'use_1', promotionId: 'prm_1', onceKey: `prm_1 ${alias}`, ...use });
    work.insert(benefitUses, { id: 'use_2', promotionId: 'prm_2', onceKey: `prm_2 ${alias}`, ...use });
    const own = { promotionId: 'prm_2', orderId: ownOrderId, customerId: planted.customer };
    work.insert(benefitUses, { ...use, ...own, id: 'use_3', onceKey: `prm_2 ${planted.customer}` });
    const coupon = {
      promotionId: 'prm_1',
      code: 'A',
      customerId: alias,
      uses: 1,
      usesLeft: 1,
      createdAt: now,
    };
    work.set(orders, work.get(orders, orderId), { benefits: 2 });
    work.set(orders, work.get(orders, ownOrderId), { benefits: 1 });
    work.insert(coupons, { id: 'cou_1', ...coupon });
    return null;
  });
}

test('R46: benefits and coupons move along; what both have used stays used twice', async () => {
  const order = await orderFor({ phone }, 1);
  const own = await orderFor(planted.customer, 1);
  const alias = order.customerId;
  await plantBenefits(alias, order.id, own.id);
  await upsert({ externalId: 'C-1', phone, phoneVerified: true });
  expect(
    await shop.tuan.reader.rows('SELECT "id", "customerId", "onceKey" FROM "benefit_uses" ORDER BY "id"'),
  ).toEqual([
    { id: 'use_1', customerId: planted.customer, onceKey: `prm_1 ${planted.customer}` },
    { id: 'use_2', customerId: planted.customer, onceKey: `prm_2 ${alias}` },
    { id: 'use_3', customerId: planted.customer, onceKey: `prm_2 ${planted.customer}` },
  ]);
  expect(await shop.tuan.reader.rows('SELECT "customerId" FROM "coupons"')).toEqual([
    { customerId: planted.customer },
  ]);
});

test('R46, R13: memberships move along, nobody is in a group twice, and whoever invited keeps what counted', async () => {
  const { customerId: alias } = await orderFor({ phone }, 1);
  const west = await shop.tuan.communities.create({ leaderId: planted.otherLeader, name: '西区' });
  await shop.tuan.communities.join({ inviteCode: 'EAST2026', customer: planted.otherCustomer });
  const invitedById = planted.otherCustomer;
  await shop.tuan.communities.join({ inviteCode: 'EAST2026', customer: alias, invitedById });
  await shop.tuan.communities.join({ inviteCode: west.inviteCode, customer: alias });
  await upsert({ externalId: 'C-1', phone, phoneVerified: true });
  const joined =
    'SELECT "communityId", "customerId", "invitedById", "newcomer", "leftAt" IS NULL AS "member" FROM "members" WHERE "customerId" IN (?, ?) ORDER BY "communityId", "customerId"';
  const [moved, past, first] = await shop.tuan.reader.rows(joined, [alias, planted.customer]);
  expect(past).toMatchObject({ customerId: alias, invitedById, newcomer: 1, member: 0 });
  expect(first).toMatchObject({ communityId: planted.community, customerId: planted.customer, member: 1 });
  expect(moved).toMatchObject({ communityId: west.id, customerId: planted.customer, member: 1 });
  const counts = await shop.tuan.communities.list({});
  expect(new Map(counts.data.map(({ name, memberCount }) => [name, memberCount]))).toEqual(
    new Map([
      ['西区', 1],
      ['幸福里东区邻居群', 2],
    ]),
  );
});

test('R46, race merge and place: an order that another process placed in between moves along too', async () => {
  const first = await orderFor({ phone }, 1);
  const run = shop.tuan.engine.run.bind(shop.tuan.engine);
  let raced = false;
  Object.assign(shop.tuan.engine, {
    run: async (...call: Parameters<typeof run>) => {
      if (call[1] === 'write' && !raced) {
        raced = true;
        const columns =
          '"id", "campaignId", "customerId", "leaderId", "pickupPointId", "status", "payment", "total", "amountDue", "placedAt", "earliestCutoff", "placedBy", "quoteToken", "priceSteps"';
        await run([
          {
            sql: `INSERT INTO "orders" (${columns}) SELECT 'ord_raced', ${columns.slice(6)} FROM "orders" WHERE "id" = ?`,
            params: [first.id],
          },
          {
            sql: 'UPDATE "customers" SET "liveOrders" = "liveOrders" + 1 WHERE "id" = ?',
            params: [first.customerId],
          },
          {
            sql: `INSERT INTO "events" ("id", "type", "subject", "occurredAt", "recordedAt", "actor", "data")
              SELECT 'evt_raced', "type", 'ord_raced', "occurredAt", "recordedAt", "actor", "data" FROM "events" WHERE "subject" = ?`,
            params: [first.id],
          },
        ]);
      }
      return run(...call);
    },
  });
  await upsert({ externalId: 'C-1', phone, phoneVerified: true });
  const moved = await shop.tuan.reader.rows('SELECT "customerId" FROM "orders"');
  expect(moved).toEqual([{ customerId: planted.customer }, { customerId: planted.customer }]);
  expect(await get('C-1')).toMatchObject({ liveOrders: 2 });
});

test('R46: numbers change hands within one call, whichever row comes first', async () => {
  await upsert(
    { externalId: 'C-1', phone: null },
    { externalId: 'C-2', phone: '13900000001', phoneVerified: true },
  );
  expect(await get('C-1')).toMatchObject({ phone: null, phoneVerified: false });
  expect(await get('C-2')).toMatchObject({ phone: '+8613900000001', phoneVerified: true });
  await upsert({ externalId: 'C-9', phone }, { externalId: 'C-1', phone, phoneVerified: true });
  expect(await get('C-9')).toMatchObject({ phone: null });
  expect(await get('C-1')).toMatchObject({ phone: stored, phoneVerified: true });
});

test('R46: two customers exchange their numbers in one call', async () => {
  const first = { externalId: 'C-1', phone: '13900000002', phoneVerified: true };
  await upsert(first, { externalId: 'C-2', phone: '13900000001', phoneVerified: true });
  expect(await get('C-1')).toMatchObject({ phone: '+8613900000002' });
  expect(await get('C-2')).toMatchObject({ phone: '+8613900000001' });
});

test('R46: a verified claim takes a number from an unverified one, and never from a verified one', async () => {
  await upsert({ externalId: 'C-9', phone });
  await upsert({ externalId: 'C-1', phone, phoneVerified: true });
  expect(await get('C-9')).toMatchObject({ phone: null });
  await expect(upsert({ externalId: 'C-9', phone, phoneVerified: true })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'customers.0.phone', code: 'taken' }] },
  });
  const both = upsert(
    { externalId: 'A', phone: '13811112222', phoneVerified: true },
    { externalId: 'B', phone: '13811112222', phoneVerified: true },
  );
  await expect(both).rejects.toMatchObject({
    details: { fields: [{ path: 'customers.1.phone', code: 'taken' }] },
  });
});
