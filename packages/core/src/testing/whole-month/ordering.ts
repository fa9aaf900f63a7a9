import { expect } from 'vitest';
import type { OrderView } from '../../orders/schemas.ts';
import { planted } from '../neighbourhood.ts';
import { change } from './change.ts';
import { minute, type Month } from './month.ts';
import type { OrderingStep } from './wishes.ts';

type Place = Extract<OrderingStep, { kind: 'place' }>;
type OnOrder = Extract<
  OrderingStep,
  { kind: 'pay' | 'cancel' | 'reduce' | 'refund' | 'replace' | 'withdraw' }
>;

const buyers = [
  planted.customer,
  planted.otherCustomer,
  { phone: '13911112222' },
  { phone: '13700000001' },
  { nickname: '楼上' },
] as const;

/** One step while orders are taken, whatever comes of it. */
export async function playOrdering(month: Month, step: OrderingStep): Promise<void> {
  if (step.kind === 'place') await place(month, step);
  else if (step.kind === 'wait') month.shop.now += step.minutes * minute;
  else if (step.kind === 'join') await join(month, step.by);
  else if (step.kind === 'change') await change(month, step);
  else await onOrder(month, step);
}

const cartOf = (month: Month, lines: Place['lines']) =>
  lines.map(({ what, pieces }) => ({ offerId: month.offerIds[what] ?? '', pieces }));

/** At the quoted price, by the till, in the hand of the leader, at pickup, or held until it is paid. */
async function place(month: Month, { who, leader, lines, pays, coupon }: Place): Promise<void> {
  const { tuan } = month;
  const leaderId = month.leaders[leader] ?? planted.leader;
  const cart = {
    campaignId: month.campaignId,
    customer: buyers[who] ?? planted.customer,
    leaderId,
    lines: cartOf(month, lines),
    ...(coupon ? { couponCode: 'EAST' } : {}),
  };
  const quote = await month.try('orders.quote', tuan.orders.quote(cart));
  if (!quote) return;
  const { amount } = quote.total;
  const collectedBy = pays === 'cash' ? ('leader' as const) : ('host' as const);
  const paysNow = (pays === 'till' || pays === 'cash') && amount > 0;
  const payment = { amount: quote.total, reference: month.name('till'), collectedBy };
  const pickupPointId = leaderId === planted.leader ? planted.point : planted.otherPoint;
  const placed = await month.try(
    `place ${pays}`,
    tuan.orders.place({
      ...cart,
      pickupPointId,
      quoteToken: quote.token,
      ...(paysNow ? { payment } : pays === 'atPickup' ? { payment: 'atPickup' } : {}),
    }),
  );
  if (!placed) return;
  expect(placed.total).toEqual(quote.total);
  if (paysNow) month.notebook.customerPaid(placed.id, amount, pays === 'cash' ? leaderId : null);
  const bought = { id: placed.id, campaignId: month.campaignId, leaderId };
  month.orders.push(bought);
  month.everything.push(bought);
  await noteTerms(month, placed);
}

/** What is promised to whom on an order at this moment. */
async function noteTerms(month: Month, order: OrderView): Promise<void> {
  const { leaderId, campaignId, pickupPointId } = order;
  const leader = await month.tuan.leaders.get({ leaderId });
  const phoneOf = async (id: string) => (await month.tuan.leaders.get({ leaderId: id })).phone;
  const customer = await month.tuan.customers.get({ customerId: order.customerId });
  const phones = new Map<string, string | null>();
  for (const id of month.leaders) phones.set(id, await phoneOf(id));
  const own = (id: string) =>
    (month.wish.boughtByLeader && id === planted.otherLeader && customer.id === planted.otherCustomer) ||
    (customer.phone !== null && phones.get(id) === customer.phone);
  for (const { id, gift, variantId, net, unitPrice, pieces } of order.lines) {
    const category = variantId === planted.apple ? '水果' : '肉禽蛋';
    const deal = { leaderId, leaderTier: leader.tier, own, campaignId, pickupPointId, category };
    month.promised.set(id, {
      orderId: order.id,
      terms: gift ? [] : month.terms.of({ ...deal, now: month.shop.now }),
      takenFrom: month.terms.point?.from === 'leader' ? leaderId : null,
      maximum: month.terms.policies.maximumShareBasisPoints,
      base: month.terms.policies.commissionBase,
      net: net.amount,
      gross: unitPrice.amount * pieces,
      pieces,
    });
  }
}

/** The host tells of the right sum, however late: it is accepted or goes back, and is never refused. */
export async function pay(month: Month, orderId: string): Promise<void> {
  const order = await month.tuan.orders.get({ orderId });
  const waits = order.paidAt === null && ['held', 'confirmed', 'ready', 'expired'].includes(order.status);
  const amount = waits ? order.amountDue : order.total;
  if (amount.amount === 0) return;
  const paid = await month.tuan.orders.pay({ orderId, amount, reference: month.name('host') });
  month.notebook.customerPaid(orderId, amount.amount, null);
  month.done.add(`pay ${paid.outcome}`);
}

async function onOrder(month: Month, step: OnOrder): Promise<void> {
  const { tuan } = month;
  const found = await month.line(step.order, step.line);
  if (!found) return;
  const { id: orderId } = found.order;
  const { id: lineId } = found.line;
  const { pieces, fault } = step;
  if (step.kind === 'pay') await pay(month, orderId);
  else if (step.kind === 'cancel') await month.try('cancel', tuan.orders.cancel({ orderId }));
  else if (step.kind === 'reduce')
    await month.try('reduce', tuan.orders.reduce({ orderId, lines: [{ lineId, pieces }] }));
  else if (step.kind === 'refund')
    await month.try('refund early', tuan.orders.refund({ orderId, lineId, pieces, reason: '碰伤', fault }));
  else if (step.kind === 'withdraw')
    await month.try('withdraw early', tuan.orders.withdraw({ orderId, reason: '送错', fault }));
  else await replace(month, orderId, step.lines);
}

/** R5: priced and promised anew. */
async function replace(month: Month, orderId: string, lines: Place['lines']): Promise<void> {
  const { tuan } = month;
  const cart = { lines: cartOf(month, lines) };
  const wish = { campaignId: month.campaignId, ...cart, replaces: orderId };
  const quote = await month.try('orders.quote', tuan.orders.quote(wish));
  if (!quote) return;
  const replacing = tuan.orders.replace({ orderId, ...cart, quoteToken: quote.token });
  const replaced = await month.try('replace', replacing);
  if (!replaced) return;
  expect(replaced.total).toEqual(quote.total);
  for (const [lineId, { orderId: of }] of month.promised) if (of === orderId) month.promised.delete(lineId);
  await noteTerms(month, replaced);
}

/** A newcomer comes by the link of a customer, who gets a gift for it. */
async function join(month: Month, by: number): Promise<void> {
  const { tuan } = month;
  const { data } = await tuan.communities.list({ leaderId: planted.leader });
  const customer = {
    externalId: month.name('N'),
    name: '新邻居',
    phone: month.newPhone(),
    phoneVerified: true,
  };
  const upserted = await tuan.customers.upsert({ customers: [customer] });
  const invitedById = by === 0 ? planted.customer : planted.otherCustomer;
  const inviteCode = data[0]?.inviteCode ?? '';
  const joining = tuan.communities.join({ inviteCode, customer: upserted.data[0]?.id ?? '', invitedById });
  await month.try('join', joining);
}
