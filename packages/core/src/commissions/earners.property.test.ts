import fc from 'fast-check';
import { expect, test } from 'vitest';
import { campaigns } from '../campaigns/tables.ts';
import { leftOf, type OrderLine } from '../orders/order.ts';
import { refundLine } from '../orders/refund-line.ts';
import { orderLines } from '../orders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { flooredShare } from '../shared/money.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive } from '../testing/ready-orders.ts';
import { patience, runsOf } from '../testing/runs.ts';
import { duesOfLine } from './dues-of-line.ts';
import { commissionEntries, commissionMovements, commissionRules } from './tables.ts';

/*
 * Random weeks of lines on which leader, helper, owner and keeper earn in every combination: accrued, refunded by piece,
 * by amount and by price, completed, earned, settled, refunded again, paid out, refunded again. After every step each
 * due is what the frozen shares say of what is left, within the cap, and the audit holds.
 */

const rate = fc.oneof(
  fc.record({ basisPoints: fc.integer({ min: 0, max: 2500 }), perPiece: fc.constant(null) }),
  fc.record({ basisPoints: fc.constant(null), perPiece: fc.integer({ min: 0, max: 260 }) }),
);
const step = fc.record({
  kind: fc.constantFrom(
    'byPiece',
    'byAmount',
    'byAmount',
    'claim',
    'earn',
    'settle',
    'pay',
    'confirm',
    'wait',
  ),
  order: fc.nat(3),
  size: fc.integer({ min: 1, max: 900 }),
});
const before = fc.record({
  kind: fc.constantFrom('byPiece', 'byAmount', 'adjustment', 'pay'),
  order: fc.nat(3),
  size: fc.integer({ min: 1, max: 900 }),
});
const week = fc.record({
  maximum: fc.constantFrom(1000, 3000, 10_000),
  base: fc.constantFrom('net' as const, 'net' as const, 'gross' as const),
  boost: fc.constantFrom(0, 150, 700),
  rule: rate,
  help: fc.option(fc.record({ owner: rate, helper: rate }), { nil: null }),
  point: fc.option(fc.record({ rate, from: fc.constantFrom('leader' as const, 'shop' as const) }), {
    nil: null,
  }),
  pieces: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 3 }),
  first: fc.array(before, { maxLength: 6 }),
  later: fc.array(step, { maxLength: 14 }),
});
type Week = typeof week extends fc.Arbitrary<infer Value> ? Value : never;

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

async function plantWeek(wish: Week): Promise<TestShop> {
  const policies = {
    maximumShareBasisPoints: wish.maximum,
    commissionBase: wish.base,
    launchBoostBasisPoints: wish.boost,
    launchBoostDays: 30,
  };
  const shop = await testShop({ policies });
  await shop.plant((work) => {
    work.set(commissionRules, work.get(commissionRules, 'rul_shop'), wish.rule);
    if (wish.help)
      work.set(campaigns, work.get(campaigns, planted.campaign), {
        ownerLeaderId: planted.otherLeader,
        ownerBasisPoints: wish.help.owner.basisPoints,
        ownerPerPiece: wish.help.owner.perPiece,
        helperBasisPoints: wish.help.helper.basisPoints,
        helperPerPiece: wish.help.helper.perPiece,
      });
    if (wish.point)
      work.set(pickupPoints, work.get(pickupPoints, planted.otherPoint), {
        shareFrom: wish.point.from,
        shareBasisPoints: wish.point.rate.basisPoints,
        sharePerPiece: wish.point.rate.perPiece,
      });
    return null;
  });
  return shop;
}

class Player {
  readonly #shop: TestShop;
  readonly orders: { readonly id: string; readonly line: string; paid: boolean }[] = [];
  #count = 0;

  constructor(shop: TestShop) {
    this.#shop = shop;
  }

  async place(pieces: number, position: number): Promise<void> {
    const paid = position !== 1;
    const reference = `till ${String((this.#count += 1))}`;
    const order = await this.#shop.tuan.orders.place({
      campaignId: planted.campaign,
      customer: planted.customer,
      leaderId: planted.leader,
      pickupPointId: planted.otherPoint,
      lines: [{ offerId: planted.appleOffer, pieces }],
      payment: paid ? { amount: yuan(pieces * 1000), reference } : 'atPickup',
    });
    this.orders.push({ id: order.id, line: order.lines[0]?.id ?? '', paid });
  }

  async line(id: string): Promise<OrderLine> {
    const [line] = await this.#shop.tuan.reader.table(orderLines, 't."id" = ?', [id]);
    if (!line) throw new Error(`no line ${id}`);
    return line;
  }

  async take(position: number, kind: string, size: number): Promise<void> {
    const order = this.orders[position % this.orders.length];
    if (!order) return;
    const line = await this.line(order.line);
    const pieces = line.refundPieces - line.refundDone;
    const amount = Math.min(size, leftOf(line));
    const occasion = { reason: 'test', fault: null, source: `test ${String((this.#count += 1))}` };
    if (amount === 0 || (kind === 'byPiece' && pieces === 0) || (!order.paid && kind !== 'adjustment'))
      return;
    await this.#shop.plant((work, context) => {
      const change =
        kind === 'byPiece'
          ? { kind: 'byPiece' as const, pieces: 1 }
          : kind === 'byAmount'
            ? { kind: 'byAmount' as const, amount }
            : { kind: 'adjustment' as const, drop: amount };
      return refundLine(work, order.line, change, occasion, context);
    });
  }

  async pay(position: number): Promise<void> {
    const order = this.orders[position % this.orders.length];
    if (!order || order.paid) return;
    const { amountDue } = await this.#shop.tuan.orders.get({ orderId: order.id });
    if (amountDue.amount === 0) return;
    const reference = `pickup ${String((this.#count += 1))}`;
    await this.#shop.tuan.orders.pay({ orderId: order.id, amount: amountDue, reference });
    order.paid = true;
  }

  async claim(position: number, amount: number): Promise<void> {
    const order = this.orders[position % this.orders.length];
    if (!order?.paid || leftOf(await this.line(order.line)) < amount) return;
    const { id: claimId } = await this.#shop.tuan.claims.open({
      orderLineId: order.line,
      reason: '不新鲜',
      amount: yuan(amount),
    });
    await this.#shop.tuan.claims.approve({ claimId, faultShares: { shop: 10_000 } });
  }
}

