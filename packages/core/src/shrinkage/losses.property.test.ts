import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shrinkageStages } from './tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { tryTo } from '../testing/try-to.ts';
import { freezeToday } from '../testing/freeze-today.ts';

const { campaign: campaignId, apple: variantId } = planted;
const policies = ['orderTime', 'proRataByPoint', 'oneEach', 'wholeOrders'] as const;

const loss = fc.record({
  stage: fc.constantFrom(...shrinkageStages),
  pieces: fc.integer({ min: 1, max: 6 }),
  away: fc.constantFrom(undefined, planted.point, planted.otherPoint),
  fromStock: fc.constantFrom(undefined, true, false),
  mistake: fc.boolean(),
  shares: fc.constantFrom(
    { shop: 10_000 },
    { supplier: 3333, carrier: 3333, leader: 3334 },
    { supplier: 10_000 },
  ),
});
type Loss = typeof loss extends fc.Arbitrary<infer One> ? One : never;
/** Its pieces, whether it is at the other point, and whether it is paid at pickup. */
type Wish = readonly [pieces: number, away: boolean, later: boolean];

test('C16, R26, R33: whatever is lost, at any stage and by any policy, the books balance and no piece is lost twice, also when some of it was a mistake', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...policies),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.boolean(), fc.boolean()), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.integer({ min: 0, max: 4 }),
      fc.array(loss, { minLength: 1, maxLength: 5 }),
      fc.nat(5),
      async (shortage, orders, extra, losses, bring) => {
        const shop = await testShop({ policies: { shortage } });
        await order(shop, orders);
        const ordered = orders.reduce((sum, [pieces]) => sum + pieces, 0);
        const { purchaseOrderId, accepted } = await receive(shop, ordered + extra);
        for (const [position, one] of losses.entries()) {
          if (position === 1) await shop.tuan.purchaseOrders.close({ purchaseOrderId });
          if (position === bring) await bringWhatCan(shop);
          await lose(shop, one);
          await shop.audit();
        }
        await expectNothingLostTwice(shop, accepted);
        await shop.close();
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

async function order(shop: TestShop, orders: readonly Wish[]): Promise<void> {
  for (const [position, [pieces, away, later]] of orders.entries()) {
    const place = away ? { pickupPointId: planted.otherPoint } : {};
    const terms = later ? { payment: 'atPickup' as const } : {};
    await neighbourOrders(shop, { name: `邻居${String(position)}`, pieces, ...place, ...terms });
  }
}

/** Buys what was ordered; at most so many pieces arrive. */
async function receive(shop: TestShop, most: number) {
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  const accepted = Math.min(most, data[0]?.lines[0]?.ordered ?? 0);
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId, accepted }] });
  return { purchaseOrderId, accepted };
}

/** Brings to the points what can be brought by now. */
async function bringWhatCan(shop: TestShop): Promise<void> {
  const runs = await tryTo(shop.tuan.deliveryRuns.plan({ campaignId }));
  for (const { id: runId, stops } of runs?.data ?? []) {
    await shop.tuan.deliveryRuns.load({ runId });
    await shop.tuan.deliveryRuns.start({ runId });
    for (const { id: stopId } of stops)
      await shop.tuan.deliveryRuns.handOverStop({ runId, stopId, signedBy: '老周' });
  }
}

async function lose(
  shop: TestShop,
  { stage, pieces, away, fromStock, mistake, shares }: Loss,
): Promise<void> {
  const free = stage === 'receipt' || stage === 'stock';
  const lost = await tryTo(
    shop.tuan.shrinkages.record({
      stage,
      variantId,
      pieces,
      reason: '烂',
      faultShares: shares,
      leaderId: planted.leader,
      ...(stage === 'stock' ? {} : { campaignId }),
      ...(free || away === undefined ? {} : { pickupPointId: away }),
      ...(free || fromStock === undefined ? {} : { fromStock }),
    }),
  );
  if (lost && mistake) await shop.tuan.shrinkages.reverse({ shrinkageId: lost.id, reason: '点错' });
}

async function expectNothingLostTwice(shop: TestShop, accepted: number): Promise<void> {
  const [sums] = await shop.tuan.reader.rows<{ lost: number; written: number; kept: number }>(
    `SELECT (SELECT coalesce(sum("lost"), 0) FROM "order_lines") AS "lost",
      (SELECT coalesce(sum("pieces"), 0) FROM "shrinkages" WHERE "orderLineId" IS NOT NULL) AS "written",
      (SELECT coalesce(sum("pieces"), 0) FROM "campaign_goods") + (SELECT coalesce(sum("pieces"), 0) FROM "stock")
        + (SELECT coalesce(sum("pieces"), 0) FROM "shrinkages" s
          WHERE NOT EXISTS (SELECT 1 FROM "shrinkage_records" r WHERE r."id" = s."recordId" AND r."reversedAt" IS NOT NULL)) AS "kept"`,
  );
  expect(sums?.lost).toBe(sums?.written);
  // Nothing was handed over: what came is there, in stock, or written down as lost.
  expect(sums?.kept).toBe(accepted);
}
