import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { counter, flag, id, oneOf, required, version, whole } from '../storage/columns.ts';

export const leaderStatuses = ['applied', 'active', 'rejected', 'suspended', 'left'] as const;

export const leaders = sqliteTable(
  'leaders',
  {
    id: id(),
    externalId: text().unique('leader_external_id_once'),
    name: required(),
    /** E.164; with it a leader's own purchases are recognised (R39). */
    phone: text().unique('leader_phone_once'),
    customerId: text(),
    /** What kind of person: a parent, a shopkeeper. Free text of the shop. */
    role: text().notNull().default(''),
    status: text({ enum: leaderStatuses }).notNull(),
    /** The row of the shop itself (店铺自营): every order has a leader, and this one earns nothing. */
    house: flag(),
    /** The level, or any other class that commission rules may name. */
    tier: text(),
    /** Set by hand: reviews leave the tier alone. */
    tierPinned: flag(),
    /** How many months in a row the conditions of the level were missed. */
    tierMissed: counter(),
    recruitedById: text(),
    appliedAt: whole(),
    approvedAt: integer(),
    reason: text(),
    version: version(),
  },
  (table) => [
    oneOf('leader_status', 'status', leaderStatuses),
    index('leaders_by_status').on(table.status, table.id),
    index('leaders_by_application').on(table.appliedAt, table.id),
  ],
);
