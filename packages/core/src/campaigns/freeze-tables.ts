import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { counter, id, oneOf, required, rule, version, whole } from '../storage/columns.ts';
import { campaigns } from './tables.ts';

/** The one write after a cutoff that fixed who is in (R19). */
export const freezes = sqliteTable(
  'freezes',
  {
    id: id(),
    campaignId: text()
      .notNull()
      .references(() => campaigns.id),
    cutoff: whole(),
    frozenAt: whole(),
    orders: counter(),
    lines: counter(),
    pieces: counter(),
    net: counter(),
    /** Why its purchase orders could not be made at the last try; null where they could, or nothing is to be bought. */
    buyingProblem: text(),
    buyingTriedAt: integer(),
    version: version(),
    /** `campaign cutoff`: a cutoff freezes once. */
    source: text().notNull().unique('freeze_once'),
  },
  (table) => [index('freezes_by_campaign').on(table.campaignId)],
);

/**
 * What a cutoff fixed of one offer: its firm lines summed up once, with the freeze, and never changed. Purchase orders
 * and closings start from these few rows instead of the lines; what was withdrawn since is taken off when it is read.
 */
export const frozenGoods = sqliteTable(
  'frozen_goods',
  {
    freezeId: text()
      .notNull()
      .references(() => freezes.id),
    offerId: required(),
    variantId: required(),
    supplierId: required(),
    lines: whole(),
    pieces: whole(),
    /** Σ net of the lines, before the refunds that followed. */
    net: whole(),
  },
  (table) => [
    primaryKey({
      name: 'frozen_goods_once',
      columns: [table.freezeId, table.offerId, table.variantId, table.supplierId],
    }),
    rule('frozen_goods_wanted', '"lines" >= 1 AND "pieces" >= "lines" AND "net" >= 0'),
  ],
);

/**
 * What a cutoff fixed for each pickup point: what would go into its crates if everything came. Written once and never
 * changed; what shortage, loss and moves made of it is told by the lines.
 */
export const frozenCrates = sqliteTable(
  'frozen_crates',
  {
    freezeId: text()
      .notNull()
      .references(() => freezes.id),
    pickupPointId: required(),
    variantId: required(),
    pieces: whole(),
  },
  (table) => [
    primaryKey({
      name: 'frozen_crates_once',
      columns: [table.freezeId, table.pickupPointId, table.variantId],
    }),
    rule('frozen_crate_pieces', '"pieces" >= 1'),
  ],
);

/**
 * What a freeze still owes to a line: everything (its offer failed), the drop to the tier's price, or the
 * pieces that were to fill a case and do not. The freeze
 * writes the list with its decision; the money follows in chunks, once per line and freeze (C23).
 */
export const freezeRefunds = sqliteTable(
  'freeze_refunds',
  {
    freezeId: text()
      .notNull()
      .references(() => freezes.id),
    orderLineId: required(),
    orderId: required(),
    kind: text({ enum: ['offerFailed', 'tier', 'tolerance'] }).notNull(),
    /** The unit price that the tier fixed; null where it stays. */
    unitPrice: integer(),
    /** Pieces beyond what was wanted that fill no case: they are taken off the line. */
    unfilled: counter(),
    doneAt: integer(),
    version: version(),
  },
  (table) => [
    primaryKey({ name: 'freeze_refund_once', columns: [table.freezeId, table.orderLineId] }),
    oneOf('freeze_refund_kind', 'kind', ['offerFailed', 'tier', 'tolerance']),
    index('freeze_refunds_due').on(table.freezeId, table.orderLineId).where(sql.raw('"doneAt" IS NULL')),
  ],
);
