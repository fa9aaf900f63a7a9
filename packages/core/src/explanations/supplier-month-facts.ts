import { accounts } from '../ledger/accounts.ts';
import { refuse } from '../shared/error.ts';
import type { Period } from '../shared/time.ts';
import { shops } from '../shop/tables.ts';
import { type Shop, shopId } from '../shop/the-shop.ts';
import { type Reader, sqlRows, tableRows } from '../storage/reader.ts';
import {
  monthParams,
  type Nature,
  natureSql,
  type SupplierMonth,
  supplierMonthsSql,
  takenEntriesSql,
} from '../suppliers/supplier-month.ts';
import { suppliers, supplierStatements } from '../suppliers/tables.ts';
import { type BookedEntry, bookedEntries, entriesMax } from './booked-entries.ts';
import { readTogether } from './read-tables.ts';

/** What one kind of occasion moved in the month, in one campaign or in none; minor units, above zero is owed. */
export interface MonthPart {
  readonly nature: Nature;
  readonly type: string;
  readonly campaign: string | null;
  readonly count: number;
  readonly amount: number;
}

/** What a supplier's month follows from. */
export interface SupplierMonthFacts {
  readonly shop: Shop;
  readonly supplierName: string;
  /** The month once more, from the books alone. */
  readonly month: SupplierMonth | undefined;
  readonly parts: readonly MonthPart[];
  /** The last statement before the month. */
  readonly before: Readonly<typeof supplierStatements.$inferSelect> | undefined;
  /** Σ of the entries that a frozen statement deducts; undefined in a forecast. */
  readonly deducted: number | undefined;
  readonly deductions: readonly BookedEntry[];
  readonly rebates: readonly BookedEntry[];
  readonly moved: readonly (BookedEntry & { readonly nature: Nature })[];
}

interface Wish extends Period {
  readonly supplierId: string;
  /** Of the statement; null while it is a forecast. */
  readonly id: string | null;
}

const inMonth = `t."account" = ${String(accounts.supplierPayable)} AND t."supplierId" = ?3
  AND t."postedAt" >= CAST(?1 AS INTEGER) AND t."postedAt" < CAST(?2 AS INTEGER)`;
const nature = natureSql((name) => `t."${name}"`);
const deductionsOf = `SELECT d."transactionId", d."position" FROM "supplier_statement_deductions" d WHERE d."statementId" = ?1`;

/** Reads it in one round trip. */
export async function readSupplierMonth(reader: Reader, wish: Wish): Promise<SupplierMonthFacts> {
  const found = await readTogether(reader, wishesFor(wish));
  return {
    shop: found.shops[0] ?? refuse('shop_not_set_up'),
    supplierName: found.suppliers[0]?.name ?? wish.supplierId,
    month: found.months[0],
    parts: found.parts,
    before: found.before[0],
    deducted: wish.id === null ? undefined : (found.deducted[0]?.amount ?? 0),
    deductions: found.deductions,
    rebates: found.rebates,
    moved: found.moved,
  };
}

function wishesFor({ id, supplierId, from, to }: Wish) {
  const month = monthParams({ from, to }, supplierId);
  const rebateAccounts = [accounts.rebateDue, accounts.rebates].join(', ');
  return {
    shops: tableRows(shops, 't."id" = ?', [shopId]),
    suppliers: tableRows(suppliers, 't."id" = ?', [supplierId]),
    months: sqlRows<SupplierMonth>(supplierMonthsSql, month),
    parts: sqlRows<MonthPart>(
      `SELECT ${nature} AS "nature", x."type" AS "type", c."title" AS "campaign", count(*) AS "count", -sum(t."amount") AS "amount"
       FROM "ledger_entries" t JOIN "ledger_transactions" x ON x."id" = t."transactionId" LEFT JOIN "campaigns" c ON c."id" = t."campaignId"
       WHERE ${inMonth} GROUP BY 1, 2, t."campaignId" ORDER BY min(t.rowid)`,
      month,
    ),
    before: tableRows(
      supplierStatements,
      't."supplierId" = ? AND t."to" <= CAST(? AS INTEGER) ORDER BY t."to" DESC LIMIT 1',
      [supplierId, from],
    ),
    deducted: sqlRows<{ amount: number }>(
      `SELECT coalesce(sum(e."amount"), 0) AS "amount" FROM (${deductionsOf}) d JOIN "ledger_entries" e
       ON e."transactionId" = d."transactionId" AND e."position" = d."position"`,
      [id],
    ),
    deductions:
      id === null
        ? bookedEntries(`(t."transactionId", t."position") IN (${takenEntriesSql})`, month)
        : bookedEntries(`(t."transactionId", t."position") IN (${deductionsOf})`, [id]),
    rebates: bookedEntries(
      `t."account" IN (${rebateAccounts}) AND t."supplierId" = ?2 AND x."subject" = ?1`,
      [id, supplierId],
    ),
    moved: sqlRows<BookedEntry & { readonly nature: Nature }>(
      `SELECT t.*, x."type" AS "type", x."subject" AS "subject", ${nature} AS "nature" FROM "ledger_entries" t
       JOIN "ledger_transactions" x ON x."id" = t."transactionId" WHERE ${inMonth} ORDER BY t.rowid LIMIT ${String(entriesMax + 1)}`,
      month,
    ),
  };
}
