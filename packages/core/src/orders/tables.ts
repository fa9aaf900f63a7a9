import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { campaigns, offers } from '../campaigns/tables.ts';
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

export const orderStatuses = [
  'held',
  'confirmed',
  'ready',
  'collected',
  'uncollected',
  'expired',
  'cancelled',
] as const;
export const cancelReasons = [
  'customer',
  'shop',
  'campaign',
  'offerFailed',
  'short',
  'withdrawn',
  'replaced',
] as const;

/** One step of a price, with its reason, as it was shown to the customer. */
export interface PriceStep {
  readonly kind: string;
  /** A unit price, or what is taken off; minor units. */
  readonly amount: number;
  readonly reason: string;
  /** Where the line stands that it is about; left out where it is about the order. */
  readonly line?: number;
  readonly promotionId?: string;
  /** The promotion's version that decided. */
  readonly version?: number;
  /** What the sentence for it needs: names, pieces, sums in minor units. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

export const orders = sqliteTable(
  'orders',
  {
    id: id(),
    externalId: text().unique('order_external_id_once'),
    campaignId: text()
      .notNull()
      .references(() => campaigns.id),
    customerId: required(),
    /** Whom the order earns for; fixed at placement for ever (R44). */
    leaderId: required(),
    communityId: text(),
    pickupPointId: required(),
    /** The booked part of the pickup day, and its times as they were chosen: they never change. */
    slotId: text(),
    slotOpens: text(),
    slotCloses: text(),
    status: text({ enum: orderStatuses }).notNull(),
    cancelReason: text({ enum: cancelReasons }),
    /** Of an order as it was before it was replaced (R5): the order that took its place. */
    replacedById: text(),
    payment: text({ enum: ['host', 'atPickup'] }).notNull(),
    collectedBy: text({ enum: ['host', 'leader'] })
      .notNull()
      .default('host'),
    /** Σ net of the lines at placement. */
    total: whole(),
    /** What is still to be paid; lowered by shortage, tier and weight while unpaid (R17). */
    amountDue: whole(),
    /** What the accepted payment brought. */
    paid: counter(),
    /** Σ of refunds asked for, confirmed or not. */
    refunded: counter(),
    paidAt: integer(),
    placedAt: whole(),
    holdEndsAt: integer(),
    confirmedAt: integer(),
    readyAt: integer(),
    closedAt: integer(),
    /** The first cutoff among the lines: the customer may cancel before it (R21). */
    earliestCutoff: whole(),
    /** Who placed it, as in `leader:led_…`: an order on behalf names the leader or the till. */
    placedBy: required(),
    quoteToken: required(),
    priceSteps: json<readonly PriceStep[]>(),
    /** How many benefits hang on it: where there are none, none are read. */
    benefits: counter(),
    note: text().notNull().default(''),
    /** Crockford base 32, from the system's random source; null when nothing is left to fetch. */
    pickupCode: text().unique('pickup_code_once'),
    version: version(),
  },
  (table) => [
    oneOf('order_status', 'status', orderStatuses),
    notNegative('order_not_negative', 'total', 'amountDue', 'paid', 'refunded'),
    rule('order_refunded_within_paid', '"refunded" <= "paid"'),
    rule('order_replaced', '("replacedById" IS NOT NULL) = coalesce("cancelReason" = \'replaced\', 0)'),
    index('orders_by_campaign').on(table.campaignId, table.status),
    index('orders_by_customer').on(table.customerId, table.placedAt),
    index('orders_by_leader').on(table.leaderId, table.placedAt),
    index('orders_by_point').on(table.pickupPointId, table.campaignId, table.status),
    index('orders_by_placement').on(table.placedAt, table.id),
    index('orders_by_slot').on(table.slotId).where(sql.raw(`"slotId" IS NOT NULL`)),
    index('orders_held').on(table.holdEndsAt).where(sql.raw(`"status" = 'held'`)),
  ],
);

