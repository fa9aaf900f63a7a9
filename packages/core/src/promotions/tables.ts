import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { counter, id, json, notNegative, oneOf, required, rule, version, whole } from '../storage/columns.ts';
import type { PromotionTerms } from './terms.ts';

export const promotionKinds = ['firstOrder', 'spendGift', 'spendSave', 'coupon', 'inviteGift'] as const;

export const promotions = sqliteTable(
  'promotions',
  {
    id: id(),
    name: required(),
    kind: text({ enum: promotionKinds }).notNull(),
    terms: json<PromotionTerms>(),
    startsAt: whole(),
    endsAt: integer(),
    /** What may be given away in all, in minor units; null is no limit. */
    budget: integer(),
    /** Σ of benefits that are reserved or used. */
    spent: counter(),
    usesPerCustomer: integer(),
    fundedBy: text({ enum: ['shop', 'supplier', 'leader'] })
      .notNull()
      .default('shop'),
    /** Those that are active are few and read together. */
    status: text({ enum: ['draft', 'active', 'ended'] }).notNull(),
    createdAt: whole(),
    endedAt: integer(),
    version: version(),
  },
  (table) => [
    oneOf('promotion_kind', 'kind', promotionKinds),
    rule('promotion_spent_within_budget', '"spent" >= 0 AND ("budget" IS NULL OR "spent" <= "budget")'),
    rule('promotion_ends_after_it_starts', '"endsAt" IS NULL OR "startsAt" < "endsAt"'),
    index('promotions_by_status').on(table.status),
    index('promotions_by_creation').on(table.createdAt, table.id),
  ],
);

/** A code that people type, or the voucher of one customer (R13). */
export const coupons = sqliteTable(
  'coupons',
  {
    id: id(),
    promotionId: text()
      .notNull()
      .references(() => promotions.id),
    code: text().notNull().unique('coupon_code_once'),
    /** Whom it belongs to; null is whoever has the code. */
    customerId: text(),
    uses: whole(),
    usesLeft: whole(),
    createdAt: whole(),
    version: version(),
  },
  (table) => [
    rule('coupon_uses_left', '"usesLeft" >= 0 AND "usesLeft" <= "uses"'),
    index('coupons_by_customer').on(table.customerId),
    index('coupons_by_promotion').on(table.promotionId, table.createdAt),
    index('coupons_by_creation').on(table.createdAt, table.id),
  ],
);

/** Reserved when an order is placed, used when it is confirmed, released when it goes (R10). */
export const benefitUses = sqliteTable(
  'benefit_uses',
  {
    id: id(),
    promotionId: text()
      .notNull()
      .references(() => promotions.id),
    customerId: required(),
    orderId: required(),
    couponId: text(),
    /** What is given away: the discount, or what the gift is worth. Lowered by what is charged for an undone gift. */
    amount: counter(),
    status: text({ enum: ['reserved', 'used', 'released'] }).notNull(),
    /** `promotion customer`, from the second use on with its number: so many a person may have. Null is no limit. */
    onceKey: text(),
    /** The promotion as it was when the order was placed: a later change never touches the order. */
    promotionVersion: counter(),
    terms: json<PromotionTerms>(),
    /** What the lines that count cost when the condition was met, and what the customer has given back since (R11). */
    reached: counter(),
    takenBack: counter(),
    /** What the customer was charged for a gift whose condition was undone. */
    charged: counter(),
    /** The gift. */
    orderLineId: text(),
    createdAt: whole(),
    version: version(),
  },
  (table) => [
    uniqueIndex('benefit_used_once').on(table.onceKey).where(sql.raw(`"status" <> 'released'`)),
    notNegative('benefit_not_negative', 'amount', 'takenBack', 'charged'),
    index('benefit_uses_by_order').on(table.orderId),
    index('benefit_uses_by_customer').on(table.customerId),
    index('benefit_uses_by_promotion').on(table.promotionId, table.status),
  ],
);

/** What a promotion takes off a line, as it was allocated at placement; the parts sum to the discount. */
export const orderDiscounts = sqliteTable(
  'order_discounts',
  {
    orderLineId: text().notNull(),
    promotionId: text().notNull(),
    orderId: required(),
    /** In the order in which they were applied. */
    position: whole(),
    /** Of a percent discount: it applies to a later drop of the price too (R8). */
    basisPoints: integer(),
    amount: whole(),
  },
  (table) => [
    primaryKey({ name: 'order_discount_once', columns: [table.orderLineId, table.promotionId] }),
    notNegative('order_discount_amount', 'amount'),
    index('order_discounts_by_order').on(table.orderId),
  ],
);
