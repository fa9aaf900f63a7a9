import { accounts } from '../ledger/accounts.ts';
import type { Invariant } from './invariant.ts';

/** What customers owe, paid and get back (audit 3). */
export const paymentInvariants: readonly Invariant[] = [
  {
    name: 'line_net',
    rule: 'The net of a line is unit price × pieces − discount − price adjustments.',
    sql: `SELECT "id" AS "orderLineId", "net" AS "net", "unitPrice" * "pieces" - "discount" - "adjusted" AS "counted"
      FROM "order_lines" WHERE "net" <> "unitPrice" * "pieces" - "discount" - "adjusted"`,
  },
  {
    name: 'order_total',
    rule: 'The total of an order is what its lines cost when it was placed, a gift nothing.',
    sql: `SELECT d."id" AS "orderId", d."total" AS "total", sum(CASE WHEN l."gift" THEN 0 ELSE l."net" + l."adjusted" END) AS "counted"
      FROM "orders" d JOIN "order_lines" l ON l."orderId" = d."id"
      GROUP BY d."id" HAVING d."total" <> sum(CASE WHEN l."gift" THEN 0 ELSE l."net" + l."adjusted" END)`,
  },
  {
    name: 'order_amount_due',
    rule: 'An unpaid order owes the net of its lines, a paid one nothing.',
    sql: `SELECT d."id" AS "orderId", d."amountDue" AS "amountDue", sum(CASE WHEN d."paidAt" IS NULL THEN l."net" ELSE 0 END) AS "counted"
      FROM "orders" d JOIN "order_lines" l ON l."orderId" = d."id"
      GROUP BY d."id" HAVING d."amountDue" <> sum(CASE WHEN d."paidAt" IS NULL THEN l."net" ELSE 0 END)`,
  },
  {
    name: 'order_replaced',
    rule: 'What an order was before it was replaced belongs to an order of the same campaign and leader, and is never paid.',
    sql: `SELECT d."id" AS "orderId", d."replacedById" AS "replacedById", d."paid" AS "paid"
      FROM "orders" d LEFT JOIN "orders" n ON n."id" = d."replacedById"
      WHERE d."replacedById" IS NOT NULL AND (n."id" IS NULL OR n."replacedById" IS NOT NULL OR n."campaignId" <> d."campaignId"
        OR n."leaderId" <> d."leaderId" OR n."customerId" <> d."customerId" OR d."paidAt" IS NOT NULL OR d."amountDue" <> 0
        OR EXISTS (SELECT 1 FROM "payments" p WHERE p."orderId" = d."id" AND p."outcome" = 'accepted'))`,
  },
  {
    name: 'payment_amount',
    rule: 'What was paid is the net of the lines as it was at the payment, in one accepted payment.',
    sql: `SELECT d."id" AS "orderId", d."paid" AS "paid",
        (SELECT coalesce(sum(p."amount"), 0) FROM "payments" p WHERE p."orderId" = d."id" AND p."outcome" = 'accepted') AS "accepted",
        (SELECT coalesce(sum(l."net"), 0) FROM "order_lines" l WHERE l."orderId" = d."id")
          + (SELECT coalesce(sum(r."amount"), 0) FROM "refunds" r WHERE r."orderId" = d."id" AND r."kind" = 'adjustment') AS "owed"
      FROM "orders" d WHERE (d."paidAt" IS NULL AND d."paid" <> 0) OR (d."paidAt" IS NOT NULL AND (
        d."paid" <> (SELECT coalesce(sum(p."amount"), 0) FROM "payments" p WHERE p."orderId" = d."id" AND p."outcome" = 'accepted')
        OR 1 <> (SELECT count(*) FROM "payments" p WHERE p."orderId" = d."id" AND p."outcome" = 'accepted')
        OR d."paid" <> (SELECT coalesce(sum(l."net"), 0) FROM "order_lines" l WHERE l."orderId" = d."id")
          + (SELECT coalesce(sum(r."amount"), 0) FROM "refunds" r WHERE r."orderId" = d."id" AND r."kind" = 'adjustment')))`,
  },
  {
    name: 'line_refunds',
    rule: 'The refunds of a line are what it says was refunded and, since it was paid, adjusted.',
    sql: `SELECT l."id" AS "orderLineId", l."refunded" AS "refunded", l."adjusted" AS "adjusted",
        coalesce(sum(CASE WHEN r."kind" <> 'adjustment' THEN r."amount" END), 0) AS "asRefunds",
        coalesce(sum(CASE WHEN r."kind" = 'adjustment' THEN r."amount" END), 0) AS "asAdjustments"
      FROM "order_lines" l LEFT JOIN "refunds" r ON r."orderId" = l."orderId" AND r."orderLineId" = l."id"
      GROUP BY l."id" HAVING l."refunded" <> coalesce(sum(CASE WHEN r."kind" <> 'adjustment' THEN r."amount" END), 0)
        OR l."adjusted" < coalesce(sum(CASE WHEN r."kind" = 'adjustment' THEN r."amount" END), 0)`,
  },
  {
    name: 'order_refunded',
    rule: 'What an order says was refunded is the sum of the refunds of its lines.',
    sql: `SELECT d."id" AS "orderId", d."refunded" AS "refunded", coalesce(sum(r."amount"), 0) AS "counted"
      FROM "orders" d LEFT JOIN "refunds" r ON r."orderId" = d."id" AND r."orderLineId" IS NOT NULL
      GROUP BY d."id" HAVING d."refunded" <> coalesce(sum(r."amount"), 0)`,
  },
  {
    name: 'refunds_due',
    rule: 'What is owed back in the books is the sum of refunds that are requested or failed.',
    sql: `SELECT "campaignId" AS "campaignId", sum("ledger") AS "ledger", sum("open") AS "open"
      FROM (SELECT "campaignId", -"amount" AS "ledger", 0 AS "open" FROM "ledger_entries" WHERE "account" = ${String(accounts.refundsDue)}
        UNION ALL SELECT "campaignId", 0, "amount" FROM "refunds" WHERE "status" <> 'confirmed')
      GROUP BY "campaignId" HAVING sum("ledger") <> sum("open")`,
  },
  {
    name: 'deposits',
    rule: 'Deposits of a campaign are what is left of its paid lines that are not completed.',
    sql: `SELECT "campaignId" AS "campaignId", sum("ledger") AS "ledger", sum("left") AS "left"
      FROM (SELECT "campaignId", -"amount" AS "ledger", 0 AS "left" FROM "ledger_entries" WHERE "account" = ${String(accounts.deposits)}
        UNION ALL SELECT l."campaignId", 0, l."net" - l."refunded" FROM "order_lines" l JOIN "orders" d ON d."id" = l."orderId"
          WHERE l."completedAt" IS NULL AND d."paidAt" IS NOT NULL)
      GROUP BY "campaignId" HAVING sum("ledger") <> sum("left")`,
  },
  {
    name: 'sales_kept',
    rule: 'Sales less discounts and returns are what customers finally paid for completed lines.',
    sql: `SELECT "campaignId" AS "campaignId", sum("ledger") AS "ledger", sum("left") AS "left"
      FROM (SELECT "campaignId", -"amount" AS "ledger", 0 AS "left" FROM "ledger_entries"
          WHERE "account" IN (${String(accounts.sales)}, ${String(accounts.returns)})
            OR ("account" = ${String(accounts.promotions)} AND "kind" = 'discount')
        UNION ALL SELECT l."campaignId", 0, l."net" - l."refunded" FROM "order_lines" l JOIN "orders" d ON d."id" = l."orderId"
          WHERE l."completedAt" IS NOT NULL AND d."paidAt" IS NOT NULL)
      GROUP BY "campaignId" HAVING sum("ledger") <> sum("left")`,
  },
  {
    name: 'host_money',
    rule: "The host shop's money in the books is the sum of payments, refunds, payouts and all else that moved it.",
    sql: `SELECT sum("ledger") AS "ledger", sum("rows") AS "rows" FROM (
      SELECT e."amount" AS "ledger", 0 AS "rows" FROM "ledger_entries" e JOIN "ledger_transactions" x ON x."id" = e."transactionId"
        WHERE e."account" = ${String(accounts.hostMoney)} AND x."type" IN ('order.paid', 'payment.unusable', 'refund.confirmed',
          'remittance.recorded', 'payout.sent', 'payout.returned', 'supplierPayment.recorded', 'supplierRefund.received', 'rebate.received', 'rebate.reversed', 'cost.recorded', 'cost.reversed',
          'carrierRemittance.recorded', 'carrierRemittance.reversed', 'settlement.confirmed')
      UNION ALL SELECT 0, coalesce(sum("amount"), 0) FROM "payments" WHERE "collectedBy" = 'host'
      UNION ALL SELECT 0, -coalesce(sum("amount"), 0) FROM "refunds" WHERE "status" = 'confirmed' AND "paidBackBy" = 'host'
      UNION ALL SELECT 0, coalesce((SELECT sum("amount") FROM "remittances"), 0)
        - coalesce((SELECT sum("amount") FROM "payouts" WHERE "status" = 'sent'), 0)
        - coalesce((SELECT sum(CASE "kind" WHEN 'split' THEN "amount" ELSE -"amount" END) FROM "settlement_lines" WHERE "status" = 'sent'), 0)
        + coalesce((SELECT sum("amount") FROM "carrier_remittances" WHERE "reversedAt" IS NULL), 0)
      UNION ALL SELECT 0, -coalesce((SELECT sum("amount") FROM "supplier_payments"), 0)
        + coalesce((SELECT sum("amount") FROM "supplier_rebates" WHERE "setOff" = 0), 0)
        - coalesce((SELECT sum("amount") FROM "operating_costs" WHERE "reversedAt" IS NULL), 0))
      HAVING sum("ledger") <> sum("rows")`,
  },
];
