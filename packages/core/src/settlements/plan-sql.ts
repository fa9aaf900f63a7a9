/*
 * What of frozen statements goes through the provider, as SQL over a first table `chosen` of "statementId",
 * "leaderId", "total" and "credit". A statement settles only what was earned, so that nothing is split before the claim
 * window of its line has ended. `?1` is the share of an order that may be split, in basis points; what has gone back to
 * the customer is no longer there to be split. Of two statements in one call about one order the first comes first, but
 * for one without credit, of which nothing can be split.
 */

const before = 'ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING';

/** By statement and order: what it settles, how it was paid, and how much of it goes through the provider. */
const splits = `moved AS (
    SELECT c."statementId" AS "statementId", c."leaderId" AS "leaderId", c."credit" AS "credit", l."orderId" AS "orderId", sum(m."amount") AS "amount"
    FROM chosen c CROSS JOIN "commission_movements" m ON m."statementId" = c."statementId" AND m."kind" IN ('earned', 'reversed')
      CROSS JOIN "order_lines" l ON l."id" = m."orderLineId"
    GROUP BY c."statementId", l."orderId"
  ), paid AS (
    SELECT m.*, (SELECT p."reference" FROM "payments" p WHERE p."orderId" = m."orderId" AND p."outcome" = 'accepted' AND p."collectedBy" = 'host' LIMIT 1) AS "reference",
      max(0, min(d."paid" * CAST(?1 AS INTEGER) / 10000, d."paid" - d."refunded")
        - (SELECT coalesce(sum(x."amount"), 0) FROM "settlement_lines" x WHERE x."orderId" = m."orderId" AND x."kind" = 'split')) AS "room"
    FROM moved m CROSS JOIN "orders" d ON d."id" = m."orderId"
  ), allowed AS (
    SELECT *, CASE WHEN "amount" <= 0 OR "reference" IS NULL THEN 0 ELSE max(0, min("amount", "room" - coalesce(
      sum(CASE WHEN "credit" > 0 THEN max("amount", 0) ELSE 0 END) OVER (PARTITION BY "orderId" ORDER BY "statementId" ${before}), 0))) END AS "allowed"
    FROM paid
  ), splits AS (
    SELECT *, max(0, min("allowed", "credit" - coalesce(
      sum("allowed") OVER (PARTITION BY "statementId" ORDER BY "orderId" ${before}), 0))) AS "split"
    FROM allowed
  )`;

/** What is taken back of splits that the provider has done: of each at most what is left of it, the latest first. */
const reversals = `done AS (
    SELECT m."statementId" AS "statementId", m."orderId" AS "orderId", -m."amount" AS "wanted", x."id" AS "number",
      x."paymentReference" AS "reference", x."createdAt" AS "createdAt",
      x."amount" - (SELECT coalesce(sum(y."amount"), 0) FROM "settlement_lines" y
        WHERE y."orderId" = x."orderId" AND y."leaderId" = x."leaderId" AND y."kind" = 'reversal' AND y."reverses" = x."id") AS "left"
    FROM moved m CROSS JOIN "settlement_lines" x
      ON x."orderId" = m."orderId" AND x."leaderId" = m."leaderId" AND x."kind" = 'split' AND x."status" = 'sent'
    WHERE m."amount" < 0
  ), reversals AS (
    SELECT *, max(0, min("left", "wanted" - coalesce(
      sum("left") OVER (PARTITION BY "statementId", "orderId" ORDER BY "createdAt" DESC, "number" DESC ${before}), 0))) AS "reversal"
    FROM done
  )`;

