import { afterEach, beforeEach, expect, test } from 'vitest';
import { flashCustomers, flashWindows, offers, pools } from '../campaigns/tables.ts';
import { commissionEntries } from '../commissions/tables.ts';
import { benefitUses } from '../promotions/tables.ts';
import type { CallOptions } from '../shared/context.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, changeApples, plantGift, promote, yuan } from '../testing/promote.ts';
import { tick } from '../tick.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
const minutes = 60_000;
const offer = async (id: string = planted.appleOffer) =>
  (await shop.tuan.reader.table(offers, 't."id" = ?', [id]))[0];

interface Lines {
  readonly lines: { offerId: string; pieces: number; note?: string }[];
}

function cart(pieces: number, extra: Readonly<Record<string, unknown>> = {}): Lines {
  return { lines: [{ offerId: planted.appleOffer, pieces }], ...extra };
}

/** Quotes what the order is to be, and replaces it by that. */
async function replace(
  orderId: string,
  wanted: Lines & { readonly couponCode?: string; readonly note?: string },
  options: CallOptions = {},
) {
  const { lines, couponCode } = wanted;
  const quoted = { campaignId: planted.campaign, lines, ...(couponCode && { couponCode }) };
  const { token } = await shop.tuan.orders.quote({ ...quoted, replaces: orderId }, options);
  return shop.tuan.orders.replace({ orderId, quoteToken: token, ...wanted }, options);
}

test('R5: a held order is replaced whole and newly quoted; it keeps its id, its placement and the end of its hold', async () => {
  const placed = await shop.tuan.orders.place(apples(3, { externalId: 'H-1', note: '放门口' }));
  shop.now += 5 * minutes;
  const lines = [
    { offerId: planted.appleOffer, pieces: 1 },
    { offerId: planted.eggOffer, pieces: 2, note: '大的' },
  ];
  const replaced = await replace(placed.id, { lines }, customer);
  expect(replaced).toMatchObject({
    id: placed.id,
    externalId: 'H-1',
    status: 'held',
    note: '',
    placedAt: placed.placedAt,
    holdEndsAt: placed.holdEndsAt,
    total: yuan(7560),
    amountDue: yuan(7560),
    lines: [
      { pieces: 1, cancelled: 0 },
      { pieces: 2, note: '大的' },
    ],
  });
  expect([await offer(), await offer(planted.eggOffer)]).toMatchObject([{ sold: 1 }, { sold: 2 }]);
  // What it was before is history: nobody finds it in a list, and its commission is noted no more.
  expect((await shop.tuan.orders.list({})).data.map(({ id }) => id)).toEqual([placed.id]);
  expect(await shop.tuan.reader.table(commissionEntries, 't."orderId" = ?', [placed.id])).toHaveLength(2);
  const payment = { amount: yuan(7560), reference: 'wx-1' };
  expect(await shop.tuan.orders.pay({ orderId: placed.id, ...payment })).toMatchObject({
    outcome: 'accepted',
    order: { status: 'confirmed' },
  });
  expect(
    (await shop.tuan.reader.table(commissionEntries, 't."status" = ?', ['accrued'])).map(({ due }) => due),
  ).toEqual([100, 656]);
});

test('R5: the own pieces are free for the new quote: the last ones, the limit, a pool, flash stock, first order, coupon', async () => {
  await promote(shop, { kind: 'firstOrder', steps: [{ amount: yuan(500) }], usesPerCustomer: 1 });
  const { id: promotionId } = await promote(shop, { kind: 'coupon', steps: [{ amount: yuan(100) }] });
  await shop.tuan.coupons.create({ promotionId, coupons: [{ code: 'EAST' }] });
  await shop.plant((work, { now }) => {
    work.insert(pools, { variantId: planted.apple, pickupDate: '2026-11-24', cap: 4 });
    work.insert(flashWindows, {
      id: 'fls',
      offerId: planted.appleOffer,
      startsAt: now - 1,
      endsAt: now + 3_600_000,
      price: 900,
      stock: 3,
      limitPerCustomer: 3,
    });
    return null;
  });
  await changeApples(shop, { cap: 4, limitPerCustomer: 4, hasFlash: true, poolDate: '2026-11-24' });
  const placed = await shop.tuan.orders.place(apples(4, { couponCode: 'EAST' }));
  expect(placed.total).toEqual(yuan(3700 - 600));
  const other = await replace(placed.id, cart(4, { couponCode: 'EAST', note: '下班取' }), customer);
  expect(other).toMatchObject({ total: yuan(3100), note: '下班取' });
  expect(await replace(placed.id, cart(2, { couponCode: 'EAST' }), customer)).toMatchObject({
    total: yuan(1800 - 600),
  });
  const without = await replace(placed.id, cart(3), customer);
  expect(without.total).toEqual(yuan(2700 - 500));
  expect(await offer()).toMatchObject({ sold: 3 });
  expect(await shop.tuan.reader.table(flashCustomers, 'TRUE')).toMatchObject([{ pieces: 3 }]);
  expect((await shop.tuan.coupons.list({})).data).toMatchObject([{ usesLeft: 1 }]);
  const uses = await shop.tuan.reader.table(benefitUses, 't."status" <> ?', ['released']);
  expect(uses).toMatchObject([{ amount: 500, orderId: placed.id }]);
  await expect(replace(placed.id, cart(5), customer)).rejects.toMatchObject({ code: 'over_limit' });
});

