import { accounts } from '../ledger/accounts.ts';
import type { SqlValue } from '../storage/engine.ts';
import type { Period } from '../shared/time.ts';

/** What the books say about a supplier and a month; minor units, above zero is owed by the shop. */
export interface SupplierMonth {
  readonly supplierId: string;
  readonly opening: number;
  readonly accepted: number;
  readonly recoveries: number;
  readonly paid: number;
  readonly setOff: number;
  readonly closing: number;
  /** What lowers the volume of the month (R43): not the same as `recoveries`, which are those posted in it. */
  readonly deducted: number;
}

/** What an entry of supplier payable is. */
export type Nature = 'goods' | 'deduction' | 'payment' | 'setOff';

/** The nature of an entry of supplier payable; SQL over its columns, each written by `column`. */
export const natureSql = (column: (name: string) => string) =>
  `CASE WHEN ${column('fault')} = 'supplier' THEN 'deduction' WHEN ${column('kind')} = 'payment' THEN 'payment'
    WHEN ${column('kind')} = 'rebate' THEN 'setOff' WHEN ${column('amount')} < 0 THEN 'goods' ELSE 'deduction' END`;

/**
 * Every movement of what is owed to suppliers, and what it is. Accepted goods are dated by their receipt, all else by
 * the day on which it was decided (R42). ?3 names one supplier.
 */
const payable = `payable AS (
  SELECT "supplierId", "campaignId", "variantId", "amount", "postedAt", "transactionId", "position",
    ${natureSql((name) => `"${name}"`)} AS "nature"
  FROM "ledger_entries" WHERE "account" = ${String(accounts.supplierPayable)} AND "supplierId" IS NOT NULL AND (?3 IS NULL OR "supplierId" = ?3))`;

const goodsBefore = (campaign: string) =>
  `(SELECT max(g."postedAt") FROM "ledger_entries" g WHERE g."account" = ${String(accounts.supplierPayable)} AND g."supplierId" = p."supplierId"
    AND g."variantId" IS p."variantId" ${campaign} AND ${natureSql((name) => `g."${name}"`)} = 'goods'
    AND g."kind" IS NOT 'adjustment' AND g."postedAt" <= p."postedAt")`;

/**
 * Deductions that no statement has taken, with the receipt of the goods concerned: of the same campaign, or where the
 * goods came from stock the last one of the same variant.
 */
const untaken = `untaken AS (
  SELECT p.*, coalesce(${goodsBefore('AND g."campaignId" IS p."campaignId"')}, ${goodsBefore('')}, p."postedAt") AS "receivedAt"
  FROM payable p WHERE p."nature" = 'deduction' AND NOT EXISTS (SELECT 1 FROM "supplier_statement_deductions" x
    WHERE x."transactionId" = p."transactionId" AND x."position" = p."position"))`;

const stated = (instant: string) =>
  `EXISTS (SELECT 1 FROM "supplier_statements" s WHERE s."supplierId" = u."supplierId" AND s."from" <= ${instant} AND s."to" > ${instant})`;
const inMonth = (instant: string) =>
  `(${instant} >= CAST(?1 AS INTEGER) AND ${instant} < CAST(?2 AS INTEGER))`;

/**
 * R43: a deduction counts in the month of the receipt; when that month is stated already, in the month in which it was
 * posted. One that was committed after that month was stated too is not lost: the next statement takes it.
 */
const taken = `taken AS (
  SELECT u."supplierId", u."transactionId", u."position", u."amount" FROM untaken u
  WHERE ${inMonth('u."receivedAt"')} OR (${stated('u."receivedAt"')}
    AND (${inMonth('u."postedAt"')} OR (u."postedAt" < CAST(?1 AS INTEGER) AND ${stated('u."postedAt"')}))))`;

const sumOf = (nature: string, sign = '') =>
  `${sign}sum(CASE WHEN p."nature" = '${nature}' AND ${inMonth('p."postedAt"')} THEN p."amount" ELSE 0 END)`;

/** The figures of a month that is not stated, for one supplier or for all; parameters of `monthParams`. */
export const supplierMonthsSql = `WITH ${payable}, ${untaken}, ${taken},
  deducted AS (SELECT "supplierId", sum("amount") AS "amount" FROM taken GROUP BY "supplierId")
  SELECT p."supplierId" AS "supplierId",
    -sum(CASE WHEN p."postedAt" < CAST(?1 AS INTEGER) THEN p."amount" ELSE 0 END) AS "opening",
    ${sumOf('goods', '-')} AS "accepted", ${sumOf('deduction')} AS "recoveries", ${sumOf('payment')} AS "paid", ${sumOf('setOff')} AS "setOff",
    -sum(CASE WHEN p."postedAt" < CAST(?2 AS INTEGER) THEN p."amount" ELSE 0 END) AS "closing",
    coalesce(max(d."amount"), 0) AS "deducted"
  FROM payable p LEFT JOIN deducted d ON d."supplierId" = p."supplierId"
  GROUP BY p."supplierId" ORDER BY p."supplierId"`;

export function monthParams({ from, to }: Period, supplierId: string | undefined): SqlValue[] {
  return [from, to, supplierId ?? null];
}

/** The entries that would lower the volume of the month if it were stated now; parameters of `monthParams`. */
export const takenEntriesSql = `WITH ${payable}, ${untaken}, ${taken} SELECT "transactionId", "position" FROM taken`;

/** Puts the deductions of the month under new statements, whose ids are a JSON list in ?4. */
export const takeDeductionsSql = `WITH ${payable}, ${untaken}, ${taken}
  INSERT INTO "supplier_statement_deductions" ("transactionId", "position", "statementId")
  SELECT t."transactionId", t."position", n."id" FROM taken t
    JOIN "supplier_statements" n ON n."supplierId" = t."supplierId" AND n."id" IN (SELECT value FROM json_each(?4))`;

/** Receipt lines of a month by value, of the suppliers in the JSON list ?4: what a rebate is spread over. */
export const receiptSharesSql = `WITH ${payable}
  SELECT p."supplierId" AS "supplierId", p."campaignId" AS "campaignId", p."variantId" AS "variantId", -p."amount" AS "value"
  FROM payable p WHERE p."nature" = 'goods' AND ${inMonth('p."postedAt"')} AND p."supplierId" IN (SELECT value FROM json_each(?4))
  ORDER BY p."transactionId", p."position"`;

/** Counts statements of the JSON list ?1 that the books have moved away from since they were reckoned. */
export const changedStatementsSql = `SELECT count(*) FROM "supplier_statements" s WHERE s."id" IN (SELECT value FROM json_each(?1)) AND (
  s."closing" <> -(SELECT coalesce(sum(e."amount"), 0) FROM "ledger_entries" e
    WHERE e."account" = ${String(accounts.supplierPayable)} AND e."supplierId" = s."supplierId" AND e."postedAt" < s."to")
  OR s."deducted" <> (SELECT coalesce(sum(e."amount"), 0) FROM "supplier_statement_deductions" d
    JOIN "ledger_entries" e ON e."transactionId" = d."transactionId" AND e."position" = d."position" WHERE d."statementId" = s."id"))`;
