import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offers } from '../campaigns/tables.ts';
import { Refusal } from '../shared/error.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { patience, runsOf } from '../testing/runs.ts';

/*
 * A model of stock and money that knows nothing of tables: orders in a list, sums made anew each time.
 * Random days are played on both; after every step they agree and the audit holds.
 */

type Step =
  | {
      readonly kind: 'place';
      readonly customer: number;
      readonly apples: number;
      readonly eggs: number;
      readonly paid: boolean;
    }
  | { readonly kind: 'pay'; readonly order: number; readonly tooMuch: boolean }
  | { readonly kind: 'cancel'; readonly order: number }
  | { readonly kind: 'wait'; readonly minutes: number };

interface ModelOrder {
  readonly id: string;
  readonly customer: number;
  readonly apples: number;
  readonly eggs: number;
  readonly total: number;
  readonly holdEndsAt: number;
  status: 'held' | 'confirmed' | 'expired' | 'cancelled';
  paid: number;
  refunded: number;
}

const caps = { apples: 12, eggs: 6 };
const limit = 5;
const customers = [planted.customer, planted.otherCustomer];
const cutoff = Date.parse('2026-11-23T22:00:00+08:00');

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('place' as const),
      customer: fc.nat(1),
      apples: fc.integer({ min: 1, max: 4 }),
      eggs: fc.integer({ min: 1, max: 3 }),
      paid: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('pay' as const), order: fc.nat(9), tooMuch: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), order: fc.nat(9) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(1, 16, 200, 400) }),
  },
);

class Model {
  readonly orders: ModelOrder[] = [];
  references = 0;

  live(now: number): ModelOrder[] {
    return this.orders.filter(
      (order) => order.status === 'confirmed' || (order.status === 'held' && now < order.holdEndsAt),
    );
  }

  fits(now: number, wish: Pick<ModelOrder, 'customer' | 'apples' | 'eggs'>): boolean {
    const live = this.live(now);
    const sum = (orders: readonly ModelOrder[], what: 'apples' | 'eggs') =>
      orders.reduce((total, order) => total + order[what], wish[what]);
    const own = live.filter(({ customer }) => customer === wish.customer);
    return (
      sum(live, 'apples') <= caps.apples &&
      sum(live, 'eggs') <= caps.eggs &&
      sum(own, 'apples') <= limit &&
      sum(own, 'eggs') <= limit
    );
  }
}

async function play(shop: TestShop, model: Model, action: Step): Promise<void> {
  switch (action.kind) {
    case 'wait':
      shop.now += action.minutes * 60_000;
      return;
    case 'place':
      return place(shop, model, action);
    case 'pay':
      return pay(shop, model, action);
    case 'cancel':
      return cancel(shop, model, action);
    default:
      return action satisfies never;
  }
}

async function place(shop: TestShop, model: Model, wish: Extract<Step, { kind: 'place' }>): Promise<void> {
  const total = wish.apples * 1000 + wish.eggs * 3280;
  const reference = `ref ${String((model.references += 1))}`;
  const placed = await outcome(
    shop.tuan.orders.place({
      campaignId: planted.campaign,
      customer: customers[wish.customer],
      leaderId: planted.leader,
      lines: [
        { offerId: planted.appleOffer, pieces: wish.apples },
        { offerId: planted.eggOffer, pieces: wish.eggs },
      ],
      ...(wish.paid ? { payment: { amount: { amount: total, currency: 'CNY' }, reference } } : {}),
    }),
  );
  const open = shop.now < cutoff;
  if (typeof placed === 'string') {
    expect(open && model.fits(shop.now, wish), placed).toBe(false);
    return;
  }
  expect(open && model.fits(shop.now, wish)).toBe(true);
  const { customer, apples, eggs, paid } = wish;
  const holdEndsAt = Math.min(shop.now + 15 * 60_000, cutoff + 10 * 60_000);
  model.orders.push({
    id: placed.id,
    customer,
    apples,
    eggs,
    total,
    holdEndsAt,
    status: paid ? 'confirmed' : 'held',
    paid: paid ? total : 0,
    refunded: 0,
  });
}

async function pay(
  shop: TestShop,
  model: Model,
  { order: index, tooMuch }: Extract<Step, { kind: 'pay' }>,
): Promise<void> {
  const order = model.orders[index];
  if (!order) return;
  const reference = `ref ${String((model.references += 1))}`;
  const amount = order.total + (tooMuch ? 1 : 0);
  const paid = await outcome(
    shop.tuan.orders.pay({ orderId: order.id, amount: { amount, currency: 'CNY' }, reference }),
  );
  if (typeof paid === 'string') {
    expect(paid).toBe('payment_amount');
    expect(tooMuch).toBe(true);
    return;
  }
  if (order.status === 'held' && shop.now >= order.holdEndsAt) order.status = 'expired';
  if (paid.outcome === 'refundDue') {
    const revivable = order.status === 'expired' && shop.now < cutoff && model.fits(shop.now, order);
    expect(order.status === 'held' || revivable ? 'usable' : 'unusable').toBe('unusable');
    return;
  }
  expect(tooMuch).toBe(false);
  expect(order.status === 'held' || model.fits(shop.now, order)).toBe(true);
  order.status = 'confirmed';
  order.paid = order.total;
}

async function cancel(
  shop: TestShop,
  model: Model,
  { order: index }: Extract<Step, { kind: 'cancel' }>,
): Promise<void> {
  const order = model.orders[index];
  if (!order) return;
  const { status } = await shop.tuan.orders.cancel({ orderId: order.id });
  if (order.status === 'held' && shop.now >= order.holdEndsAt) order.status = 'expired';
  if (order.status === 'held' || order.status === 'confirmed') {
    order.status = 'cancelled';
    order.refunded = order.paid;
  }
  expect(status).toBe(order.status);
}

async function outcome<Answer>(call: Promise<Answer>): Promise<Answer | string> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

async function agree(shop: TestShop, model: Model): Promise<void> {
  await shop.audit();
  for (const order of model.orders) {
    const stored = await shop.tuan.orders.get({ orderId: order.id });
    if (order.status === 'held' && stored.status === 'expired')
      expect(shop.now).toBeGreaterThanOrEqual(order.holdEndsAt);
    else expect(stored.status).toBe(order.status);
    expect(stored.paid.amount).toBe(order.paid);
    expect(stored.refunded.amount).toBe(order.refunded);
  }
}

test(
  'model: whatever happens, stock stays within caps and limits, and money is where the model says',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const shop = await testShop();
        await shop.plant((work) => {
          work.set(offers, work.get(offers, planted.appleOffer), {
            cap: caps.apples,
            limitPerCustomer: limit,
          });
          work.set(offers, work.get(offers, planted.eggOffer), { cap: caps.eggs, limitPerCustomer: limit });
        });
        const model = new Model();
        for (const action of steps) {
          await play(shop, model, action);
          await agree(shop, model);
        }
        await shop.close();
      }),
      { numRuns: runsOf(40) },
    );
  },
  patience(120_000),
);
