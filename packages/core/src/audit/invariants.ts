/** One thing that must always hold, as a query for the rows that break it. */
export interface Invariant {
  readonly name: string;
  readonly rule: string;
  readonly sql: string;
}

/** What must always hold (domain page), one query each. */
export const invariants: readonly Invariant[] = [
  {
    name: 'offer_sold',
    rule: 'Until the freeze, pieces of held and firm orders are what the offer has sold, and no more than its cap.',
    sql: `SELECT o."id" AS "offerId", o."sold" AS "sold", o."cap" AS "cap", coalesce(sum(l."pieces" - l."cancelled"), 0) AS "counted"
      FROM "offers" o LEFT JOIN "order_lines" l ON l."offerId" = o."id"
        AND l."orderId" IN (SELECT "id" FROM "orders" WHERE "status" IN ('held', 'confirmed', 'ready', 'collected', 'uncollected'))
      WHERE o."status" = 'open'
      GROUP BY o."id" HAVING "sold" <> "counted" OR "sold" > coalesce("cap", "sold")`,
  },
  {
    name: 'ledger_balanced',
    rule: 'Every ledger transaction sums to zero.',
    sql: `SELECT "transactionId" AS "transactionId", sum("amount") AS "sum" FROM "ledger_entries" GROUP BY "transactionId" HAVING sum("amount") <> 0`,
  },
];
