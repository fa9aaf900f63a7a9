import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../shared/error.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { balances } from '../testing/ready-orders.ts';
import { tick } from '../tick.ts';

/*
 * The posting table, played through random rounds by the verbs that people use: late payers, cancellations, short
 * deliveries, losses on the way, goods nobody fetched, refunds out of kindness and claims at every moment, before and
 * after settlement and payout. At the end every clearing account is at zero and the profit is the money kept.
 */

const faults = ['supplier', 'carrier', 'leader', 'shop', 'customer'] as const;
const moments = ['beforeWindowEnd', 'afterEarning', 'afterStatement', 'afterPayout'] as const;

const order = fc.record({
  customer: fc.constantFrom(planted.customer, planted.otherCustomer),
  leader: fc.constantFrom(planted.leader, planted.otherLeader),
  apples: fc.integer({ min: 1, max: 9 }),
  eggs: fc.nat(3),
  pays: fc.constantFrom('till', 'toLeader', 'atPickup', 'atPickupNever', 'late', 'never'),
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

const round = fc.record({
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
});

type Round = typeof round extends fc.Arbitrary<infer Value> ? Value : never;
type Wish = Round['orders'][number];

interface Placed {
  readonly wish: Wish;
  readonly id: string;
  readonly lineIds: readonly string[];
}

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

/** Refusals are fine: a random call may be too late, or ask for too much. Anything else is a defect. */
async function tryTo<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

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

async function bringGoods({ tuan }: TestShop, { arrivesPercent, unitCost }: Round): Promise<void> {
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
  complaints: Round['complaints'],
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

async function confirmRefunds({ tuan }: TestShop): Promise<void> {
  const { data } = await tuan.refunds.list({ status: 'requested', limit: 200 });
  for (const { id: refundId } of data)
    await tuan.refunds.confirm({ refundId, reference: `back ${refundId}` });
}

async function payOut({ tuan }: TestShop): Promise<void> {
  for (const leaderId of [planted.leader, planted.otherLeader]) {
    const payout = await tryTo(tuan.payouts.claim({ leaderId }));
    if (payout) await tuan.payouts.confirm({ payoutId: payout.id, reference: `transfer ${payout.id}` });
  }
}

/** Statement, payout and complaints after each: then once more, so that what came late is settled too. */
async function settle(
  shop: TestShop,
  placed: readonly Placed[],
  complaints: Round['complaints'],
): Promise<void> {
  const { tuan } = shop;
  shop.at('2026-11-29T09:00:00+08:00');
  await tick(tuan);
  await complain(shop, placed, complaints, 'afterEarning');
  await tuan.statements.create({ to: '2026-11-29' });
  await complain(shop, placed, complaints, 'afterStatement');
  await payOut(shop);
  await complain(shop, placed, complaints, 'afterPayout');
  await shop.audit();
  shop.at('2026-12-05T09:00:00+08:00');
  await tick(tuan);
  await tuan.statements.create({ to: '2026-12-05' });
  await payOut(shop);
  await confirmRefunds(shop);
}

async function playRound(shop: TestShop, wanted: Round): Promise<void> {
  const { tuan } = shop;
  const { commission, orders, missing, complaints } = wanted;
  await tuan.shop.change({ policies: wanted.policies });
  const { perPiece } = commission as { perPiece?: number };
  await tuan.commissionRules.create(
    perPiece === undefined ? (commission as { basisPoints: number }) : { perPiece: yuan(perPiece) },
  );
  const placed = await placeOrders(shop, orders);
  for (const { id, wish } of placed) if (wish.cancels) await tuan.orders.cancel({ orderId: id });
  shop.now += 16 * 60_000;
  for (const { id, wish } of placed) {
    if (wish.pays !== 'late') continue;
    const { total } = await tuan.orders.get({ orderId: id });
    await tryTo(tuan.orders.pay({ orderId: id, amount: total, reference: `late ${id}` }));
  }
  await tick(tuan);
  await freezeToday(shop);
  await bringGoods(shop, wanted);
  shop.at('2026-11-24T14:00:00+08:00');
  await deliver(shop, missing);
  shop.at('2026-11-24T16:00:00+08:00');
  for (const one of placed) await collect(shop, one);
  await complain(shop, placed, complaints, 'beforeWindowEnd');
  await shop.audit();
  await settle(shop, placed, complaints);
}

/** Not cleared by the round itself: what people still owe each other, and goods that were left over. */
const debts = {
  hostMoney: '1100',
  leaderCash: '1110',
  goods: '1300',
  carrierDue: '1500',
  settled: '2320',
  payable: '2400',
};

async function expectClosed(shop: TestShop): Promise<void> {
  await shop.audit();
  const held = await balances(shop);
  const clearing = Object.keys(held).filter((account) => Number(account) < 4000);
  expect(clearing.filter((account) => !Object.values(debts).includes(account))).toEqual([]);
  const [kept] = await shop.tuan.reader.rows<{ amount: number; stock: number }>(keptSql);
  expect(held[debts.goods] ?? 0).toBe(kept?.stock);
  const { profit } = await shop.tuan.ledger.trialBalance({});
  expect(profit.amount).toBe(kept?.amount);
}

/** By hand: what customers paid and did not get back, less the goods and what leaders got, with what others answer for. */
const keptSql = `WITH sums AS (SELECT
    (SELECT coalesce(sum("amount"), 0) FROM "payments") AS "paid",
    (SELECT coalesce(sum("amount"), 0) FROM "refunds") AS "back",
    (SELECT coalesce(sum("acceptedCost"), 0) FROM "purchase_lines") AS "bought",
    (SELECT coalesce(sum("cost"), 0) FROM "stock") AS "stock",
    (SELECT coalesce(sum("total"), 0) FROM "statements") AS "leaders",
    (SELECT coalesce(sum("amount"), 0) FROM "ledger_entries" WHERE "account" IN (1500, 2400) AND "fault" IS NOT NULL) AS "recovered")
  SELECT "paid" - "back" - ("bought" - "stock") - "leaders" + "recovered" AS "amount", "stock" FROM sums`;

test('posting table: random rounds close every clearing account, and the profit is the money kept', async () => {
  await fc.assert(
    fc.asyncProperty(round, async (wanted) => {
      const shop = await testShop();
      await playRound(shop, wanted);
      await expectClosed(shop);
      await shop.close();
    }),
    { numRuns: 25 },
  );
}, 120_000);
