import { roundedShareSql } from '../shared/money.ts';
import type { Invariant } from './invariant.ts';

/** What the weight of a weighing makes cheaper before discounts. Alias `w`. */
const price = 'w."unitPrice" * w."paidPieces"';
const byWeight = `max(0, ${price} - ${roundedShareSql(price, 'w."grams"', 'w."gramsPerUnit" * w."pieces"')})`;
const lastOf = (line: string) =>
  `w."number" = (SELECT max(x."number") FROM "weighings" x WHERE x."orderLineId" = ${line})`;

/** What packed weights settled (R27), and accepted goods that went back. */
export const laterKnownInvariants: readonly Invariant[] = [
  {
    name: 'line_weight',
    rule: 'A line says of its weight what its last weighing found, and what all of them took off its price.',
    sql: `SELECT l."id" AS "orderLineId", l."grams" AS "grams", w."grams" AS "weighed", l."weightDrop" AS "weightDrop", l."adjusted" AS "adjusted"
      FROM "order_lines" l LEFT JOIN "weighings" w ON w."orderLineId" = l."id" AND ${lastOf('l."id"')}
      WHERE (l."grams" IS NOT NULL OR l."weightDrop" <> 0 OR w."id" IS NOT NULL)
        AND (l."grams" IS NOT w."grams" OR l."weighedPieces" IS NOT w."pieces" OR l."weightDrop" > l."adjusted"
          OR l."weightDrop" <> (SELECT coalesce(sum(x."given"), 0) FROM "weighings" x WHERE x."orderLineId" = l."id"))`,
  },
  {
    name: 'weighing_price',
    rule: 'A weighing takes off at most what the goods weigh less than they should, and nothing where it is waived or they are a gift.',
    sql: `SELECT w."id" AS "weighingId", w."orderLineId" AS "orderLineId", w."drop" AS "drop", ${byWeight} AS "byWeight", w."given" AS "given"
      FROM "weighings" w JOIN "order_lines" l ON l."id" = w."orderLineId"
      WHERE w."drop" > ${byWeight} OR w."given" > w."drop" OR w."unitPrice" > l."unitPrice"
        OR (w."given" > 0 AND (w."waived" = 1 OR l."gift" = 1))`,
  },
  {
    name: 'weighing_refund',
    rule: 'What a weighing took off a paid order is one refund.',
    sql: `SELECT w."id" AS "weighingId", w."given" AS "given", r."amount" AS "refunded"
      FROM "weighings" w JOIN "orders" d ON d."id" = w."orderId" LEFT JOIN "refunds" r ON r."source" = 'weight ' || w."id"
      WHERE coalesce(r."amount", 0) <> CASE WHEN d."paidAt" IS NOT NULL AND (r."id" IS NOT NULL OR d."paidAt" < w."weighedAt") THEN w."given" ELSE 0 END`,
  },
  {
    name: 'goods_sent_back',
    rule: 'Pieces sent back are those of the returns, at the cost of their receipt, by purchase line and by receipt.',
    sql: `SELECT "purchaseLineId" AS "purchaseLineId", sum("kept") AS "sentBack", sum("receipts") AS "byReceipt", sum("returned") AS "returned", sum("wrongCost") AS "wrongCost"
      FROM (SELECT p."id" AS "purchaseLineId", p."sentBack" + p."sentBackFromStock" AS "kept", 0 AS "receipts", 0 AS "returned", 0 AS "wrongCost" FROM "purchase_lines" p
        UNION ALL SELECT r."purchaseLineId", 0, r."sentBack", 0, 0 FROM "goods_receipt_lines" r
        UNION ALL SELECT r."purchaseLineId", 0, 0, g."pieces", g."cost" <> g."pieces" * r."unitCost" OR g."supplierId" <> r."supplierId"
          FROM "goods_returns" g JOIN "goods_receipt_lines" r ON r."id" = g."goodsReceiptLineId")
      GROUP BY "purchaseLineId" HAVING sum("kept") <> sum("returned") OR sum("receipts") <> sum("returned") OR sum("wrongCost") <> 0`,
  },
];
