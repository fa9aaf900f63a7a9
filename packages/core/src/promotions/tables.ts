import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { counter, id, json, oneOf, required, rule, version, whole } from '../storage/columns.ts';

export const promotionKinds = ['firstOrder', 'spendGift', 'spendSave', 'coupon', 'inviteGift'] as const;

export const promotions = sqliteTable(
  'promotions',
  {
    id: id(),
    name: required(),
    kind: text({ enum: promotionKinds }).notNull(),
    rule: json<Readonly<Record<string, unknown>>>(),
    startsAt: whole(),
    endsAt: integer(),
    /** What may be given away in all, in minor units; null is no limit. */
    budget: integer(),
    spent: counter(),
    usesPerCustomer: integer(),
    fundedBy: text({ enum: ['shop', 'supplier', 'leader'] }).notNull().default('shop'),
    status: text({ enum: ['draft', 'active', 'ended'] }).notNull(),
    createdAt: whole(),
    version: version(),
  },
  () => [
    oneOf('promotion_kind', 'kind', promotionKinds),
    rule('promotion_spent_within_budget', '"spent" >= 0 AND ("budget" IS NULL OR "spent" <= "budget")'),
  ],
);

export const coupons = sqliteTable('coupons', {
  id: id(),
  promotionId: text().notNull().references(() => promotions.id),
  code: text().notNull().unique('coupon_code_once'),
  customerId: text(),
  usesLeft: whole(),
  createdAt: whole(),
  version: version(),
}, () => [rule('coupon_uses_left', '"usesLeft" >= 0')]);

/** Reserved when an order is placed, used when it is confirmed, released when it goes (R10). */
export const benefitUses = sqliteTable(
  'benefit_uses',
  {
    id: id(),
    promotionId: text().notNull().references(() => promotions.id),
    customerId: required(),
    orderId: required(),
    couponId: text(),
    amount: counter(),
    status: text({ enum: ['reserved', 'used', 'released'] }).notNull(),
    /** `promotion customer` for a benefit a person has once; null otherwise. */
    onceKey: text(),
    createdAt: whole(),
    version: version(),
  },
  (table) => [
    uniqueIndex('benefit_used_once').on(table.onceKey).where(sql.raw(`"status" <> 'released'`)),
    index('benefit_uses_by_order').on(table.orderId),
  ],
);
