import { sqlRows } from '../storage/reader.ts';
import type { Row } from '../work.ts';
import type { ledgerEntries } from '../ledger/tables.ts';
import type { SqlValue } from '../storage/engine.ts';

/** An entry of the books with what it was posted for. */
export type BookedEntry = Row<typeof ledgerEntries> & { readonly type: string; readonly subject: string };

/** How many entries one explanation lists; the rest is counted. */
export const entriesMax = 2000;

/** Entries in the order of posting: `where` is SQL over the entry `t` and its transaction `x`. */
export function bookedEntries(where: string, params: readonly SqlValue[]) {
  return sqlRows<BookedEntry>(
    `SELECT t.*, x."type" AS "type", x."subject" AS "subject" FROM "ledger_entries" t
     JOIN "ledger_transactions" x ON x."id" = t."transactionId" WHERE ${where} ORDER BY t.rowid LIMIT ${String(entriesMax + 1)}`,
    params,
  );
}
