import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { campaigns } from '../campaigns/tables.ts';
import { counter, id, json, oneOf, required, rule, version, whole } from '../storage/columns.ts';
import { purchaseLines, purchaseOrders } from './tables.ts';

export const changeKinds = [
  'withdrawn',
  'pointMoved',
  'ordered',
  'unitCost',
  'promisedOn',
  'lost',
  'added',
  'slot',
  'pickupHours',
] as const;
/** Who is told of a change: only of lines that are theirs. */
export const changeReaders = ['supplier', 'leader', 'driver'] as const;

/** A value of a change as it stood before or after. */
export type ChangedValue = string | number | null;

/** Something that was changed after a cutoff: who and why (变更单). Its lines say what. */
export const changeDocuments = sqliteTable(
  'change_documents',
  {
    id: id(),
    campaignId: text()
      .notNull()
      .references(() => campaigns.id),
    kind: text({ enum: changeKinds }).notNull(),
    reason: required(),
    fault: text(),
    /** Who did it, as in `shop:key_…`. */
    actor: required(),
    createdAt: whole(),
    /** What it follows from, once: `withdrawn ord_…`. */
    source: text().notNull().unique('change_once'),
  },
  (table) => [
    oneOf('change_kind', 'kind', changeKinds),
    index('change_documents_by_campaign').on(table.campaignId, table.createdAt, table.id),
    index('change_documents_by_creation').on(table.createdAt, table.id),
  ],
);

/** One line of a change: what stood there before and stands there now. */
export const changeLines = sqliteTable(
  'change_lines',
  {
    id: id(),
    changeDocumentId: text()
      .notNull()
      .references(() => changeDocuments.id),
    campaignId: required(),
    /** Null where no goods differ: another pickup time. */
    variantId: text(),
    supplierId: text(),
    leaderId: text(),
    /** The point that hands it out; a moved order has one line for each of the two points. */
    pickupPointId: text(),
    orderLineId: text(),
    purchaseLineId: text(),
    before: text({ mode: 'json' }).$type<ChangedValue>(),
    after: text({ mode: 'json' }).$type<ChangedValue>(),
  },
  (table) => [
    index('change_lines_by_document').on(table.changeDocumentId),
    index('change_lines_by_campaign').on(table.campaignId),
    index('change_lines_by_supplier').on(table.supplierId),
    index('change_lines_by_leader').on(table.leaderId),
    index('change_lines_by_point').on(table.pickupPointId),
  ],
);

/** Who has taken note of a line of a change: it stands on no further sheet of differences of theirs. */
export const changeAcknowledgements = sqliteTable(
  'change_acknowledgements',
  {
    changeLineId: text()
      .notNull()
      .references(() => changeLines.id),
    readerKind: text({ enum: changeReaders }).notNull(),
    /** A supplier, a leader, or a run. */
    readerId: required(),
    acknowledgedAt: whole(),
  },
  (table) => [
    primaryKey({
      name: 'change_acknowledged_once',
      columns: [table.changeLineId, table.readerKind, table.readerId],
    }),
    oneOf('change_reader', 'readerKind', changeReaders),
  ],
);

/** A supplier's way to one purchase order without an account; of the token only a hash is kept. */
export const purchaseLinks = sqliteTable(
  'purchase_links',
  {
    id: id(),
    purchaseOrderId: text()
      .notNull()
      .references(() => purchaseOrders.id),
    tokenHash: text().notNull().unique('purchase_link_token_once'),
    createdAt: whole(),
    createdBy: required(),
    expiresAt: whole(),
    revokedAt: integer(),
    lastUsedAt: integer(),
    version: version(),
  },
  (table) => [index('purchase_links_by_order').on(table.purchaseOrderId)],
);

export const correctionStatuses = ['proposed', 'accepted', 'refused', 'replaced'] as const;

/** What a supplier says is otherwise than ordered, line by line; nothing changes until the shop accepts it. */
export const purchaseCorrections = sqliteTable(
  'purchase_corrections',
  {
    id: id(),
    purchaseOrderId: text()
      .notNull()
      .references(() => purchaseOrders.id),
    purchaseLineId: text()
      .notNull()
      .references(() => purchaseLines.id),
    /** What the supplier can bring, in sale units; null: as ordered. */
    ordered: integer(),
    unitCost: integer(),
    promisedOn: text(),
    reason: required(),
    /** What shows it: the half-empty crate, the spoilt goods. */
    pictures: json<readonly string[]>(),
    status: text({ enum: correctionStatuses }).notNull(),
    createdAt: whole(),
    decidedAt: integer(),
    decidedBy: text(),
    note: text().notNull().default(''),
    version: version(),
  },
  (table) => [
    oneOf('correction_status', 'status', correctionStatuses),
    rule('correction_not_negative', 'coalesce("ordered", 0) >= 0 AND coalesce("unitCost", 0) >= 0'),
    rule('correction_says_something', 'coalesce("ordered", "unitCost", "promisedOn") IS NOT NULL'),
    index('purchase_corrections_by_order').on(table.purchaseOrderId),
    index('purchase_corrections_by_line').on(table.purchaseLineId),
  ],
);

/** Surplus of a closed purchase order that leaders may give to neighbours who asked for more (多到的货). */
export const extraOffers = sqliteTable(
  'extra_offers',
  {
    id: id(),
    purchaseOrderId: text()
      .notNull()
      .references(() => purchaseOrders.id),
    purchaseLineId: text()
      .notNull()
      .references(() => purchaseLines.id),
    campaignId: required(),
    /** The frozen offer whose price holds. */
    offerId: required(),
    variantId: required(),
    unitPrice: whole(),
    pieces: whole(),
    taken: counter(),
    createdAt: whole(),
    endsAt: whole(),
    endedAt: integer(),
    version: version(),
  },
  (table) => [
    rule('extra_taken_within_pieces', '"pieces" >= 1 AND "taken" BETWEEN 0 AND "pieces"'),
    index('extra_offers_by_campaign').on(table.campaignId, table.createdAt, table.id),
    index('extra_offers_by_order').on(table.purchaseOrderId),
    index('extra_offers_by_line').on(table.purchaseLineId),
    index('extra_offers_by_creation').on(table.createdAt, table.id),
  ],
);
