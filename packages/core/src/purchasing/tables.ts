import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { campaigns } from '../campaigns/tables.ts';
import { suppliers } from '../suppliers/tables.ts';
import {
  counter,
  flag,
  id,
  json,
  notNegative,
  oneOf,
  required,
  rule,
  version,
  whole,
} from '../storage/columns.ts';

/** `settling`: shared out, while the money of many short lines follows in chunks (C23). */
export const purchaseOrderStatuses = ['draft', 'sent', 'received', 'settling', 'closed'] as const;
/** What the supplier said to the order as it stands. */
export const supplierAnswers = ['none', 'confirmed', 'corrected'] as const;

/** What one supplier must bring for one cutoff of one campaign (采购单). */
export const purchaseOrders = sqliteTable(
  'purchase_orders',
  {
    id: id(),
    campaignId: text()
      .notNull()
      .references(() => campaigns.id),
    cutoff: whole(),
    supplierId: text()
      .notNull()
      .references(() => suppliers.id),
    status: text({ enum: purchaseOrderStatuses }).notNull(),
    createdAt: whole(),
    sentAt: integer(),
    /** How often it went out: 1, and one more for each time it was sent again. */
    sendings: counter(),
    lastSentAt: integer(),
    supplierAnswer: text({ enum: supplierAnswers }).notNull().default('none'),
    answeredAt: integer(),
    receivedAt: integer(),
    /** When the goods were shared out. */
    closedAt: integer(),
    /** Short lines whose money has not followed yet; 0 but while settling. */
    unsettledLines: counter(),
    /** `campaign cutoff supplier`: generating twice yields the same document. */
    source: text().notNull().unique('purchase_order_once'),
    version: version(),
  },
  (table) => [
    oneOf('purchase_order_status', 'status', purchaseOrderStatuses),
    oneOf('purchase_order_answer', 'supplierAnswer', supplierAnswers),
    rule(
      'purchase_order_settling',
      '"unsettledLines" >= 0 AND ("unsettledLines" > 0) = ("status" = \'settling\')',
    ),
    index('purchase_orders_by_campaign').on(table.campaignId),
    index('purchase_orders_by_creation').on(table.createdAt, table.id),
    index('purchase_orders_settling')
      .on(table.status, table.closedAt, table.id)
      .where(sql.raw(`"status" = 'settling'`)),
    index('purchase_orders_closed')
      .on(table.supplierId, table.closedAt, table.id)
      .where(sql.raw(`"status" = 'closed'`)),
  ],
);

export const purchaseLines = sqliteTable(
  'purchase_lines',
  {
    id: id(),
    purchaseOrderId: text()
      .notNull()
      .references(() => purchaseOrders.id),
    variantId: required(),
    /** Firm pieces at the freeze. */
    needed: whole(),
    buffer: counter(),
    /** Taken from stock that belongs to no order. */
    fromStock: counter(),
    fromStockCost: counter(),
    packSize: whole(),
    ordered: whole(),
    unitCost: whole(),
    /** The day the supplier promised, where that is another than asked for: `2026-11-25`. */
    promisedOn: text(),
    accepted: counter(),
    rejected: counter(),
    missing: counter(),
    /** Accepted beyond what was ordered. */
    over: counter(),
    /** Σ accepted × actual cost. */
    acceptedCost: counter(),
    /** Shared out short when the order was closed. */
    short: counter(),
    /** How many order lines got less than they need. */
    shortLines: counter(),
    /** What no order needed: it went to stock at its moving average cost, at the closing or later (R26). */
    surplus: counter(),
    surplusCost: counter(),
    /** Sent back to the supplier before the closing: no more there to be shared out. */
    sentBack: counter(),
    /** Sent back after the closing, out of stock. */
    sentBackFromStock: counter(),
    /** Found bad before the closing, though accepted and paid for (C16): no more there to be shared out. */
    shrunk: counter(),
    version: version(),
  },
  (table) => [
    notNegative(
      'purchase_line_not_negative',
      'needed',
      'buffer',
      'fromStock',
      'ordered',
      'accepted',
      'rejected',
      'missing',
      'over',
      'acceptedCost',
      'short',
      'shortLines',
      'surplus',
      'surplusCost',
      'fromStockCost',
      'sentBack',
      'sentBackFromStock',
      'shrunk',
    ),
    rule('purchase_line_arrived', '"sentBack" + "shrunk" <= "accepted" + "fromStock"'),
    rule('sent_back_within_received', '"sentBack" + "sentBackFromStock" <= "accepted"'),
    rule('receipt_within_ordered', '"accepted" + "rejected" + "missing" <= "ordered" + "over"'),
    index('purchase_lines_by_order').on(table.purchaseOrderId),
  ],
);

/** Goods inspected at arrival (亲自验货); a purchase order may arrive in parts. */
export const goodsReceipts = sqliteTable(
  'goods_receipts',
  {
    id: id(),
    purchaseOrderId: text()
      .notNull()
      .references(() => purchaseOrders.id),
    receivedAt: whole(),
    receivedBy: required(),
    note: text().notNull().default(''),
  },
  (table) => [index('goods_receipts_by_order').on(table.purchaseOrderId)],
);

