import fc from 'fast-check';
import { expect, test } from 'vitest';
import { campaigns } from '../campaigns/tables.ts';
import type { OrderView } from '../orders/schemas.ts';
import { Refusal } from '../shared/error.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { plantGift, promote, yuan } from '../testing/promote.ts';
import {
  type Change,
  type LaterStep,
  randomShop,
  type RandomShop,
  type Step,
} from '../testing/random-shop.ts';
import { unexplained } from '../testing/explain-everything.ts';
import { balances } from '../testing/ready-orders.ts';

/*
 * Everything at once, in random order, with the audit after each step: whatever was refused or happened too late, a
 * payment of the right sum is never lost, a quote is the price, who keeps nothing gets everything back, and at the end
 * the campaign is over and every clearing account is at zero.
 */

const minute = 60_000;
const { campaign: campaignId } = planted;

/** Refusals are fine: a random call may be too late, or ask for too much. */
async function tryTo<Answer>(call: Promise<Answer>): Promise<Answer | string> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

class Day {
  readonly shop: TestShop;
  readonly orders: string[] = [];
  references = 0;

  constructor(shop: TestShop) {
    this.shop = shop;
  }

  order(index: number): string {
    return this.orders[index % Math.max(1, this.orders.length)] ?? 'ord_none';
  }

  async line(order: number, line: number): Promise<string> {
    const found = await tryTo(this.shop.tuan.orders.get({ orderId: this.order(order) }));
    return typeof found === 'string' ? 'lin_none' : (found.lines[line % found.lines.length]?.id ?? '');
  }

  /** The host tells of the right sum, however late: it is accepted or goes back, and is never refused. */
  async pay(orderId: string): Promise<void> {
    const order = await tryTo(this.shop.tuan.orders.get({ orderId }));
    if (typeof order === 'string') return;
    const waits = order.paidAt === null && ['held', 'confirmed', 'ready', 'expired'].includes(order.status);
    const { amount } = waits ? order.amountDue : order.total;
    if (amount === 0) return;
    const reference = `host ${String((this.references += 1))}`;
    const { outcome } = await this.shop.tuan.orders.pay({ orderId, amount: yuan(amount), reference });
    expect(['accepted', 'refundDue']).toContain(outcome);
  }

  async tick(): Promise<void> {
    const { steps } = await this.shop.tuan.tick();
    expect(steps.filter(({ problem }) => problem !== null)).toEqual([]);
  }
}

async function open({ shop }: Day, wish: RandomShop): Promise<void> {
  const { tuan } = shop;
  await plantGift(shop, wish.giftStock);
  const { minimum, onMiss } = wish;
  const flash = { price: yuan(633), stock: wish.flashStock, limitPerCustomer: wish.flashLimit };
  const apples = {
    variantId: planted.apple,
    cap: wish.cap,
    limitPerCustomer: wish.limit,
    price: yuan(999),
    tiers: [
      { fromPieces: 6, price: yuan(880) },
      { fromPieces: 9, price: yuan(851), countedOver: 'community' as const },
    ],
    flashWindows: [{ ...flash, startsAt: '2026-11-23T09:00:00+08:00', endsAt: '2026-11-23T21:00:00+08:00' }],
  };
  const extension = onMiss === 'extendOnce' ? { extendHours: 1 } : {};
  const closesAt = `2026-11-23T${wish.eggCutoff}:00+08:00`;
  const eggs = { variantId: planted.egg, minimum, onMiss, ...extension, closesAt };
  await tuan.campaigns.putOffers({ campaignId, offers: [apples] });
  await tuan.campaigns.putOffers({ campaignId, offers: [eggs] });
  if (wish.pool !== null)
    await tuan.pools.put({ variantId: planted.apple, pickupDate: '2026-11-24', cap: wish.pool });
  await promote(shop, { kind: 'firstOrder', steps: [{ amount: yuan(500) }], budget: yuan(wish.budget) });
  await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(2000), basisPoints: 1111 }] });
  const gift = { variantId: planted.egg, pieces: 1, from: yuan(3000), onUndone: wish.giftUndone };
  await promote(shop, { kind: 'spendGift', gift });
  const coupon = await promote(shop, { kind: 'coupon', steps: [{ basisPoints: wish.couponOff }] });
  await tuan.coupons.create({ promotionId: coupon.id, coupons: [{ code: 'EAST', uses: 3 }] });
  await shareOut(shop, wish);
  if (wish.perPiece) await tuan.commissionRules.create({ leaderId: planted.leader, perPiece: yuan(77) });
}

