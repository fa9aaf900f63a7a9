import type { Invariant } from './invariant.ts';

/** What a cutoff fixed stays, who came short is settled, and what was changed after the cutoff is written down. */
export const purchasingInvariants: readonly Invariant[] = [
  {
    name: 'frozen_goods',
    rule: 'What a cutoff fixed of an offer is what its firm lines hold, but for the extra pieces given out later.',
    sql: `SELECT "offerId" AS "offerId", "supplierId" AS "supplierId", sum("fixed") AS "pieces", sum("counted") AS "counted"
      FROM (SELECT "offerId", "supplierId", "pieces" AS "fixed", 0 AS "counted" FROM "frozen_goods"
        UNION ALL SELECT l."offerId", l."supplierId", l."firmPieces", 0 FROM "extra_offers" e
          JOIN "orders" d ON d."campaignId" = e."campaignId" AND d."quoteToken" = 'extra ' || e."id" JOIN "order_lines" l ON l."orderId" = d."id"
        UNION ALL SELECT l."offerId", l."supplierId", 0, l."firmPieces" FROM "offers" o
          JOIN "order_lines" l ON l."campaignId" = o."campaignId" AND l."offerId" = o."id" WHERE o."status" = 'frozen'
            AND EXISTS (SELECT 1 FROM "freezes" z WHERE z."campaignId" = o."campaignId"))
      GROUP BY "offerId", "supplierId" HAVING sum("fixed") <> sum("counted")`,
  },
  {
    name: 'frozen_crates',
    rule: 'What a cutoff fixed by pickup point is the same as what it fixed by product.',
    sql: `SELECT "freezeId" AS "freezeId", "variantId" AS "variantId", sum("byPoint") AS "byPoint", sum("byProduct") AS "byProduct"
      FROM (SELECT "freezeId", "variantId", "pieces" AS "byPoint", 0 AS "byProduct" FROM "frozen_crates"
        UNION ALL SELECT "freezeId", "variantId", 0, "pieces" FROM "frozen_goods")
      GROUP BY "freezeId", "variantId" HAVING sum("byPoint") <> sum("byProduct")`,
  },
  {
    name: 'freeze_totals',
    rule: 'The totals of a freeze are those of its goods.',
    sql: `SELECT f."id" AS "freezeId", f."lines" AS "lines", f."pieces" AS "pieces", coalesce(sum(g."pieces"), 0) AS "counted"
      FROM "freezes" f LEFT JOIN "frozen_goods" g ON g."freezeId" = f."id"
      GROUP BY f."id" HAVING f."lines" <> coalesce(sum(g."lines"), 0) OR f."pieces" <> coalesce(sum(g."pieces"), 0)`,
  },
  {
    name: 'shortage_settled',
    rule: 'A purchase order counts its short lines that are not settled, and is closed exactly when there are none left.',
    sql: `SELECT o."id" AS "purchaseOrderId", o."status" AS "status", o."unsettledLines" AS "unsettledLines", count(a."orderLineId") AS "counted"
      FROM "purchase_orders" o LEFT JOIN "allocations" a ON a."purchaseOrderId" = o."id" AND a."short" > 0 AND a."settledAt" IS NULL
      GROUP BY o."id" HAVING count(a."orderLineId") <> o."unsettledLines"`,
  },
  {
    name: 'withdrawn_documented',
    rule: 'Every piece withdrawn after the freeze stands on a change document.',
    sql: `SELECT l."id" AS "orderLineId", l."withdrawn" AS "withdrawn", coalesce(w."pieces", 0) AS "counted"
      FROM "order_lines" l LEFT JOIN (SELECT c."orderLineId", sum(c."before" - c."after") AS "pieces" FROM "change_lines" c
          JOIN "change_documents" d ON d."id" = c."changeDocumentId" AND d."kind" = 'withdrawn' GROUP BY c."orderLineId") AS w ON w."orderLineId" = l."id"
      WHERE l."withdrawn" <> coalesce(w."pieces", 0)`,
  },
  {
    name: 'purchase_changes',
    rule: 'A purchase line that was changed says what its last change document says.',
    sql: `SELECT p."id" AS "purchaseLineId", d."kind" AS "kind", c."after" AS "after", p."ordered" AS "ordered", p."unitCost" AS "unitCost", p."promisedOn" AS "promisedOn"
      FROM (SELECT max(n.rowid) AS "last" FROM "change_lines" n JOIN "change_documents" k ON k."id" = n."changeDocumentId"
          WHERE n."purchaseLineId" IS NOT NULL GROUP BY n."purchaseLineId", k."kind") AS m
        JOIN "change_lines" c ON c.rowid = m."last" JOIN "change_documents" d ON d."id" = c."changeDocumentId"
        JOIN "purchase_lines" p ON p."id" = c."purchaseLineId"
      WHERE json_extract(c."after", '$') IS NOT CASE d."kind" WHEN 'ordered' THEN p."ordered" WHEN 'unitCost' THEN p."unitCost" ELSE p."promisedOn" END`,
  },
  {
    name: 'supplier_answer',
    rule: 'A purchase order is corrected exactly while something its supplier corrected is undecided.',
    sql: `SELECT o."id" AS "purchaseOrderId", o."supplierAnswer" AS "supplierAnswer", count(c."id") AS "undecided"
      FROM "purchase_orders" o LEFT JOIN "purchase_corrections" c ON c."purchaseOrderId" = o."id" AND c."status" = 'proposed'
      GROUP BY o."id" HAVING (o."supplierAnswer" = 'corrected') <> (count(c."id") > 0)`,
  },
  {
    name: 'extra_given',
    rule: 'Extra pieces that were given out are those of the orders made for them.',
    sql: `SELECT e."id" AS "extraId", e."taken" AS "taken", coalesce(sum(l."pieces"), 0) AS "counted"
      FROM "extra_offers" e LEFT JOIN "orders" d ON d."campaignId" = e."campaignId" AND d."quoteToken" = 'extra ' || e."id"
        LEFT JOIN "order_lines" l ON l."orderId" = d."id"
      GROUP BY e."id" HAVING e."taken" <> coalesce(sum(l."pieces"), 0)`,
  },
];
