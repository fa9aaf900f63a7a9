import { orders } from '../orders/tables.ts';
import { purchaseOrders } from '../purchasing/tables.ts';
import type { Reaction } from '../reactions.ts';
import type { Instant } from '../shared/time.ts';
import type { Work } from '../work.ts';

/**
 * SQL of the households of a campaign (?1) or of one of its points (?2) and their basket numbers, as CTEs: `mine` the
 * orders (o), `numbered` a household each. A number once given stays; households that have none yet follow behind, in
 * order time.
 */
export function householdsSql(scope: 'campaign' | 'point'): string {
  const at = (row: string) => (scope === 'point' ? `AND ${row}"pickupPointId" = ?2` : '');
  return `"mine" AS (
    SELECT o."id" AS "orderId", o."pickupPointId" AS "pickupPointId", o."customerId" AS "customerId", o."confirmedAt" AS "confirmedAt", b."number" AS "number"
    FROM "orders" AS o LEFT JOIN "baskets" AS b ON b."orderId" = o."id" AND b."pickupPointId" = o."pickupPointId"
    WHERE o."campaignId" = ?1 ${at('o.')}
      AND (o."status" IN ('confirmed', 'ready', 'collected', 'uncollected') OR b."number" IS NOT NULL)),
  "households" AS (
    SELECT "pickupPointId", "customerId", min("number") AS "number", min("confirmedAt") AS "first"
    FROM "mine" GROUP BY "pickupPointId", "customerId"),
  "last" AS (
    SELECT "pickupPointId", max("number") AS "number" FROM "baskets" WHERE "campaignId" = ?1 ${at('')} GROUP BY "pickupPointId"),
  "numbered" AS (
    SELECT h."pickupPointId" AS "pickupPointId", h."customerId" AS "customerId", coalesce(h."number", coalesce(t."number", 0)
        + row_number() OVER (PARTITION BY h."pickupPointId", h."number" IS NULL ORDER BY h."first", h."customerId")) AS "number"
    FROM "households" AS h LEFT JOIN "last" AS t ON t."pickupPointId" = h."pickupPointId")`;
}

/** Parameters: the campaign, the point or null, and now. */
const numberSql = (
  scope: 'campaign' | 'point',
) => `INSERT INTO "baskets" ("orderId", "pickupPointId", "campaignId", "number", "numberedAt")
  WITH ${householdsSql(scope)}
  SELECT m."orderId", m."pickupPointId", ?1, n."number", CAST(?3 AS INTEGER) FROM "mine" AS m
    JOIN "numbered" AS n ON n."pickupPointId" = m."pickupPointId" AND n."customerId" = m."customerId"
  WHERE m."number" IS NULL`;

/** Gives every household of a campaign that has none its basket number, in one statement however many there are. */
export function numberBaskets(work: Work, campaignId: string, now: Instant): void {
  work.statement(numberSql('campaign'), [campaignId, null, now]);
}

/**
 * Orders that came to a point after its baskets were numbered are numbered at once: the household's own number where
 * it has one there, else the next that nobody ever had. Where nothing is numbered yet there is nothing to do.
 */
export function numberMovedBaskets(
  work: Work,
  campaignId: string,
  pickupPointId: string,
  now: Instant,
): void {
  work.statement(`${numberSql('point')} AND EXISTS (SELECT 1 FROM "baskets" WHERE "campaignId" = ?1)`, [
    campaignId,
    pickupPointId,
    now,
  ]);
}

/**
 * Once goods are shared out, baskets are packed: from now on their numbers stay. The first purchase order of a cutoff
 * that is closed numbers every household of the round; none is added by the others of the same cutoff.
 */
export const numberWhenSharedOut: Reaction<'purchaseOrder.closed'> = (work, { subject, data }, context) => {
  const { cutoff } = work.get(purchaseOrders, subject);
  const before = work
    .list(purchaseOrders, { campaignId: data.campaignId })
    .some((order) => order.id !== subject && order.cutoff === cutoff && order.status === 'closed');
  if (!before) numberBaskets(work, data.campaignId, context.now);
};

/** An order for extra goods is made after its point was numbered. */
export const numberExtra: Reaction<'extra.assigned'> = (work, { data }, context) => {
  const { campaignId, pickupPointId } = work.get(orders, data.orderId);
  numberMovedBaskets(work, campaignId, pickupPointId, context.now);
};