/** The other leader owns the campaign and keeps the pickup point, and earns along. */
async function shareOut(shop: TestShop, { helped, pointShare, boost }: RandomShop): Promise<void> {
  await shop.tuan.shop.change({ policies: { launchBoostBasisPoints: boost, launchBoostDays: 30 } });
  if (helped)
    await shop.plant((work) =>
      work.set(campaigns, work.get(campaigns, campaignId), {
        ownerLeaderId: planted.otherLeader,
        ownerBasisPoints: 301,
        helperPerPiece: 58,
      }),
    );
  if (pointShare === null) return;
  const point = { externalId: 'P01', name: '幸福里东门驿站', address: '文一西路1500号' };
  const share = { basisPoints: 155, from: pointShare };
  await shop.tuan.pickupPoints.upsert({
    pickupPoints: [{ ...point, leaderId: planted.otherLeader, share }],
  });
}

async function place(
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
async function replace(day: Day, step: Extract<Step, { kind: 'replace' }>): Promise<void> {
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
async function changePrices(day: Day, change: Change, value: number): Promise<void> {
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
async function placeStale(day: Day, step: Extract<Step, { kind: 'stale' }>): Promise<void> {
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

async function play(day: Day, step: Step): Promise<unknown> {
  const { tuan } = day.shop;
  switch (step.kind) {
    case 'place':
      return place(day, step);
    case 'pay':
      return day.pay(day.order(step.order));
    case 'replace':
      return replace(day, step);
    case 'stale':
      return placeStale(day, step);
    case 'change':
      return changePrices(day, step.change, step.value);
    case 'cancel':
      return tryTo(tuan.orders.cancel({ orderId: day.order(step.order) }));
    case 'reduce': {
      const lines = [{ lineId: await day.line(step.order, step.line), pieces: step.pieces }];
      return tryTo(tuan.orders.reduce({ orderId: day.order(step.order), lines }));
    }
    case 'refund': {
      const given = { lineId: await day.line(step.order, step.line), pieces: step.pieces, fault: step.fault };
      return tryTo(tuan.orders.refund({ orderId: day.order(step.order), reason: '碰伤', ...given }));
    }
    case 'withdraw':
      return tryTo(
        tuan.orders.withdraw({ orderId: day.order(step.order), reason: '送错', fault: step.fault }),
      );
    case 'wait':
      return (day.shop.now += step.minutes * minute);
    case 'tick':
      return day.tick();
    case 'close':
      return tryTo(tuan.campaigns.close({ campaignId }));
    case 'link':
      return link(day, step.guest);
    case 'moveCutoff': {
      const closesAt = new Date(day.shop.now + step.minutes * minute).toISOString();
      return tryTo(tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.egg, closesAt }] }));
    }
    case 'changeLimit': {
      const offers = [{ variantId: planted.apple, limitPerCustomer: step.pieces }];
      return tryTo(tuan.campaigns.putOffers({ campaignId, offers }));
    }
    default:
      return step satisfies never;
  }
}

/** The guest, or the neighbour known by phone, turns out to be the second customer. */
async function link({ shop }: Day, guest: boolean): Promise<unknown> {
  const [row] = await shop.tuan.reader.rows<{ id: string }>(
    `SELECT "id" AS "id" FROM "customers" WHERE "mergedIntoId" IS NULL AND "externalId" IS NULL
      AND ("guestKey" IS NOT NULL) = ${guest ? '1' : '0'}`,
  );
  return row && tryTo(shop.tuan.customers.link({ customerId: row.id, intoId: planted.otherCustomer }));
}

