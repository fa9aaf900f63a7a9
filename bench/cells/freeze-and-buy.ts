import { planted } from '../../packages/core/src/testing/index.ts';
import { instantOf } from '../../packages/core/src/shared/time.ts';
import type { Engine } from '../../packages/core/src/storage/engine.ts';
import type { Cell } from '../cell.ts';
import { copyRows } from '../copies.ts';
import { openNeighbourhood } from '../neighbourhood.ts';
import { numbers, onCopies, runAll } from './on-copies.ts';

const linesEach = 5;
const offerCount = 400;
const supplierCount = 40;
const pointCount = 200;
const customerCount = 20_000;
const leaderCount = 1000;
export const afterCutoff = instantOf('2026-11-23T22:10:00+08:00');

/** A day's orders of five lines each, over 400 offers of 40 suppliers for 200 pickup points. */
export async function plantRound(engine: Engine, lineCount: number): Promise<void> {
  await openNeighbourhood(engine);
  const only = (name: string, id: string) => `"${name}" = '${id}'`;
  await copyRows(engine, 'suppliers', only('id', planted.supplier), supplierCount, [
    [planted.supplier, `'sup_' || n.i`],
    ['果然鲜果业', `'果农' || n.i`],
  ]);
  await copyRows(engine, 'variants', only('id', planted.egg), offerCount, [
    [planted.egg, `'var_' || n.i`],
    ['E001', `'E-' || n.i`],
  ]);
  await copyRows(engine, 'offers', only('id', planted.eggOffer), offerCount, [
    [planted.eggOffer, `'off_' || n.i`],
    [planted.egg, `'var_' || n.i`],
    [planted.supplier, `'sup_' || (1 + n.i % ${String(supplierCount)})`],
  ]);
  await copyRows(engine, 'pickup_points', only('id', planted.point), pointCount, [
    [planted.point, `'pnt_' || n.i`],
    ['P01', `'P-' || n.i`],
  ]);
  await copyRows(engine, 'customers', only('id', planted.customer), customerCount, [
    [planted.customer, `'cus_' || n.i`],
    ['C-1', `'C-' || n.i || '-round'`],
    ['+8613900000001', `'+8613' || (700000000 + n.i)`],
  ]);
  await runAll(engine, orderSql(Math.ceil(lineCount / linesEach)));
}

function orderSql(orderCount: number): string[] {
  const order = `'ord_' || printf('%07d', (i + ${String(linesEach - 1)}) / ${String(linesEach)})`;
  const of = (prefix: string, count: number, by: string) =>
    `'${prefix}_' || (1 + (${by}) % ${String(count)})`;
  const whose = (by: string) =>
    [of('pnt', pointCount, by), of('led', leaderCount, by), of('cus', customerCount, by)].join(', ');
  const offer = `1 + (i * 7) % ${String(offerCount)}`;
  const time = String(afterCutoff - 3_600_000);
  return [
    `INSERT INTO "orders" ("id", "pickupPointId", "leaderId", "customerId", "campaignId", "status", "payment", "total", "amountDue", "paid",
        "placedAt", "confirmedAt", "earliestCutoff", "placedBy", "quoteToken", "priceSteps")
      ${numbers(orderCount)} SELECT 'ord_' || printf('%07d', i), ${whose('i')}, '${planted.campaign}', 'confirmed', 'host', 32800, 0, 32800,
        ${time} + i, ${time} + i, ${String(afterCutoff - 600_000)}, 'system', '', '[]' FROM n`,
    `INSERT INTO "order_lines" ("id", "orderId", "position", "pickupPointId", "leaderId", "customerId", "offerId", "variantId", "supplierId",
        "campaignId", "pieces", "firmPieces", "unitPrice", "net", "refundBase", "refundPieces", "confirmedAt")
      ${numbers(orderCount * linesEach)} SELECT 'lin_' || printf('%07d', i), ${order}, (i - 1) % ${String(linesEach)}, ${whose(`(i + ${String(linesEach - 1)}) / ${String(linesEach)}`)},
        'off_' || (${offer}), 'var_' || (${offer}), 'sup_' || (1 + (${offer}) % ${String(supplierCount)}),
        '${planted.campaign}', 2, 2, 3280, 6560, 6560, 2, ${time} + i FROM n`,
    `UPDATE "offers" SET ("sold", "firm") = (SELECT coalesce(sum(l."pieces"), 0), coalesce(sum(l."firmPieces"), 0) FROM "order_lines" AS l
      WHERE l."campaignId" = "offers"."campaignId" AND l."offerId" = "offers"."id")`,
    'ANALYZE',
  ];
}

/** What must be written in any case: what to buy of each supplier, and what goes to each pickup point. */
export const bare = [
  `INSERT INTO "purchase_orders" ("id", "campaignId", "cutoff", "supplierId", "status", "createdAt", "source")
    SELECT DISTINCT 'pur_' || "supplierId", "campaignId", 1, "supplierId", 'draft', 1, "supplierId" FROM "order_lines"
    WHERE "campaignId" = '${planted.campaign}' AND "firmPieces" > 0`,
  `INSERT INTO "purchase_lines" ("id", "purchaseOrderId", "variantId", "needed", "packSize", "ordered", "unitCost")
    SELECT 'pli_' || "variantId", 'pur_' || "supplierId", "variantId", sum("firmPieces"), 1, sum("firmPieces"), 1 FROM "order_lines"
    WHERE "campaignId" = '${planted.campaign}' AND "firmPieces" > 0 GROUP BY "supplierId", "variantId"`,
];
export const picked = [
  `CREATE TABLE "picked" ("pickupPointId" TEXT NOT NULL, "variantId" TEXT NOT NULL, "pieces" INTEGER NOT NULL, PRIMARY KEY ("pickupPointId", "variantId")) STRICT`,
  `INSERT INTO "picked" SELECT "pickupPointId", "variantId", sum("firmPieces") FROM "order_lines"
    WHERE "campaignId" = '${planted.campaign}' AND "firmPieces" > 0 GROUP BY "pickupPointId", "variantId"`,
];

const shared = { count: 500_000, planted: 'cutoff', plant: plantRound };

/** Ten o'clock in the evening: who is in is fixed, and what to buy of whom. Counted in order lines. */
export const freezeAndBuy: Cell = {
  name: 'cutoff of 100,000 orders, 500,000 lines',
  contenders: () =>
    Promise.resolve([
      onCopies({
        ...shared,
        name: 'OpenTuan: freeze, and purchase orders',
        async work({ tuan }) {
          const at = { now: afterCutoff };
          await tuan.campaigns.freeze({ campaignId: planted.campaign }, at);
          const { data } = await tuan.purchaseOrders.generate({ campaignId: planted.campaign }, at);
          if (data.length !== supplierCount) throw new Error(`${String(data.length)} purchase orders`);
        },
      }),
      onCopies({
        ...shared,
        name: 'bare INSERT … SELECT of what to buy and what to pick',
        work: ({ engine }) => runAll(engine, [...bare, ...picked]),
      }),
      onCopies({
        ...shared,
        name: 'bare INSERT … SELECT of what to buy',
        work: ({ engine }) => runAll(engine, bare),
      }),
    ]),
  targets: [0.5, null],
};