test('R5, R11: a gift whose condition is met no more goes back to the gift stock, and comes again', async () => {
  await promote(shop, { kind: 'spendGift', gift: { variantId: planted.egg, from: yuan(3000) } });
  await plantGift(shop, 1);
  const placed = await shop.tuan.orders.place(apples(3));
  expect(placed.lines).toHaveLength(2);
  expect((await replace(placed.id, cart(2), customer)).lines).toHaveLength(1);
  expect(await offer('off_gift')).toMatchObject({ sold: 0 });
  expect((await replace(placed.id, cart(4), customer)).lines).toMatchObject([{ pieces: 4 }, { gift: true }]);
});

test('R5, R26: firm and to be paid at pickup: stays firm with its code, and stands where it now is in the order of time', async () => {
  const placed = await shop.tuan.orders.place(apples(1, { payment: 'atPickup' }));
  shop.now += 60 * minutes;
  const replaced = await replace(placed.id, cart(3), leader);
  expect(replaced).toMatchObject({ status: 'confirmed', amountDue: yuan(3000), placedAt: placed.placedAt });
  const { pickupCode, confirmedAt } = await shop.tuan.orders.get({ orderId: placed.id });
  expect({ pickupCode, confirmedAt }).toEqual({
    pickupCode: placed.pickupCode,
    confirmedAt: '2026-11-23T02:00:00.000Z',
  });
  expect(await offer()).toMatchObject({ sold: 3, firm: 3 });
  shop.at('2026-11-23T22:11:00+08:00');
  await tick(shop.tuan);
  expect((await shop.tuan.orders.get({ orderId: placed.id })).lines).toMatchObject([{ pieces: 3 }]);
});

test('R15: a held order that costs nothing any more is firm at once', async () => {
  await promote(shop, {
    kind: 'spendSave',
    steps: [{ from: yuan(500), basisPoints: 10_000 }],
    categories: ['水果'],
  });
  const placed = await shop.tuan.orders.place({
    ...apples(1),
    lines: [{ offerId: planted.eggOffer, pieces: 1 }],
  });
  const replaced = await replace(placed.id, cart(1), customer);
  expect(replaced).toMatchObject({ status: 'confirmed', total: yuan(0) });
  expect(replaced.pickupCode).toMatch(/^\w{8}$/);
});

test('R2: a hold ends with the first cutoff of what it now has; changing it again and again prolongs nothing', async () => {
  await shop.plant((work) =>
    work.set(offers, work.get(offers, planted.eggOffer), { closesAt: shop.now + 3 * minutes }),
  );
  const placed = await shop.tuan.orders.place(apples(1));
  shop.now += 1 * minutes;
  const lines = [{ offerId: planted.eggOffer, pieces: 1 }];
  const sooner = await replace(placed.id, { lines });
  expect(Date.parse(sooner.holdEndsAt ?? '') - Date.parse(placed.placedAt)).toBe(13 * minutes);
  shop.now += 1 * minutes;
  const later = await replace(placed.id, cart(1));
  expect(later.holdEndsAt).toBe(placed.holdEndsAt);
  shop.now += 13 * minutes;
  await expect(replace(placed.id, cart(2))).rejects.toMatchObject({
    code: 'order_status',
    details: { status: 'expired' },
  });
});

test('R5: sent twice the second changes nothing; a stale token is answered with the new quote and all stays', async () => {
  const placed = await shop.tuan.orders.place(apples(3));
  const { token } = await shop.tuan.orders.quote({
    campaignId: planted.campaign,
    ...cart(2),
    replaces: placed.id,
  });
  const wanted = { orderId: placed.id, ...cart(2), quoteToken: token };
  const first = await shop.tuan.orders.replace(wanted);
  await changeApples(shop, { price: 1100 });
  expect(await shop.tuan.orders.replace(wanted)).toEqual(first);
  await expect(shop.tuan.orders.replace({ ...wanted, note: '换个备注' })).rejects.toMatchObject({
    code: 'quote_changed',
    details: { quote: { total: yuan(2200) } },
  });
  expect(await shop.tuan.orders.get({ orderId: placed.id })).toEqual(first);
  const told = await shop.tuan.reader.rows(`SELECT 1 FROM "events" WHERE "type" = 'order.replaced'`);
  expect(told).toHaveLength(1);
});

