import { accounts } from '../ledger/accounts.ts';
import type { Invariant } from './invariant.ts';
import { notReversed } from './losses.ts';

/** Pieces of a line of which nothing final is known. Alias `l`. */
const open = `l."pieces" - l."cancelled" - l."short" - l."lost" - l."withdrawn" - l."handedOver" - l."uncollected"`;

/** Where every piece is: bought once, nothing forgotten (audit 4), and what it cost. */
export const goodsInvariants: readonly Invariant[] = [
  {
    name: 'line_partition',
    rule: 'When a line, its order or its campaign is done, every piece has found its place.',
    sql: `SELECT l."id" AS "orderLineId", d."status" AS "status", ${open} AS "open"
      FROM "order_lines" l JOIN "orders" d ON d."id" = l."orderId" JOIN "campaigns" c ON c."id" = l."campaignId"
      WHERE ${open} <> 0 AND d."status" <> 'expired'
        AND (c."status" = 'completed' OR d."status" IN ('collected', 'uncollected', 'cancelled') OR l."completedAt" IS NOT NULL)`,
  },
  {
    name: 'pickup_code',
    rule: 'An order has a pickup code exactly as long as it is firm and something of it is left to hand over, or its shortage is still to be settled.',
    sql: `SELECT d."id" AS "orderId", d."status" AS "status", sum(${open}) AS "open"
      FROM "orders" d JOIN "order_lines" l ON l."orderId" = d."id"
      GROUP BY d."id" HAVING (d."pickupCode" IS NOT NULL) <> (d."status" IN ('confirmed', 'ready') AND sum(${open}) > 0)
        AND NOT EXISTS (SELECT 1 FROM "order_lines" n JOIN "allocations" a ON a."orderLineId" = n."id" AND a."short" > 0 AND a."settledAt" IS NULL
          WHERE n."orderId" = d."id")`,
  },
  {
    name: 'line_handed_over',
    rule: 'Pieces handed over are those of accepted handovers.',
    sql: `SELECT l."id" AS "orderLineId", l."handedOver" AS "handedOver", coalesce(h."pieces", 0) AS "counted"
      FROM "order_lines" l LEFT JOIN (SELECT hl."orderLineId", sum(hl."pieces") AS "pieces" FROM "handover_lines" hl
          JOIN "handovers" h ON h."id" = hl."handoverId" AND h."outcome" = 'accepted' GROUP BY hl."orderLineId") AS h ON h."orderLineId" = l."id"
      WHERE l."handedOver" <> coalesce(h."pieces", 0)`,
  },
  {
    name: 'bought_once',
    rule: 'A line that came short is bought for by one purchase order, and gets what was allocated to it.',
    sql: `SELECT a."orderLineId" AS "orderLineId", count(*) AS "purchaseOrders", sum(a."allocated") AS "counted", l."allocated" AS "allocated"
      FROM "allocations" a LEFT JOIN "order_lines" l ON l."id" = a."orderLineId"
      GROUP BY a."orderLineId" HAVING count(*) > 1 OR l."allocated" IS NOT sum(a."allocated")`,
  },
  {
    name: 'purchase_receipts',
    rule: 'What a purchase line says was accepted, rejected and missing is the sum of its receipts.',
    sql: `SELECT p."id" AS "purchaseLineId", p."accepted" AS "accepted", p."rejected" AS "rejected", p."missing" AS "missing", p."acceptedCost" AS "acceptedCost"
      FROM "purchase_lines" p LEFT JOIN "goods_receipt_lines" r ON r."purchaseLineId" = p."id"
      GROUP BY p."id" HAVING p."accepted" <> coalesce(sum(r."accepted"), 0) OR p."rejected" <> coalesce(sum(r."rejected"), 0)
        OR p."missing" <> coalesce(sum(r."missing"), 0) OR p."acceptedCost" <> coalesce(sum(r."accepted" * r."unitCost"), 0)`,
  },
  {
    name: 'purchase_shared_out',
    rule: 'A closed purchase order has shared out all that arrived, to lines or to stock, and says what came short.',
    sql: `SELECT "purchaseLineId" AS "purchaseLineId", "arrived" AS "arrived", "allocated" AS "allocated", "surplus" AS "surplus",
        "short" AS "short", "countedShort" AS "countedShort"
      FROM (SELECT p."id" AS "purchaseLineId", p."accepted" + p."fromStock" - p."sentBack" - p."shrunk" AS "arrived", p."surplus" AS "surplus", p."short" AS "short",
        (SELECT coalesce(sum(l."allocated"), 0) FROM "offers" f JOIN "order_lines" l ON l."campaignId" = f."campaignId" AND l."offerId" = f."id"
          WHERE f."campaignId" = o."campaignId" AND f."closesAt" = o."cutoff" AND l."variantId" = p."variantId" AND l."supplierId" = o."supplierId") AS "allocated",
        (SELECT coalesce(sum(a."short"), 0) FROM "allocations" a WHERE a."purchaseOrderId" = o."id" AND a."variantId" = p."variantId") AS "countedShort"
        FROM "purchase_lines" p JOIN "purchase_orders" o ON o."id" = p."purchaseOrderId" AND o."status" IN ('settling', 'closed'))
      WHERE "arrived" <> "allocated" + "surplus" OR "short" <> "countedShort"`,
  },
  {
    name: 'goods_pieces',
    rule: 'Goods of a campaign are what arrived for it and is neither handed over, lost nor moved to stock.',
    sql: `SELECT "campaignId" AS "campaignId", "variantId" AS "variantId", sum("kept") AS "pieces", sum("counted") AS "counted"
      FROM (SELECT "campaignId", "variantId", "pieces" AS "kept", 0 AS "counted" FROM "campaign_goods"
        UNION ALL SELECT l."campaignId", l."variantId", 0, ${open} + l."handedOver" FROM "order_lines" l
          WHERE l."allocated" IS NOT NULL AND l."completedAt" IS NULL
        UNION ALL SELECT o."campaignId", p."variantId", 0, p."accepted" + p."fromStock" - p."sentBack" - p."shrunk"
          FROM "purchase_lines" p JOIN "purchase_orders" o ON o."id" = p."purchaseOrderId" WHERE o."status" NOT IN ('settling', 'closed'))
      GROUP BY "campaignId", "variantId" HAVING sum("kept") <> sum("counted")`,
  },
  {
    name: 'goods_cost',
    rule: 'Goods in the books are the cost of the goods of each campaign, and of stock.',
    sql: `SELECT "campaignId" AS "campaignId", sum("ledger") AS "ledger", sum("cost") AS "cost"
      FROM (SELECT "campaignId", "amount" AS "ledger", 0 AS "cost" FROM "ledger_entries" WHERE "account" = ${String(accounts.goods)}
        UNION ALL SELECT "campaignId", 0, "cost" FROM "campaign_goods" UNION ALL SELECT NULL, 0, "cost" FROM "stock")
      GROUP BY "campaignId" HAVING sum("ledger") <> sum("cost")`,
  },
  {
    name: 'line_cost',
    rule: 'Cost of goods and of gifts in the books is the cost of the completed lines, what goods sent back cost otherwise than they stood, and adjustments with suppliers.',
    sql: `SELECT "campaignId" AS "campaignId", sum("ledger") AS "ledger", sum("cost") AS "cost"
      FROM (SELECT "campaignId", "amount" AS "ledger", 0 AS "cost" FROM "ledger_entries" WHERE "account" = ${String(accounts.costOfGoods)}
            OR ("account" = ${String(accounts.promotions)} AND "kind" = 'gift')
        UNION ALL SELECT "campaignId", 0, "cost" FROM "order_lines" WHERE "completedAt" IS NOT NULL
        UNION ALL SELECT "campaignId", 0, "goodsCost" - "cost" FROM "goods_returns"
        UNION ALL SELECT "campaignId", 0, "amount" FROM "supplier_adjustments")
      GROUP BY "campaignId" HAVING sum("ledger") <> sum("cost")`,
  },
  {
    name: 'shrinkage_cost',
    rule: 'Shrinkage in the books is the cost of the goods that were written down as lost and not taken back.',
    sql: `SELECT "campaignId" AS "campaignId", sum("ledger") AS "ledger", sum("cost") AS "cost"
      FROM (SELECT "campaignId", "amount" AS "ledger", 0 AS "cost" FROM "ledger_entries" WHERE "account" = ${String(accounts.shrinkage)}
        UNION ALL SELECT "campaignId", 0, "cost" FROM "shrinkages" WHERE ${notReversed})
      GROUP BY "campaignId" HAVING sum("ledger") <> sum("cost")`,
  },
  {
    name: 'stop_differences',
    rule: 'A stop got, and missed, no more than it was to get; less where lines were withdrawn on the way.',
    sql: `SELECT l."deliveryStopId" AS "deliveryStopId", l."variantId" AS "variantId", l."expected" AS "expected", l."delivered" AS "delivered", l."missing" AS "missing"
      FROM "delivery_stop_lines" l JOIN "delivery_stops" s ON s."id" = l."deliveryStopId"
      WHERE s."status" = 'handedOver' AND l."delivered" + l."missing" > l."expected"`,
  },
  {
    name: 'claim_refund',
    rule: 'An approved claim has one refund of what was approved, or brings goods again, and is refunded when its refund is confirmed.',
    sql: `SELECT c."id" AS "claimId", c."status" AS "status", c."approvedAmount" AS "approvedAmount", r."amount" AS "amount", r."status" AS "refundStatus"
      FROM "claims" c LEFT JOIN "refunds" r ON r."id" = c."refundId"
      WHERE (c."status" IN ('approved', 'refunded') AND c."outcome" IS NOT 'replacement') <> (c."refundId" IS NOT NULL)
        OR (c."refundId" IS NOT NULL AND (r."amount" IS NOT c."approvedAmount" OR r."orderLineId" IS NOT c."orderLineId"
          OR (r."status" IS 'confirmed') <> (c."status" = 'refunded')))`,
  },
];
