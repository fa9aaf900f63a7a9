import { afterEach, beforeEach, expect, test } from 'vitest';
import { offers } from '../campaigns/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, cartOf, changeApples, plantGift, promote, yuan } from '../testing/promote.ts';
import { arrive, balances, profit } from '../testing/ready-orders.ts';
import { promotions } from './tables.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const eggs = (onUndone: 'keep' | 'charge' = 'keep') =>
  promote(shop, {
    kind: 'spendGift',
    name: '满30元送鸡蛋',
    gift: { variantId: planted.egg, from: yuan(3000), onUndone },
  });

const paid = (amount: number, reference = `till ${String(amount)}`) => ({
  payment: { amount: yuan(amount), reference },
});

test('满30元送鸡蛋: 32.00 − 5.00 → none, 35.00 − 5.00 → eggs [S]', async () => {
  await promote(shop, { kind: 'firstOrder', steps: [{ amount: yuan(500) }] });
  await eggs();
  await plantGift(shop, 10);
  await changeApples(shop, { price: 100 });
  const none = await shop.tuan.orders.quote(cartOf(32));
  expect(none).toMatchObject({ total: yuan(2700), lines: [{ gift: false }] });
  expect(none.hints).toMatchObject([{ reason: 'spendMoreForGift', amount: 300 }]);
  const enough = await shop.tuan.orders.quote(cartOf(35));
  expect(enough.total).toEqual(yuan(3000));
  expect(enough.lines).toMatchObject([{ gift: false }, { gift: true, net: yuan(0), title: '鸡蛋' }]);
  expect(enough.steps.map(({ reason }) => reason)).toEqual(['amountOff', 'giftForSpending']);
});

test('quote: says what is missing, in words: 再买 3.20 元，送鸡蛋', async () => {
  await eggs();
  await plantGift(shop, 10);
  await changeApples(shop, { price: 2680 });
  const { hints } = await shop.tuan.orders.quote(cartOf(1));
  expect(hints).toMatchObject([
    {
      kind: 'spendGift',
      amount: 320,
      text: { zh: '再买 3.20 元，送鸡蛋', en: '3.20 CNY more for a gift: 鸡蛋' },
    },
  ]);
});

test('R12: a gift is a line at 0.00 that takes gift stock; without stock the order goes through and the quote says so', async () => {
  await eggs();
  await plantGift(shop, 1);
  const first = await shop.tuan.orders.place(apples(3));
  expect(first.lines).toMatchObject([
    { gift: false },
    { gift: true, pieces: 1, unitPrice: yuan(0), net: yuan(0) },
  ]);
  const quote = await shop.tuan.orders.quote(cartOf(3, { customer: planted.otherCustomer }));
  expect(quote.lines).toHaveLength(1);
  expect(quote.hints).toMatchObject([{ reason: 'giftOutOfStock', text: { zh: '赠品鸡蛋已送完' } }]);
  const second = await shop.tuan.orders.place(apples(3, { customer: planted.otherCustomer }));
  expect(second.lines).toHaveLength(1);
  await shop.tuan.orders.cancel({ orderId: first.id });
  expect((await shop.tuan.orders.quote(cartOf(3))).lines).toHaveLength(2);
});

test('R12: an overdue hold gives the gift back to the next one, written down or not', async () => {
  await eggs();
  await plantGift(shop, 1);
  await shop.tuan.orders.place(apples(3));
  shop.now += 15 * 60_000;
  const next = await shop.tuan.orders.place(apples(3, { customer: planted.otherCustomer }));
  expect(next.lines).toHaveLength(2);
});

test('R12: nobody can order a gift, and a gift without a stock is refused', async () => {
  await plantGift(shop, 1);
  const lines = [{ offerId: 'off_gift', pieces: 1 }];
  await expect(shop.tuan.orders.place(apples(1, { lines }))).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(
    shop.tuan.campaigns.putOffers({
      campaignId: planted.campaign,
      offers: [{ variantId: planted.apple, gift: true }],
    }),
  ).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'offers.0.cap', code: 'required' }] },
  });
});

test('R11: what the customer takes back undoes the condition: `keep` leaves the gift', async () => {
  await eggs();
  await plantGift(shop, 5);
  const placed = await shop.tuan.orders.place(apples(3, paid(3000)));
  const reduced = await shop.tuan.orders.reduce({
    orderId: placed.id,
    lines: [{ lineId: placed.lines[0]?.id ?? '', pieces: 1 }],
  });
  expect(reduced).toMatchObject({
    refunded: yuan(1000),
    lines: [{ cancelled: 1 }, { gift: true, net: yuan(0) }],
  });
});