/** Each due is what the frozen shares say of what is left; what was moved is what is earned; nothing passes the cap. */
async function demandRight(shop: TestShop, player: Player, wish: Week): Promise<void> {
  await shop.audit();
  for (const { id, line: lineId, paid } of player.orders) {
    if (!paid) continue;
    const line = await player.line(lineId);
    const entries = await shop.tuan.reader.table(commissionEntries, 't."orderId" = ?', [id]);
    const dues = duesOfLine(entries, line);
    for (const entry of entries) {
      expect(entry.due).toBe(dues.get(entry.id));
      expect(entry.due).toBe(entry.accrued - entry.reversed);
      const moves = await shop.tuan.reader.table(commissionMovements, 't."commissionEntryId" = ?', [
        entry.id,
      ]);
      const moved = moves.reduce((sum, { amount }) => sum + amount, 0);
      expect(moved).toBe(entry.status === 'earned' ? entry.due : 0);
    }
    const shared = entries.reduce((sum, { due }) => sum + due, 0);
    if (wish.base === 'net')
      expect(shared).toBeLessThanOrEqual(flooredShare(leftOf(line), wish.maximum, 10_000));
    if (leftOf(line) === 0) expect(shared).toBe(0);
  }
}

/** Pays what may be paid of both leaders, sometimes only half of the way. */
async function payOut(shop: TestShop, sent: boolean): Promise<void> {
  for (const leaderId of [planted.leader, planted.otherLeader]) {
    const { settled, paying } = await shop.tuan.commissions.summary({ leaderId });
    if (settled.amount <= 0 || paying.amount > 0) continue;
    const { id: payoutId } = await shop.tuan.payouts.claim({ leaderId });
    if (sent) await shop.tuan.payouts.confirm({ payoutId, reference: `transfer ${payoutId}` });
  }
}

async function settle(shop: TestShop): Promise<void> {
  const to = new Date(shop.now + 8 * 3_600_000).toISOString().slice(0, 10);
  for (const leaderId of [planted.leader, planted.otherLeader])
    await shop.tuan.statements.create({ leaderId, to }).catch((error: unknown) => {
      // A second statement up to the same day is refused: nothing else may be.
      expect(error).toMatchObject({ code: 'statement_period' });
    });
}

test(
  'R34–R39: due = what the frozen shares say of what is left, through any week of refunds, claims and payouts',
  async () => {
    await fc.assert(
      fc.asyncProperty(week, async (wish) => {
        const shop = await plantWeek(wish);
        const player = new Player(shop);
        for (const [position, pieces] of wish.pieces.entries()) await player.place(pieces, position);
        await demandRight(shop, player, wish);
        for (const { kind, order, size } of wish.first) {
          if (kind === 'pay') await player.pay(order);
          else await player.take(order, kind, size);
          await demandRight(shop, player, wish);
        }
        for (const position of player.orders.keys()) await player.pay(position);
        const full = [];
        for (const { id, line, paid } of player.orders) {
          const { refundDone, pieces } = await player.line(line);
          if (paid && refundDone === 0 && pieces > 0) full.push(id);
        }
        await arrive(shop, full);
        for (const orderId of full)
          await shop.tuan.pickups.handOver({ orderId, handoverId: `handover-${orderId}` });
        await demandRight(shop, player, wish);
        for (const { kind, order, size } of wish.later) {
          if (kind === 'byPiece' || kind === 'byAmount') await player.take(order, kind, size);
          else if (kind === 'claim') {
            const one = player.orders[order % player.orders.length];
            if (one && full.includes(one.id)) await player.claim(order, size);
          } else if (kind === 'earn') await shop.tuan.commissions.earn({});
          else if (kind === 'settle') await settle(shop);
          else if (kind === 'wait') shop.now += 20 * 3_600_000;
          else await payOut(shop, kind === 'confirm');
          await demandRight(shop, player, wish);
        }
        await shop.close();
      }),
      { numRuns: runsOf(25) },
    );
  },
  patience(60_000),
);
