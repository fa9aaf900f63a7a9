import { expect } from 'vitest';
import { planted } from '../neighbourhood.ts';
import { yuan } from '../promote.ts';
import type { Change, Step } from '../random-shop.ts';
import { tryTo } from './try-to.ts';
import type { Day } from './day.ts';

const { campaign: campaignId } = planted;

export async function place(
  day: Day,
  { who, lines, pays, coupon }: Extract<Step, { kind: 'place' }>,
): Promise<void> {
  const { tuan } = day.shop;
  const buyers = [planted.customer, planted.otherCustomer, { phone: '13911112222' }, { nickname: '楼上' }];
  const cart = {
    campaignId,
    customer: buyers[who] ?? planted.customer,
    leaderId: planted.leader,
    lines: linesOf(lines),
    ...(coupon ? { couponCode: 'EAST' } : {}),
  };
  const quote = await tryTo(tuan.orders.quote(cart));
  const paid = pays === 'till' && typeof quote !== 'string' && quote.total.amount > 0;
  const till = paid && { amount: quote.total, reference: `till ${String((day.references += 1))}` };
  const payment = pays === 'atPickup' ? pays : till || undefined;
  const placed = await tryTo(tuan.orders.place({ ...cart, pickupPointId: planted.point, payment }));
  // What was quoted is what it costs.
  expect(placed).not.toBe('payment_amount');
  if (typeof placed !== 'string') day.orders.push(placed.id);
}

const linesOf = (lines: readonly { readonly egg: boolean; readonly pieces: number }[]) =>
  lines.map(({ egg, pieces }) => ({ offerId: egg ? planted.eggOffer : planted.appleOffer, pieces }));

/** R5: what a quote says that knows of the order is what it then costs; where it is refused all stays. */
export async function replace(day: Day, step: Extract<Step, { kind: 'replace' }>): Promise<void> {
  const { tuan } = day.shop;
  const orderId = day.order(step.order);
  const lines = linesOf(step.lines);
  const cart = { lines, ...(step.coupon ? { couponCode: 'EAST' } : {}) };
  const before = await tryTo(tuan.orders.get({ orderId }));
  const quote = await tryTo(tuan.orders.quote({ campaignId, ...cart, replaces: orderId }));
  if (typeof quote === 'string') return;
  const replaced = await tryTo(tuan.orders.replace({ orderId, ...cart, quoteToken: quote.token }));
  expect(replaced).not.toBe('quote_changed');
  if (typeof replaced === 'string') expect(await tryTo(tuan.orders.get({ orderId }))).toEqual(before);
  else expect(replaced.total).toEqual(quote.total);
}

/** The shop changes a price or a rule: no order that stands is touched by it (R14). */
export async function changePrices(day: Day, change: Change, value: number): Promise<void> {
  const { tuan } = day.shop;
  const before = await Promise.all(day.orders.map((orderId) => tuan.orders.get({ orderId })));
  const { data } = await tuan.promotions.list({ status: 'active' });
  const of = (kind: string) => data.find((one) => one.kind === kind)?.id ?? 'prm_none';
  const offer = (values: object) =>
    tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.apple, ...values }] });
  const flash = { startsAt: '2026-11-23T09:00:00+08:00', endsAt: '2026-11-23T21:00:00+08:00', stock: 4 };
  const gift = { variantId: planted.egg, pieces: 1, from: yuan(2 * value), onUndone: 'charge' } as const;
  const save = { from: yuan(1000 + value), amount: yuan(value) };
  const changes: Readonly<Record<Change, () => Promise<unknown>>> = {
    price: () => offer({ price: yuan(900 + value) }),
    flash: () => offer({ flashWindows: [{ ...flash, price: yuan(Math.ceil(value / 2)) }] }),
    firstOrder: () =>
      tuan.promotions.change({ promotionId: of('firstOrder'), steps: [{ amount: yuan(value) }] }),
    spendSave: () => tuan.promotions.change({ promotionId: of('spendSave'), steps: [save] }),
    coupon: () => tuan.promotions.change({ promotionId: of('coupon'), steps: [{ amount: yuan(value) }] }),
    gift: () => tuan.promotions.change({ promotionId: of('spendGift'), gift }),
    budget: () => tuan.promotions.change({ promotionId: of('spendSave'), budget: yuan(value) }),
    end: () => tuan.promotions.end({ promotionId: data[value % Math.max(1, data.length)]?.id ?? '' }),
  };
  await tryTo(changes[change]());
  expect(await Promise.all(day.orders.map((orderId) => tuan.orders.get({ orderId })))).toEqual(before);
}

/** C20: between quote and placement a price or a rule has changed: it is placed at the price shown, or not. */
export async function placeStale(day: Day, step: Extract<Step, { kind: 'stale' }>): Promise<void> {
  const { tuan } = day.shop;
  const cart = { campaignId, leaderId: planted.leader, lines: linesOf(step.lines) };
  const actor = { kind: 'customer', customerId: planted.customer } as const;
  const quote = await tryTo(tuan.orders.quote(cart, { actor }));
  await changePrices(day, step.change, step.value);
  if (typeof quote === 'string') return;
  const wanted = { ...cart, pickupPointId: planted.point, quoteToken: quote.token };
  const placed = await tryTo(tuan.orders.place(wanted, { actor }));
  if (typeof placed === 'string') return;
  expect(placed.total).toEqual(quote.total);
  day.orders.push(placed.id);
}