export const orderLines = sqliteTable(
  'order_lines',
  {
    id: id(),
    orderId: text()
      .notNull()
      .references(() => orders.id),
    position: whole(),
    offerId: text()
      .notNull()
      .references(() => offers.id),
    // What follows is carried along so that sums of 500,000 lines need no join.
    campaignId: required(),
    variantId: required(),
    supplierId: required(),
    pickupPointId: required(),
    leaderId: required(),
    communityId: text(),
    customerId: required(),
    flashWindowId: text(),
    gift: flag(),
    note: text().notNull().default(''),
    pieces: whole(),
    /** Those of the pieces that are wanted only where they fill a case; the freeze decides on them. */
    tolerance: counter(),
    unitPrice: whole(),
    discount: counter(),
    /** Unit price × pieces − discount − adjustments. */
    net: whole(),
    /** Σ price adjustments: tier and weight (R31). */
    adjusted: counter(),
    refunded: counter(),
    /** Left and pieces left after the last price adjustment, and pieces refunded since (R31). */
    refundBase: whole(),
    refundPieces: whole(),
    refundDone: counter(),
    /** Pieces that are bought for: 0 while held, fixed at the freeze. */
    firmPieces: counter(),
    confirmedAt: integer(),
    /** Set once, when the purchase order is closed and shared out. */
    allocated: integer(),
    cancelled: counter(),
    short: counter(),
    lost: counter(),
    withdrawn: counter(),
    handedOver: counter(),
    uncollected: counter(),
    /** Packed weight of all pieces of a weighed line, as it was weighed last (R27). */
    grams: integer(),
    /** How many pieces were weighed then. */
    weighedPieces: integer(),
    /** What too light a weight took off, all weighings together; part of `adjusted`. */
    weightDrop: counter(),
    lastHandedOverAt: integer(),
    completedAt: integer(),
    /** Cost of the goods, taken at completion. */
    cost: counter(),
    version: version(),
  },
  (table) => [
    rule('line_pieces', '"pieces" >= 1'),
    rule('line_tolerance', '"tolerance" >= 0 AND "tolerance" < "pieces"'),
    rule(
      'line_pieces_partition',
      '"cancelled" + "short" + "lost" + "withdrawn" + "handedOver" + "uncollected" <= "pieces"',
    ),
    rule(
      'line_within_allocated',
      '"allocated" IS NULL OR "handedOver" + "uncollected" + "lost" <= "allocated"',
    ),
    notNegative(
      'line_not_negative',
      'net',
      'discount',
      'adjusted',
      'weightDrop',
      'refunded',
      'cancelled',
      'short',
      'lost',
      'withdrawn',
      'handedOver',
      'uncollected',
      'firmPieces',
      'unitPrice',
    ),
    rule('line_refunded_within_net', '"refunded" <= "net"'),
    index('order_lines_by_order').on(table.orderId),
    index('order_lines_bought').on(
      table.campaignId,
      table.offerId,
      table.variantId,
      table.supplierId,
      table.firmPieces,
      table.net,
    ),
    index('order_lines_picked').on(table.campaignId, table.pickupPointId, table.variantId, table.firmPieces),
    // The few lines that a sum made at the freeze no longer holds for.
    index('order_lines_withdrawn').on(table.campaignId, table.offerId).where(sql.raw('"withdrawn" > 0')),
  ],
);

export const payments = sqliteTable(
  'payments',
  {
    id: id(),
    orderId: text()
      .notNull()
      .references(() => orders.id),
    amount: whole(),
    /** The host's own reference: it counts once, for ever. */
    reference: text().notNull().unique('payment_reference_once'),
    outcome: text({ enum: ['accepted', 'refundDue'] }).notNull(),
    collectedBy: text({ enum: ['host', 'leader'] }).notNull(),
    /** The leader in whose hand the cash is, who need not be the order's (R18, R44). */
    cashLeaderId: text(),
    /** What the host says; only the time received decides anything (R16). */
    paidAt: integer(),
    receivedAt: whole(),
  },
  (table) => [
    notNegative('payment_amount', 'amount'),
    rule('payment_cash_leader', `("collectedBy" = 'leader') = ("cashLeaderId" IS NOT NULL)`),
    index('payments_by_order').on(table.orderId),
  ],
);

export const refundKinds = ['adjustment', 'byPiece', 'byAmount', 'unusablePayment'] as const;

export const refunds = sqliteTable(
  'refunds',
  {
    id: id(),
    orderId: text()
      .notNull()
      .references(() => orders.id),
    orderLineId: text(),
    campaignId: required(),
    customerId: required(),
    leaderId: required(),
    kind: text({ enum: refundKinds }).notNull(),
    reason: required(),
    fault: text(),
    amount: whole(),
    pieces: counter(),
    status: text({ enum: ['requested', 'confirmed', 'failed'] }).notNull(),
    /** The leader has paid it back by hand (R18). */
    paidBackBy: text({ enum: ['host', 'leader'] })
      .notNull()
      .default('host'),
    /** Out of whose cash: the leader who gave it back. */
    cashLeaderId: text(),
    /** The host's reference of the refund. */
    reference: text().unique('refund_reference_once'),
    /** What caused it, as in `short pur_… lin_…`: one cause refunds once. */
    source: text().notNull().unique('refund_source_once'),
    failure: text(),
    createdAt: whole(),
    settledAt: integer(),
    version: version(),
  },
  (table) => [
    rule('refund_amount', '"amount" > 0'),
    rule('refund_cash_leader', `("paidBackBy" = 'leader') = ("cashLeaderId" IS NOT NULL)`),
    oneOf('refund_status', 'status', ['requested', 'confirmed', 'failed']),
    index('refunds_by_order').on(table.orderId),
    index('refunds_by_status').on(table.status, table.createdAt),
    index('refunds_by_campaign').on(table.campaignId),
    index('refunds_by_creation').on(table.createdAt, table.id),
    index('refunds_by_customer').on(table.customerId, table.createdAt, table.id),
    index('refunds_by_leader').on(table.leaderId, table.createdAt, table.id),
  ],
);
