import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { oneOf, required, rule, version } from '../storage/columns.ts';
import { campaigns } from './tables.ts';

/** What a supplier wants to be worth its while, as it stood when the campaign was published: buyers were shown it. */
export const campaignSuppliers = sqliteTable(
  'campaign_suppliers',
  {
    campaignId: text()
      .notNull()
      .references(() => campaigns.id),
    supplierId: required(),
    /** What the order must be worth at least, in minor units; null: no such minimum. */
    minimumValue: integer(),
    minimumCases: integer(),
    onMiss: text({ enum: ['buy', 'extend', 'fail'] }).notNull(),
    extendHours: integer(),
    /** Whether its offers have had their one extension. */
    extendedAt: integer(),
    version: version(),
  },
  (table) => [
    primaryKey({ name: 'campaign_supplier_once', columns: [table.campaignId, table.supplierId] }),
    oneOf('campaign_supplier_on_miss', 'onMiss', ['buy', 'extend', 'fail']),
    rule('campaign_supplier_extension', `"onMiss" <> 'extend' OR "extendHours" >= 1`),
  ],
);
