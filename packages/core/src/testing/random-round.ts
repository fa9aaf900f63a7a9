import fc from 'fast-check';
import { tick } from '../tick.ts';
import { freezeToday } from './freeze-today.ts';
import { planted, type TestShop } from './index.ts';
import { plantGift, yuan } from './promote.ts';
import { moveMoneyBeside, payOut, settleSuppliers } from './random-money.ts';
import { tryTo } from './try-to.ts';

/*
 * A random round by the verbs that people use: late payers, cancellations, gifts and discounts, short deliveries, losses on
 * the way, goods sent back, goods nobody fetched, refunds out of kindness and claims at every moment, before and after
 * settlement and payout, targets, rebates, and money that moves beside.
 */

const faults = ['supplier', 'carrier', 'leader', 'shop', 'customer'] as const;
const moments = ['beforeWindowEnd', 'afterEarning', 'afterStatement', 'afterPayout'] as const;

const order = fc.record({
  customer: fc.constantFrom(planted.customer, planted.otherCustomer),
  leader: fc.constantFrom(planted.leader, planted.otherLeader),
  apples: fc.integer({ min: 1, max: 9 }),
  eggs: fc.nat(3),
  pays: fc.constantFrom('till', 'toLeader', 'atPickup', 'atPickupNever', 'late', 'tooLate', 'never'),
  cancels: fc.boolean(),
  fetches: fc.constantFrom('all', 'inParts', 'onePiece', 'never'),
});

/** Money given back: by claim with a fault, or by the shop at once; a share of what is left, in percent. */
const complaint = fc.record({
  order: fc.nat(7),
  line: fc.nat(1),
  percent: fc.integer({ min: 1, max: 100 }),
  moment: fc.constantFrom(...moments),
  fault: fc.constantFrom(...faults),
  half: fc.constantFrom(...faults),
  byClaim: fc.boolean(),
});

export const randomRound = fc.record({
  orders: fc.array(order, { minLength: 1, maxLength: 7 }),
  arrivesPercent: fc.integer({ min: 0, max: 120 }),
  unitCost: fc.integer({ min: 1, max: 1500 }),
  missing: fc.nat(3),
  commission: fc.oneof(
    fc.record({ basisPoints: fc.nat(10_000) }),
    fc.record({ perPiece: fc.integer({ min: 1, max: 500 }) }),
  ),
  policies: fc.record({
    commissionBase: fc.constantFrom('net' as const, 'gross' as const),
    faultBasis: fc.constantFrom('cost' as const, 'refund' as const),
    uncollected: fc.constantFrom('keep' as const, 'refund' as const),
  }),
  complaints: fc.array(complaint, { maxLength: 6 }),
  promotion: fc.constantFrom('none', 'gift', 'firstOrder'),
  /** What is reached by nobody, or by everybody; and what a leader loses who misses it. */
  target: fc.record({ threshold: fc.constantFrom(1, 2000, 100_000_000), withheld: fc.nat(500) }),
  sentBack: fc.nat(2),
  /** Of each sum that is owed: how much of it is settled at once, in percent, and how. */
  money: fc.record({
    percent: fc.integer({ min: 1, max: 100 }),
    setOff: fc.boolean(),
    payoutFails: fc.boolean(),
  }),
});

export type RandomRound = typeof randomRound extends fc.Arbitrary<infer Value> ? Value : never;
type Wish = RandomRound['orders'][number];

type Placed = { readonly wish: Wish; readonly id: string; readonly lineIds: readonly string[] };

async function placeOrders({ tuan }: TestShop, wishes: readonly Wish[]): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (const [position, wish] of wishes.entries()) {
    const east = wish.leader === planted.leader;
    const lines = [
      { offerId: planted.appleOffer, pieces: wish.apples },
      ...(wish.eggs > 0 ? [{ offerId: planted.eggOffer, pieces: wish.eggs }] : []),
    ];
    const atPickup = wish.pays.startsWith('atPickup') ? { payment: 'atPickup' as const } : {};
    const {
      id,
      total,
      lines: stored,
    } = await tuan.orders.place({
      campaignId: planted.campaign,
      customer: wish.customer,
      leaderId: wish.leader,
      pickupPointId: east ? planted.point : planted.otherPoint,
      lines,
      ...atPickup,
    });
    const collectedBy = wish.pays === 'toLeader' ? ('leader' as const) : ('host' as const);
    const pays = wish.pays === 'till' || wish.pays === 'toLeader';
    if (pays)
      await tuan.orders.pay({
        orderId: id,
        amount: total,
        reference: `till ${String(position)}`,
        collectedBy,
      });
    placed.push({ wish, id, lineIds: stored.map((line) => line.id) });
  }
  return placed;
}

