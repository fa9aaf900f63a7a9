import { accounts } from '../ledger/accounts.ts';
import { roundedShareSql } from '../shared/money.ts';
import { natureSql } from '../suppliers/supplier-month.ts';
import type { Invariant } from './invariant.ts';

const { rebateDue, rebates, recoveries, supplierPayable } = accounts;

/** Entries of an account, alias `e`, of transactions of these types. */
const entriesOf = (account: number, ...types: readonly string[]) =>
  `FROM "ledger_entries" e JOIN "ledger_transactions" x ON x."id" = e."transactionId"
    WHERE e."account" = ${String(account)} AND x."type" IN (${types.map((type) => `'${type}'`).join(', ')})`;
const owedBefore = (bound: 'from' | 'to') =>
  `(SELECT -coalesce(sum(e."amount"), 0) FROM "ledger_entries" e
    WHERE e."account" = ${String(supplierPayable)} AND e."supplierId" = s."supplierId" AND e."postedAt" < s."${bound}")`;

/** The highest tier passed, strictly above its threshold. Alias `s`: a statement. */
const wholeRate = `coalesce((SELECT j.value ->> 'basisPoints' FROM json_each(s."tiers") j WHERE j.value ->> 'threshold' < s."volume"
    ORDER BY j.value ->> 'threshold' DESC LIMIT 1), 0)`;
const nextThreshold = `(SELECT min(n.value ->> 'threshold') FROM json_each(s."tiers") n WHERE n.value ->> 'threshold' > j.value ->> 'threshold')`;
const slices = `coalesce((SELECT sum((min(s."volume", coalesce(${nextThreshold}, s."volume")) - j.value ->> 'threshold') * (j.value ->> 'basisPoints'))
    FROM json_each(s."tiers") j WHERE j.value ->> 'threshold' < s."volume"), 0)`;

