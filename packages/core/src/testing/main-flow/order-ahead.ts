import { expect } from 'vitest';
import { byCustomer, byLeader, byShop, type Flow, refusalOf, yuan } from './flow.ts';
import type { Neighbourhood } from './set-up.ts';

/** The orders of the day by what becomes of them. */
export const orderNames = [
  'paidInTheCall',
  'heldThenPaid',
  'paidLate',
  'atPickup',
  'onBehalf',
  'guest',
  'failedOffer',
  'halfFailed',
  'cancelled',
  'expired',
  'tooLate',
  'overTheCutoff',
] as const;
export type OrderName = (typeof orderNames)[number];
export type OrdersByName = Readonly<Record<OrderName, string>>;

interface Shopping extends Flow {
  readonly neighbours: Neighbourhood;
}

const line = (variant: string, pieces: number) => ({ variantId: `external:${variant}`, pieces });
type Line = ReturnType<typeof line>;

/** Monday from 9:05 to the cutoff: every way in which an order comes about and ends before it is bought for. */
export async function orderAhead(flow: Flow, neighbours: Neighbourhood): Promise<OrdersByName> {
  const day: Shopping = { ...flow, neighbours };
  const paidInTheCall = await payInTheCall(day);
  const heldThenPaid = await holdAndPay(day);
  const paidLate = await payLate(day);
  const { atPickup, onBehalf, guest } = await orderThroughLeaders(day);
  const { failedOffer, halfFailed } = await orderWhatFails(day);
  const { cancelled, expired } = await changeMinds(day);
  const { tooLate, overTheCutoff } = await orderAtTheLastMinute(day);
  const early = { paidInTheCall, heldThenPaid, paidLate, atPickup, onBehalf, guest };
  return { ...early, failedOffer, halfFailed, cancelled, expired, tooLate, overTheCutoff };
}

/** As a shopper does: the quote that was shown, then the order at its token. */
async function hold(
  { tuan, neighbours }: Shopping,
  customerId: string,
  lines: readonly Line[],
): Promise<string> {
  const cart = { campaignId: neighbours.campaign, lines: [...lines] };
  const { token } = await tuan.orders.quote(cart, byCustomer(customerId));
  const order = await tuan.orders.place({ ...cart, quoteToken: token }, byCustomer(customerId));
  expect(order.status).toBe('held');
  return order.id;
}

async function pay({ tuan }: Shopping, orderId: string, amount: number, reference: string): Promise<string> {
  const paid = await tuan.orders.pay({ orderId, amount: yuan(amount), reference }, byShop);
  return paid.outcome;
}

/** A till: 10 apples and a box of eggs, 132.80 with the order itself. */
async function payInTheCall({ tuan, at, neighbours }: Shopping): Promise<string> {
  at('23T09:05');
  const cart = { campaignId: neighbours.campaign, lines: [line('F001', 10), line('E001', 1)] };
  const order = {
    ...cart,
    externalId: 'shop-order-1',
    customer: 'external:C-1',
    payment: { amount: yuan(13_280), reference: 'pay-1' },
  };
  const short = { ...order, payment: { amount: yuan(13_279), reference: 'pay-1' } };
  expect(await refusalOf(tuan.orders.place(short, byShop))).toBe('payment_amount');
  const retry = { ...byShop, idempotencyKey: 'till-7-1' };
  const placed = await tuan.orders.place(order, retry);
  expect(placed).toMatchObject({ status: 'confirmed', paid: yuan(13_280), leaderId: neighbours.chen });
  expect(await tuan.orders.place(order, retry)).toEqual(placed);
  return placed.id;
}

/** 20 apples held and paid: within the limit of 25, and no more. */
async function holdAndPay(day: Shopping): Promise<string> {
  const { tuan, at, neighbours } = day;
  at('23T09:10');
  const { wang } = neighbours.customers;
  const order = await hold(day, wang, [line('F001', 20)]);
  expect(await refusalOf(hold(day, wang, [line('F001', 6)]))).toBe('over_limit');
  at('23T09:12');
  expect(await refusalOf(pay(day, order, 20_001, 'pay-2'))).toBe('payment_amount');
  expect(await pay(day, order, 20_000, 'pay-2')).toBe('accepted');
  expect(await pay(day, order, 20_000, 'pay-2')).toBe('accepted');
  const stolen = tuan.orders.pay({ orderId: order, amount: yuan(20_000), reference: 'pay-1' }, byShop);
  expect(await refusalOf(stolen)).toBe('payment_reference_used');
  return order;
}

/** 15 apples and 30 potatoes, paid five minutes after the hold had ended: firm all the same (R16). */
async function payLate(day: Shopping): Promise<string> {
  const { tuan, at, neighbours } = day;
  at('23T09:15');
  const order = await hold(day, neighbours.customers.li, [line('F001', 15), line('V001', 30)]);
  at('23T09:35');
  await tuan.tick();
  expect(await tuan.orders.get({ orderId: order }, byShop)).toMatchObject({ status: 'expired' });
  expect(await pay(day, order, 20_940, 'pay-3')).toBe('accepted');
  return order;
}

