import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../shared/error.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { unexplained } from '../testing/explain-everything.ts';
import { promote, yuan } from '../testing/promote.ts';
import { patience, runsOf } from '../testing/runs.ts';

const faults = ['supplier', 'carrier', 'leader', 'shop', 'customer'] as const;

const action = fc.record({
  kind: fc.constantFrom(
    'refundPieces',
    'refundAmount',
    'claim',
    'earn',
    'settle',
    'payout',
    'failPayout',
    'wait',
  ),
  order: fc.nat(3),
  amount: fc.integer({ min: 1, max: 1500 }),
  fault: fc.constantFrom(...faults),
  share: fc.integer({ min: 1, max: 9999 }),
});
type Action = typeof action extends fc.Arbitrary<infer One> ? One : never;

interface Bought {
  readonly orderId: string;
  readonly lineId: string;
}

async function play(
  shop: TestShop,
  { orderId, lineId }: Bought,
  one: Action,
  count: number,
): Promise<unknown> {
  const { tuan } = shop;
  const { amount, fault, share } = one;
  const moves: Readonly<Record<Action['kind'], () => Promise<unknown>>> = {
    refundPieces: () => tuan.orders.refund({ orderId, lineId, pieces: 1, reason: '碰伤', fault }),
    refundAmount: () => tuan.orders.refund({ orderId, lineId, amount: yuan(amount), reason: '碰伤', fault }),
    claim: async () => {
      const claim = await tuan.claims.open({ orderLineId: lineId, reason: '不新鲜', amount: yuan(amount) });
      const faultShares = { [fault]: share, ...(fault === 'shop' ? {} : { shop: 10_000 - share }) };
      return tuan.claims.approve({
        claimId: claim.id,
        faultShares: fault === 'shop' ? { shop: 10_000 } : faultShares,
      });
    },
    earn: () => tuan.commissions.earn({}),
    settle: () =>
      tuan.statements.create({ to: new Date(shop.now + 8 * 3_600_000).toISOString().slice(0, 10) }),
    payout: async () => {
      const payout = await tuan.payouts.claim({ leaderId: planted.leader });
      return tuan.payouts.confirm({ payoutId: payout.id, reference: `bank ${String(count)}` });
    },
    failPayout: async () => {
      const payout = await tuan.payouts.claim({ leaderId: planted.leader });
      return tuan.payouts.fail({ payoutId: payout.id, failure: '账号有误' });
    },
    wait: () => Promise.resolve((shop.now += 50 * 3_600_000)),
  };
  try {
    return await moves[one.kind]();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test(
  'property: whatever was refunded, claimed, earned, settled and paid out, every amount is explained to the cent',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.array(action, { minLength: 4, maxLength: 16 }),
        fc.constantFrom('net' as const, 'gross' as const),
        fc.constantFrom('cost' as const, 'refund' as const),
        async (pieces, off, actions, commissionBase, faultBasis) => {
          const shop = await testShop({ policies: { commissionBase, faultBasis } });
          try {
            await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(2000), basisPoints: off }] });
            const wishes = [];
            for (const count of pieces) {
              const { total } = await shop.tuan.orders.quote({
                campaignId: planted.campaign,
                customer: planted.customer,
                leaderId: planted.leader,
                lines: [{ offerId: planted.appleOffer, pieces: count }],
              });
              wishes.push({
                pieces: count,
                payment: { amount: total, reference: `paid ${String(wishes.length)}` },
              });
            }
            const bought = await collectApples(shop, ...wishes);
            for (const [count, one] of actions.entries()) {
              await play(
                shop,
                bought[one.order % bought.length] ?? bought[0] ?? { orderId: '', lineId: '' },
                one,
                count,
              );
            }
            // Whatever happened: time runs out, and what comes back after a statement is in the next one.
            for (const kind of ['wait', 'settle', 'payout', 'refundAmount', 'wait', 'settle'] as const) {
              const last = { kind, order: 0, amount: 77, fault: 'leader', share: 3333 } as const;
              await play(shop, bought[0] ?? { orderId: '', lineId: '' }, last, actions.length);
            }
            expect(await unexplained(shop)).toEqual([]);
            await shop.audit();
          } finally {
            await shop.close();
          }
        },
      ),
      { numRuns: runsOf(30) },
    );
  },
  patience(120_000),
);