/** What suppliers are owed and owe (R42, R43): by supplier, by month and in the books. */
export const supplierInvariants: readonly Invariant[] = [
  {
    name: 'supplier_payable',
    rule: 'What a supplier is owed in the books is goods accepted, less those sent back, payments, recoveries and rebate set off.',
    sql: `SELECT "supplierId" AS "supplierId", sum("ledger") AS "ledger", sum("counted") AS "counted" FROM (
      SELECT e."supplierId", iif(e."account" = ${String(recoveries)}, 0, -e."amount") AS "ledger",
        iif(e."account" = ${String(recoveries)}, e."amount", 0) AS "counted"
        ${entriesOf(supplierPayable, 'purchaseOrder.received', 'goods.sentBack', 'fault.charged', 'fault.reversed', 'supplierPayment.recorded', 'supplierRefund.received', 'rebate.received', 'rebate.reversed')}
        OR (e."account" = ${String(recoveries)} AND e."fault" = 'supplier')
      UNION ALL SELECT "supplierId", 0, ("accepted" - "sentBack") * "unitCost" FROM "goods_receipt_lines"
      UNION ALL SELECT "supplierId", 0, -"amount" FROM "supplier_payments"
      UNION ALL SELECT "supplierId", 0, -"amount" FROM "supplier_rebates" WHERE "setOff" = 1)
      GROUP BY "supplierId" HAVING sum("ledger") <> sum("counted")`,
  },
  {
    name: 'supplier_adjustment',
    rule: 'What goods of a supplier cost otherwise than received is owed in the books as it was recorded.',
    sql: `SELECT "supplierId" AS "supplierId", sum("ledger") AS "ledger", sum("recorded") AS "recorded" FROM (
      SELECT e."supplierId", -e."amount" AS "ledger", 0 AS "recorded" ${entriesOf(supplierPayable, 'supplierAdjustment.recorded')}
      UNION ALL SELECT "supplierId", 0, "amount" FROM "supplier_adjustments")
      GROUP BY "supplierId" HAVING sum("ledger") <> sum("recorded")`,
  },
  {
    name: 'rebate_due',
    rule: 'The rebate that a supplier owes is what its statements say less what was given back, and never below zero.',
    sql: `SELECT "supplierId" AS "supplierId", sum("ledger") AS "ledger", sum("due") AS "due" FROM (
      SELECT "supplierId", "amount" AS "ledger", 0 AS "due" FROM "ledger_entries" WHERE "account" = ${String(rebateDue)}
      UNION ALL SELECT "supplierId", 0, "rebate" FROM "supplier_statements"
      UNION ALL SELECT "supplierId", 0, -"amount" FROM "supplier_rebates")
      GROUP BY "supplierId" HAVING sum("ledger") <> sum("due") OR sum("due") < 0`,
  },
  {
    name: 'rebate_in_profit',
    rule: 'The rebates of a supplier in profit are those of its statements, whatever they are spread over.',
    sql: `SELECT "supplierId" AS "supplierId", sum("ledger") AS "ledger", sum("stated") AS "stated" FROM (
      SELECT e."supplierId", -e."amount" AS "ledger", 0 AS "stated" ${entriesOf(rebates, 'supplierStatement.created')}
      UNION ALL SELECT "supplierId", 0, "rebate" FROM "supplier_statements")
      GROUP BY "supplierId" HAVING sum("ledger") <> sum("stated")`,
  },
  {
    name: 'rebate_of_volume',
    rule: 'The rebate of a statement is that of its volume by the tiers it was reckoned by.',
    sql: `SELECT "statementId" AS "statementId", "volume" AS "volume", "rebate" AS "rebate", "counted" AS "counted" FROM (
      SELECT s."id" AS "statementId", s."volume" AS "volume", s."rebate" AS "rebate", CASE s."mode"
        WHEN 'whole' THEN ${roundedShareSql('max(s."volume", 0)', wholeRate, '10000')} ELSE (2 * ${slices} + 10000) / 20000 END AS "counted"
      FROM "supplier_statements" s) WHERE "rebate" <> "counted"`,
  },
  {
    name: 'supplier_statement_volume',
    rule: 'The volume of a statement is the goods accepted in its month less the entries that it deducts.',
    sql: `SELECT "statementId" AS "statementId", "accepted" AS "accepted", "acceptedInBooks" AS "acceptedInBooks", "deducted" AS "deducted", "counted" AS "counted"
      FROM (SELECT s."id" AS "statementId", s."accepted" AS "accepted", s."deducted" AS "deducted",
        (SELECT -coalesce(sum(e."amount"), 0) FROM "ledger_entries" e WHERE e."account" = ${String(supplierPayable)} AND e."supplierId" = s."supplierId"
          AND ${natureSql((name) => `e."${name}"`)} = 'goods' AND e."postedAt" >= s."from" AND e."postedAt" < s."to") AS "acceptedInBooks",
        (SELECT coalesce(sum(e."amount"), 0) FROM "supplier_statement_deductions" d JOIN "ledger_entries" e
          ON e."transactionId" = d."transactionId" AND e."position" = d."position" AND e."supplierId" = s."supplierId"
          WHERE d."statementId" = s."id") AS "counted"
        FROM "supplier_statements" s) WHERE "accepted" <> "acceptedInBooks" OR "deducted" <> "counted"`,
  },
  {
    name: 'supplier_statement_balance',
    rule: 'A statement begins and ends with what the books say the supplier was owed then.',
    sql: `SELECT "statementId" AS "statementId", "opening" AS "opening", "openingInBooks" AS "openingInBooks", "closing" AS "closing", "closingInBooks" AS "closingInBooks"
      FROM (SELECT s."id" AS "statementId", s."opening" AS "opening", s."closing" AS "closing",
        ${owedBefore('from')} AS "openingInBooks", ${owedBefore('to')} AS "closingInBooks" FROM "supplier_statements" s)
      WHERE "opening" <> "openingInBooks" OR "closing" <> "closingInBooks"`,
  },
];
