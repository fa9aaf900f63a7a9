import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { apples, yuan } from '../testing/promote.ts';
import { arrive } from '../testing/ready-orders.ts';
import { orders, payments } from './tables.ts';

/*
 * R15, R16: money has arrived at the host shop. Whatever has become of the order, a payment of the right sum with a
 * fresh reference is recorded: it is taken, or it goes back. A 4xx would be retried for ever.
 */

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const held = async (pieces = 3) => (await shop.tuan.orders.place(apples(pieces))).id;
const firm = async () => (await shop.tuan.orders.place(apples(3, { payment: 'atPickup' }))).id;
const paid = async () =>
  (await shop.tuan.orders.place(apples(3, { payment: { amount: yuan(3000), reference: 'first' } }))).id;
const ready = async (orderId: string) => {
  await freezeToday(shop);
  await arrive(shop, [orderId]);
  return orderId;
};

async function replaced(orderId: string): Promise<string> {
  const lines = [{ offerId: planted.appleOffer, pieces: 2 }];
  const { token } = await shop.tuan.orders.quote({ campaignId: planted.campaign, lines, replaces: orderId });
  await shop.tuan.orders.replace({ orderId, lines, quoteToken: token });
  return orderId;
}

/** What became of the order, and what then happens to 30.00 or to what it still owes. */
const states: Readonly<Record<string, readonly ['accepted' | 'refundDue', () => Promise<string>]>> = {
  held: ['accepted', () => held()],
  'replaced, held': ['accepted', async () => replaced(await held())],
  'replaced, firm': ['accepted', async () => replaced(await firm())],
  'firm, to be paid at pickup': ['accepted', () => firm()],
  'hold over, not written down': [
    'accepted',
    async () => {
      const id = await held();
      shop.now += 15 * 60_000;
      return id;
    },
  ],
  'hold over, written down': [
    'accepted',
    async () => {
      const id = await held();
      shop.now += 15 * 60_000;
      await shop.tuan.tick();
      return id;
    },
  ],
  'hold over, sold to others': [
    'refundDue',
    async () => {
      await shop.tuan.campaigns.putOffers({
        campaignId: planted.campaign,
        offers: [{ variantId: planted.apple, cap: 3 }],
      });
      const id = await held();
      shop.now += 15 * 60_000;
      await shop.tuan.orders.place(apples(3, { customer: planted.otherCustomer, payment: 'atPickup' }));
      return id;
    },
  ],
  'hold over, after the cutoff': [
    'refundDue',
    async () => {
      const id = await held();
      shop.at('2026-11-23T22:10:00+08:00');
      return id;
    },
  ],
  'hold over, frozen': [
    'refundDue',
    async () => {
      const id = await held();
      await firm();
      await freezeToday(shop);
      return id;
    },
  ],
  'paid before': ['refundDue', () => paid()],
  'cancelled by the customer': [
    'refundDue',
    async () => {
      const orderId = await held();
      const actor = { kind: 'customer', customerId: planted.customer } as const;
      await shop.tuan.orders.cancel({ orderId }, { actor });
      return orderId;
    },
  ],
  'paid, then cancelled': [
    'refundDue',
    async () => {
      const orderId = await paid();
      await shop.tuan.orders.cancel({ orderId });
      return orderId;
    },
  ],
  'firm, then cancelled': [
    'refundDue',
    async () => {
      const orderId = await firm();
      await shop.tuan.orders.cancel({ orderId });
      return orderId;
    },
  ],
  'replaced, then cancelled': [
    'refundDue',
    async () => {
      const orderId = await replaced(await held());
      await shop.tuan.orders.cancel({ orderId });
      return orderId;
    },
  ],
  'what it was before it was replaced': [
    'refundDue',
    async () => {
      const orderId = await replaced(await held());
      const [before] = await shop.tuan.reader.table(orders, 't."replacedById" = ?', [orderId]);
      return before?.id ?? '';
    },
  ],
  'held, its campaign cancelled': [
    'refundDue',
    async () => {
      const orderId = await held();
      await shop.tuan.campaigns.cancel({ campaignId: planted.campaign, reason: '天气' });
      return orderId;
    },
  ],
  'firm, its campaign cancelled, before and after the tick': [
    'refundDue',
    async () => {
      const orderId = await firm();
      await shop.tuan.campaigns.cancel({ campaignId: planted.campaign, reason: '天气' });
      await shop.tuan.orders.pay({ orderId, amount: yuan(3000), reference: 'before the tick' });
      await shop.tuan.tick();
      return orderId;
    },
  ],
  'its offer failed': [
    'refundDue',
    async () => {
      await shop.tuan.campaigns.putOffers({
        campaignId: planted.campaign,
        offers: [{ variantId: planted.apple, minimum: 99 }],
      });
      const orderId = await firm();
      await freezeToday(shop);
      await shop.tuan.tick();
      return orderId;
    },
  ],
  'firm, frozen': [
    'accepted',
    async () => {
      const orderId = await firm();
      await freezeToday(shop);
      return orderId;
    },
  ],
  'frozen, then withdrawn': [
    'refundDue',
    async () => {
      const orderId = await firm();
      await freezeToday(shop);
      await shop.tuan.orders.withdraw({ orderId, reason: '送错', fault: 'shop' });
      return orderId;
    },
  ],
  ready: ['accepted', async () => ready(await firm())],
  'ready and paid': ['refundDue', async () => ready(await paid())],
  collected: [
    'refundDue',
    async () => {
      const orderId = await ready(await paid());
      await shop.tuan.pickups.handOver({ orderId, handoverId: 'phone-a-1' });
      return orderId;
    },
  ],
  uncollected: [
    'refundDue',
    async () => {
      const orderId = await ready(await firm());
      shop.at('2026-11-25T20:31:00+08:00');
      return orderId;
    },
  ],
};

test.each(Object.entries(states))(
  'R15, R16: %s: the payment is recorded once and for ever',
  async (_, [outcome, reach]) => {
    const orderId = await reach();
    const order = await shop.tuan.orders.get({ orderId });
    const amount = outcome === 'accepted' ? order.amountDue : yuan(3000);
    const payment = { orderId, amount, reference: 'fresh' };
    const told = await shop.tuan.orders.pay(payment);
    expect(told.outcome).toBe(outcome);
    // The host repeats itself: nothing more happens.
    expect(await shop.tuan.orders.pay(payment)).toEqual(told);
    const rows = await shop.tuan.reader.table(payments, 't."reference" = ?', ['fresh']);
    expect(rows).toMatchObject([{ orderId, amount: amount.amount, outcome }]);
    if (outcome === 'accepted') expect(told.order.paid).toEqual(amount);
    else expect((await shop.tuan.refunds.get({ refundId: told.refundId ?? '' })).amount).toEqual(amount);
  },
);

test('R15: a replaced order takes its new sum only: the old one is refused, and nothing is recorded', async () => {
  const orderId = await replaced(await held());
  await expect(shop.tuan.orders.pay({ orderId, amount: yuan(3000), reference: 'old' })).rejects.toMatchObject(
    { code: 'payment_amount', details: { amountDue: 2000 } },
  );
  expect(await shop.tuan.reader.table(payments, 'TRUE')).toEqual([]);
  expect(await shop.tuan.orders.pay({ orderId, amount: yuan(2000), reference: 'old' })).toMatchObject({
    outcome: 'accepted',
  });
});