/** Sums by statement. `uncovered` and the rest stay outside; with split and reversal they make up the total. */
export const planSumsSql = (chosen: string) => `WITH chosen AS (${chosen}), ${splits}, ${reversals}, sums AS (
    SELECT "statementId", sum("amount") AS "orders", sum("split") AS "split", sum("split" > 0) AS "lines",
      sum(CASE WHEN "amount" > 0 AND "reference" IS NULL THEN "amount" ELSE 0 END) AS "noReference",
      sum(CASE WHEN "amount" > 0 AND "reference" IS NOT NULL THEN "amount" - "allowed" ELSE 0 END) AS "overCap",
      sum("allowed" - "split") AS "uncovered", sum(min("amount", 0)) AS "negative"
    FROM splits GROUP BY "statementId"
  ), backs AS (
    SELECT "statementId", sum("reversal") AS "reversal", sum("reversal" > 0) AS "lines" FROM reversals GROUP BY "statementId"
  ), faults AS (
    SELECT m."statementId" AS "statementId", sum(m."amount") AS "charged"
    FROM chosen c CROSS JOIN "commission_movements" m ON m."statementId" = c."statementId" AND m."kind" = 'fault' GROUP BY m."statementId"
  )
  SELECT c."statementId" AS "statementId", c."leaderId" AS "leaderId", c."total" AS "total", c."credit" AS "credit",
    coalesce(s."split", 0) AS "split", coalesce(b."reversal", 0) AS "reversal",
    c."total" - coalesce(f."charged", 0) - coalesce(s."orders", 0) AS "bonus", coalesce(f."charged", 0) AS "charged",
    coalesce(s."overCap", 0) AS "overCap", coalesce(s."noReference", 0) AS "noReference",
    coalesce(s."uncovered", 0) AS "uncovered", coalesce(s."negative", 0) + coalesce(b."reversal", 0) AS "debt",
    coalesce(s."lines", 0) + coalesce(b."lines", 0) AS "lines"
  FROM chosen c LEFT JOIN sums s ON s."statementId" = c."statementId" LEFT JOIN backs b ON b."statementId" = c."statementId"
    LEFT JOIN faults f ON f."statementId" = c."statementId" ORDER BY c."statementId"`;

/** The statements whose settlements were just made, as JSON: `[statement, leader, credit]`. */
const madeSql = `SELECT j.value ->> 0 AS "statementId", j.value ->> 1 AS "leaderId", j.value ->> 2 AS "credit" FROM json_each(?2) AS j`;

/**
 * Writes the lines. The number is that of the settlement and the line's place in it: no longer than 32 characters, and
 * the same for ever. `?3` is now.
 */
export const insertLinesSql = `WITH chosen AS MATERIALIZED (${madeSql}), ${splits}, ${reversals}, lines AS (
    SELECT "statementId", "orderId", 'split' AS "kind", "split" AS "amount", "reference", '' AS "reverses" FROM splits WHERE "split" > 0
    UNION ALL SELECT "statementId", "orderId", 'reversal', "reversal", "reference", "number" FROM reversals WHERE "reversal" > 0
  ), placed AS (
    SELECT *, row_number() OVER (PARTITION BY "statementId" ORDER BY "kind" DESC, "orderId", "reverses") AS "position" FROM lines
  )
  INSERT INTO "settlement_lines" ("id", "settlementId", "statementId", "leaderId", "orderId", "kind", "amount", "paymentReference", "reverses", "status", "createdAt")
  SELECT substr(s."id", instr(s."id", '_') + 1) || '-' || p."position", s."id", p."statementId", s."leaderId", p."orderId",
    p."kind", p."amount", p."reference", p."reverses", 'claimed', CAST(?3 AS INTEGER)
  FROM placed p CROSS JOIN "settlements" s ON s."statementId" = p."statementId"`;

const settleable = `r."leaderId" IS NOT NULL AND l."status" <> 'suspended'
  AND NOT EXISTS (SELECT 1 FROM "settlements" x WHERE x."statementId" = s."id")`;

/** Statements that may be settled, `?2` their end, `?3` one leader or null. */
export const chosenOfPeriod = `SELECT s."id" AS "statementId", s."leaderId" AS "leaderId", s."total" AS "total", a."settled" AS "credit"
  FROM "receiver_accounts" r CROSS JOIN "leaders" l ON l."id" = r."leaderId"
    CROSS JOIN "statements" s ON s."leaderId" = l."id" AND s."to" = CAST(?2 AS INTEGER)
    CROSS JOIN "leader_accounts" a ON a."leaderId" = l."id"
  WHERE ${settleable} AND (?3 IS NULL OR l."id" = ?3)`;

/** One statement, `?2` its id, `?3` as above. */
export const chosenStatement = `SELECT s."id" AS "statementId", s."leaderId" AS "leaderId", s."total" AS "total", a."settled" AS "credit"
  FROM "statements" s CROSS JOIN "receiver_accounts" r ON r."leaderId" = s."leaderId" CROSS JOIN "leaders" l ON l."id" = s."leaderId"
    CROSS JOIN "leader_accounts" a ON a."leaderId" = l."id"
  WHERE s."id" = ?2 AND ${settleable} AND (?3 IS NULL OR l."id" = ?3)`;
