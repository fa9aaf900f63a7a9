import { accounts } from '../ledger/accounts.ts';
import { claimSource } from '../orders/refund-source.ts';
import type { Part } from './grouped-report.ts';
import { inPeriod, type ReportPeriod } from './report-period.ts';
import { profitEntries } from './waterfall-rows.ts';

/** What claims are counted by. */
export type ClaimColumn = 'supplierId' | 'pickupPointId' | 'leaderId' | 'variantId';

/** How many claims were opened in the period, as the part `complaints`. */
export function claimsPart(column: ClaimColumn, period: ReportPeriod, zone: string): Part {
  const { where, params } = inPeriod('t."openedAt"', period, zone);
  const sql = `SELECT t."${column}" AS "key", count(*) AS "claims" FROM "claims" t WHERE ${where} GROUP BY +t."${column}"`;
  return { name: 'complaints', sql, params };
}

/** Claims of the period by their words, as the part `reasons`. */
export function reasonsPart(column: ClaimColumn, period: ReportPeriod, zone: string): Part {
  const { where, params } = inPeriod('t."openedAt"', period, zone);
  const sql = `SELECT t."${column}" AS "key", t."reason" AS "reason", count(*) AS "claims" FROM "claims" t
    WHERE ${where} GROUP BY +t."${column}", t."reason"`;
  return { name: 'reasons', sql, params };
}

/** The ledger's returns and what each was about: the refund `r`, and the claim `c` where it was for one. */
const returnsOfPeriod = (
  where: string,
) => `FROM "ledger_entries" t JOIN "ledger_transactions" x ON x."id" = t."transactionId"
      LEFT JOIN "refunds" r ON r."id" = x."subject"
      LEFT JOIN "claims" c ON c."id" = CASE WHEN r."source" LIKE 'claim %' THEN substr(r."source", ${String(claimSource('').length + 1)}) END
    WHERE ${where} AND t."account" = ${String(accounts.returns)}`;

/**
 * What was given back after completion, by supplier and reason, as the part `returned`: the claim's own words where it was
 * a claim, else those of the shop.
 */
export function returnedPart(period: ReportPeriod, zone: string): Part {
  const { where, params } = profitEntries(period, zone);
  const sql = `SELECT t."supplierId" AS "key", coalesce(c."reason", t."reason", '') AS "reason", sum(t."amount") AS "returned"
    ${returnsOfPeriod(where)} GROUP BY 1, 2`;
  return { name: 'returned', sql, params };
}

/** The same of claims alone, by what they were about. */
export function returnedOfClaimsPart(column: ClaimColumn, period: ReportPeriod, zone: string): Part {
  const { where, params } = profitEntries(period, zone);
  const sql = `SELECT c."${column}" AS "key", c."reason" AS "reason", sum(t."amount") AS "returned"
    ${returnsOfPeriod(where)} AND c."id" IS NOT NULL GROUP BY 1, 2`;
  return { name: 'returned', sql, params };
}
