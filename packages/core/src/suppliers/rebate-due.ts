/** What a supplier owes of the rebates stated, in minor units; the supplier is ?1. */
export const rebateDueSql = `SELECT (SELECT coalesce(sum("rebate"), 0) FROM "supplier_statements" WHERE "supplierId" = ?1)
  - (SELECT coalesce(sum("amount"), 0) FROM "supplier_rebates" WHERE "supplierId" = ?1) AS "due"`;

export interface RebateDue {
  readonly due: number;
}
