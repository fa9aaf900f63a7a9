import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offers } from '../campaigns/tables.ts';
import { commissionEntries, leaderAccounts } from '../commissions/tables.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { orderDiscounts } from '../promotions/tables.ts';
import { Refusal } from '../shared/error.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, balances, profit } from '../testing/ready-orders.ts';
import { tick } from '../tick.ts';
import { patience, runsOf } from '../testing/runs.ts';

/*
 * From ready orders to the last refund in random order: handovers in parts and twice, claims, refunds of the shop,
 * withdrawals, late payments, waiting. However it went: no more goes back than was paid, no more is handed over than
 * came, and once all is settled every clearing account is at 0 and the profit is the money that was kept.
 */

const kinds = [
  'handOver',
  'claim',
  'approve',
  'reject',
  'refund',
  'withdraw',
  'confirm',
  'fail',
  'pay',
  'earn',
  'wait',
] as const;

interface Step {
  readonly kind: (typeof kinds)[number];
  readonly line: number;
  readonly pieces: number;
  readonly amount: number;
  readonly fault: 'supplier' | 'carrier' | 'leader' | 'shop' | 'customer';
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...kinds, 'handOver', 'handOver', 'claim', 'claim', 'approve', 'approve'),
  line: fc.nat(4),
  pieces: fc.integer({ min: 1, max: 4 }),
  amount: fc.integer({ min: 1, max: 600 }),
  fault: fc.constantFrom('supplier', 'carrier', 'leader', 'shop', 'customer'),
});

const money = (amount: number) => ({ amount, currency: 'CNY' });

interface Played {
  readonly shop: TestShop;
  readonly lines: readonly { readonly orderId: string; readonly lineId: string }[];
  /** Goods as they were accepted, in minor units. */
  readonly cost: number;
}

/** Three orders at prices that leave remainders: two lines paid, two lines with a discount, one line to be paid at pickup. */
async function begin(policy: 'keep' | 'refund'): Promise<Played> {
  const shop = await testShop({ policies: { uncollected: policy } });
  await shop.plant((work) => {
    work.set(offers, work.get(offers, planted.appleOffer), { price: 333 });
    return work.set(offers, work.get(offers, planted.eggOffer), { price: 777 });
  });
  const basket = (apples: number, eggs: number) => ({
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [
      { offerId: planted.appleOffer, pieces: apples },
      ...(eggs > 0 ? [{ offerId: planted.eggOffer, pieces: eggs }] : []),
    ],
  });
  const paid = await shop.tuan.orders.place({
    ...basket(3, 2),
    payment: { amount: money(2553), reference: 'till-1' },
  });
  const held = await shop.tuan.orders.place(basket(4, 1));
  await shop.plant((work) => {
    const [line] = work.list(orderLines, { orderId: held.id }).filter(({ position }) => position === 0);
    if (!line) throw new Error('the order has a first line');
    work.set(orderLines, line, { discount: 500, net: line.net - 500, refundBase: line.net - 500 });
    const of = { orderId: held.id, orderLineId: line.id, promotionId: 'pro_first' };
    work.insert(orderDiscounts, { ...of, position: 0, amount: 500 });
    const order = work.get(orders, held.id);
    return work.set(orders, order, { total: order.total - 500, amountDue: order.total - 500 });
  });
  await shop.tuan.orders.pay({ orderId: held.id, amount: money(4 * 333 + 777 - 500), reference: 'till-2' });
  const late = await shop.tuan.orders.place({ ...basket(2, 0), payment: 'atPickup' });
  const all = [paid, held, late];
  await arrive(
    shop,
    all.map(({ id }) => id),
    { unitCost: { [planted.apple]: 251, [planted.egg]: 613 } },
  );
  const lines = all.flatMap(({ id: orderId, lines: own }) =>
    own.map(({ id: lineId }) => ({ orderId, lineId })),
  );
  return { shop, lines, cost: 9 * 251 + 3 * 613 };
}