/** Bought, shared out and brought, with as much as arrives. */
async function deliver(day: Day, { arrives, missing }: RandomShop): Promise<void> {
  const { shop } = day;
  const { tuan } = shop;
  shop.now = Math.max(shop.now, Date.parse('2026-11-24T05:30:00+08:00'));
  await day.tick();
  for (const { id: purchaseOrderId, lines } of (await tuan.purchaseOrders.list({ campaignId })).data) {
    await tryTo(tuan.purchaseOrders.send({ purchaseOrderId }));
    for (const { variantId, ordered } of lines.filter((line) => line.ordered > 0 && arrives > 0)) {
      const arrived = { variantId, accepted: Math.min(ordered, arrives), unitCost: yuan(331) };
      await tuan.purchaseOrders.receive({ purchaseOrderId, lines: [arrived] });
    }
    await tuan.purchaseOrders.close({ purchaseOrderId });
    await shop.audit();
  }
  const planned = await tryTo(tuan.deliveryRuns.plan({ campaignId }));
  for (const { id: runId, stops } of typeof planned === 'string' ? [] : planned.data) {
    await tuan.deliveryRuns.start({ runId });
    for (const { id: stopId, lines } of stops) {
      const lost = lines.slice(0, missing > 0 ? 1 : 0);
      const differences = lost.map((one) => ({
        variantId: one.variantId,
        missing: Math.min(one.expected, missing),
      }));
      await tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '小陈', lines: differences });
    }
  }
  await shop.audit();
  shop.now = Math.max(shop.now, Date.parse('2026-11-24T16:30:00+08:00'));
}

async function playLater(day: Day, step: LaterStep, count: number): Promise<unknown> {
  const { tuan } = day.shop;
  const { amount, fault } = step;
  const orderId = day.order(step.order);
  const lineId = await day.line(step.order, step.line);
  const handover = { orderId, handoverId: `phone-${String(count).padStart(4, '0')}` };
  const moves: Readonly<Record<LaterStep['kind'], () => Promise<unknown>>> = {
    handOver: () => tuan.pickups.handOver(handover),
    handOverPart: () => tuan.pickups.handOver({ ...handover, lines: [{ lineId, pieces: 1 }] }),
    claim: async () => {
      const claim = await tuan.claims.open({ orderLineId: lineId, reason: '不新鲜', amount: yuan(amount) });
      return tuan.claims.approve({ claimId: claim.id, faultShares: { [fault]: 10_000 } });
    },
    refund: () => tuan.orders.refund({ orderId, lineId, amount: yuan(amount), reason: '碰伤', fault }),
    withdraw: () => tuan.orders.withdraw({ orderId, reason: '送错', fault }),
    pay: () => day.pay(orderId),
    wait: () => Promise.resolve((day.shop.now += amount * minute)),
  };
  return tryTo(moves[step.kind]());
}

/** Time runs out for everything, complaints are rejected, the host executes every refund. */
async function settle(day: Day): Promise<void> {
  const { shop } = day;
  const { tuan } = shop;
  for (const { id, status } of (await tuan.claims.list({ limit: 100 })).data)
    if (status === 'open') await tuan.claims.reject({ claimId: id, reason: '照片看不清' });
  for (let round = 0; round < 2; round += 1) {
    shop.now += 72 * 60 * minute;
    await day.tick();
    await shop.audit();
  }
  for (const { id, status } of (await tuan.refunds.list({ limit: 200 })).data)
    if (status !== 'confirmed') await tuan.refunds.confirm({ refundId: id, reference: `bank ${id}` });
  await shop.audit();
}

function expectNothingKept({ lines, paid, refunded }: OrderView): void {
  if (lines.every(({ handedOver, uncollected }) => handedOver + uncollected === 0))
    expect(refunded).toEqual(paid);
}

test('whole shop: in whatever order, no payment is lost, quotes hold, the audit holds, and every account clears', async () => {
  await fc.assert(
    fc.asyncProperty(randomShop, async (wish) => {
      const day = new Day(await testShop({ policies: wish.policies }));
      const { shop } = day;
      try {
        await open(day, wish);
        for (const step of wish.steps) {
          await play(day, step);
          await shop.audit();
        }
        expect(await unexplained(shop)).toEqual([]);
        await deliver(day, wish);
        for (const [count, step] of wish.later.entries()) {
          await playLater(day, step, count);
          await shop.audit();
        }
        expect(await unexplained(shop)).toEqual([]);
        await settle(day);
        expect(await unexplained(shop)).toEqual([]);
        expect(await shop.tuan.campaigns.get({ campaignId })).toMatchObject({ status: 'completed' });
        for (const orderId of day.orders) expectNothingKept(await shop.tuan.orders.get({ orderId }));
        const left = await balances(shop);
        for (const cleared of ['1600', '2100', '2200', '2300']) expect(left).not.toHaveProperty(cleared);
      } finally {
        await shop.close();
      }
    }),
    { numRuns: 25, seed: 20_261_123 },
  );
}, 120_000);