async function bringGoods(
  { tuan }: TestShop,
  { arrivesPercent, unitCost, sentBack }: RandomRound,
): Promise<void> {
  const { data } = await tuan.purchaseOrders.generate({ campaignId: planted.campaign });
  for (const { id: purchaseOrderId, lines } of data) {
    await tuan.purchaseOrders.send({ purchaseOrderId });
    const arrived = lines.map(({ variantId, ordered }) => {
      const accepted = Math.floor((ordered * arrivesPercent) / 100);
      return {
        variantId,
        accepted,
        missing: Math.max(0, ordered - accepted),
        over: true,
        unitCost: yuan(unitCost),
      };
    });
    await tuan.purchaseOrders.receive({ purchaseOrderId, lines: arrived });
    await tuan.purchaseOrders.close({ purchaseOrderId });
    for (const { variantId } of lines)
      await tryTo(
        tuan.purchaseOrders.sendBack({
          purchaseOrderId,
          variantId,
          pieces: sentBack,
          reason: '开箱后发现烂',
        }),
      );
  }
}

async function deliver({ tuan }: TestShop, missing: number): Promise<void> {
  const planned = await tryTo(tuan.deliveryRuns.plan({ campaignId: planted.campaign }));
  for (const { id: runId, stops } of planned?.data ?? []) {
    await tuan.deliveryRuns.start({ runId });
    for (const { id: stopId, lines } of stops) {
      const lost = lines.flatMap(({ variantId, expected }) => {
        const pieces = Math.min(missing, expected);
        return pieces > 0 ? [{ variantId, missing: pieces }] : [];
      });
      await tuan.deliveryRuns.handOverStop({ runId, stopId, lines: lost, signedBy: '老周' });
    }
  }
}

async function collect({ tuan }: TestShop, { id: orderId, wish }: Placed): Promise<void> {
  const { status, amountDue, lines } = await tuan.orders.get({ orderId });
  if (status !== 'ready' || wish.fetches === 'never') return;
  if (amountDue.amount > 0) {
    if (wish.pays === 'atPickupNever') return;
    await tuan.orders.pay({ orderId, amount: amountDue, reference: `pickup ${orderId}` });
  }
  const first = lines.find(({ allocated }) => (allocated ?? 0) > 0);
  if (!first) return;
  if (wish.fetches !== 'all') {
    const part = [{ lineId: first.id, pieces: 1 }];
    await tryTo(tuan.pickups.handOver({ orderId, handoverId: `part-${orderId}`, lines: part }));
  }
  if (wish.fetches !== 'onePiece')
    await tryTo(tuan.pickups.handOver({ orderId, handoverId: `rest-${orderId}` }));
}

async function complain(
  shop: TestShop,
  placed: readonly Placed[],
  complaints: RandomRound['complaints'],
  moment: string,
): Promise<void> {
  const { tuan } = shop;
  for (const one of complaints.filter((each) => each.moment === moment)) {
    const target = placed[one.order % placed.length];
    const lineId = target?.lineIds[one.line % target.lineIds.length];
    if (!target || lineId === undefined) continue;
    const line = (await tuan.orders.get({ orderId: target.id })).lines.find(({ id }) => id === lineId);
    const left = (line?.net.amount ?? 0) - (line?.refunded.amount ?? 0);
    const amount = yuan(Math.max(1, Math.floor((left * one.percent) / 100)));
    if (!one.byClaim) {
      await tryTo(
        tuan.orders.refund({ orderId: target.id, lineId, amount, reason: '补偿', fault: one.fault }),
      );
      continue;
    }
    const claim = await tryTo(tuan.claims.open({ orderLineId: lineId, reason: '不新鲜', amount }));
    const faultShares =
      one.fault === one.half ? { [one.fault]: 10_000 } : { [one.fault]: 5000, [one.half]: 5000 };
    if (claim) await tryTo(tuan.claims.approve({ claimId: claim.id, faultShares }));
  }
}

/** Leaders pay back what they collected, where that is allowed; the host all else. */
async function confirmRefunds({ tuan }: TestShop): Promise<void> {
  const { data } = await tuan.refunds.list({ status: 'requested', limit: 200 });
  for (const { id: refundId } of data) {
    const confirmed = { refundId, reference: `back ${refundId}` };
    const by = (leaderId: string) => ({ actor: { kind: 'leader' as const, leaderId } });
    const paidBack = (leaderId: string) =>
      tryTo(tuan.refunds.confirm({ ...confirmed, paidBackBy: 'leader' }, by(leaderId)));
    const done = (await paidBack(planted.leader)) ?? (await paidBack(planted.otherLeader));
    if (!done) await tuan.refunds.confirm(confirmed);
  }
}

