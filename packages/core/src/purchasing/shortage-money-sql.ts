import { roundedShareSql } from '../shared/money.ts';
import type { ShortagePolicy } from './share-out.ts';
import { sharesSql } from './shortage-sql.ts';

/** Pieces of a short line that are refunded: those the shop refunded out of kindness before are not again. */
const pieces = `min(s."pieces" - s."got", l."refundPieces" - l."refundDone")`;

const counted = (done: string) => roundedShareSql('l."refundBase"', done, 'l."refundPieces"');

/** `refundPieces` of the cumulative rule (R31) over a line `l` and its share `s`. */
const refund = `iif(${pieces} <= 0, 0, min(${counted(`l."refundDone" + ${pieces}`)} - ${counted('l."refundDone"')}, l."net" - l."refunded"))`;

const short = `FROM share AS s CROSS JOIN "order_lines" AS l ON l."id" = s."lineId" JOIN "orders" AS o ON o."id" = s."orderId"`;

/** Orders that come short, what they cost less, and what of it was paid. */
export function totalsSql(policy: ShortagePolicy): string {
  return `${sharesSql(policy)} SELECT count(DISTINCT s."orderId") AS "orders", coalesce(sum(${refund}), 0) AS "refund",
    coalesce(sum(iif(o."paidAt" IS NULL, 0, ${refund})), 0) AS "paid" ${short} WHERE s."got" < s."pieces"`;
}

/** A page of the short lines by their ids, with names: after ?5, at most ?6. */
export function shortLinesSql(policy: ShortagePolicy): string {
  return `${sharesSql(policy)} SELECT s."lineId" AS "orderLineId", s."orderId" AS "orderId", l."customerId" AS "customerId",
    c."name" AS "customerName", l."pickupPointId" AS "pickupPointId", p."name" AS "pickupPointName", s."variantId" AS "variantId",
    f."title" AS "title", f."unit" AS "unit", s."pieces" AS "needed", s."got" AS "allocated", ${refund} AS "refund",
    o."paidAt" IS NOT NULL AS "paid"
    ${short} JOIN "customers" AS c ON c."id" = l."customerId" JOIN "pickup_points" AS p ON p."id" = l."pickupPointId"
    JOIN "offers" AS f ON f."id" = l."offerId"
    WHERE s."got" < s."pieces" AND s."lineId" > ?5 ORDER BY s."lineId" LIMIT CAST(?6 AS INTEGER)`;
}

/** Paid lines with what they lose, for the commission that follows. */
export function lossSql(policy: ShortagePolicy): string {
  return `${sharesSql(policy)} SELECT s."lineId" AS "orderLineId", ${refund} AS "refund", max(0, ${pieces}) AS "pieces"
    ${short} WHERE s."got" < s."pieces" AND o."paidAt" IS NOT NULL ORDER BY s."lineId"`;
}
