import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, promote, yuan } from '../testing/promote.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const minute = 60_000;
const other = { customer: planted.otherCustomer };

/** Four pieces at 7.00, all day, as many for one customer. */
const openFlash = (limitPerCustomer?: number) =>
  shop.tuan.campaigns.putOffers({
    campaignId: planted.campaign,
    offers: [
      {
        variantId: planted.apple,
        flashWindows: [
          {
            startsAt: '2026-11-23T08:00:00+08:00',
            endsAt: '2026-11-23T21:00:00+08:00',
            price: yuan(700),
            stock: 4,
            ...(limitPerCustomer === undefined ? {} : { limitPerCustomer }),
          },
        ],
      },
    ],
  });

const twoLines = (first: number, second: number) =>
  apples(0, { lines: [first, second].map((pieces) => ({ offerId: planted.appleOffer, pieces })) });

const payLate = async (orderId: string, amount: number) =>
  (await shop.tuan.orders.pay({ orderId, amount: yuan(amount), reference: `late ${orderId}` })).outcome;

test('R16: two lines of one flash window add up: a late payment for more than is left is kept and goes back', async () => {
  await openFlash();
  const late = await shop.tuan.orders.place(twoLines(2, 2));
  expect(late.total).toEqual(yuan(2800));
  shop.now += 20 * minute;
  await shop.tuan.orders.place(apples(1, other));
  expect(await payLate(late.id, 2800)).toBe('refundDue');
});

test('R16: the flash limit of the customer counts over both lines', async () => {
  await openFlash(3);
  const late = await shop.tuan.orders.place(twoLines(1, 1));
  shop.now += 20 * minute;
  await shop.tuan.orders.place(apples(2));
  expect(await payLate(late.id, 1400)).toBe('refundDue');
});

test('R1: flash stock in holds that are overdue is free for a late payment', async () => {
  await openFlash();
  const late = await shop.tuan.orders.place(apples(4));
  shop.now += 20 * minute;
  await shop.tuan.orders.place(apples(4, other));
  shop.now += 20 * minute;
  expect(await payLate(late.id, 2800)).toBe('accepted');
});

test('R1: a pool in holds that are overdue is free for a late payment', async () => {
  await shop.tuan.pools.put({ variantId: planted.apple, pickupDate: '2026-11-24', cap: 4 });
  const late = await shop.tuan.orders.place(apples(4));
  shop.now += 20 * minute;
  await shop.tuan.orders.place(apples(4, other));
  shop.now += 20 * minute;
  expect(await payLate(late.id, 4000)).toBe('accepted');
});

test('R16: what the budget of a promotion cannot give a second time, no late payment gets', async () => {
  const steps = [{ from: yuan(1000), amount: yuan(300) }];
  await promote(shop, { kind: 'spendSave', steps, budget: yuan(500) });
  const late = await shop.tuan.orders.place(apples(2));
  expect(late.total).toEqual(yuan(1700));
  shop.now += 20 * minute;
  await shop.tuan.tick();
  await shop.tuan.orders.place(apples(2, { ...other, payment: 'atPickup' }));
  expect(await payLate(late.id, 1700)).toBe('refundDue');
});

test('R20: while an offer that missed its minimum goes on, a late payment still finds time, and customers may cancel', async () => {
  const extended = { minimum: 10, onMiss: 'extendOnce' as const, extendHours: 2 };
  await shop.tuan.campaigns.putOffers({
    campaignId: planted.campaign,
    offers: [{ variantId: planted.apple, ...extended }],
  });
  const own = { actor: { kind: 'customer', customerId: planted.otherCustomer } as const };
  const late = await shop.tuan.orders.place(apples(2));
  const firm = await shop.tuan.orders.place(apples(3, { ...other, payment: 'atPickup' }));
  shop.at('2026-11-23T22:30:00+08:00');
  expect(await payLate(late.id, 2000)).toBe('accepted');
  const lineId = firm.lines[0]?.id ?? '';
  const reduced = await shop.tuan.orders.reduce({ orderId: firm.id, lines: [{ lineId, pieces: 1 }] }, own);
  expect(reduced.amountDue).toEqual(yuan(2000));
  expect(await shop.tuan.orders.cancel({ orderId: firm.id }, own)).toMatchObject({ status: 'cancelled' });
  shop.at('2026-11-24T00:00:00+08:00');
  await expect(
    shop.tuan.orders.cancel(
      { orderId: late.id },
      { actor: { kind: 'customer', customerId: planted.customer } },
    ),
  ).rejects.toMatchObject({ code: 'cutoff_passed', details: { cutoff: '2026-11-23T16:00:00.000Z' } });
});
