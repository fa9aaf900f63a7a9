import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { variants } from '../catalog/tables.ts';
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
import type { DayWindow } from '../pickup-points/tables.ts';

export const campaignStatuses = [
  'draft',
  'published',
  'purchasing',
  'delivering',
  'collecting',
  'completed',
  'cancelled',
] as const;

export const campaigns = sqliteTable(
  'campaigns',
  {
    id: id(),
    externalId: text().unique('campaign_external_id_once'),
    title: required(),
    description: text().notNull().default(''),
    status: text({ enum: campaignStatuses }).notNull(),
    /** Why it was cancelled, or `nothingOrdered`. */
    reason: text(),
    opensAt: whole(),
    /** The cutoff that offers copy; the campaign accepts orders until the latest of its offers. */
    closesAt: whole(),
    /** Calendar date of the shop on which neighbours collect. */
    pickupDate: required(),
    pickupWindows: json<readonly DayWindow[]>(),
    pickupStartsAt: whole(),
    pickupEndsAt: whole(),
    houseLeaderAllowed: flag(),
    /** Help-selling (帮卖): whose campaign it is, and what both earn when another leader sells from it. */
    ownerLeaderId: text(),
    ownerBasisPoints: integer(),
    ownerPerPiece: integer(),
    helperBasisPoints: integer(),
    helperPerPiece: integer(),
    createdAt: whole(),
    publishedAt: integer(),
    cancelledAt: integer(),
    completedAt: integer(),
    version: version(),
  },
  (table) => [
    oneOf('campaign_status', 'status', campaignStatuses),
    rule('campaign_opens_before_it_closes', '"opensAt" < "closesAt"'),
    rule(
      'campaign_help_shares',
      `CASE WHEN "ownerLeaderId" IS NULL THEN coalesce("ownerBasisPoints", "ownerPerPiece", "helperBasisPoints", "helperPerPiece") IS NULL
        ELSE ("ownerBasisPoints" IS NULL) <> ("ownerPerPiece" IS NULL) AND ("helperBasisPoints" IS NULL) <> ("helperPerPiece" IS NULL) END`,
    ),
    index('campaigns_by_status').on(table.status, table.closesAt),
    index('campaigns_by_creation').on(table.createdAt, table.id),
    index('campaigns_by_pickup').on(table.pickupDate),
  ],
);

export const campaignLeaders = sqliteTable(
  'campaign_leaders',
  {
    campaignId: text()
      .notNull()
      .references(() => campaigns.id),
    leaderId: required(),
  },
  (table) => [
    primaryKey({ name: 'campaign_leader_once', columns: [table.campaignId, table.leaderId] }),
    index('campaign_leaders_by_leader').on(table.leaderId, table.campaignId),
  ],
);

export const campaignPoints = sqliteTable(
  'campaign_points',
  {
    campaignId: text()
      .notNull()
      .references(() => campaigns.id),
    pickupPointId: required(),
  },
  (table) => [primaryKey({ name: 'campaign_point_once', columns: [table.campaignId, table.pickupPointId] })],
);

export const offers = sqliteTable(
  'offers',
  {
    id: id(),
    campaignId: text()
      .notNull()
      .references(() => campaigns.id),
    variantId: text()
      .notNull()
      .references(() => variants.id),
    supplierId: required(),
    position: counter(),
    // What the neighbour sees, as it was when the offer was made: the catalogue may move on.
    title: required(),
    specification: text().notNull().default(''),
    unit: required(),
    category: required(),
    imageUrl: text(),
    gramsPerUnit: integer(),
    price: whole(),
    /** How many pieces may be sold; null is no limit. */
    cap: integer(),
    limitPerCustomer: integer(),
    /** The cutoff of this offer, copied from the campaign (C22). */
    closesAt: whole(),
    /** Where the cutoff comes from: those of the campaign and of lead days follow when the campaign moves. */
    cutoffFrom: text({ enum: ['campaign', 'leadDays', 'own'] })
      .notNull()
      .default('campaign'),
    /** The supplier sells in cases of so many pieces. */
    packSize: integer().notNull().default(1),
    /** The last hours before the cutoff in which only pieces are taken that fill a case; null: none. */
    boxFillHours: integer(),
    /** Counts placements in that time, so that two never fill the same gap. */
    boxFills: counter(),
    /** Pieces (or customers) that must be firm at the freeze (R20). */
    minimum: integer(),
    minimumOf: text({ enum: ['pieces', 'customers'] })
      .notNull()
      .default('pieces'),
    onMiss: text({ enum: ['cancel', 'extendOnce', 'nextLower'] })
      .notNull()
      .default('cancel'),
    extendHours: integer(),
    lowerMinimums: json<readonly number[]>(),
    /** The cutoff before the one extension (R20); null while there was none. */
    extendedFrom: integer(),
    /** Pieces in held and firm orders; stands still from the freeze (R1). */
    sold: counter(),
    /** Pieces in firm orders. */
    firm: counter(),
    /** Those of them that are wanted only where they fill a case. */
    tolerance: counter(),
    status: text({ enum: ['open', 'frozen', 'failed', 'withdrawn'] })
      .notNull()
      .default('open'),
    /** Given away by promotions only: nobody can order it. Its cap is the gift stock, its price what the gift is worth. */
    gift: flag(),
    /** Whether price tiers, or flash windows, stand beside the offer: where there are none, nothing is read. */
    hasTiers: flag(),
    hasFlash: flag(),
    /** The pickup date of the pool it draws on (R3); null where it has a stock of its own. */
    poolDate: text(),
    /** The unit price that the freeze fixed for everyone (R7). */
    frozenPrice: integer(),
    frozenAt: integer(),
    createdAt: whole(),
    version: version(),
  },
  (table) => [
    rule('offer_sold_within_cap', '"cap" IS NULL OR "sold" <= "cap"'),
    notNegative('offer_not_negative', 'price', 'sold', 'firm'),
    rule('offer_firm_within_sold', '"firm" <= "sold"'),
    rule('offer_tolerance_within_firm', '"tolerance" BETWEEN 0 AND "firm"'),
    rule('offer_pack_size', '"packSize" >= 1'),
    oneOf('offer_cutoff_from', 'cutoffFrom', ['campaign', 'leadDays', 'own']),
    rule('offer_cap', '"cap" IS NULL OR "cap" >= 0'),
    rule('offer_limit', '"limitPerCustomer" IS NULL OR "limitPerCustomer" >= 1'),
    index('offers_by_campaign').on(table.campaignId, table.position),
    index('offers_gifts').on(table.campaignId, table.gift),
    index('offers_by_cutoff').on(table.status, table.closesAt),
  ],
);

