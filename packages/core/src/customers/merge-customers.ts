import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';

/** Two rows that turned out to be one person: the first becomes an alias of the second. */
export interface Merge {
  readonly fromId: string;
  readonly intoId: string;
}

const from = 'j."value" ->> 0';
const into = 'j."value" ->> 1';
const now = 'j."value" ->> 2';
/** A table without an index for the customer is walked once, whatever the number of merges. */
const intoOf = (column: string) => `(SELECT ${into} FROM json_each(?) AS j WHERE ${from} = ${column})`;
const isMerged = (column: string) => `${column} IN (SELECT ${from} FROM json_each(?) AS j)`;
/** The orders of the merged rows, while they still name these. */
const theirOrders = `json_each(?) AS j CROSS JOIN "orders" AS o ON o."customerId" = ${from}`;

/*
 * What hangs on an order and carries its customer along is moved after the orders, by looking each order up: joined
 * to the list of merges, the database would walk all lines there are for each merge.
 */
const owner = `(SELECT o."customerId" FROM "orders" AS o WHERE o."id" = t."orderId")`;
const ofMovedOrders = `t."customerId" <> ${owner} AND t."orderId" IN (
  SELECT o."id" FROM json_each(?) AS j CROSS JOIN "orders" AS o ON o."customerId" = ${into})`;
const moveWithOrder = (table: string) =>
  `UPDATE "${table}" AS t SET "customerId" = ${owner}, "version" = t."version" + 1 WHERE ${ofMovedOrders}`;

/** Where both are members, the membership that stays. */
const staying = `EXISTS (SELECT 1 FROM "members" AS h WHERE h."communityId" = m."communityId" AND h."customerId" = ${into}`;

/*
 * Every `?` is the list of merges. It is set-based SQL because it must also find what another writer has added since
 * the decision: sums are added in the database, never computed from a row that was read.
 */