test('R5: paid, cancelled, after the cutoff, by someone else, in another campaign: refused, and nothing is lost', async () => {
  const paid = await shop.tuan.orders.place(
    apples(1, { payment: { amount: yuan(1000), reference: 'till-1' } }),
  );
  await expect(replace(paid.id, cart(2))).rejects.toMatchObject({ code: 'order_status' });
  const free = { orderId: paid.id, ...cart(2), quoteToken: 'x' };
  await expect(shop.tuan.orders.replace(free)).rejects.toMatchObject({ code: 'order_status' });
  const gone = await shop.tuan.orders.place(apples(1));
  await shop.tuan.orders.cancel({ orderId: gone.id });
  await expect(replace(gone.id, cart(2))).rejects.toMatchObject({ code: 'order_status' });
  const held = await shop.tuan.orders.place(apples(1, { payment: 'atPickup' }));
  const others: CallOptions['actor'][] = [
    { kind: 'customer', customerId: planted.otherCustomer },
    { kind: 'leader', leaderId: planted.otherLeader },
    { kind: 'storefront', keyId: 'key' },
  ];
  for (const actor of others) {
    const options = actor === undefined ? {} : { actor };
    await expect(replace(held.id, cart(2), options)).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      shop.tuan.orders.replace({ orderId: held.id, ...cart(2), quoteToken: 'x' }, options),
    ).rejects.toMatchObject({ code: 'not_found' });
  }
  shop.at('2026-11-23T22:00:00+08:00');
  for (const options of [customer, leader, {}])
    await expect(replace(held.id, cart(2), options)).rejects.toMatchObject({ code: 'cutoff_passed' });
  expect(await offer()).toMatchObject({ sold: 2, firm: 2 });
});

test('R5, R41: a suspended leader takes no more; another pickup point of the campaign may be chosen, no other', async () => {
  const held = await shop.tuan.orders.place(apples(1));
  expect(await replace(held.id, cart(2, { pickupPointId: planted.otherPoint }))).toMatchObject({
    pickupPointId: planted.otherPoint,
    leaderId: planted.leader,
  });
  await expect(replace(held.id, cart(1, { pickupPointId: 'pnt_none' }))).rejects.toMatchObject({
    code: 'not_found',
  });
  await shop.tuan.leaders.suspend({ leaderId: planted.leader, reason: '核实' });
  await expect(replace(held.id, cart(3))).rejects.toMatchObject({ code: 'leader_unavailable' });
});

test('R5: two phones at once, and another buyer for the last pieces: one after the other, never more than there is', async () => {
  await changeApples(shop, { cap: 5 });
  const placed = await shop.tuan.orders.place(apples(3));
  const answers = await Promise.allSettled([
    replace(placed.id, cart(5), customer),
    replace(placed.id, cart(4), leader),
    shop.tuan.orders.place(apples(2, { customer: planted.otherCustomer })),
  ]);
  const { sold } = (await offer()) ?? { sold: 0 };
  const now = await shop.tuan.orders.get({ orderId: placed.id });
  const taken = answers[2]?.status === 'fulfilled' ? 2 : 0;
  expect(sold).toBe((now.lines[0]?.pieces ?? 0) + taken);
  expect(sold).toBeLessThanOrEqual(5);
  expect(now.lines).toHaveLength(1);
});

test.each([0, 1, 2, 3])(
  'R5: replaced, paid and cancelled at once (order %i): money and goods agree',
  async (first) => {
    const placed = await shop.tuan.orders.place(apples(3));
    const { token } = await shop.tuan.orders.quote({
      campaignId: planted.campaign,
      ...cart(1),
      replaces: placed.id,
    });
    const calls = [
      () => shop.tuan.orders.replace({ orderId: placed.id, ...cart(1), quoteToken: token }),
      () => shop.tuan.orders.pay({ orderId: placed.id, amount: yuan(3000), reference: 'old' }),
      () => shop.tuan.orders.pay({ orderId: placed.id, amount: yuan(1000), reference: 'new' }),
      () => shop.tuan.orders.cancel({ orderId: placed.id }),
    ];
    const turned = [...calls.slice(first), ...calls.slice(0, first)];
    await Promise.allSettled(turned.map((call) => call()));
    const order = await shop.tuan.orders.get({ orderId: placed.id });
    expect(['cancelled', 'confirmed']).toContain(order.status);
    if (order.status === 'confirmed') expect(order.paid).toEqual(order.total);
    else expect(order.paid).toEqual(order.refunded);
  },
);

test('R5: replaced twenty times it has the lines of the last time, and every counter agrees', async () => {
  await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(3000), amount: yuan(300) }] });
  const placed = await shop.tuan.orders.place(apples(1, { payment: 'atPickup' }));
  for (let time = 2; time <= 20; time += 1) await replace(placed.id, cart(time), customer);
  const last = await shop.tuan.orders.get({ orderId: placed.id });
  expect(last).toMatchObject({ total: yuan(19_700), lines: [{ pieces: 20 }] });
  expect(await offer()).toMatchObject({ sold: 20, firm: 20 });
});
