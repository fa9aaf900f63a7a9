import { accounts } from '../ledger/accounts.ts';
import type { Invariant } from './invariant.ts';

/** Shares that are charged to somebody, in basis points: the shop does not charge itself. Alias `c`, leader `h`. */
const chargedShares = `coalesce(c."faultShares" ->> 'supplier', 0) + coalesce(c."faultShares" ->> 'carrier', 0)
  + CASE WHEN h."house" THEN 0 ELSE coalesce(c."faultShares" ->> 'leader', 0) END`;

/** What claims led to beside refunds, their pictures, and how far notices have come. */
export const aftersalesInvariants: readonly Invariant[] = [
  {
    name: 'claim_replacement',
    rule: 'A claim that is made good by goods has one replacement, and is replaced when that is delivered.',
    sql: `SELECT c."id" AS "claimId", c."status" AS "status", c."outcome" AS "outcome", r."status" AS "replacementStatus"
      FROM "claims" c LEFT JOIN "replacements" r ON r."claimId" = c."id"
      WHERE (c."outcome" IS 'replacement') <> coalesce(r."status" <> 'refunded', 0)
        OR (c."status" = 'replaced') <> coalesce(r."status" = 'delivered', 0)`,
  },
  {
    name: 'replacement_line',
    rule: 'Goods that come again stand at 0.00 in a line of their own, as many as were promised and no more.',
    sql: `SELECT r."id" AS "replacementId", l."id" AS "orderLineId", l."pieces" AS "pieces", l."net" AS "net"
      FROM "replacements" r LEFT JOIN "order_lines" l ON l."id" = r."newLineId"
      WHERE r."newLineId" IS NOT NULL AND (l."id" IS NULL OR l."orderId" IS NOT r."newOrderId" OR l."net" <> 0
        OR l."unitPrice" <> 0 OR l."gift" OR l."customerId" <> r."customerId"
        OR l."pieces" <> r."pieces" - r."delivered" + CASE r."status" WHEN 'delivered' THEN l."handedOver" + l."uncollected" ELSE 0 END)`,
  },
  {
    name: 'replacement_cost',
    rule: 'The cost of goods that came again is borne by whoever is at fault, to the rounding of the shares.',
    sql: `SELECT r."id" AS "replacementId", l."cost" AS "cost", coalesce(b."amount", 0) AS "recovered"
      FROM "replacements" r JOIN "claims" c ON c."id" = r."claimId" JOIN "leaders" h ON h."id" = r."leaderId"
        JOIN "order_lines" l ON l."id" = r."newLineId" AND l."completedAt" IS NOT NULL
        LEFT JOIN (SELECT x."subject" AS "lineId", -sum(e."amount") AS "amount" FROM "ledger_transactions" x
          JOIN "ledger_entries" e ON e."transactionId" = x."id" AND e."account" = ${String(accounts.recoveries)}
          WHERE x."type" = 'fault.charged' GROUP BY x."subject") AS b ON b."lineId" = l."id"
      WHERE abs(coalesce(b."amount", 0) * 10000 - l."cost" * (${chargedShares})) > 20000`,
  },
  {
    name: 'claim_pictures',
    rule: 'An uploaded picture of a claim belongs to that claim, and is kept.',
    sql: `SELECT c."id" AS "claimId", j.value AS "pictureId" FROM "claims" c, json_each(c."pictures") AS j
      LEFT JOIN "pictures" p ON p."id" = j.value AND p."status" = 'attached' AND p."subject" = 'claim ' || c."id" AND p."removeAt" IS NULL
      WHERE j.value LIKE 'pic\\_%' ESCAPE '\\' AND p."id" IS NULL`,
  },
  {
    name: 'notice_delivered',
    rule: 'A notice that was sent says when, one that was given up why; those that nobody has tried say neither.',
    sql: `SELECT "id" AS "noticeId", "deliveryStatus" AS "status", "attempts" AS "attempts", "deliveredAt" AS "deliveredAt"
      FROM "notices" WHERE ("deliveryStatus" = 'sent') <> ("deliveredAt" IS NOT NULL)
        OR ("deliveryStatus" = 'dead' AND "failure" IS NULL) OR ("attempts" = 0 AND "deliveryStatus" = 'sent')`,
  },
];