export const goodsReceiptLines = sqliteTable(
  'goods_receipt_lines',
  {
    id: id(),
    goodsReceiptId: text()
      .notNull()
      .references(() => goodsReceipts.id),
    purchaseLineId: text()
      .notNull()
      .references(() => purchaseLines.id),
    accepted: counter(),
    rejected: counter(),
    missing: counter(),
    over: flag(),
    /** Who really sold it, where that was another than the purchase order's supplier (R25). */
    supplierId: required(),
    grams: integer(),
    /** The actual cost of a unit: the morning's market price (R25). */
    unitCost: whole(),
    /** Of the accepted pieces, those that went back to the supplier later. */
    sentBack: counter(),
    reason: text().notNull().default(''),
    pictures: json<readonly string[]>(),
  },
  (table) => [
    notNegative('receipt_line_not_negative', 'accepted', 'rejected', 'missing', 'unitCost', 'sentBack'),
    rule('sent_back_within_accepted', '"sentBack" <= "accepted"'),
    index('goods_receipt_lines_by_receipt').on(table.goodsReceiptId),
    index('goods_receipt_lines_by_purchase').on(table.purchaseLineId),
  ],
);

/** Accepted goods that went back to the supplier later, at the cost of their receipt (退货给供应商). */
export const goodsReturns = sqliteTable(
  'goods_returns',
  {
    id: id(),
    purchaseOrderId: text()
      .notNull()
      .references(() => purchaseOrders.id),
    goodsReceiptLineId: text()
      .notNull()
      .references(() => goodsReceiptLines.id),
    campaignId: required(),
    variantId: required(),
    /** Who sold them, as the receipt line says. */
    supplierId: required(),
    pieces: whole(),
    /** What the supplier owes back: pieces × the unit cost of the receipt. */
    cost: whole(),
    /** What they stood at in the goods, at moving average; the difference goes to the cost of goods. */
    goodsCost: whole(),
    fromStock: flag(),
    reason: required(),
    sentBackAt: whole(),
    sentBackBy: required(),
  },
  (table) => [
    rule('goods_return_pieces', '"pieces" >= 1'),
    notNegative('goods_return_cost', 'cost', 'goodsCost'),
    index('goods_returns_by_order').on(table.purchaseOrderId),
    index('goods_returns_by_receipt').on(table.goodsReceiptLineId),
  ],
);

/**
 * Who came short when a purchase order was closed, once per line (R26). Whoever got everything has no row here: the
 * line says what was allocated to it.
 */
export const allocations = sqliteTable(
  'allocations',
  {
    orderLineId: text().notNull(),
    purchaseOrderId: text()
      .notNull()
      .references(() => purchaseOrders.id),
    orderId: required(),
    variantId: required(),
    needed: whole(),
    allocated: whole(),
    short: whole(),
    /** When the money of the line followed. */
    settledAt: integer(),
    version: version(),
  },
  (table) => [
    primaryKey({ name: 'allocation_once', columns: [table.orderLineId, table.purchaseOrderId] }),
    rule('allocation_sums', '"allocated" + "short" = "needed" AND "allocated" >= 0 AND "short" >= 0'),
    index('allocations_by_order').on(table.purchaseOrderId),
    index('allocations_unsettled')
      .on(table.purchaseOrderId, table.orderId)
      .where(sql.raw(`"short" > 0 AND "settledAt" IS NULL`)),
  ],
);

/** Goods of a campaign that were bought and not yet handed over, at moving average cost (R25). */
export const campaignGoods = sqliteTable(
  'campaign_goods',
  {
    campaignId: text().notNull(),
    variantId: required(),
    pieces: counter(),
    cost: counter(),
    version: version(),
  },
  (table) => [
    primaryKey({ name: 'campaign_goods_once', columns: [table.campaignId, table.variantId] }),
    notNegative('campaign_goods_not_negative', 'pieces', 'cost'),
  ],
);

/** Accepted goods that belong to no order (余货). */
export const stock = sqliteTable(
  'stock',
  { variantId: text().primaryKey(), pieces: counter(), cost: counter(), version: version() },
  () => [notNegative('stock_not_negative', 'pieces', 'cost')],
);

/** Goods lost between receipt and handover, by stage and by who answers for it (损耗). */
export const shrinkages = sqliteTable(
  'shrinkages',
  {
    id: id(),
    campaignId: text(),
    variantId: required(),
    orderLineId: text(),
    pickupPointId: text(),
    stage: text({ enum: ['receipt', 'sorting', 'transport', 'handover', 'uncollected', 'stock'] }).notNull(),
    reason: text().notNull().default(''),
    fault: text(),
    pieces: whole(),
    cost: whole(),
    createdAt: whole(),
    source: text().notNull().unique('shrinkage_once'),
    /** The loss that somebody wrote down; null where it followed by itself, from a stop or an order nobody fetched. */
    recordId: text(),
  },
  (table) => [
    notNegative('shrinkage_not_negative', 'pieces', 'cost'),
    index('shrinkages_by_campaign').on(table.campaignId),
    index('shrinkages_by_record').on(table.recordId),
  ],
);