/** To be paid at pickup; by a leader for a phone, in cash; for a guest of a pasted list. */
async function orderThroughLeaders({ tuan, at, neighbours }: Shopping) {
  const { campaign: campaignId, chen, fang, customers } = neighbours;
  at('23T09:40');
  const later = { campaignId, lines: [line('V001', 20), line('T001', 5)] };
  const { token: quoteToken } = await tuan.orders.quote(later, byCustomer(customers.zhao));
  const atPickup = await tuan.orders.place(
    { ...later, quoteToken, payment: 'atPickup' },
    byCustomer(customers.zhao),
  );
  expect(atPickup).toMatchObject({
    status: 'confirmed',
    amountDue: yuan(5360),
    paid: yuan(0),
    leaderId: fang,
  });
  at('23T09:50');
  const onBehalf = await tuan.orders.place(
    {
      campaignId,
      customer: { phone: '13700000005', name: '孙大爷' },
      lines: [line('V001', 10), line('T001', 4)],
    },
    byLeader(chen),
  );
  const cash = {
    orderId: onBehalf.id,
    amount: yuan(3100),
    reference: 'cash-1',
    collectedBy: 'leader' as const,
  };
  expect(await refusalOf(tuan.orders.pay(cash, byLeader(fang)))).toBe('not_found');
  expect(await tuan.orders.pay(cash, byLeader(chen))).toMatchObject({ outcome: 'accepted' });
  at('23T10:00');
  const guest = await tuan.orders.place(
    { campaignId, customer: { nickname: '3栋王姐' }, lines: [line('E001', 2)], payment: 'atPickup' },
    byLeader(fang),
  );
  return { atPickup: atPickup.id, onBehalf: onBehalf.id, guest: guest.id };
}

/** Cherries need ten boxes and get four: one order of nothing else, one with tofu that is bought all the same. */
async function orderWhatFails(day: Shopping) {
  const { at, neighbours } = day;
  const { xiaoyu, wang } = neighbours.customers;
  at('23T10:10');
  const failedOffer = await hold(day, xiaoyu, [line('F006', 3)]);
  expect(await pay(day, failedOffer, 23_700, 'pay-4')).toBe('accepted');
  at('23T10:15');
  const halfFailed = await hold(day, wang, [line('F006', 1), line('T001', 6)]);
  expect(await pay(day, halfFailed, 9580, 'pay-5')).toBe('accepted');
  return { failedOffer, halfFailed };
}

/** Paid and called off before the cutoff; held and forgotten. */
async function changeMinds(day: Shopping) {
  const { tuan, at, neighbours } = day;
  const { li, zhao, wang } = neighbours.customers;
  at('23T10:20');
  const cancelled = await hold(day, li, [line('F001', 5)]);
  expect(await pay(day, cancelled, 5000, 'pay-6')).toBe('accepted');
  expect(await refusalOf(tuan.orders.cancel({ orderId: cancelled }, byCustomer(zhao)))).toBe('not_found');
  const called = await tuan.orders.cancel({ orderId: cancelled }, byCustomer(li));
  expect(called).toMatchObject({ status: 'cancelled', refunded: yuan(5000), pickupCode: null });
  expect(await tuan.orders.cancel({ orderId: cancelled }, byCustomer(li))).toEqual(called);
  at('23T10:30');
  const expired = await hold(day, wang, [line('E001', 1)]);
  at('23T11:00');
  await tuan.tick();
  await tuan.tick();
  return { cancelled, expired };
}

/** A hold may outlive the cutoff by ten minutes; a payment after its end is of no use any more. */
async function orderAtTheLastMinute(day: Shopping) {
  const { tuan, at, neighbours } = day;
  const { campaign: campaignId, customers } = neighbours;
  at('23T21:50');
  const tooLate = await hold(day, customers.zhao, [line('F001', 2)]);
  at('23T21:55');
  const overTheCutoff = await hold(day, customers.xiaoyu, [line('T001', 3)]);
  at('23T22:00');
  expect(await refusalOf(hold(day, customers.li, [line('F001', 1)]))).toBe('offer_closed');
  at('23T22:02');
  expect(await refusalOf(tuan.campaigns.freeze({ campaignId }, byShop))).toBe('freeze_too_early');
  at('23T22:04');
  expect(await pay(day, overTheCutoff, 840, 'pay-7')).toBe('accepted');
  const late = tuan.orders.cancel({ orderId: overTheCutoff }, byCustomer(customers.xiaoyu));
  expect(await refusalOf(late)).toBe('cutoff_passed');
  at('23T22:07');
  expect(await pay(day, tooLate, 2000, 'pay-8')).toBe('refundDue');
  expect(await pay(day, tooLate, 2000, 'pay-8')).toBe('refundDue');
  return { tooLate, overTheCutoff };
}
