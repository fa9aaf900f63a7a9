import { campaignStatuses } from '../campaigns/tables.ts';
import { defaultPolicies } from '../shop/policies.ts';
import { forEachDue, type TickStep } from '../tick-step.ts';
import { replacementsPerChunk as perChunk } from './schemas.ts';

/** Campaigns that took orders: named, so that they are found by their cutoff along the index of the status. */
const roundStatuses = campaignStatuses
  .filter((status) => status !== 'draft' && status !== 'cancelled')
  .map((status) => `'${status}'`)
  .join(', ');

/** The leader and the pickup point of the replacement `r` take part in the campaign `c`. */
const theirs = `c."id" <> r."campaignId"
  AND EXISTS (SELECT 1 FROM "campaign_points" p WHERE p."campaignId" = c."id" AND p."pickupPointId" = r."pickupPointId")
  AND EXISTS (SELECT 1 FROM "leaders" l WHERE l."id" = r."leaderId" AND l."status" = 'active' AND (l."house"
    OR EXISTS (SELECT 1 FROM "campaign_leaders" k WHERE k."campaignId" = c."id" AND k."leaderId" = l."id")))`;

/** Those with a round that offers the same goods, or else the same product, and has room; the first to close first. */
const placeable = `SELECT "id", "offerId" FROM (SELECT r."id" AS "id", r."since" AS "since", o."id" AS "offerId",
    row_number() OVER (PARTITION BY r."id" ORDER BY o."variantId" <> r."variantId", o."closesAt", o."position", o."id") AS "rank"
  FROM "replacements" r JOIN "customers" u ON u."id" = r."customerId" AND u."erasedAt" IS NULL
    JOIN "variants" v ON v."productId" = r."productId" JOIN "offers" o ON o."variantId" = v."id"
    JOIN "campaigns" c ON c."id" = o."campaignId"
  WHERE r."status" IN ('waiting', 'refundOffered') AND c."status" = 'published' AND c."opensAt" <= CAST(? AS INTEGER)
    AND o."status" = 'open' AND o."closesAt" > CAST(? AS INTEGER)
    AND (o."cap" IS NULL OR o."sold" + r."pieces" - r."delivered" <= o."cap") AND ${theirs})
  WHERE "rank" = 1 ORDER BY "since", "id" LIMIT ${String(perChunk)}`;

const finished = `SELECT r."id" AS "id" FROM "replacements" r JOIN "order_lines" l ON l."id" = r."newLineId"
  WHERE r."status" = 'ordered'
    AND l."pieces" = l."cancelled" + l."short" + l."lost" + l."withdrawn" + l."handedOver" + l."uncollected"
  LIMIT ${String(perChunk)}`;

const missed = `SELECT r."id" AS "id" FROM "replacements" r WHERE r."status" = 'waiting' AND (
    SELECT count(*) FROM "campaigns" c WHERE c."status" IN (${roundStatuses})
      AND c."closesAt" > r."since" AND c."closesAt" <= CAST(? AS INTEGER) AND ${theirs}) >=
    (SELECT coalesce("policies" ->> 'replacementRounds', ${String(defaultPolicies.replacementRounds)}) FROM "shops")
  LIMIT ${String(perChunk)}`;

/** What came again is settled, what can come is ordered, and a refund is offered for what does not. */
export const replacementsStep: TickStep = {
  name: 'replacements.place',
  async run(tuan, now) {
    const idsOf = (rows: readonly { readonly id: string }[]) => ({
      replacementIds: rows.map(({ id }) => id),
    });
    const ended = await tuan.reader.rows<{ id: string }>(finished, []);
    const settled = ended.length === 0 ? 0 : (await tuan.replacements.settle(idsOf(ended), { now })).done;
    const due = await tuan.reader.rows<{ id: string; offerId: string }>(placeable, [now, now]);
    const placed = await forEachDue(due, async ({ id, offerId }) => {
      const { done } = await tuan.replacements.place({ replacementId: id, offerId }, { now });
      return done > 0;
    });
    const late = await tuan.reader.rows<{ id: string }>(missed, [now]);
    const offered = late.length === 0 ? 0 : (await tuan.replacements.offerRefunds(idsOf(late), { now })).done;
    return settled + placed + offered;
  },
};
