import { accounts } from '../ledger/accounts.ts';
import type { Invariant } from './invariant.ts';

/** Where goods are on the road: a round that is over has nothing left, and what a stop lacked was written down (R28). */
export const deliveryInvariants: readonly Invariant[] = [
  {
    name: 'run_finished',
    rule: 'A run is finished exactly when it has left or has no stops, and no stop of it is pending.',
    sql: `SELECT r."id" AS "deliveryRunId", r."status" AS "status", r."finishedAt" AS "finishedAt",
        (SELECT count(*) FROM "delivery_stops" s WHERE s."deliveryRunId" = r."id" AND s."status" = 'pending') AS "pending"
      FROM "delivery_runs" r WHERE (r."status" = 'finished') <> (r."finishedAt" IS NOT NULL)
        OR (r."status" = 'finished' AND EXISTS (SELECT 1 FROM "delivery_stops" s WHERE s."deliveryRunId" = r."id" AND s."status" = 'pending'))
        OR (r."status" = 'underWay' AND NOT EXISTS (SELECT 1 FROM "delivery_stops" s WHERE s."deliveryRunId" = r."id" AND s."status" = 'pending'))`,
  },
  {
    name: 'stop_order',
    rule: 'The stops of a run stand one after the other, and belong to the campaign of their run.',
    sql: `SELECT s."id" AS "deliveryStopId", s."deliveryRunId" AS "deliveryRunId", s."position" AS "position"
      FROM "delivery_stops" s JOIN "delivery_runs" r ON r."id" = s."deliveryRunId"
      WHERE s."campaignId" <> r."campaignId" OR EXISTS (SELECT 1 FROM "delivery_stops" o
        WHERE o."deliveryRunId" = s."deliveryRunId" AND o."position" = s."position" AND o."id" <> s."id")`,
  },
  {
    name: 'stop_signed',
    rule: 'A stop has been signed for exactly when its goods were handed over; only one that failed has an outcome.',
    sql: `SELECT s."id" AS "deliveryStopId", s."status" AS "status", s."signedBy" AS "signedBy", s."outcome" AS "outcome"
      FROM "delivery_stops" s WHERE (s."status" = 'handedOver') <> (s."handedOverAt" IS NOT NULL AND s."signedBy" IS NOT NULL)
        OR (s."outcome" IS NOT NULL AND s."status" <> 'failed')`,
  },
  {
    name: 'stop_losses',
    rule: 'What was missing or damaged at a stop is what was written down as lost in transport there.',
    sql: `SELECT "deliveryStopId" AS "deliveryStopId", "variantId" AS "variantId", sum("kept") AS "missing", sum("counted") AS "lost"
      FROM (SELECT l."deliveryStopId" AS "deliveryStopId", l."variantId" AS "variantId", l."missing" + l."damaged" AS "kept", 0 AS "counted" FROM "delivery_stop_lines" l
        UNION ALL SELECT s."id", h."variantId", 0, h."pieces" FROM "shrinkages" h JOIN "delivery_stops" s
          ON h."source" GLOB 'transport ' || s."id" || ' *' OR h."source" GLOB 'count ' || s."id" || ' *'
          WHERE h."stage" = 'transport' AND h."campaignId" = s."campaignId")
      GROUP BY "deliveryStopId", "variantId" HAVING sum("kept") <> sum("counted")`,
  },
  {
    name: 'carrier_charged',
    rule: 'What a carrier lost at a stop is charged to it at what the goods did cost, and nothing else is.',
    sql: `SELECT "lossId" AS "lossId", sum("cost") AS "cost", sum("charged") AS "charged"
      FROM (SELECT "id" AS "lossId", CASE "fault" WHEN 'carrier' THEN "cost" ELSE 0 END AS "cost", 0 AS "charged" FROM "shrinkages"
          WHERE "stage" = 'transport' AND "recordId" IS NULL
        UNION ALL SELECT x."subject", 0, e."amount" FROM "ledger_entries" e JOIN "ledger_transactions" x ON x."id" = e."transactionId"
          WHERE e."account" = ${String(accounts.carrierDue)} AND x."type" = 'fault.charged'
            AND x."subject" IN (SELECT "id" FROM "shrinkages" WHERE "stage" = 'transport' AND "recordId" IS NULL))
      GROUP BY "lossId" HAVING sum("cost") <> sum("charged")`,
  },
];
