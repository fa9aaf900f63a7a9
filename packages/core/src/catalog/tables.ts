import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { counter, flag, id, notNegative, required, rule, version, whole } from '../storage/columns.ts';

/** Mirrored from the host shop, which owns the catalogue. */
export const products = sqliteTable(
  'products',
  {
    id: id(),
    externalId: text().notNull().unique('product_external_id_once'),
    name: required(),
    category: required(),
    description: text().notNull().default(''),
    imageUrl: text(),
    retired: flag(),
    createdAt: whole(),
    updatedAt: whole(),
    version: version(),
  },
  (table) => [index('products_by_creation').on(table.createdAt, table.id)],
);

export const variants = sqliteTable(
  'variants',
  {
    id: id(),
    externalId: text().notNull().unique('variant_external_id_once'),
    productId: text()
      .notNull()
      .references(() => products.id),
    supplierId: required(),
    specification: text().notNull().default(''),
    unit: required(),
    /** The supplier sells in multiples of this many units. */
    packSize: integer().notNull().default(1),
    /** Set for weighed goods: the nominal weight of one unit. */
    gramsPerUnit: integer(),
    price: counter(),
    cost: counter(),
    leadDays: counter(),
    retired: flag(),
    createdAt: whole(),
    updatedAt: whole(),
    version: version(),
  },
  (table) => [
    rule('variant_pack_size', '"packSize" >= 1'),
    rule('variant_grams', '"gramsPerUnit" IS NULL OR "gramsPerUnit" >= 1'),
    notNegative('variant_not_negative', 'price', 'cost', 'leadDays'),
    index('variants_by_product').on(table.productId),
  ],
);
