import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderLines, orders } from '../orders/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { runsOf } from '../testing/runs.ts';
import type { Row } from '../work.ts';
import type { PurchaseLine, PurchaseOrder } from './purchase-order.ts';
import { shareOut, type ShortagePolicy, type Want } from './share-out.ts';
import { scarcityOf } from './shares-of-shortage.ts';
import { sharesSql } from './shortage-sql.ts';

let shop: TestShop;
let order: Row<typeof orders>;
let line: Row<typeof orderLines>;
let cutoff: number;
/** What made-up lines break, which no order or offer counts: the audit holds all the rest. */
const plantedAgainst = [
  'customer_live_orders',
  'frozen_goods',
  'gift_given',
  'line_net',
  'offer_community_firm',
  'offer_customer_pieces',
  'offer_firm',
  'offer_sold',
  'order_amount_due',
  'order_point',
  'order_total',
  'withdrawn_documented',
];
beforeAll(async () => {
  shop = await testShop({ plantedAgainst });
  const { id } = await neighbourOrders(shop, { name: '王姐', pieces: 1, payment: 'atPickup' });
  shop.at('2026-11-23T22:10:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId: planted.campaign });
  await shop.plant((work) => {
    order = work.get(orders, id);
    line = work.list(orderLines, { orderId: id })[0] as typeof line;
    cutoff = order.earliestCutoff;
  });
});
afterAll(() => shop.close());

const wantArbitrary = fc.record({
  order: fc.integer({ min: 0, max: 7 }),
  pickupPointId: fc.constantFrom(planted.point, planted.otherPoint, 'pnt_third'),
  pieces: fc.integer({ min: 1, max: 6 }),
  gift: fc.boolean(),
  taken: fc.integer({ min: 0, max: 2 }),
});

/** When an order became firm is the same for all its lines. */
const confirmedAt = (number: number) => 1000 + (number % 3);

async function plantWants(wants: readonly Want[], taken: readonly number[]): Promise<void> {
  await shop.plant((work) => {
    work.statement(`DELETE FROM "order_lines"`);
    work.statement(`DELETE FROM "orders"`);
  });
  await shop.plant((work) => {
    for (const orderId of new Set(wants.map((want) => want.orderId)))
      work.insert(orders, { ...order, id: orderId, pickupCode: orderId });
    for (const [position, { lineId, orderId, pickupPointId, pieces, gift, ...want }] of wants.entries()) {
      const withdrawn = taken[position] ?? 0;
      const counts = { pieces: pieces + withdrawn, firmPieces: pieces + withdrawn, withdrawn };
      const own = { id: lineId, orderId, pickupPointId, gift, position, confirmedAt: want.confirmedAt };
      work.insert(orderLines, { ...line, ...own, ...counts });
    }
  });
}

/** The shares by SQL, of lines that got less than they want or all; null where nothing is scarce. */
async function sharesBySql(policy: ShortagePolicy, available: number, wanted: number) {
  const purchase = { campaignId: planted.campaign, cutoff, supplierId: planted.supplier } as PurchaseOrder;
  const lines = [{ variantId: planted.apple, accepted: available, fromStock: 0, sentBack: 0, shrunk: 0 }];
  const scarcity = await shop.tuan.reader.decide((work) =>
    scarcityOf(work, purchase, lines as PurchaseLine[], policy, new Map([[planted.apple, wanted]])),
  );
  if (scarcity === null) return null;
  return shop.tuan.reader.rows<{ lineId: string; got: number }>(
    `${sharesSql(policy)} SELECT "lineId" AS "lineId", "got" AS "got" FROM share`,
    scarcity.params,
  );
}

test.each<ShortagePolicy>(['orderTime', 'proRataByPoint', 'oneEach', 'wholeOrders'])(
  'R26 %s: the shares by SQL are those of the pure function, and sum to what arrived',
  async (policy) => {
    const cases = fc.asyncProperty(
      fc.array(wantArbitrary, { minLength: 1, maxLength: 14 }),
      fc.integer({ min: 0, max: 40 }),
      async (drawn, available) => {
        const wants = drawn.map(({ order: number, taken: _taken, ...want }, index) => ({
          ...want,
          lineId: `lin_${String(index)}`,
          orderId: `ord_${String(number)}`,
          confirmedAt: confirmedAt(number),
        }));
        await plantWants(
          wants,
          drawn.map(({ taken }) => taken),
        );
        const wanted = wants.reduce((sum, { pieces }) => sum + pieces, 0);
        const bySql = await sharesBySql(policy, available, wanted);
        if (bySql === null) {
          expect(available).toBeGreaterThanOrEqual(wanted);
          return;
        }
        const pure = shareOut(policy, available, wants);
        expect(new Map(bySql.map(({ lineId, got }) => [lineId, got]))).toEqual(
          new Map(pure.map(({ want, got }) => [want.lineId, got])),
        );
        expect(bySql.reduce((sum, { got }) => sum + got, 0)).toBe(Math.min(available, wanted));
      },
    );
    await fc.assert(cases, { numRuns: runsOf(60) });
  },
  60_000,
);