test('R11: `charge` lowers the refund by what the gift is worth, which becomes its price', async () => {
  await eggs('charge');
  await plantGift(shop, 5);
  const placed = await shop.tuan.orders.place(apples(4, paid(4000)));
  const lineId = placed.lines[0]?.id ?? '';
  const once = await shop.tuan.orders.reduce({ orderId: placed.id, lines: [{ lineId, pieces: 1 }] });
  expect(once).toMatchObject({ refunded: yuan(1000) });
  const twice = await shop.tuan.orders.reduce({ orderId: placed.id, lines: [{ lineId, pieces: 1 }] });
  // 10.00 − 6.00 for the eggs.
  expect(twice).toMatchObject({
    refunded: yuan(1400),
    lines: [{}, { gift: true, unitPrice: yuan(600), net: yuan(600) }],
  });
  expect((await shop.tuan.reader.table(promotions, 'TRUE'))[0]?.spent).toBe(0);
  await shop.audit();
  // Commission 10 % of what is kept of the apples; the charged gift earns nothing.
  const summary = await shop.tuan.commissions.summary({ leaderId: planted.leader });
  expect(JSON.stringify(summary)).toContain('"amount":200');
  await arrive(shop, [placed.id], { unitCost: { [planted.egg]: 500 } });
  await shop.tuan.pickups.handOver({ orderId: placed.id, handoverId: 'handover-1' });
  // 26.00 kept − 16.00 apples − 5.00 eggs − 2.00 commission.
  expect(await profit(shop)).toBe(300);
  expect((await balances(shop))['2100']).toBeUndefined();
});

test('R11: never below 0: a refund smaller than the gift goes to the gift whole, and the commission follows', async () => {
  await eggs('charge');
  await plantGift(shop, 5);
  await changeApples(shop, { price: 400 });
  const placed = await shop.tuan.orders.place(apples(8, paid(3200)));
  const reduced = await shop.tuan.orders.reduce({
    orderId: placed.id,
    lines: [{ lineId: placed.lines[0]?.id ?? '', pieces: 1 }],
  });
  expect(reduced).toMatchObject({ refunded: yuan(0), lines: [{ cancelled: 1 }, { net: yuan(400) }] });
});

test('R11: unpaid at pickup it owes the gift with the rest', async () => {
  await eggs('charge');
  await plantGift(shop, 5);
  const placed = await shop.tuan.orders.place(apples(3, { payment: 'atPickup' }));
  const reduced = await shop.tuan.orders.reduce({
    orderId: placed.id,
    lines: [{ lineId: placed.lines[0]?.id ?? '', pieces: 1 }],
  });
  expect(reduced).toMatchObject({ amountDue: yuan(2600), refunded: yuan(0) });
});

test('R11: a refund for the customer is tested again, one for the supplier keeps the gift', async () => {
  await eggs('charge');
  await plantGift(shop, 5);
  const placed = await shop.tuan.orders.place(apples(3, paid(3000)));
  const refund = { orderId: placed.id, lineId: placed.lines[0]?.id ?? '', reason: '少了', amount: yuan(700) };
  expect((await shop.tuan.orders.refund({ ...refund, fault: 'supplier' })).refund?.amount).toEqual(yuan(700));
  expect((await shop.tuan.orders.refund({ ...refund, fault: 'customer' })).refund?.amount).toEqual(yuan(100));
});

test('R5: reduce: not after the cutoff, not of a hold, not of somebody else, not more than there is', async () => {
  const placed = await shop.tuan.orders.place(apples(3, paid(3000)));
  const lineId = placed.lines[0]?.id ?? '';
  const take = (pieces: number) => ({ orderId: placed.id, lines: [{ lineId, pieces }] });
  await expect(shop.tuan.orders.reduce(take(4))).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'lines.0.pieces', code: 'too_many' }] },
  });
  const other = { actor: { kind: 'customer', customerId: planted.otherCustomer } } as const;
  await expect(shop.tuan.orders.reduce(take(1), other)).rejects.toMatchObject({ code: 'not_found' });
  const held = await shop.tuan.orders.place(apples(1, { customer: planted.otherCustomer }));
  await expect(
    shop.tuan.orders.reduce({ orderId: held.id, lines: [{ lineId: held.lines[0]?.id ?? '', pieces: 1 }] }),
  ).rejects.toMatchObject({ code: 'order_status' });
  const all = await shop.tuan.orders.reduce(take(3));
  expect(all).toMatchObject({ status: 'cancelled', cancelReason: 'shop' });
  const own = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  const late = await shop.tuan.orders.place(apples(2, paid(2000)));
  shop.at('2026-11-23T22:00:00+08:00');
  await expect(
    shop.tuan.orders.reduce(
      { orderId: late.id, lines: [{ lineId: late.lines[0]?.id ?? '', pieces: 1 }] },
      own,
    ),
  ).rejects.toMatchObject({ code: 'cutoff_passed' });
});

test('budget: what is given away stops at the budget, and comes back with a cancelled order', async () => {
  await promote(shop, {
    kind: 'spendSave',
    budget: yuan(500),
    steps: [{ from: yuan(2000), amount: yuan(500) }],
  });
  const first = await shop.tuan.orders.place(apples(2));
  expect(first.total).toEqual(yuan(1500));
  expect((await shop.tuan.orders.quote(cartOf(2))).total).toEqual(yuan(2000));
  await shop.tuan.orders.cancel({ orderId: first.id });
  expect((await shop.tuan.orders.quote(cartOf(2))).total).toEqual(yuan(1500));
});

test('a gift offer stands beside the sold one of the same goods, and shoppers do not see it', async () => {
  await shop.tuan.campaigns.putOffers({
    campaignId: planted.campaign,
    offers: [{ variantId: planted.egg, gift: true, cap: 20, price: yuan(600) }],
  });
  const rows = await shop.tuan.reader.table(offers, 't."variantId" = ?', [planted.egg]);
  expect(rows.filter(({ gift }) => gift)).toHaveLength(1);
  expect(rows).toHaveLength(2);
  const shown = await shop.tuan.campaigns.showOpen({ campaignId: planted.campaign });
  expect(shown.offers).toHaveLength(2);
});
