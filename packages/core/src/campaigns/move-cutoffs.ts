import type { Context } from '../shared/context.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { ownCutoffSql } from './case-fill.ts';
import type { Offer } from './minimum.ts';

const minute = 60_000;

/**
 * Takes the orders along when cutoffs have moved: until when a customer may cancel, and until when a hold lasts
 * (R2: the hold's minutes, at most the payment grace after the earliest cutoff). A hold that has ended stays ended.
 * Set-based, since a campaign may have 100,000 orders: the verb must be `alone`.
 */
export function moveCutoffs(work: Work, campaignId: string, moved: readonly Offer[], { now }: Context): void {
  if (moved.length === 0) return;
  const { holdMinutes, paymentGraceMinutes } = theShop(work).policies;
  const ids = JSON.stringify(moved.map(({ id }) => id));
  const concerned = `"campaignId" = ?1 AND "status" IN ('held', 'confirmed', 'expired') AND "id" IN (
    SELECT l."orderId" FROM "order_lines" l WHERE l."campaignId" = ?1 AND l."offerId" IN (SELECT value FROM json_each(?2)))`;
  work.statement(
    `UPDATE "orders" SET "version" = "version" + 1, "earliestCutoff" = (SELECT min(${ownCutoffSql('"orders"."placedAt"')})
      FROM "order_lines" l JOIN "offers" o ON o."id" = l."offerId" WHERE l."orderId" = "orders"."id")
    WHERE ${concerned}`,
    [campaignId, ids],
  );
  work.statement(
    `UPDATE "orders" SET "version" = "version" + 1,
      "holdEndsAt" = min("placedAt" + CAST(?3 AS INTEGER), "earliestCutoff" + CAST(?4 AS INTEGER))
    WHERE ${concerned} AND "status" = 'held' AND "holdEndsAt" > CAST(?5 AS INTEGER)`,
    [campaignId, ids, holdMinutes * minute, paymentGraceMinutes * minute, now],
  );
}