async function play(
  { shop, lines }: Played,
  { kind, line, pieces, amount, fault }: Step,
  count: number,
): Promise<void> {
  const { tuan } = shop;
  const { orderId, lineId } = lines[line] ?? { orderId: '', lineId: '' };
  const claimId =
    (await tuan.claims.list({ limit: 50 })).data.find(({ status }) => status === 'open')?.id ?? 'none';
  const refundId =
    (await tuan.refunds.list({ limit: 50 })).data.find(({ status }) => status !== 'confirmed')?.id ?? 'none';
  const moves: Readonly<Record<Step['kind'], () => Promise<unknown>>> = {
    handOver: async () => {
      const call = { orderId, handoverId: `handover-${String(count)}`, lines: [{ lineId, pieces }] };
      await Promise.all([tuan.pickups.handOver(call), tuan.pickups.handOver(call)]);
    },
    claim: async () => {
      // A claim needs goods that were handed over: of those lines, one.
      const handed = await shop.tuan.reader.table(orderLines, 't."handedOver" > 0 ORDER BY t."id"');
      const orderLineId = handed[line % Math.max(1, handed.length)]?.id ?? lineId;
      return tuan.claims.open({ orderLineId, reason: '不新鲜', pieces: 1 });
    },
    approve: async () =>
      tuan.claims.approve({
        claimId,
        amount: money(amount),
        faultShares: { [fault]: 6000, supplier: 4000, ...(fault === 'supplier' ? { supplier: 10_000 } : {}) },
      }),
    reject: async () => tuan.claims.reject({ claimId, reason: '照片看不清' }),
    refund: async () =>
      tuan.orders.refund({
        orderId,
        lineId,
        reason: '碰伤',
        fault,
        ...(pieces > 2 ? { pieces: 1 } : { amount: money(amount) }),
      }),
    withdraw: async () => (pieces === 4 ? tuan.orders.withdraw({ orderId, reason: '送错', fault }) : null),
    confirm: async () => tuan.refunds.confirm({ refundId, reference: `bank ${String(count)}` }),
    fail: async () => tuan.refunds.fail({ refundId, failure: '超时' }),
    pay: async () => {
      const { amountDue } = await tuan.orders.get({ orderId });
      return tuan.orders.pay({ orderId, amount: amountDue, reference: `cash ${String(count)}` });
    },
    earn: async () => tuan.commissions.earn({}),
    wait: async () => Promise.resolve((shop.now += amount * 150_000)),
  };
  await moves[kind]().catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
}

async function check({ shop }: Played): Promise<void> {
  await shop.audit();
  for (const order of await shop.tuan.reader.table(orders, 'TRUE'))
    expect(order.refunded).toBeLessThanOrEqual(order.paid);
  const counted = await shop.tuan.reader.rows(
    `SELECT l."id" AS "id" FROM "order_lines" l WHERE l."handedOver" <> (SELECT coalesce(sum(h."pieces"), 0)
      FROM "handover_lines" h JOIN "handovers" o ON o."id" = h."handoverId"
      WHERE h."orderLineId" = l."id" AND o."outcome" = 'accepted')`,
  );
  expect(counted).toEqual([]);
  const [account] = await shop.tuan.reader.table(leaderAccounts, 't."leaderId" = ?', [planted.leader]);
  const { '2300': accrued = 0, '2310': earned = 0 } = await balances(shop);
  expect(account).toMatchObject({ pending: -accrued || 0, earned: -earned || 0 });
}

/** Everyone stops complaining, the time runs out, the host executes every refund. */
async function settle({ shop }: Played): Promise<void> {
  const { tuan } = shop;
  for (const { id, status } of (await tuan.claims.list({ limit: 50 })).data) {
    if (status === 'open') await tuan.claims.reject({ claimId: id, reason: '照片看不清' });
  }
  shop.now += 72 * 3_600_000;
  await tick(tuan);
  shop.now += 72 * 3_600_000;
  await tuan.commissions.earn({});
  for (const { id, status } of (await tuan.refunds.list({ limit: 200 })).data) {
    if (status !== 'confirmed') await tuan.refunds.confirm({ refundId: id, reference: `at last ${id}` });
  }
}

async function expectMoneyKept({ shop, cost }: Played): Promise<void> {
  const left = await balances(shop);
  const [stocked] = await shop.tuan.reader.rows<{ cost: number }>(
    'SELECT coalesce(sum("cost"), 0) AS "cost" FROM "stock"',
  );
  const stock = stocked?.cost ?? 0;
  expect(left['1300'] ?? 0).toBe(stock);
  for (const cleared of ['1600', '2100', '2200', '2300']) expect(left).not.toHaveProperty(cleared);
  const rows = await shop.tuan.reader.table(orders, 'TRUE');
  const kept = rows.reduce((sum, { paid, refunded }) => sum + paid - refunded, 0);
  const entries = await shop.tuan.reader.table(commissionEntries, 'TRUE');
  const commission = entries.reduce((sum, { due }) => sum + due, 0);
  const recovered = -(left['5100'] ?? 0);
  expect(await profit(shop)).toBe(kept - (cost - stock) - commission + recovered);
  const open = rows.filter(({ status }) => !['collected', 'uncollected', 'cancelled'].includes(status));
  expect(open).toEqual([]);
  for (const line of await shop.tuan.reader.table(orderLines, 'TRUE')) {
    expect(line.handedOver + line.uncollected + line.withdrawn).toBe(line.pieces);
  }
}

test(
  'R29 to R36: however it goes, refunds stay within what was paid, every account clears, profit is the money kept',
  async () => {
    const policies = fc.constantFrom('keep' as const, 'refund' as const);
    await fc.assert(
      fc.asyncProperty(policies, fc.array(step, { minLength: 4, maxLength: 25 }), async (policy, steps) => {
        const played = await begin(policy);
        try {
          for (const [count, one] of steps.entries()) {
            await play(played, one, count);
            await check(played);
          }
          await settle(played);
          await check(played);
          await expectMoneyKept(played);
        } finally {
          await played.shop.close();
        }
      }),
      { numRuns: runsOf(40) },
    );
  },
  patience(60_000),
);