/** Statement, payout and complaints after each: then once more, so that what came late is settled too. */
async function settle(
  shop: TestShop,
  placed: readonly Placed[],
  { complaints, money }: RandomRound,
): Promise<void> {
  const { tuan } = shop;
  // What a leader may lose is told before it is lost.
  shop.at('2026-11-27T09:00:00+08:00');
  await tick(tuan);
  shop.at('2026-11-29T09:00:00+08:00');
  await tick(tuan);
  await complain(shop, placed, complaints, 'afterEarning');
  await tuan.statements.create({ to: '2026-11-29' });
  await complain(shop, placed, complaints, 'afterStatement');
  await moveMoneyBeside(shop, money);
  await payOut(shop, money);
  await complain(shop, placed, complaints, 'afterPayout');
  await shop.audit();
  shop.at('2026-12-05T09:00:00+08:00');
  await tick(tuan);
  // A bonus is dated by the day on which its period was closed.
  shop.at('2026-12-06T09:00:00+08:00');
  await tuan.statements.create({ to: '2026-12-06' });
  await payOut(shop, money);
  await confirmRefunds(shop);
  await settleSuppliers(shop, money);
}

/** What is promised before the round: rates, targets, rebates, promotions. */
async function promise(shop: TestShop, { commission, promotion, target }: RandomRound): Promise<void> {
  const { tuan } = shop;
  const { perPiece } = commission as { perPiece?: number };
  await tuan.commissionRules.create(
    perPiece === undefined ? (commission as { basisPoints: number }) : { perPiece: yuan(perPiece) },
  );
  const tiers = [{ threshold: yuan(0), basisPoints: 300 }];
  await tuan.rebateTiers.put({ supplierId: planted.supplier, mode: 'whole', tiers });
  const withholding = { amount: yuan(target.withheld), noticeDays: 3, acknowledged: true };
  await tuan.commissionTargets.create({
    name: '冲量',
    period: { kind: 'dates', from: '2026-11-24', to: '2026-11-30' },
    steps: [{ threshold: yuan(target.threshold), bonus: yuan(250) }],
    ...(target.withheld === 0 ? {} : { withholding }),
  });
  const gift = { variantId: planted.egg, from: yuan(3000), onUndone: 'charge' as const };
  const wish =
    promotion === 'gift'
      ? { kind: 'spendGift' as const, gift }
      : { kind: 'firstOrder' as const, steps: [{ amount: yuan(500) }] };
  if (promotion === 'none') return;
  if (promotion === 'gift') await plantGift(shop, 3);
  const { id } = await tuan.promotions.create({ name: promotion, ...wish });
  await tuan.promotions.activate({ promotionId: id });
}

/** Money for orders that took too long to pay: before the cutoff, or after it. */
async function payLate(
  { tuan }: TestShop,
  placed: readonly Placed[],
  when: 'late' | 'tooLate',
): Promise<void> {
  for (const { id, wish } of placed) {
    if (wish.pays !== when) continue;
    const { total } = await tuan.orders.get({ orderId: id });
    await tryTo(tuan.orders.pay({ orderId: id, amount: total, reference: `late ${id}` }));
  }
}

/** Plays it to the end: all is settled, and the clock stands on 6 December. */
export async function playRandomRound(shop: TestShop, wanted: RandomRound): Promise<void> {
  const { tuan } = shop;
  await tuan.shop.change({ policies: { ...wanted.policies, maximumShareBasisPoints: 10_000 } });
  await promise(shop, wanted);
  const placed = await placeOrders(shop, wanted.orders);
  for (const { id, wish } of placed) if (wish.cancels) await tuan.orders.cancel({ orderId: id });
  shop.now += 16 * 60_000;
  await payLate(shop, placed, 'late');
  await tick(tuan);
  await freezeToday(shop);
  await payLate(shop, placed, 'tooLate');
  await bringGoods(shop, wanted);
  shop.at('2026-11-24T14:00:00+08:00');
  await deliver(shop, wanted.missing);
  shop.at('2026-11-24T16:00:00+08:00');
  for (const one of placed) await collect(shop, one);
  await complain(shop, placed, wanted.complaints, 'beforeWindowEnd');
  await shop.audit();
  await settle(shop, placed, wanted);
}