/** Unit price from so many pieces on, counted over the campaign or one community (R7). */
export const offerTiers = sqliteTable(
  'offer_tiers',
  {
    offerId: text()
      .notNull()
      .references(() => offers.id),
    fromPieces: whole(),
    price: whole(),
    countedOver: text({ enum: ['campaign', 'community'] })
      .notNull()
      .default('campaign'),
    /** Taken off the offer before anybody had ordered. */
    removed: flag(),
  },
  (table) => [
    notNegative('offer_tier_price', 'price'),
    primaryKey({ name: 'offer_tier_once', columns: [table.offerId, table.fromPieces] }),
  ],
);

/** A flash price (秒杀): a window with its own stock and its own limit (R6). */
export const flashWindows = sqliteTable(
  'flash_windows',
  {
    id: id(),
    offerId: text()
      .notNull()
      .references(() => offers.id),
    startsAt: whole(),
    endsAt: whole(),
    price: whole(),
    stock: whole(),
    sold: counter(),
    /** How many pieces one customer may have in this window. */
    limitPerCustomer: integer(),
    /** Taken off the offer before anything was sold in it. */
    removed: flag(),
    version: version(),
  },
  (table) => [
    rule('flash_sold_within_stock', '"sold" BETWEEN 0 AND "stock"'),
    rule('flash_window_ends_after_it_starts', '"startsAt" < "endsAt"'),
    notNegative('flash_window_price', 'price'),
    index('flash_windows_by_offer').on(table.offerId),
  ],
);

/** What one customer has on one offer, in held and firm orders (R4). */
export const offerCustomers = sqliteTable(
  'offer_customers',
  {
    offerId: text().notNull(),
    customerId: required(),
    pieces: counter(),
    firm: counter(),
    /** The offer's limit as it stood at the last order, so that the rule is one of this row. */
    limitPerCustomer: integer(),
  },
  (table) => [
    primaryKey({ name: 'offer_customer_once', columns: [table.offerId, table.customerId] }),
    rule('offer_customer_within_limit', '"limitPerCustomer" IS NULL OR "pieces" <= "limitPerCustomer"'),
    notNegative('offer_customer_not_negative', 'pieces', 'firm'),
  ],
);

/** What one customer has in one flash window: each window has a limit of its own (R6). */
export const flashCustomers = sqliteTable(
  'flash_customers',
  {
    flashWindowId: text().notNull(),
    customerId: required(),
    /** Carried along, so that what a customer has is read before it is known which window runs. */
    offerId: required(),
    pieces: counter(),
    /** The window's limit as it stood at the last order, so that the rule is one of this row. */
    limitPerCustomer: integer(),
  },
  (table) => [
    primaryKey({ name: 'flash_customer_once', columns: [table.flashWindowId, table.customerId] }),
    rule('flash_customer_within_limit', '"limitPerCustomer" IS NULL OR "pieces" <= "limitPerCustomer"'),
    notNegative('flash_customer_not_negative', 'pieces'),
    index('flash_customers_by_offer').on(table.offerId, table.customerId),
  ],
);

/** Firm pieces of an offer in one community, for tiers counted there. */
export const offerCommunities = sqliteTable(
  'offer_communities',
  { offerId: text().notNull(), communityId: required(), firm: counter() },
  (table) => [primaryKey({ name: 'offer_community_once', columns: [table.offerId, table.communityId] })],
);

/** One stock shared by offers of several campaigns with the same pickup date (R3). */
export const pools = sqliteTable(
  'pools',
  { variantId: text().notNull(), pickupDate: required(), cap: whole(), sold: counter(), version: version() },
  (table) => [
    primaryKey({ name: 'pool_once', columns: [table.variantId, table.pickupDate] }),
    rule('pool_sold_within_cap', '"sold" BETWEEN 0 AND "cap"'),
  ],
);