const statements: readonly string[] = [
  // What both have ordered of an offer adds up (R4). A sum above the limit stays, since nothing is clawed back; the
  // limit then no longer stands on the row, and comes back with the next order, which it will refuse.
  `INSERT INTO "offer_customers" ("offerId", "customerId", "pieces", "firm", "limitPerCustomer")
    SELECT c."offerId", ${into}, c."pieces", c."firm", c."limitPerCustomer" FROM ${theirOrders}
    CROSS JOIN "order_lines" AS l ON l."orderId" = o."id"
    CROSS JOIN "offer_customers" AS c ON c."offerId" = l."offerId" AND c."customerId" = o."customerId"
    WHERE TRUE GROUP BY c."offerId", c."customerId"
    ON CONFLICT ("offerId", "customerId") DO UPDATE SET
      "pieces" = "offer_customers"."pieces" + excluded."pieces",
      "firm" = "offer_customers"."firm" + excluded."firm",
      "limitPerCustomer" = CASE
        WHEN "offer_customers"."pieces" + excluded."pieces" <= "offer_customers"."limitPerCustomer"
        THEN "offer_customers"."limitPerCustomer" END`,
  `DELETE FROM "offer_customers" WHERE ("offerId", "customerId") IN (
    SELECT l."offerId", o."customerId" FROM ${theirOrders} CROSS JOIN "order_lines" AS l ON l."orderId" = o."id")`,
  `INSERT INTO "flash_customers" ("flashWindowId", "customerId", "offerId", "pieces", "limitPerCustomer")
    SELECT c."flashWindowId", ${into}, c."offerId", c."pieces", c."limitPerCustomer" FROM ${theirOrders}
    CROSS JOIN "order_lines" AS l ON l."orderId" = o."id" AND l."flashWindowId" IS NOT NULL
    CROSS JOIN "flash_customers" AS c ON c."flashWindowId" = l."flashWindowId" AND c."customerId" = o."customerId"
    WHERE TRUE GROUP BY c."flashWindowId", c."customerId"
    ON CONFLICT ("flashWindowId", "customerId") DO UPDATE SET
      "pieces" = "flash_customers"."pieces" + excluded."pieces",
      "limitPerCustomer" = CASE
        WHEN "flash_customers"."pieces" + excluded."pieces" <= "flash_customers"."limitPerCustomer"
        THEN "flash_customers"."limitPerCustomer" END`,
  `DELETE FROM "flash_customers" WHERE ("flashWindowId", "customerId") IN (
    SELECT l."flashWindowId", o."customerId" FROM ${theirOrders} CROSS JOIN "order_lines" AS l ON l."orderId" = o."id"
    WHERE l."flashWindowId" IS NOT NULL)`,
  `UPDATE "orders" SET "customerId" = ${into}, "version" = "orders"."version" + 1
    FROM json_each(?) AS j WHERE "orders"."customerId" = ${from}`,
  moveWithOrder('order_lines'),
  moveWithOrder('refunds'),
  moveWithOrder('claims'),
  moveWithOrder('replacements'),
  // A benefit that both have used stays used twice under two keys; one that only the first has used counts from now on.
  `UPDATE "benefit_uses" AS t SET "customerId" = ${owner}, "version" = t."version" + 1, "onceKey" = CASE
      WHEN t."onceKey" IS NULL OR (t."status" <> 'released' AND EXISTS (SELECT 1 FROM "benefit_uses" AS b
        WHERE b."onceKey" = replace(t."onceKey", t."customerId", ${owner}) AND b."status" <> 'released'))
      THEN t."onceKey" ELSE replace(t."onceKey", t."customerId", ${owner}) END
    WHERE ${ofMovedOrders}`,
  `UPDATE "coupons" SET "customerId" = ${intoOf('"coupons"."customerId"')}, "version" = "version" + 1
    WHERE ${isMerged('"customerId"')}`,
  `UPDATE "leaders" SET "customerId" = ${intoOf('"leaders"."customerId"')}, "version" = "version" + 1
    WHERE ${isMerged('"customerId"')}`,
  `UPDATE "pictures" SET "customerId" = ${intoOf('"pictures"."customerId"')}, "version" = "version" + 1
    WHERE ${isMerged('"customerId"')}`,
  `UPDATE "notices" SET "receiverId" = ${intoOf('"notices"."receiverId"')}
    WHERE "receiverKind" = 'customer' AND ${isMerged('"receiverId"')}`,
  // Who was in one community twice is one member less. The first membership stays as a past one, so that whoever
  // invited it keeps what it counted for (R13).
  `UPDATE "communities" SET "memberCount" = "memberCount" - d."twice" FROM (
      SELECT m."communityId" AS "communityId", count(*) AS "twice" FROM json_each(?) AS j
      CROSS JOIN "members" AS m ON m."customerId" = ${from}
      WHERE m."leftAt" IS NULL AND ${staying} AND h."leftAt" IS NULL) GROUP BY m."communityId") AS d
    WHERE "communities"."id" = d."communityId"`,
  `UPDATE "members" SET "leftAt" = NULL FROM json_each(?) AS j CROSS JOIN "members" AS m ON m."customerId" = ${from}
    WHERE "members"."customerId" = ${into} AND "members"."communityId" = m."communityId" AND m."leftAt" IS NULL`,
  `UPDATE "members" AS m SET "leftAt" = coalesce(m."leftAt", ${now}) FROM json_each(?) AS j
    WHERE m."customerId" = ${from} AND ${staying})`,
  `UPDATE "members" AS m SET "customerId" = ${into} FROM json_each(?) AS j
    WHERE m."customerId" = ${from} AND NOT ${staying})`,
  `UPDATE "members" SET "invitedById" = nullif(${into}, "members"."customerId") FROM json_each(?) AS j
    WHERE "members"."invitedById" = ${from}`,
  `UPDATE "members" SET "invitedById" = NULL FROM json_each(?) AS j
    WHERE "members"."customerId" = ${into} AND "members"."invitedById" = ${into}`,
  `UPDATE "customers" SET "liveOrders" = "customers"."liveOrders" + p."liveOrders",
      "noShows" = "customers"."noShows" + p."noShows",
      "firstOrderBefore" = max("customers"."firstOrderBefore", p."firstOrderBefore"),
      "version" = "customers"."version" + 1
    FROM json_each(?) AS j CROSS JOIN "customers" AS p ON p."id" = ${from} WHERE "customers"."id" = ${into}`,
  `UPDATE "customers" SET "liveOrders" = 0, "noShows" = 0 FROM json_each(?) AS j WHERE "customers"."id" = ${from}`,
];

/**
 * Moves everything of merged rows: orders, limits, benefits, coupons, memberships, notices (R46). Nothing is clawed
 * back. The verb must be `alone`, and sets `mergedIntoId` itself, so that whoever decides on the old row decides anew.
 */
export function mergeCustomers(work: Work, merges: readonly Merge[], context: Context): void {
  if (merges.length === 0) return;
  const list = JSON.stringify(merges.map(({ fromId, intoId }) => [fromId, intoId, context.now]));
  for (const sql of statements) {
    const count = sql.split('?').length - 1;
    work.statement(
      sql,
      Array.from({ length: count }, () => list),
    );
  }
  for (const { fromId, intoId } of merges)
    work.emit({ type: 'customer.merged', subject: fromId, data: { intoId } });
}
