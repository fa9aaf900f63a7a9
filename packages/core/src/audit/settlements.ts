import { accounts } from '../ledger/accounts.ts';
import type { Invariant } from './invariant.ts';

/** What goes through a split-payment provider, and what does not. */
export const settlementInvariants: readonly Invariant[] = [
  {
    name: 'settlement_statement',
    rule: 'A settlement is about the whole total of its statement, of the same leader.',
    sql: `SELECT x."id" AS "settlementId", x."total" AS "total", s."total" AS "stated"
      FROM "settlements" x LEFT JOIN "statements" s ON s."id" = x."statementId"
      WHERE x."total" IS NOT s."total" OR x."leaderId" IS NOT s."leaderId"`,
  },
  {
    name: 'settlement_lines',
    rule: 'The lines of a settlement are what it says is split and taken back.',
    sql: `SELECT x."id" AS "settlementId", x."split" AS "split", x."reversal" AS "reversal",
        coalesce(sum(CASE WHEN l."kind" = 'split' THEN l."amount" END), 0) AS "splitLines",
        coalesce(sum(CASE WHEN l."kind" = 'reversal' THEN l."amount" END), 0) AS "reversalLines"
      FROM "settlements" x LEFT JOIN "settlement_lines" l ON l."settlementId" = x."id"
      GROUP BY x."id" HAVING x."split" <> coalesce(sum(CASE WHEN l."kind" = 'split' THEN l."amount" END), 0)
        OR x."reversal" <> coalesce(sum(CASE WHEN l."kind" = 'reversal' THEN l."amount" END), 0)
        OR sum(l."leaderId" <> x."leaderId" OR l."statementId" <> x."statementId") > 0`,
  },
  {
    name: 'settlement_within_statement',
    rule: 'For an order no more is split or taken back than its statement settles for it.',
    sql: `SELECT "id" AS "number", "amount" AS "amount", "settled" AS "settled" FROM (
        SELECT l."id", l."kind", sum(l."amount") OVER (PARTITION BY l."statementId", l."orderId", l."kind") AS "amount",
          (SELECT coalesce(sum(m."amount"), 0) FROM "order_lines" o JOIN "commission_entries" e ON e."orderId" = o."orderId" AND e."orderLineId" = o."id"
            JOIN "commission_movements" m ON m."commissionEntryId" = e."id" AND m."statementId" = l."statementId"
              AND m."kind" IN ('earned', 'reversed') WHERE o."orderId" = l."orderId") AS "settled"
        FROM "settlement_lines" l)
      WHERE "amount" > CASE "kind" WHEN 'split' THEN "settled" ELSE -"settled" END`,
  },
  {
    name: 'split_within_cap',
    rule: 'Of what was paid for an order no more is split than the provider lets go.',
    sql: `SELECT l."orderId" AS "orderId", sum(l."amount") AS "split", d."paid" * max(x."capBasisPoints") / 10000 AS "cap"
      FROM "settlement_lines" l JOIN "settlements" x ON x."id" = l."settlementId" JOIN "orders" d ON d."id" = l."orderId"
      WHERE l."kind" = 'split' GROUP BY l."orderId" HAVING sum(l."amount") > d."paid" * max(x."capBasisPoints") / 10000`,
  },
  {
    name: 'reversal_within_split',
    rule: 'A split that was sent is taken back at most once in full.',
    sql: `SELECT r."reverses" AS "number", sum(r."amount") AS "reversed", s."amount" AS "split"
      FROM "settlement_lines" r LEFT JOIN "settlement_lines" s ON s."id" = r."reverses"
      WHERE r."kind" = 'reversal' GROUP BY r."reverses"
      HAVING s."status" IS NOT 'sent' OR s."orderId" <> r."orderId" OR sum(r."amount") > s."amount"`,
  },
  {
    name: 'settlement_line_told',
    rule: 'Every settlement line that was sent or has failed has an event that tells of it.',
    sql: `SELECT l."id" AS "number", l."status" AS "status" FROM "settlement_lines" l
      WHERE l."status" <> 'claimed' AND NOT EXISTS (SELECT 1 FROM "events" e, json_each(e."data", '$.numbers') n
        WHERE e."subject" = l."settlementId" AND n.value = l."id"
          AND e."type" = CASE l."status" WHEN 'sent' THEN 'settlement.confirmed' ELSE 'settlement.failed' END)`,
  },
  {
    name: 'carrier_due',
    rule: 'What carriers handed over, and was not taken back, stands in the books.',
    sql: `SELECT sum("ledger") AS "ledger", sum("rows") AS "rows" FROM (
      SELECT -e."amount" AS "ledger", 0 AS "rows" FROM "ledger_entries" e JOIN "ledger_transactions" x ON x."id" = e."transactionId"
        WHERE e."account" = ${String(accounts.carrierDue)} AND x."type" IN ('carrierRemittance.recorded', 'carrierRemittance.reversed')
      UNION ALL SELECT 0, "amount" FROM "carrier_remittances" WHERE "reversedAt" IS NULL) HAVING sum("ledger") <> sum("rows")`,
  },
];
