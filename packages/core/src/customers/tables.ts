import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { counter, flag, id, notNegative, version, whole } from '../storage/columns.ts';

/** Identified by the host shop, by phone when a leader orders for a neighbour, or by nickname as a guest (R46). */
export const customers = sqliteTable(
  'customers',
  {
    id: id(),
    externalId: text().unique('customer_external_id_once'),
    /** E.164. */
    phone: text().unique('customer_phone_once'),
    phoneVerified: flag(),
    name: text().notNull().default(''),
    /** `leader nickname`: a guest is known to one leader only. */
    guestKey: text().unique('customer_guest_once'),
    guestOfLeaderId: text(),
    /** Set when this row was merged into another, which then stands for it. */
    mergedIntoId: text(),
    /** The host says that this customer has ordered before (R10). */
    firstOrderBefore: flag(),
    /** Orders held, firm or completed (R10). */
    liveOrders: counter(),
    /** Orders of pay at pickup that were never fetched. */
    noShows: counter(),
    erasedAt: integer(),
    createdAt: whole(),
    updatedAt: whole(),
    version: version(),
  },
  (table) => [
    notNegative('customer_counters', 'liveOrders', 'noShows'),
    index('customers_by_creation').on(table.createdAt, table.id),
  ],
);
