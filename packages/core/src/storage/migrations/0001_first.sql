CREATE TABLE "shops" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"zone" text NOT NULL,
	"currency" text NOT NULL,
	"locale" text NOT NULL,
	"policies" text NOT NULL,
	"sessionSecret" text NOT NULL,
	"houseLeaderId" text NOT NULL,
	"createdAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL
) STRICT;
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"hint" text NOT NULL,
	"scopes" text NOT NULL,
	"createdAt" integer NOT NULL,
	"revokedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "api_key_kind" CHECK("kind" IN ('secret', 'publishable'))
) STRICT;
CREATE UNIQUE INDEX "api_key_hash_once" ON "api_keys" ("hash");
CREATE TABLE "idempotency_keys" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"answer" text NOT NULL,
	"createdAt" integer NOT NULL,
	PRIMARY KEY("scope", "key")
) STRICT;
CREATE TABLE "guards" (
	"id" integer PRIMARY KEY NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "guard_holds" CHECK("failed" = 0)
) STRICT;
CREATE TABLE "suppliers" (
	"id" text PRIMARY KEY NOT NULL,
	"externalId" text NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"lossBufferBasisPoints" integer,
	"rebateMode" text DEFAULT 'whole' NOT NULL,
	"leadDays" integer DEFAULT 0 NOT NULL,
	"minimumValue" integer,
	"minimumCases" integer,
	"belowMinimum" text DEFAULT 'buy' NOT NULL,
	"minimumExtendHours" integer,
	"retired" integer DEFAULT false NOT NULL,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL
) STRICT;
CREATE UNIQUE INDEX "supplier_external_id_once" ON "suppliers" ("externalId");
CREATE TABLE "rebate_tiers" (
	"id" text PRIMARY KEY NOT NULL,
	"supplierId" text NOT NULL,
	"threshold" integer DEFAULT 0 NOT NULL,
	"basisPoints" integer DEFAULT 0 NOT NULL,
	"createdAt" integer NOT NULL,
	"retiredAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("supplierId") REFERENCES "suppliers"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "rebate_tier_range" CHECK("threshold" >= 0 AND "basisPoints" BETWEEN 0 AND 10000)
) STRICT;
CREATE INDEX "rebate_tiers_by_supplier" ON "rebate_tiers" ("supplierId");
CREATE TABLE "supplier_months" (
	"month" text PRIMARY KEY NOT NULL,
	"statedAt" integer NOT NULL
) STRICT;
CREATE TABLE "supplier_payments" (
	"id" text PRIMARY KEY NOT NULL,
	"supplierId" text NOT NULL,
	"amount" integer NOT NULL,
	"reference" text NOT NULL,
	"paidAt" integer NOT NULL,
	FOREIGN KEY ("supplierId") REFERENCES "suppliers"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "supplier_payment_amount" CHECK("amount" <> 0)
) STRICT;
CREATE UNIQUE INDEX "supplier_payment_reference_once" ON "supplier_payments" ("reference");
CREATE INDEX "supplier_payments_by_time" ON "supplier_payments" ("paidAt","id");
CREATE INDEX "supplier_payments_by_supplier" ON "supplier_payments" ("supplierId","paidAt","id","amount");
CREATE TABLE "supplier_adjustments" (
	"id" text PRIMARY KEY NOT NULL,
	"supplierId" text NOT NULL,
	"amount" integer NOT NULL,
	"campaignId" text,
	"variantId" text,
	"reason" text NOT NULL,
	"reference" text NOT NULL,
	"recordedAt" integer NOT NULL,
	FOREIGN KEY ("supplierId") REFERENCES "suppliers"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "supplier_adjustment_amount" CHECK("amount" <> 0)
) STRICT;
CREATE UNIQUE INDEX "supplier_adjustment_reference_once" ON "supplier_adjustments" ("reference");
CREATE INDEX "supplier_adjustments_by_supplier" ON "supplier_adjustments" ("supplierId","recordedAt","id");
CREATE TABLE "supplier_rebates" (
	"id" text PRIMARY KEY NOT NULL,
	"supplierId" text NOT NULL,
	"amount" integer NOT NULL,
	"reference" text NOT NULL,
	"setOff" integer DEFAULT false NOT NULL,
	"receivedAt" integer NOT NULL,
	FOREIGN KEY ("supplierId") REFERENCES "suppliers"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "supplier_rebate_amount" CHECK("amount" <> 0)
) STRICT;
CREATE UNIQUE INDEX "supplier_rebate_reference_once" ON "supplier_rebates" ("reference");
CREATE INDEX "supplier_rebates_by_supplier" ON "supplier_rebates" ("supplierId");
CREATE TABLE "supplier_statements" (
	"id" text PRIMARY KEY NOT NULL,
	"supplierId" text NOT NULL,
	"month" text NOT NULL,
	"from" integer NOT NULL,
	"to" integer NOT NULL,
	"opening" integer NOT NULL,
	"accepted" integer NOT NULL,
	"recoveries" integer NOT NULL,
	"paid" integer NOT NULL,
	"setOff" integer NOT NULL,
	"closing" integer NOT NULL,
	"deducted" integer NOT NULL,
	"volume" integer NOT NULL,
	"mode" text NOT NULL,
	"tiers" text NOT NULL,
	"rebate" integer NOT NULL,
	"createdAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"source" text NOT NULL,
	FOREIGN KEY ("supplierId") REFERENCES "suppliers"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "supplier_statement_mode" CHECK("mode" IN ('whole', 'marginal')),
	CONSTRAINT "supplier_statement_rebate" CHECK("rebate" >= 0),
	CONSTRAINT "supplier_statement_volume" CHECK("volume" = "accepted" - "deducted"),
	CONSTRAINT "supplier_statement_balance" CHECK("closing" = "opening" + "accepted" - "recoveries" - "paid" - "setOff")
) STRICT;
CREATE UNIQUE INDEX "supplier_statement_once" ON "supplier_statements" ("source");
CREATE INDEX "supplier_statements_by_supplier" ON "supplier_statements" ("supplierId","from","to");
CREATE INDEX "supplier_statements_by_creation" ON "supplier_statements" ("createdAt","id");
CREATE INDEX "supplier_statements_by_month" ON "supplier_statements" ("month","createdAt","id");
CREATE TABLE "supplier_statement_deductions" (
	"transactionId" text NOT NULL,
	"position" integer NOT NULL,
	"statementId" text NOT NULL,
	PRIMARY KEY("transactionId", "position"),
	FOREIGN KEY ("statementId") REFERENCES "supplier_statements"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "supplier_statement_deductions_by_statement" ON "supplier_statement_deductions" ("statementId");
CREATE TABLE "products" (
	"id" text PRIMARY KEY NOT NULL,
	"externalId" text NOT NULL,
	"name" text NOT NULL,
	"category" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"imageUrl" text,
	"retired" integer DEFAULT false NOT NULL,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL
) STRICT;
CREATE UNIQUE INDEX "product_external_id_once" ON "products" ("externalId");
CREATE INDEX "products_by_creation" ON "products" ("createdAt","id");
CREATE TABLE "variants" (
	"id" text PRIMARY KEY NOT NULL,
	"externalId" text NOT NULL,
	"productId" text NOT NULL,
	"supplierId" text NOT NULL,
	"specification" text DEFAULT '' NOT NULL,
	"unit" text NOT NULL,
	"packSize" integer DEFAULT 1 NOT NULL,
	"gramsPerUnit" integer,
	"price" integer DEFAULT 0 NOT NULL,
	"cost" integer DEFAULT 0 NOT NULL,
	"leadDays" integer DEFAULT 0 NOT NULL,
	"retired" integer DEFAULT false NOT NULL,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("productId") REFERENCES "products"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "variant_pack_size" CHECK("packSize" >= 1),
	CONSTRAINT "variant_grams" CHECK("gramsPerUnit" IS NULL OR "gramsPerUnit" >= 1),
	CONSTRAINT "variant_not_negative" CHECK("price" >= 0 AND "cost" >= 0 AND "leadDays" >= 0)
) STRICT;
CREATE UNIQUE INDEX "variant_external_id_once" ON "variants" ("externalId");
CREATE INDEX "variants_by_product" ON "variants" ("productId");
CREATE TABLE "customers" (
	"id" text PRIMARY KEY NOT NULL,
	"externalId" text,
	"phone" text,
	"phoneVerified" integer DEFAULT false NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"guestKey" text,
	"guestOfLeaderId" text,
	"mergedIntoId" text,
	"firstOrderBefore" integer DEFAULT false NOT NULL,
	"liveOrders" integer DEFAULT 0 NOT NULL,
	"noShows" integer DEFAULT 0 NOT NULL,
	"erasedAt" integer,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "customer_counters" CHECK("liveOrders" >= 0 AND "noShows" >= 0)
) STRICT;
CREATE UNIQUE INDEX "customer_external_id_once" ON "customers" ("externalId");
CREATE UNIQUE INDEX "customer_phone_once" ON "customers" ("phone");
CREATE UNIQUE INDEX "customer_guest_once" ON "customers" ("guestKey");
CREATE INDEX "customers_by_creation" ON "customers" ("createdAt","id");
CREATE TABLE "leaders" (
	"id" text PRIMARY KEY NOT NULL,
	"externalId" text,
	"name" text NOT NULL,
	"phone" text,
	"customerId" text,
	"role" text DEFAULT '' NOT NULL,
	"status" text NOT NULL,
	"house" integer DEFAULT false NOT NULL,
	"tier" text,
	"tierPinned" integer DEFAULT false NOT NULL,
	"tierMissed" integer DEFAULT 0 NOT NULL,
	"recruitedById" text,
	"appliedAt" integer NOT NULL,
	"approvedAt" integer,
	"reason" text,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "leader_status" CHECK("status" IN ('applied', 'active', 'rejected', 'suspended', 'left'))
) STRICT;
CREATE UNIQUE INDEX "leader_external_id_once" ON "leaders" ("externalId");
CREATE UNIQUE INDEX "leader_phone_once" ON "leaders" ("phone");
CREATE INDEX "leaders_by_status" ON "leaders" ("status","id");
CREATE INDEX "leaders_by_application" ON "leaders" ("appliedAt","id");
CREATE TABLE "communities" (
	"id" text PRIMARY KEY NOT NULL,
	"externalId" text,
	"leaderId" text NOT NULL,
	"name" text NOT NULL,
	"inviteCode" text NOT NULL,
	"memberCount" integer DEFAULT 0 NOT NULL,
	"statedMembers" integer,
	"retired" integer DEFAULT false NOT NULL,
	"createdAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("leaderId") REFERENCES "leaders"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "community_members" CHECK("memberCount" >= 0)
) STRICT;
CREATE UNIQUE INDEX "community_external_id_once" ON "communities" ("externalId");
CREATE UNIQUE INDEX "community_invite_code_once" ON "communities" ("inviteCode");
CREATE INDEX "communities_by_leader" ON "communities" ("leaderId");
CREATE TABLE "members" (
	"communityId" text NOT NULL,
	"customerId" text NOT NULL,
	"invitedById" text,
	"newcomer" integer DEFAULT false NOT NULL,
	"joinedAt" integer NOT NULL,
	"leftAt" integer,
	PRIMARY KEY("communityId", "customerId"),
	FOREIGN KEY ("communityId") REFERENCES "communities"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "members_by_customer" ON "members" ("customerId");
CREATE INDEX "members_by_inviter" ON "members" ("invitedById");
CREATE TABLE "pickup_points" (
	"id" text PRIMARY KEY NOT NULL,
	"externalId" text NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"latitude" integer,
	"longitude" integer,
	"leaderId" text,
	"windows" text NOT NULL,
	"shareBasisPoints" integer,
	"sharePerPiece" integer,
	"shareFrom" text,
	"retired" integer DEFAULT false NOT NULL,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "pickup_point_share" CHECK(CASE WHEN "shareFrom" IS NULL THEN coalesce("shareBasisPoints", "sharePerPiece") IS NULL
        ELSE ("shareBasisPoints" IS NULL) <> ("sharePerPiece" IS NULL) END)
) STRICT;
CREATE UNIQUE INDEX "pickup_point_external_id_once" ON "pickup_points" ("externalId");
CREATE INDEX "pickup_points_by_leader" ON "pickup_points" ("leaderId");
CREATE TABLE "pickup_slots" (
	"id" text PRIMARY KEY NOT NULL,
	"pickupPointId" text NOT NULL,
	"date" text NOT NULL,
	"opens" text NOT NULL,
	"closes" text NOT NULL,
	"capacity" integer NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	"retired" integer DEFAULT false NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"source" text NOT NULL,
	FOREIGN KEY ("pickupPointId") REFERENCES "pickup_points"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "slot_taken_within_capacity" CHECK("taken" BETWEEN 0 AND "capacity")
) STRICT;
CREATE UNIQUE INDEX "pickup_slot_once" ON "pickup_slots" ("source");
CREATE INDEX "pickup_slots_by_day" ON "pickup_slots" ("pickupPointId","date","opens");
CREATE TABLE "pickup_substitutes" (
	"id" text PRIMARY KEY NOT NULL,
	"pickupPointId" text NOT NULL,
	"leaderId" text NOT NULL,
	"fromDate" text NOT NULL,
	"toDate" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"createdAt" integer NOT NULL,
	"endedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("pickupPointId") REFERENCES "pickup_points"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "substitute_dates" CHECK("fromDate" <= "toDate")
) STRICT;
CREATE INDEX "pickup_substitutes_by_point" ON "pickup_substitutes" ("pickupPointId");
CREATE INDEX "pickup_substitutes_by_leader" ON "pickup_substitutes" ("leaderId");
CREATE INDEX "pickup_substitutes_by_creation" ON "pickup_substitutes" ("createdAt","id");
CREATE TABLE "campaigns" (
	"id" text PRIMARY KEY NOT NULL,
	"externalId" text,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"opensAt" integer NOT NULL,
	"closesAt" integer NOT NULL,
	"pickupDate" text NOT NULL,
	"pickupWindows" text NOT NULL,
	"pickupStartsAt" integer NOT NULL,
	"pickupEndsAt" integer NOT NULL,
	"houseLeaderAllowed" integer DEFAULT false NOT NULL,
	"ownerLeaderId" text,
	"ownerBasisPoints" integer,
	"ownerPerPiece" integer,
	"helperBasisPoints" integer,
	"helperPerPiece" integer,
	"createdAt" integer NOT NULL,
	"publishedAt" integer,
	"cancelledAt" integer,
	"completedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "campaign_status" CHECK("status" IN ('draft', 'published', 'purchasing', 'delivering', 'collecting', 'completed', 'cancelled')),
	CONSTRAINT "campaign_opens_before_it_closes" CHECK("opensAt" < "closesAt"),
	CONSTRAINT "campaign_help_shares" CHECK(CASE WHEN "ownerLeaderId" IS NULL THEN coalesce("ownerBasisPoints", "ownerPerPiece", "helperBasisPoints", "helperPerPiece") IS NULL
        ELSE ("ownerBasisPoints" IS NULL) <> ("ownerPerPiece" IS NULL) AND ("helperBasisPoints" IS NULL) <> ("helperPerPiece" IS NULL) END)
) STRICT;
CREATE UNIQUE INDEX "campaign_external_id_once" ON "campaigns" ("externalId");
CREATE INDEX "campaigns_by_status" ON "campaigns" ("status","closesAt");
CREATE INDEX "campaigns_by_creation" ON "campaigns" ("createdAt","id");
CREATE INDEX "campaigns_by_pickup" ON "campaigns" ("pickupDate");
CREATE TABLE "campaign_leaders" (
	"campaignId" text NOT NULL,
	"leaderId" text NOT NULL,
	PRIMARY KEY("campaignId", "leaderId"),
	FOREIGN KEY ("campaignId") REFERENCES "campaigns"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "campaign_leaders_by_leader" ON "campaign_leaders" ("leaderId","campaignId");
CREATE TABLE "campaign_points" (
	"campaignId" text NOT NULL,
	"pickupPointId" text NOT NULL,
	PRIMARY KEY("campaignId", "pickupPointId"),
	FOREIGN KEY ("campaignId") REFERENCES "campaigns"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE TABLE "campaign_suppliers" (
	"campaignId" text NOT NULL,
	"supplierId" text NOT NULL,
	"minimumValue" integer,
	"minimumCases" integer,
	"onMiss" text NOT NULL,
	"extendHours" integer,
	"extendedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	PRIMARY KEY("campaignId", "supplierId"),
	FOREIGN KEY ("campaignId") REFERENCES "campaigns"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "campaign_supplier_on_miss" CHECK("onMiss" IN ('buy', 'extend', 'fail')),
	CONSTRAINT "campaign_supplier_extension" CHECK("onMiss" <> 'extend' OR "extendHours" >= 1)
) STRICT;
CREATE TABLE "campaign_series" (
	"id" text PRIMARY KEY NOT NULL,
	"externalId" text,
	"title" text NOT NULL,
	"status" text NOT NULL,
	"templateId" text NOT NULL,
	"rule" text NOT NULL,
	"startsOn" text NOT NULL,
	"breaks" text NOT NULL,
	"horizonDays" integer NOT NULL,
	"publish" integer DEFAULT false NOT NULL,
	"inGap" text,
	"nextDate" text,
	"createdAt" integer NOT NULL,
	"endedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("templateId") REFERENCES "campaigns"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "campaign_series_status" CHECK("status" IN ('active', 'paused', 'ended')),
	CONSTRAINT "campaign_series_horizon" CHECK("horizonDays" BETWEEN 1 AND 60)
) STRICT;
CREATE UNIQUE INDEX "campaign_series_external_id_once" ON "campaign_series" ("externalId");
CREATE INDEX "campaign_series_by_status" ON "campaign_series" ("status","nextDate");
CREATE INDEX "campaign_series_by_creation" ON "campaign_series" ("createdAt","id");
CREATE TABLE "campaign_series_rounds" (
	"seriesId" text NOT NULL,
	"date" text NOT NULL,
	"campaignId" text,
	"outcome" text NOT NULL,
	"problems" text NOT NULL,
	"createdAt" integer NOT NULL,
	PRIMARY KEY("seriesId", "date"),
	FOREIGN KEY ("seriesId") REFERENCES "campaign_series"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("campaignId") REFERENCES "campaigns"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "series_round_outcome" CHECK("outcome" IN ('published', 'drafted', 'refused', 'late')),
	CONSTRAINT "series_round_campaign" CHECK(("campaignId" IS NULL) = ("outcome" = 'late'))
) STRICT;
CREATE INDEX "series_rounds_by_campaign" ON "campaign_series_rounds" ("campaignId");
CREATE TABLE "offers" (
	"id" text PRIMARY KEY NOT NULL,
	"campaignId" text NOT NULL,
	"variantId" text NOT NULL,
	"supplierId" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"title" text NOT NULL,
	"specification" text DEFAULT '' NOT NULL,
	"unit" text NOT NULL,
	"category" text NOT NULL,
	"imageUrl" text,
	"gramsPerUnit" integer,
	"price" integer NOT NULL,
	"cap" integer,
	"limitPerCustomer" integer,
	"closesAt" integer NOT NULL,
	"cutoffFrom" text DEFAULT 'campaign' NOT NULL,
	"packSize" integer DEFAULT 1 NOT NULL,
	"boxFillHours" integer,
	"boxFills" integer DEFAULT 0 NOT NULL,
	"minimum" integer,
	"minimumOf" text DEFAULT 'pieces' NOT NULL,
	"onMiss" text DEFAULT 'cancel' NOT NULL,
	"extendHours" integer,
	"lowerMinimums" text NOT NULL,
	"extendedFrom" integer,
	"sold" integer DEFAULT 0 NOT NULL,
	"firm" integer DEFAULT 0 NOT NULL,
	"tolerance" integer DEFAULT 0 NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"gift" integer DEFAULT false NOT NULL,
	"hasTiers" integer DEFAULT false NOT NULL,
	"hasFlash" integer DEFAULT false NOT NULL,
	"poolDate" text,
	"frozenPrice" integer,
	"frozenAt" integer,
	"createdAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("campaignId") REFERENCES "campaigns"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("variantId") REFERENCES "variants"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "offer_sold_within_cap" CHECK("cap" IS NULL OR "sold" <= "cap"),
	CONSTRAINT "offer_not_negative" CHECK("price" >= 0 AND "sold" >= 0 AND "firm" >= 0),
	CONSTRAINT "offer_firm_within_sold" CHECK("firm" <= "sold"),
	CONSTRAINT "offer_tolerance_within_firm" CHECK("tolerance" BETWEEN 0 AND "firm"),
	CONSTRAINT "offer_pack_size" CHECK("packSize" >= 1),
	CONSTRAINT "offer_cutoff_from" CHECK("cutoffFrom" IN ('campaign', 'leadDays', 'own')),
	CONSTRAINT "offer_cap" CHECK("cap" IS NULL OR "cap" >= 0),
	CONSTRAINT "offer_limit" CHECK("limitPerCustomer" IS NULL OR "limitPerCustomer" >= 1)
) STRICT;
CREATE INDEX "offers_by_campaign" ON "offers" ("campaignId","position");
CREATE INDEX "offers_gifts" ON "offers" ("campaignId","gift");
CREATE INDEX "offers_by_cutoff" ON "offers" ("status","closesAt");
CREATE TABLE "offer_tiers" (
	"offerId" text NOT NULL,
	"fromPieces" integer NOT NULL,
	"price" integer NOT NULL,
	"countedOver" text DEFAULT 'campaign' NOT NULL,
	"removed" integer DEFAULT false NOT NULL,
	PRIMARY KEY("offerId", "fromPieces"),
	FOREIGN KEY ("offerId") REFERENCES "offers"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "offer_tier_price" CHECK("price" >= 0)
) STRICT;
CREATE TABLE "flash_windows" (
	"id" text PRIMARY KEY NOT NULL,
	"offerId" text NOT NULL,
	"startsAt" integer NOT NULL,
	"endsAt" integer NOT NULL,
	"price" integer NOT NULL,
	"stock" integer NOT NULL,
	"sold" integer DEFAULT 0 NOT NULL,
	"limitPerCustomer" integer,
	"removed" integer DEFAULT false NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("offerId") REFERENCES "offers"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "flash_sold_within_stock" CHECK("sold" BETWEEN 0 AND "stock"),
	CONSTRAINT "flash_window_ends_after_it_starts" CHECK("startsAt" < "endsAt"),
	CONSTRAINT "flash_window_price" CHECK("price" >= 0)
) STRICT;
CREATE INDEX "flash_windows_by_offer" ON "flash_windows" ("offerId");
CREATE TABLE "offer_customers" (
	"offerId" text NOT NULL,
	"customerId" text NOT NULL,
	"pieces" integer DEFAULT 0 NOT NULL,
	"firm" integer DEFAULT 0 NOT NULL,
	"limitPerCustomer" integer,
	PRIMARY KEY("offerId", "customerId"),
	CONSTRAINT "offer_customer_within_limit" CHECK("limitPerCustomer" IS NULL OR "pieces" <= "limitPerCustomer"),
	CONSTRAINT "offer_customer_not_negative" CHECK("pieces" >= 0 AND "firm" >= 0)
) STRICT;
CREATE TABLE "flash_customers" (
	"flashWindowId" text NOT NULL,
	"customerId" text NOT NULL,
	"offerId" text NOT NULL,
	"pieces" integer DEFAULT 0 NOT NULL,
	"limitPerCustomer" integer,
	PRIMARY KEY("flashWindowId", "customerId"),
	CONSTRAINT "flash_customer_within_limit" CHECK("limitPerCustomer" IS NULL OR "pieces" <= "limitPerCustomer"),
	CONSTRAINT "flash_customer_not_negative" CHECK("pieces" >= 0)
) STRICT;
CREATE INDEX "flash_customers_by_offer" ON "flash_customers" ("offerId","customerId");
CREATE TABLE "offer_communities" (
	"offerId" text NOT NULL,
	"communityId" text NOT NULL,
	"firm" integer DEFAULT 0 NOT NULL,
	PRIMARY KEY("offerId", "communityId")
) STRICT;
CREATE TABLE "pools" (
	"variantId" text NOT NULL,
	"pickupDate" text NOT NULL,
	"cap" integer NOT NULL,
	"sold" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	PRIMARY KEY("variantId", "pickupDate"),
	CONSTRAINT "pool_sold_within_cap" CHECK("sold" BETWEEN 0 AND "cap")
) STRICT;
CREATE TABLE "freezes" (
	"id" text PRIMARY KEY NOT NULL,
	"campaignId" text NOT NULL,
	"cutoff" integer NOT NULL,
	"frozenAt" integer NOT NULL,
	"orders" integer DEFAULT 0 NOT NULL,
	"lines" integer DEFAULT 0 NOT NULL,
	"pieces" integer DEFAULT 0 NOT NULL,
	"net" integer DEFAULT 0 NOT NULL,
	"buyingProblem" text,
	"buyingTriedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	"source" text NOT NULL,
	FOREIGN KEY ("campaignId") REFERENCES "campaigns"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "freeze_once" ON "freezes" ("source");
CREATE INDEX "freezes_by_campaign" ON "freezes" ("campaignId");
CREATE TABLE "frozen_goods" (
	"freezeId" text NOT NULL,
	"offerId" text NOT NULL,
	"variantId" text NOT NULL,
	"supplierId" text NOT NULL,
	"lines" integer NOT NULL,
	"pieces" integer NOT NULL,
	"net" integer NOT NULL,
	PRIMARY KEY("freezeId", "offerId", "variantId", "supplierId"),
	FOREIGN KEY ("freezeId") REFERENCES "freezes"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "frozen_goods_wanted" CHECK("lines" >= 1 AND "pieces" >= "lines" AND "net" >= 0)
) STRICT;
CREATE TABLE "frozen_crates" (
	"freezeId" text NOT NULL,
	"pickupPointId" text NOT NULL,
	"variantId" text NOT NULL,
	"pieces" integer NOT NULL,
	PRIMARY KEY("freezeId", "pickupPointId", "variantId"),
	FOREIGN KEY ("freezeId") REFERENCES "freezes"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "frozen_crate_pieces" CHECK("pieces" >= 1)
) STRICT;
CREATE TABLE "freeze_refunds" (
	"freezeId" text NOT NULL,
	"orderLineId" text NOT NULL,
	"orderId" text NOT NULL,
	"kind" text NOT NULL,
	"unitPrice" integer,
	"unfilled" integer DEFAULT 0 NOT NULL,
	"doneAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	PRIMARY KEY("freezeId", "orderLineId"),
	FOREIGN KEY ("freezeId") REFERENCES "freezes"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "freeze_refund_kind" CHECK("kind" IN ('offerFailed', 'tier', 'tolerance'))
) STRICT;
CREATE INDEX "freeze_refunds_due" ON "freeze_refunds" ("freezeId","orderLineId") WHERE "doneAt" IS NULL;
CREATE TABLE "promotions" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"terms" text NOT NULL,
	"startsAt" integer NOT NULL,
	"endsAt" integer,
	"budget" integer,
	"spent" integer DEFAULT 0 NOT NULL,
	"usesPerCustomer" integer,
	"fundedBy" text DEFAULT 'shop' NOT NULL,
	"status" text NOT NULL,
	"createdAt" integer NOT NULL,
	"endedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "promotion_kind" CHECK("kind" IN ('firstOrder', 'spendGift', 'spendSave', 'coupon', 'inviteGift')),
	CONSTRAINT "promotion_spent_within_budget" CHECK("spent" >= 0 AND ("budget" IS NULL OR "spent" <= "budget")),
	CONSTRAINT "promotion_ends_after_it_starts" CHECK("endsAt" IS NULL OR "startsAt" < "endsAt")
) STRICT;
CREATE INDEX "promotions_by_status" ON "promotions" ("status");
CREATE INDEX "promotions_by_creation" ON "promotions" ("createdAt","id");
CREATE TABLE "coupons" (
	"id" text PRIMARY KEY NOT NULL,
	"promotionId" text NOT NULL,
	"code" text NOT NULL,
	"customerId" text,
	"uses" integer NOT NULL,
	"usesLeft" integer NOT NULL,
	"createdAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("promotionId") REFERENCES "promotions"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "coupon_uses_left" CHECK("usesLeft" >= 0 AND "usesLeft" <= "uses")
) STRICT;
CREATE UNIQUE INDEX "coupon_code_once" ON "coupons" ("code");
CREATE INDEX "coupons_by_customer" ON "coupons" ("customerId");
CREATE INDEX "coupons_by_promotion" ON "coupons" ("promotionId","createdAt");
CREATE INDEX "coupons_by_creation" ON "coupons" ("createdAt","id");
CREATE TABLE "benefit_uses" (
	"id" text PRIMARY KEY NOT NULL,
	"promotionId" text NOT NULL,
	"customerId" text NOT NULL,
	"orderId" text NOT NULL,
	"couponId" text,
	"amount" integer DEFAULT 0 NOT NULL,
	"status" text NOT NULL,
	"onceKey" text,
	"promotionVersion" integer DEFAULT 0 NOT NULL,
	"terms" text NOT NULL,
	"reached" integer DEFAULT 0 NOT NULL,
	"takenBack" integer DEFAULT 0 NOT NULL,
	"charged" integer DEFAULT 0 NOT NULL,
	"orderLineId" text,
	"createdAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("promotionId") REFERENCES "promotions"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "benefit_not_negative" CHECK("amount" >= 0 AND "takenBack" >= 0 AND "charged" >= 0)
) STRICT;
CREATE UNIQUE INDEX "benefit_used_once" ON "benefit_uses" ("onceKey") WHERE "status" <> 'released';
CREATE INDEX "benefit_uses_by_order" ON "benefit_uses" ("orderId");
CREATE INDEX "benefit_uses_by_customer" ON "benefit_uses" ("customerId");
CREATE INDEX "benefit_uses_by_promotion" ON "benefit_uses" ("promotionId","status");
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"externalId" text,
	"campaignId" text NOT NULL,
	"customerId" text NOT NULL,
	"leaderId" text NOT NULL,
	"communityId" text,
	"pickupPointId" text NOT NULL,
	"slotId" text,
	"slotOpens" text,
	"slotCloses" text,
	"status" text NOT NULL,
	"cancelReason" text,
	"replacedById" text,
	"payment" text NOT NULL,
	"collectedBy" text DEFAULT 'host' NOT NULL,
	"total" integer NOT NULL,
	"amountDue" integer NOT NULL,
	"paid" integer DEFAULT 0 NOT NULL,
	"refunded" integer DEFAULT 0 NOT NULL,
	"paidAt" integer,
	"placedAt" integer NOT NULL,
	"holdEndsAt" integer,
	"confirmedAt" integer,
	"readyAt" integer,
	"closedAt" integer,
	"earliestCutoff" integer NOT NULL,
	"placedBy" text NOT NULL,
	"quoteToken" text NOT NULL,
	"priceSteps" text NOT NULL,
	"benefits" integer DEFAULT 0 NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"pickupCode" text,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("campaignId") REFERENCES "campaigns"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "order_status" CHECK("status" IN ('held', 'confirmed', 'ready', 'collected', 'uncollected', 'expired', 'cancelled')),
	CONSTRAINT "order_not_negative" CHECK("total" >= 0 AND "amountDue" >= 0 AND "paid" >= 0 AND "refunded" >= 0),
	CONSTRAINT "order_refunded_within_paid" CHECK("refunded" <= "paid"),
	CONSTRAINT "order_replaced" CHECK(("replacedById" IS NOT NULL) = coalesce("cancelReason" = 'replaced', 0))
) STRICT;
CREATE UNIQUE INDEX "order_external_id_once" ON "orders" ("externalId");
CREATE UNIQUE INDEX "pickup_code_once" ON "orders" ("pickupCode");
CREATE INDEX "orders_by_campaign" ON "orders" ("campaignId","status");
CREATE INDEX "orders_by_customer" ON "orders" ("customerId","placedAt");
CREATE INDEX "orders_by_leader" ON "orders" ("leaderId","placedAt");
CREATE INDEX "orders_by_point" ON "orders" ("pickupPointId","campaignId","status");
CREATE INDEX "orders_by_placement" ON "orders" ("placedAt","id");
CREATE INDEX "orders_by_slot" ON "orders" ("slotId") WHERE "slotId" IS NOT NULL;
CREATE INDEX "orders_held" ON "orders" ("holdEndsAt") WHERE "status" = 'held';
CREATE TABLE "order_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"orderId" text NOT NULL,
	"position" integer NOT NULL,
	"offerId" text NOT NULL,
	"campaignId" text NOT NULL,
	"variantId" text NOT NULL,
	"supplierId" text NOT NULL,
	"pickupPointId" text NOT NULL,
	"leaderId" text NOT NULL,
	"communityId" text,
	"customerId" text NOT NULL,
	"flashWindowId" text,
	"gift" integer DEFAULT false NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"pieces" integer NOT NULL,
	"tolerance" integer DEFAULT 0 NOT NULL,
	"unitPrice" integer NOT NULL,
	"discount" integer DEFAULT 0 NOT NULL,
	"net" integer NOT NULL,
	"adjusted" integer DEFAULT 0 NOT NULL,
	"refunded" integer DEFAULT 0 NOT NULL,
	"refundBase" integer NOT NULL,
	"refundPieces" integer NOT NULL,
	"refundDone" integer DEFAULT 0 NOT NULL,
	"firmPieces" integer DEFAULT 0 NOT NULL,
	"confirmedAt" integer,
	"allocated" integer,
	"cancelled" integer DEFAULT 0 NOT NULL,
	"short" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"withdrawn" integer DEFAULT 0 NOT NULL,
	"handedOver" integer DEFAULT 0 NOT NULL,
	"uncollected" integer DEFAULT 0 NOT NULL,
	"grams" integer,
	"weighedPieces" integer,
	"weightDrop" integer DEFAULT 0 NOT NULL,
	"lastHandedOverAt" integer,
	"completedAt" integer,
	"cost" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("orderId") REFERENCES "orders"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("offerId") REFERENCES "offers"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "line_pieces" CHECK("pieces" >= 1),
	CONSTRAINT "line_tolerance" CHECK("tolerance" >= 0 AND "tolerance" < "pieces"),
	CONSTRAINT "line_pieces_partition" CHECK("cancelled" + "short" + "lost" + "withdrawn" + "handedOver" + "uncollected" <= "pieces"),
	CONSTRAINT "line_within_allocated" CHECK("allocated" IS NULL OR "handedOver" + "uncollected" + "lost" <= "allocated"),
	CONSTRAINT "line_not_negative" CHECK("net" >= 0 AND "discount" >= 0 AND "adjusted" >= 0 AND "weightDrop" >= 0 AND "refunded" >= 0 AND "cancelled" >= 0 AND "short" >= 0 AND "lost" >= 0 AND "withdrawn" >= 0 AND "handedOver" >= 0 AND "uncollected" >= 0 AND "firmPieces" >= 0 AND "unitPrice" >= 0),
	CONSTRAINT "line_refunded_within_net" CHECK("refunded" <= "net")
) STRICT;
CREATE INDEX "order_lines_by_order" ON "order_lines" ("orderId");
CREATE INDEX "order_lines_bought" ON "order_lines" ("campaignId","offerId","variantId","supplierId","firmPieces","net");
CREATE INDEX "order_lines_picked" ON "order_lines" ("campaignId","pickupPointId","variantId","firmPieces");
CREATE INDEX "order_lines_withdrawn" ON "order_lines" ("campaignId","offerId") WHERE "withdrawn" > 0;
CREATE TABLE "order_discounts" (
	"orderLineId" text NOT NULL,
	"promotionId" text NOT NULL,
	"orderId" text NOT NULL,
	"position" integer NOT NULL,
	"basisPoints" integer,
	"amount" integer NOT NULL,
	PRIMARY KEY("orderLineId", "promotionId"),
	CONSTRAINT "order_discount_amount" CHECK("amount" >= 0)
) STRICT;
CREATE INDEX "order_discounts_by_order" ON "order_discounts" ("orderId");
CREATE TABLE "payments" (
	"id" text PRIMARY KEY NOT NULL,
	"orderId" text NOT NULL,
	"amount" integer NOT NULL,
	"reference" text NOT NULL,
	"outcome" text NOT NULL,
	"collectedBy" text NOT NULL,
	"cashLeaderId" text,
	"paidAt" integer,
	"receivedAt" integer NOT NULL,
	FOREIGN KEY ("orderId") REFERENCES "orders"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payment_amount" CHECK("amount" >= 0),
	CONSTRAINT "payment_cash_leader" CHECK(("collectedBy" = 'leader') = ("cashLeaderId" IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX "payment_reference_once" ON "payments" ("reference");
CREATE INDEX "payments_by_order" ON "payments" ("orderId");
CREATE TABLE "refunds" (
	"id" text PRIMARY KEY NOT NULL,
	"orderId" text NOT NULL,
	"orderLineId" text,
	"campaignId" text NOT NULL,
	"customerId" text NOT NULL,
	"leaderId" text NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"fault" text,
	"amount" integer NOT NULL,
	"pieces" integer DEFAULT 0 NOT NULL,
	"status" text NOT NULL,
	"paidBackBy" text DEFAULT 'host' NOT NULL,
	"cashLeaderId" text,
	"reference" text,
	"source" text NOT NULL,
	"failure" text,
	"createdAt" integer NOT NULL,
	"settledAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("orderId") REFERENCES "orders"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "refund_amount" CHECK("amount" > 0),
	CONSTRAINT "refund_cash_leader" CHECK(("paidBackBy" = 'leader') = ("cashLeaderId" IS NOT NULL)),
	CONSTRAINT "refund_status" CHECK("status" IN ('requested', 'confirmed', 'failed'))
) STRICT;
CREATE UNIQUE INDEX "refund_reference_once" ON "refunds" ("reference");
CREATE UNIQUE INDEX "refund_source_once" ON "refunds" ("source");
CREATE INDEX "refunds_by_order" ON "refunds" ("orderId");
CREATE INDEX "refunds_by_status" ON "refunds" ("status","createdAt");
CREATE INDEX "refunds_by_campaign" ON "refunds" ("campaignId");
CREATE INDEX "refunds_by_creation" ON "refunds" ("createdAt","id");
CREATE INDEX "refunds_by_customer" ON "refunds" ("customerId","createdAt","id");
CREATE INDEX "refunds_by_leader" ON "refunds" ("leaderId","createdAt","id");
CREATE TABLE "purchase_orders" (
	"id" text PRIMARY KEY NOT NULL,
	"campaignId" text NOT NULL,
	"cutoff" integer NOT NULL,
	"supplierId" text NOT NULL,
	"status" text NOT NULL,
	"createdAt" integer NOT NULL,
	"sentAt" integer,
	"sendings" integer DEFAULT 0 NOT NULL,
	"lastSentAt" integer,
	"supplierAnswer" text DEFAULT 'none' NOT NULL,
	"answeredAt" integer,
	"receivedAt" integer,
	"closedAt" integer,
	"unsettledLines" integer DEFAULT 0 NOT NULL,
	"source" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("campaignId") REFERENCES "campaigns"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("supplierId") REFERENCES "suppliers"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "purchase_order_status" CHECK("status" IN ('draft', 'sent', 'received', 'settling', 'closed')),
	CONSTRAINT "purchase_order_answer" CHECK("supplierAnswer" IN ('none', 'confirmed', 'corrected')),
	CONSTRAINT "purchase_order_settling" CHECK("unsettledLines" >= 0 AND ("unsettledLines" > 0) = ("status" = 'settling'))
) STRICT;
CREATE UNIQUE INDEX "purchase_order_once" ON "purchase_orders" ("source");
CREATE INDEX "purchase_orders_by_campaign" ON "purchase_orders" ("campaignId");
CREATE INDEX "purchase_orders_by_creation" ON "purchase_orders" ("createdAt","id");
CREATE INDEX "purchase_orders_settling" ON "purchase_orders" ("status","closedAt","id") WHERE "status" = 'settling';
CREATE INDEX "purchase_orders_closed" ON "purchase_orders" ("supplierId","closedAt","id") WHERE "status" = 'closed';
CREATE TABLE "purchase_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"purchaseOrderId" text NOT NULL,
	"variantId" text NOT NULL,
	"needed" integer NOT NULL,
	"buffer" integer DEFAULT 0 NOT NULL,
	"fromStock" integer DEFAULT 0 NOT NULL,
	"fromStockCost" integer DEFAULT 0 NOT NULL,
	"packSize" integer NOT NULL,
	"ordered" integer NOT NULL,
	"unitCost" integer NOT NULL,
	"promisedOn" text,
	"accepted" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"missing" integer DEFAULT 0 NOT NULL,
	"over" integer DEFAULT 0 NOT NULL,
	"acceptedCost" integer DEFAULT 0 NOT NULL,
	"short" integer DEFAULT 0 NOT NULL,
	"shortLines" integer DEFAULT 0 NOT NULL,
	"surplus" integer DEFAULT 0 NOT NULL,
	"surplusCost" integer DEFAULT 0 NOT NULL,
	"sentBack" integer DEFAULT 0 NOT NULL,
	"sentBackFromStock" integer DEFAULT 0 NOT NULL,
	"shrunk" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("purchaseOrderId") REFERENCES "purchase_orders"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "purchase_line_not_negative" CHECK("needed" >= 0 AND "buffer" >= 0 AND "fromStock" >= 0 AND "ordered" >= 0 AND "accepted" >= 0 AND "rejected" >= 0 AND "missing" >= 0 AND "over" >= 0 AND "acceptedCost" >= 0 AND "short" >= 0 AND "shortLines" >= 0 AND "surplus" >= 0 AND "surplusCost" >= 0 AND "fromStockCost" >= 0 AND "sentBack" >= 0 AND "sentBackFromStock" >= 0 AND "shrunk" >= 0),
	CONSTRAINT "purchase_line_arrived" CHECK("sentBack" + "shrunk" <= "accepted" + "fromStock"),
	CONSTRAINT "sent_back_within_received" CHECK("sentBack" + "sentBackFromStock" <= "accepted"),
	CONSTRAINT "receipt_within_ordered" CHECK("accepted" + "rejected" + "missing" <= "ordered" + "over")
) STRICT;
CREATE INDEX "purchase_lines_by_order" ON "purchase_lines" ("purchaseOrderId");
CREATE TABLE "purchase_links" (
	"id" text PRIMARY KEY NOT NULL,
	"purchaseOrderId" text NOT NULL,
	"tokenHash" text NOT NULL,
	"createdAt" integer NOT NULL,
	"createdBy" text NOT NULL,
	"expiresAt" integer NOT NULL,
	"revokedAt" integer,
	"lastUsedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("purchaseOrderId") REFERENCES "purchase_orders"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "purchase_link_token_once" ON "purchase_links" ("tokenHash");
CREATE INDEX "purchase_links_by_order" ON "purchase_links" ("purchaseOrderId");
CREATE TABLE "purchase_corrections" (
	"id" text PRIMARY KEY NOT NULL,
	"purchaseOrderId" text NOT NULL,
	"purchaseLineId" text NOT NULL,
	"ordered" integer,
	"unitCost" integer,
	"promisedOn" text,
	"reason" text NOT NULL,
	"pictures" text NOT NULL,
	"status" text NOT NULL,
	"createdAt" integer NOT NULL,
	"decidedAt" integer,
	"decidedBy" text,
	"note" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("purchaseOrderId") REFERENCES "purchase_orders"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("purchaseLineId") REFERENCES "purchase_lines"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "correction_status" CHECK("status" IN ('proposed', 'accepted', 'refused', 'replaced')),
	CONSTRAINT "correction_not_negative" CHECK(coalesce("ordered", 0) >= 0 AND coalesce("unitCost", 0) >= 0),
	CONSTRAINT "correction_says_something" CHECK(coalesce("ordered", "unitCost", "promisedOn") IS NOT NULL)
) STRICT;
CREATE INDEX "purchase_corrections_by_order" ON "purchase_corrections" ("purchaseOrderId");
CREATE INDEX "purchase_corrections_by_line" ON "purchase_corrections" ("purchaseLineId");
CREATE TABLE "extra_offers" (
	"id" text PRIMARY KEY NOT NULL,
	"purchaseOrderId" text NOT NULL,
	"purchaseLineId" text NOT NULL,
	"campaignId" text NOT NULL,
	"offerId" text NOT NULL,
	"variantId" text NOT NULL,
	"unitPrice" integer NOT NULL,
	"pieces" integer NOT NULL,
	"taken" integer DEFAULT 0 NOT NULL,
	"createdAt" integer NOT NULL,
	"endsAt" integer NOT NULL,
	"endedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("purchaseOrderId") REFERENCES "purchase_orders"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("purchaseLineId") REFERENCES "purchase_lines"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "extra_taken_within_pieces" CHECK("pieces" >= 1 AND "taken" BETWEEN 0 AND "pieces")
) STRICT;
CREATE INDEX "extra_offers_by_campaign" ON "extra_offers" ("campaignId","createdAt","id");
CREATE INDEX "extra_offers_by_order" ON "extra_offers" ("purchaseOrderId");
CREATE INDEX "extra_offers_by_line" ON "extra_offers" ("purchaseLineId");
CREATE INDEX "extra_offers_by_creation" ON "extra_offers" ("createdAt","id");
CREATE TABLE "change_documents" (
	"id" text PRIMARY KEY NOT NULL,
	"campaignId" text NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"fault" text,
	"actor" text NOT NULL,
	"createdAt" integer NOT NULL,
	"source" text NOT NULL,
	FOREIGN KEY ("campaignId") REFERENCES "campaigns"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "change_kind" CHECK("kind" IN ('withdrawn', 'pointMoved', 'ordered', 'unitCost', 'promisedOn', 'lost', 'added', 'slot', 'pickupHours'))
) STRICT;
CREATE UNIQUE INDEX "change_once" ON "change_documents" ("source");
CREATE INDEX "change_documents_by_campaign" ON "change_documents" ("campaignId","createdAt","id");
CREATE INDEX "change_documents_by_creation" ON "change_documents" ("createdAt","id");
CREATE TABLE "change_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"changeDocumentId" text NOT NULL,
	"campaignId" text NOT NULL,
	"variantId" text,
	"supplierId" text,
	"leaderId" text,
	"pickupPointId" text,
	"orderLineId" text,
	"purchaseLineId" text,
	"before" text,
	"after" text,
	FOREIGN KEY ("changeDocumentId") REFERENCES "change_documents"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "change_lines_by_document" ON "change_lines" ("changeDocumentId");
CREATE INDEX "change_lines_by_campaign" ON "change_lines" ("campaignId");
CREATE INDEX "change_lines_by_supplier" ON "change_lines" ("supplierId");
CREATE INDEX "change_lines_by_leader" ON "change_lines" ("leaderId");
CREATE INDEX "change_lines_by_point" ON "change_lines" ("pickupPointId");
CREATE TABLE "change_acknowledgements" (
	"changeLineId" text NOT NULL,
	"readerKind" text NOT NULL,
	"readerId" text NOT NULL,
	"acknowledgedAt" integer NOT NULL,
	PRIMARY KEY("changeLineId", "readerKind", "readerId"),
	FOREIGN KEY ("changeLineId") REFERENCES "change_lines"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "change_reader" CHECK("readerKind" IN ('supplier', 'leader', 'driver'))
) STRICT;
CREATE TABLE "goods_receipts" (
	"id" text PRIMARY KEY NOT NULL,
	"purchaseOrderId" text NOT NULL,
	"receivedAt" integer NOT NULL,
	"receivedBy" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	FOREIGN KEY ("purchaseOrderId") REFERENCES "purchase_orders"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE INDEX "goods_receipts_by_order" ON "goods_receipts" ("purchaseOrderId");
CREATE TABLE "goods_receipt_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"goodsReceiptId" text NOT NULL,
	"purchaseLineId" text NOT NULL,
	"accepted" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"missing" integer DEFAULT 0 NOT NULL,
	"over" integer DEFAULT false NOT NULL,
	"supplierId" text NOT NULL,
	"grams" integer,
	"unitCost" integer NOT NULL,
	"sentBack" integer DEFAULT 0 NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"pictures" text NOT NULL,
	FOREIGN KEY ("goodsReceiptId") REFERENCES "goods_receipts"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("purchaseLineId") REFERENCES "purchase_lines"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "receipt_line_not_negative" CHECK("accepted" >= 0 AND "rejected" >= 0 AND "missing" >= 0 AND "unitCost" >= 0 AND "sentBack" >= 0),
	CONSTRAINT "sent_back_within_accepted" CHECK("sentBack" <= "accepted")
) STRICT;
CREATE INDEX "goods_receipt_lines_by_receipt" ON "goods_receipt_lines" ("goodsReceiptId");
CREATE INDEX "goods_receipt_lines_by_purchase" ON "goods_receipt_lines" ("purchaseLineId");
CREATE TABLE "goods_returns" (
	"id" text PRIMARY KEY NOT NULL,
	"purchaseOrderId" text NOT NULL,
	"goodsReceiptLineId" text NOT NULL,
	"campaignId" text NOT NULL,
	"variantId" text NOT NULL,
	"supplierId" text NOT NULL,
	"pieces" integer NOT NULL,
	"cost" integer NOT NULL,
	"goodsCost" integer NOT NULL,
	"fromStock" integer DEFAULT false NOT NULL,
	"reason" text NOT NULL,
	"sentBackAt" integer NOT NULL,
	"sentBackBy" text NOT NULL,
	FOREIGN KEY ("purchaseOrderId") REFERENCES "purchase_orders"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("goodsReceiptLineId") REFERENCES "goods_receipt_lines"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "goods_return_pieces" CHECK("pieces" >= 1),
	CONSTRAINT "goods_return_cost" CHECK("cost" >= 0 AND "goodsCost" >= 0)
) STRICT;
CREATE INDEX "goods_returns_by_order" ON "goods_returns" ("purchaseOrderId");
CREATE INDEX "goods_returns_by_receipt" ON "goods_returns" ("goodsReceiptLineId");
CREATE TABLE "allocations" (
	"orderLineId" text NOT NULL,
	"purchaseOrderId" text NOT NULL,
	"orderId" text NOT NULL,
	"variantId" text NOT NULL,
	"needed" integer NOT NULL,
	"allocated" integer NOT NULL,
	"short" integer NOT NULL,
	"settledAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	PRIMARY KEY("orderLineId", "purchaseOrderId"),
	FOREIGN KEY ("purchaseOrderId") REFERENCES "purchase_orders"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "allocation_sums" CHECK("allocated" + "short" = "needed" AND "allocated" >= 0 AND "short" >= 0)
) STRICT;
CREATE INDEX "allocations_by_order" ON "allocations" ("purchaseOrderId");
CREATE INDEX "allocations_unsettled" ON "allocations" ("purchaseOrderId","orderId") WHERE "short" > 0 AND "settledAt" IS NULL;
CREATE TABLE "campaign_goods" (
	"campaignId" text NOT NULL,
	"variantId" text NOT NULL,
	"pieces" integer DEFAULT 0 NOT NULL,
	"cost" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	PRIMARY KEY("campaignId", "variantId"),
	CONSTRAINT "campaign_goods_not_negative" CHECK("pieces" >= 0 AND "cost" >= 0)
) STRICT;
CREATE TABLE "stock" (
	"variantId" text PRIMARY KEY NOT NULL,
	"pieces" integer DEFAULT 0 NOT NULL,
	"cost" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "stock_not_negative" CHECK("pieces" >= 0 AND "cost" >= 0)
) STRICT;
CREATE TABLE "shrinkage_records" (
	"id" text PRIMARY KEY NOT NULL,
	"stage" text NOT NULL,
	"campaignId" text,
	"variantId" text NOT NULL,
	"pickupPointId" text,
	"orderLineId" text,
	"pieces" integer NOT NULL,
	"fromStock" integer DEFAULT 0 NOT NULL,
	"short" integer DEFAULT 0 NOT NULL,
	"cost" integer DEFAULT 0 NOT NULL,
	"reason" text NOT NULL,
	"faultShares" text NOT NULL,
	"leaderId" text,
	"pictures" text NOT NULL,
	"recordedAt" integer NOT NULL,
	"recordedBy" text NOT NULL,
	"reference" text,
	"reversedAt" integer,
	"reversedBy" text,
	"reversal" text,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "shrinkage_record_stage" CHECK("stage" IN ('receipt', 'sorting', 'transport', 'handover', 'uncollected', 'stock')),
	CONSTRAINT "shrinkage_record_pieces" CHECK("pieces" >= 1 AND "fromStock" + "short" <= "pieces"),
	CONSTRAINT "shrinkage_record_reversed" CHECK(("reversedAt" IS NULL) = ("reversal" IS NULL) AND ("reversedAt" IS NULL) = ("reversedBy" IS NULL)),
	CONSTRAINT "shrinkage_record_not_negative" CHECK("fromStock" >= 0 AND "short" >= 0 AND "cost" >= 0)
) STRICT;
CREATE UNIQUE INDEX "shrinkage_reference_once" ON "shrinkage_records" ("reference");
CREATE INDEX "shrinkage_records_by_campaign" ON "shrinkage_records" ("campaignId","variantId");
CREATE INDEX "shrinkage_records_by_recording" ON "shrinkage_records" ("recordedAt","id");
CREATE TABLE "shrinkages" (
	"id" text PRIMARY KEY NOT NULL,
	"campaignId" text,
	"variantId" text NOT NULL,
	"orderLineId" text,
	"pickupPointId" text,
	"stage" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"fault" text,
	"pieces" integer NOT NULL,
	"cost" integer NOT NULL,
	"createdAt" integer NOT NULL,
	"source" text NOT NULL,
	"recordId" text,
	CONSTRAINT "shrinkage_not_negative" CHECK("pieces" >= 0 AND "cost" >= 0)
) STRICT;
CREATE UNIQUE INDEX "shrinkage_once" ON "shrinkages" ("source");
CREATE INDEX "shrinkages_by_campaign" ON "shrinkages" ("campaignId");
CREATE INDEX "shrinkages_by_record" ON "shrinkages" ("recordId");
CREATE TABLE "weighings" (
	"id" text PRIMARY KEY NOT NULL,
	"orderLineId" text NOT NULL,
	"number" integer NOT NULL,
	"orderId" text NOT NULL,
	"campaignId" text NOT NULL,
	"pieces" integer NOT NULL,
	"paidPieces" integer NOT NULL,
	"gramsPerUnit" integer NOT NULL,
	"grams" integer NOT NULL,
	"unitPrice" integer NOT NULL,
	"drop" integer DEFAULT 0 NOT NULL,
	"waived" integer DEFAULT false NOT NULL,
	"settled" integer DEFAULT 0 NOT NULL,
	"given" integer DEFAULT 0 NOT NULL,
	"weighedAt" integer NOT NULL,
	"weighedBy" text NOT NULL,
	FOREIGN KEY ("orderLineId") REFERENCES "order_lines"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "weighing_pieces" CHECK("pieces" >= 1 AND "paidPieces" BETWEEN 0 AND "pieces" AND "gramsPerUnit" >= 1),
	CONSTRAINT "weighing_plausible" CHECK(2 * "grams" >= "gramsPerUnit" * "pieces" AND 2 * "grams" <= 3 * "gramsPerUnit" * "pieces"),
	CONSTRAINT "weighing_not_negative" CHECK("unitPrice" >= 0 AND "drop" >= 0 AND "settled" >= 0 AND "given" >= 0)
) STRICT;
CREATE UNIQUE INDEX "weighing_once" ON "weighings" ("orderLineId","number");
CREATE INDEX "weighings_by_order" ON "weighings" ("orderId");
CREATE TABLE "baskets" (
	"orderId" text NOT NULL,
	"pickupPointId" text NOT NULL,
	"campaignId" text NOT NULL,
	"number" integer NOT NULL,
	"numberedAt" integer NOT NULL,
	PRIMARY KEY("orderId", "pickupPointId"),
	FOREIGN KEY ("orderId") REFERENCES "orders"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "basket_number" CHECK("number" >= 1)
) STRICT;
CREATE INDEX "baskets_by_point" ON "baskets" ("campaignId","pickupPointId","number");
CREATE TABLE "packed_lines" (
	"orderLineId" text PRIMARY KEY NOT NULL,
	"orderId" text NOT NULL,
	"pieces" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("orderLineId") REFERENCES "order_lines"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "packed_not_negative" CHECK("pieces" >= 0)
) STRICT;
CREATE INDEX "packed_lines_by_order" ON "packed_lines" ("orderId");
CREATE TABLE "packing_scans" (
	"id" text PRIMARY KEY NOT NULL,
	"scanId" text NOT NULL,
	"campaignId" text NOT NULL,
	"pickupPointId" text NOT NULL,
	"orderId" text NOT NULL,
	"orderLineId" text NOT NULL,
	"pieces" integer NOT NULL,
	"scannedAt" integer NOT NULL,
	"scannedBy" text NOT NULL,
	"undoneAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("orderLineId") REFERENCES "order_lines"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "packing_scan_pieces" CHECK("pieces" >= 1)
) STRICT;
CREATE UNIQUE INDEX "packing_scan_once" ON "packing_scans" ("scanId","orderLineId");
CREATE INDEX "packing_scans_by_line" ON "packing_scans" ("orderLineId");
CREATE INDEX "packing_scans_standing" ON "packing_scans" ("campaignId","pickupPointId") WHERE "undoneAt" IS NULL;
CREATE TABLE "delivery_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"campaignId" text NOT NULL,
	"name" text NOT NULL,
	"driver" text DEFAULT '' NOT NULL,
	"carrier" text,
	"status" text NOT NULL,
	"capacityCrates" integer,
	"capacityPieces" integer,
	"capacityGrams" integer,
	"departsAt" integer,
	"routing" text,
	"createdAt" integer NOT NULL,
	"loadedAt" integer,
	"startedAt" integer,
	"finishedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("campaignId") REFERENCES "campaigns"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "delivery_run_status" CHECK("status" IN ('planned', 'loaded', 'underWay', 'finished'))
) STRICT;
CREATE INDEX "delivery_runs_by_campaign" ON "delivery_runs" ("campaignId");
CREATE INDEX "delivery_runs_by_creation" ON "delivery_runs" ("createdAt","id");
CREATE TABLE "delivery_stops" (
	"id" text PRIMARY KEY NOT NULL,
	"deliveryRunId" text NOT NULL,
	"campaignId" text NOT NULL,
	"pickupPointId" text NOT NULL,
	"position" integer NOT NULL,
	"status" text NOT NULL,
	"crates" integer DEFAULT 0 NOT NULL,
	"loadedCrates" integer,
	"plannedAt" integer,
	"expectedAt" integer,
	"handedOverAt" integer,
	"signedBy" text,
	"handOverId" text,
	"signature" text,
	"pictures" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"movingFromId" text,
	"movingToId" text,
	"movingReason" text,
	"outcome" text,
	"countedAt" integer,
	"countedBy" text,
	"countNote" text DEFAULT '' NOT NULL,
	"countAcceptedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("deliveryRunId") REFERENCES "delivery_runs"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "delivery_stop_status" CHECK("status" IN ('pending', 'handedOver', 'failed')),
	CONSTRAINT "delivery_stop_moving" CHECK(("movingFromId" IS NULL) = ("movingToId" IS NULL) AND ("movingReason" IS NULL) = ("movingToId" IS NULL))
) STRICT;
CREATE UNIQUE INDEX "stop_hand_over_once" ON "delivery_stops" ("handOverId");
CREATE UNIQUE INDEX "delivery_point_on_one_run" ON "delivery_stops" ("campaignId","pickupPointId") WHERE "status" = 'pending';
CREATE INDEX "delivery_stops_by_run" ON "delivery_stops" ("deliveryRunId");
CREATE INDEX "delivery_stops_moving" ON "delivery_stops" ("movingToId") WHERE "movingToId" IS NOT NULL;
CREATE INDEX "delivery_stops_by_point" ON "delivery_stops" ("campaignId","pickupPointId");
CREATE TABLE "delivery_stop_lines" (
	"deliveryStopId" text NOT NULL,
	"variantId" text NOT NULL,
	"expected" integer NOT NULL,
	"loaded" integer,
	"delivered" integer DEFAULT 0 NOT NULL,
	"missing" integer DEFAULT 0 NOT NULL,
	"damaged" integer DEFAULT 0 NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"counted" integer,
	PRIMARY KEY("deliveryStopId", "variantId"),
	FOREIGN KEY ("deliveryStopId") REFERENCES "delivery_stops"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "delivery_stop_line_not_negative" CHECK("expected" >= 0 AND "delivered" >= 0 AND "missing" >= 0 AND "damaged" >= 0)
) STRICT;
CREATE TABLE "delivery_links" (
	"id" text PRIMARY KEY NOT NULL,
	"deliveryRunId" text NOT NULL,
	"tokenHash" text NOT NULL,
	"createdAt" integer NOT NULL,
	"createdBy" text NOT NULL,
	"expiresAt" integer NOT NULL,
	"revokedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("deliveryRunId") REFERENCES "delivery_runs"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "delivery_link_token_once" ON "delivery_links" ("tokenHash");
CREATE INDEX "delivery_links_by_run" ON "delivery_links" ("deliveryRunId");
CREATE TABLE "handovers" (
	"id" text PRIMARY KEY NOT NULL,
	"orderId" text NOT NULL,
	"pickupPointId" text NOT NULL,
	"handedOverBy" text NOT NULL,
	"outcome" text NOT NULL,
	"occurredAt" integer NOT NULL,
	"receivedAt" integer NOT NULL,
	"takenBy" text,
	"consent" text
) STRICT;
CREATE INDEX "handovers_by_order" ON "handovers" ("orderId");
CREATE INDEX "handovers_by_point" ON "handovers" ("pickupPointId","receivedAt");
CREATE TABLE "handover_lines" (
	"handoverId" text NOT NULL,
	"orderLineId" text NOT NULL,
	"pieces" integer NOT NULL,
	PRIMARY KEY("handoverId", "orderLineId"),
	FOREIGN KEY ("handoverId") REFERENCES "handovers"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "handover_line_pieces" CHECK("pieces" >= 1)
) STRICT;
CREATE TABLE "pickup_guesses" (
	"station" text NOT NULL,
	"windowStartsAt" integer NOT NULL,
	"wrong" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	PRIMARY KEY("station", "windowStartsAt")
) STRICT;
CREATE INDEX "pickup_guesses_by_window" ON "pickup_guesses" ("windowStartsAt");
CREATE TABLE "pickup_consents" (
	"orderId" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"phoneTail" text,
	"code" text,
	"createdAt" integer NOT NULL,
	"usedAt" integer,
	"version" integer DEFAULT 0 NOT NULL
) STRICT;
CREATE UNIQUE INDEX "pickup_consent_code_once" ON "pickup_consents" ("code");
CREATE TABLE "pickup_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"publicKey" text NOT NULL,
	"privateKey" text NOT NULL,
	"createdAt" integer NOT NULL
) STRICT;
CREATE TABLE "order_moves" (
	"id" text PRIMARY KEY NOT NULL,
	"orderId" text NOT NULL,
	"campaignId" text NOT NULL,
	"fromPointId" text NOT NULL,
	"toPointId" text NOT NULL,
	"fromSlotId" text,
	"toSlotId" text,
	"reason" text DEFAULT '' NOT NULL,
	"movedBy" text NOT NULL,
	"movedAt" integer NOT NULL
) STRICT;
CREATE INDEX "order_moves_by_order" ON "order_moves" ("orderId");
CREATE INDEX "order_moves_by_from" ON "order_moves" ("fromPointId","movedAt");
CREATE INDEX "order_moves_by_to" ON "order_moves" ("toPointId","movedAt");
CREATE INDEX "order_moves_by_time" ON "order_moves" ("movedAt","id");
CREATE TABLE "donations" (
	"id" text PRIMARY KEY NOT NULL,
	"orderId" text NOT NULL,
	"orderLineId" text NOT NULL,
	"campaignId" text NOT NULL,
	"variantId" text NOT NULL,
	"pickupPointId" text NOT NULL,
	"pieces" integer NOT NULL,
	"cost" integer DEFAULT 0 NOT NULL,
	"charity" text NOT NULL,
	"createdAt" integer NOT NULL,
	CONSTRAINT "donation_pieces" CHECK("pieces" >= 1),
	CONSTRAINT "donation_cost" CHECK("cost" >= 0)
) STRICT;
CREATE UNIQUE INDEX "donation_once" ON "donations" ("orderLineId");
CREATE INDEX "donations_by_creation" ON "donations" ("createdAt","id");
CREATE INDEX "donations_by_campaign" ON "donations" ("campaignId");
CREATE TABLE "claims" (
	"id" text PRIMARY KEY NOT NULL,
	"orderLineId" text NOT NULL,
	"orderId" text NOT NULL,
	"campaignId" text NOT NULL,
	"variantId" text NOT NULL,
	"supplierId" text NOT NULL,
	"leaderId" text NOT NULL,
	"pickupPointId" text NOT NULL,
	"customerId" text NOT NULL,
	"status" text NOT NULL,
	"openedBy" text NOT NULL,
	"reason" text NOT NULL,
	"reasonCode" text,
	"description" text DEFAULT '' NOT NULL,
	"pictures" text NOT NULL,
	"pieces" integer DEFAULT 0 NOT NULL,
	"grams" integer,
	"wish" text,
	"suggestedAmount" integer,
	"requestedAmount" integer,
	"proposedAmount" integer,
	"approvedAmount" integer,
	"faultShares" text NOT NULL,
	"decision" text DEFAULT '' NOT NULL,
	"outcome" text,
	"value" integer DEFAULT 0 NOT NULL,
	"decidedBy" text,
	"decidedOn" text,
	"refundId" text,
	"decideBy" integer,
	"remindedAt" integer,
	"escalatedAt" integer,
	"objection" text,
	"objectedAt" integer,
	"openedAt" integer NOT NULL,
	"decidedAt" integer,
	"closedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("orderLineId") REFERENCES "order_lines"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "claim_status" CHECK("status" IN ('open', 'proposed', 'approved', 'rejected', 'withdrawn', 'refunded', 'replaced')),
	CONSTRAINT "claim_objected" CHECK(("objection" IS NULL) = ("objectedAt" IS NULL)),
	CONSTRAINT "claim_amounts" CHECK(("proposedAmount" IS NULL OR "proposedAmount" >= 0) AND ("approvedAmount" IS NULL OR "approvedAmount" > 0))
) STRICT;
CREATE UNIQUE INDEX "claim_open_once" ON "claims" ("orderLineId") WHERE "status" IN ('open', 'proposed');
CREATE INDEX "claims_by_line" ON "claims" ("orderLineId");
CREATE INDEX "claims_by_order" ON "claims" ("orderId");
CREATE INDEX "claims_by_leader" ON "claims" ("leaderId","status");
CREATE INDEX "claims_by_opening" ON "claims" ("openedAt","id");
CREATE INDEX "claims_by_customer" ON "claims" ("customerId","openedAt");
CREATE INDEX "claims_by_supplier" ON "claims" ("supplierId","openedAt");
CREATE INDEX "claims_by_decision" ON "claims" ("decidedBy","decidedOn");
CREATE INDEX "claims_undecided" ON "claims" ("decideBy") WHERE "status" IN ('open', 'proposed');
CREATE TABLE "claim_reason_lists" (
	"id" text PRIMARY KEY NOT NULL,
	"reasons" text NOT NULL,
	"onlyListed" integer DEFAULT false NOT NULL,
	"changedAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL
) STRICT;
CREATE TABLE "replacements" (
	"id" text PRIMARY KEY NOT NULL,
	"claimId" text NOT NULL,
	"orderId" text NOT NULL,
	"orderLineId" text NOT NULL,
	"campaignId" text NOT NULL,
	"customerId" text NOT NULL,
	"leaderId" text NOT NULL,
	"pickupPointId" text NOT NULL,
	"communityId" text,
	"variantId" text NOT NULL,
	"productId" text NOT NULL,
	"status" text NOT NULL,
	"pieces" integer NOT NULL,
	"delivered" integer DEFAULT 0 NOT NULL,
	"refundAmount" integer NOT NULL,
	"since" integer NOT NULL,
	"newOrderId" text,
	"newLineId" text,
	"createdAt" integer NOT NULL,
	"closedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("claimId") REFERENCES "claims"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "replacement_status" CHECK("status" IN ('waiting', 'ordered', 'refundOffered', 'delivered', 'refunded')),
	CONSTRAINT "replacement_pieces" CHECK("pieces" >= 1 AND "delivered" BETWEEN 0 AND "pieces"),
	CONSTRAINT "replacement_ordered" CHECK("status" <> 'ordered' OR "newLineId" IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX "replacement_of_claim_once" ON "replacements" ("claimId");
CREATE UNIQUE INDEX "replacement_of_line_once" ON "replacements" ("newLineId");
CREATE INDEX "replacements_by_status" ON "replacements" ("status","since");
CREATE INDEX "replacements_by_creation" ON "replacements" ("createdAt","id");
CREATE TABLE "pictures" (
	"id" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"mediaType" text NOT NULL,
	"bytes" integer NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"digest" text NOT NULL,
	"uploadedBy" text NOT NULL,
	"subject" text,
	"customerId" text,
	"leaderId" text,
	"supplierId" text,
	"purchaseOrderId" text,
	"deliveryRunId" text,
	"createdAt" integer NOT NULL,
	"removeAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "picture_status" CHECK("status" IN ('loose', 'attached', 'erased')),
	CONSTRAINT "picture_size" CHECK("bytes" >= 0 AND "width" >= 0 AND "height" >= 0)
) STRICT;
CREATE INDEX "pictures_by_uploader" ON "pictures" ("uploadedBy","status");
CREATE INDEX "pictures_by_subject" ON "pictures" ("subject");
CREATE INDEX "pictures_by_customer" ON "pictures" ("customerId");
CREATE INDEX "pictures_to_remove" ON "pictures" ("removeAt");
CREATE TABLE "commission_rules" (
	"id" text PRIMARY KEY NOT NULL,
	"offerId" text,
	"campaignId" text,
	"leaderId" text,
	"leaderTier" text,
	"category" text,
	"basisPoints" integer,
	"perPiece" integer,
	"validFrom" integer NOT NULL,
	"validTo" integer,
	"createdAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"active" integer DEFAULT 1 NOT NULL,
	"shelf" text DEFAULT 'shop' NOT NULL,
	CONSTRAINT "commission_rate" CHECK(("basisPoints" IS NULL) <> ("perPiece" IS NULL)),
	CONSTRAINT "commission_basis_points" CHECK("basisPoints" IS NULL OR "basisPoints" BETWEEN 0 AND 10000),
	CONSTRAINT "commission_per_piece" CHECK("perPiece" IS NULL OR "perPiece" >= 0),
	CONSTRAINT "commission_rule_shelf" CHECK("shelf" = coalesce("offerId", "campaignId", "leaderId", 'shop'))
) STRICT;
CREATE INDEX "commission_rules_active" ON "commission_rules" ("active","shelf");
CREATE INDEX "commission_rules_ending" ON "commission_rules" ("active","validTo") WHERE "validTo" IS NOT NULL;
CREATE INDEX "commission_rules_by_creation" ON "commission_rules" ("createdAt","id");
CREATE INDEX "commission_rules_by_leader" ON "commission_rules" ("leaderId","createdAt","id");
CREATE INDEX "commission_rules_by_campaign" ON "commission_rules" ("campaignId","createdAt","id");
CREATE TABLE "commission_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"orderLineId" text NOT NULL,
	"orderId" text NOT NULL,
	"campaignId" text NOT NULL,
	"beneficiaryId" text NOT NULL,
	"kind" text NOT NULL,
	"ruleId" text,
	"basisPoints" integer,
	"perPiece" integer,
	"boostBasisPoints" integer DEFAULT 0 NOT NULL,
	"maximumBasisPoints" integer,
	"uncappedBasisPoints" integer,
	"uncappedPerPiece" integer,
	"uncappedBoost" integer,
	"outOf" text,
	"part" integer,
	"whole" integer,
	"base" text NOT NULL,
	"basis" integer DEFAULT 0 NOT NULL,
	"paidNet" integer DEFAULT 0 NOT NULL,
	"paidPieces" integer DEFAULT 0 NOT NULL,
	"status" text NOT NULL,
	"accrued" integer DEFAULT 0 NOT NULL,
	"reversed" integer DEFAULT 0 NOT NULL,
	"due" integer DEFAULT 0 NOT NULL,
	"completedAt" integer,
	"earnableAt" integer,
	"earnedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	"source" text NOT NULL,
	FOREIGN KEY ("beneficiaryId") REFERENCES "leaders"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "commission_sums" CHECK("due" = "accrued" - "reversed" AND "due" >= 0 AND "reversed" >= 0),
	CONSTRAINT "commission_out_of" CHECK("outOf" IS NULL OR "part" BETWEEN 0 AND "whole")
) STRICT;
CREATE UNIQUE INDEX "commission_entry_once" ON "commission_entries" ("source");
CREATE INDEX "commission_entries_by_order" ON "commission_entries" ("orderId");
CREATE INDEX "commission_entries_by_beneficiary" ON "commission_entries" ("beneficiaryId","status");
CREATE INDEX "commission_entries_by_campaign" ON "commission_entries" ("campaignId");
CREATE INDEX "commission_entries_by_earning" ON "commission_entries" ("beneficiaryId","earnableAt") WHERE "earnableAt" IS NOT NULL;
CREATE INDEX "commission_entries_of_recruits" ON "commission_entries" ("beneficiaryId") WHERE "kind" = 'referral';
CREATE INDEX "commission_entries_earnable" ON "commission_entries" ("earnableAt") WHERE "status" = 'accrued' AND "earnableAt" IS NOT NULL;
CREATE TABLE "commission_movements" (
	"id" text PRIMARY KEY NOT NULL,
	"leaderId" text NOT NULL,
	"commissionEntryId" text,
	"orderLineId" text,
	"kind" text NOT NULL,
	"amount" integer NOT NULL,
	"datedAt" integer NOT NULL,
	"statementId" text,
	"reason" text DEFAULT '' NOT NULL,
	"source" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("leaderId") REFERENCES "leaders"("id") ON UPDATE no action ON DELETE no action
) STRICT;
CREATE UNIQUE INDEX "commission_movement_once" ON "commission_movements" ("source");
CREATE INDEX "commission_movements_unsettled" ON "commission_movements" ("leaderId","datedAt","kind","amount") WHERE "statementId" IS NULL;
CREATE INDEX "commission_movements_by_statement" ON "commission_movements" ("statementId","kind","amount");
CREATE INDEX "commission_movements_by_entry" ON "commission_movements" ("commissionEntryId");
CREATE TABLE "statements" (
	"id" text PRIMARY KEY NOT NULL,
	"leaderId" text NOT NULL,
	"from" integer,
	"to" integer NOT NULL,
	"earned" integer DEFAULT 0 NOT NULL,
	"reversed" integer DEFAULT 0 NOT NULL,
	"bonus" integer DEFAULT 0 NOT NULL,
	"charged" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"cashSetOff" integer DEFAULT 0 NOT NULL,
	"balance" integer DEFAULT 0 NOT NULL,
	"createdAt" integer NOT NULL,
	"source" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("leaderId") REFERENCES "leaders"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "statement_sums" CHECK("total" = "earned" + "reversed" + "bonus" + "charged"),
	CONSTRAINT "statement_period_order" CHECK("from" IS NULL OR "from" < "to")
) STRICT;
CREATE UNIQUE INDEX "statement_once" ON "statements" ("source");
CREATE INDEX "statements_by_leader" ON "statements" ("leaderId","to");
CREATE INDEX "statements_by_creation" ON "statements" ("createdAt","id");
CREATE TABLE "payouts" (
	"id" text PRIMARY KEY NOT NULL,
	"leaderId" text NOT NULL,
	"statementId" text,
	"amount" integer NOT NULL,
	"status" text NOT NULL,
	"reference" text,
	"failure" text,
	"claimedAt" integer NOT NULL,
	"settledAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("leaderId") REFERENCES "leaders"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payout_amount" CHECK("amount" > 0),
	CONSTRAINT "payout_status" CHECK("status" IN ('claimed', 'sent', 'failed', 'returned')),
	CONSTRAINT "payout_sent_with_reference" CHECK("status" <> 'sent' OR "reference" IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX "payout_reference_once" ON "payouts" ("reference");
CREATE UNIQUE INDEX "payout_under_way_once" ON "payouts" ("leaderId") WHERE "status" = 'claimed';
CREATE UNIQUE INDEX "payout_of_statement_once" ON "payouts" ("statementId");
CREATE INDEX "payouts_by_leader" ON "payouts" ("leaderId","status");
CREATE INDEX "payouts_by_claim" ON "payouts" ("claimedAt","id");
CREATE TABLE "payout_returns" (
	"id" text PRIMARY KEY NOT NULL,
	"payoutId" text NOT NULL,
	"reference" text NOT NULL,
	"reason" text NOT NULL,
	"sentAt" integer NOT NULL,
	"returnedAt" integer NOT NULL,
	FOREIGN KEY ("payoutId") REFERENCES "payouts"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payout_return_order" CHECK("returnedAt" >= "sentAt")
) STRICT;
CREATE UNIQUE INDEX "payout_return_once" ON "payout_returns" ("reference");
CREATE INDEX "payout_returns_by_payout" ON "payout_returns" ("payoutId");
CREATE TABLE "leader_accounts" (
	"leaderId" text PRIMARY KEY NOT NULL,
	"pending" integer DEFAULT 0 NOT NULL,
	"earned" integer DEFAULT 0 NOT NULL,
	"settled" integer DEFAULT 0 NOT NULL,
	"paying" integer DEFAULT 0 NOT NULL,
	"paid" integer DEFAULT 0 NOT NULL,
	"cash" integer DEFAULT 0 NOT NULL
) STRICT;
CREATE TABLE "remittances" (
	"id" text PRIMARY KEY NOT NULL,
	"leaderId" text NOT NULL,
	"amount" integer NOT NULL,
	"reference" text NOT NULL,
	"receivedAt" integer NOT NULL,
	FOREIGN KEY ("leaderId") REFERENCES "leaders"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "remittance_amount" CHECK("amount" > 0)
) STRICT;
CREATE UNIQUE INDEX "remittance_reference_once" ON "remittances" ("reference");
CREATE INDEX "remittances_by_receipt" ON "remittances" ("receivedAt","id");
CREATE INDEX "remittances_by_leader" ON "remittances" ("leaderId","receivedAt","id");
CREATE TABLE "receiver_accounts" (
	"leaderId" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"account" text NOT NULL,
	"name" text,
	"changedAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("leaderId") REFERENCES "leaders"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "receiver_type" CHECK("type" IN ('personal', 'merchant'))
) STRICT;
CREATE TABLE "settlements" (
	"id" text PRIMARY KEY NOT NULL,
	"statementId" text NOT NULL,
	"leaderId" text NOT NULL,
	"receiverType" text NOT NULL,
	"receiverAccount" text NOT NULL,
	"receiverName" text,
	"capBasisPoints" integer NOT NULL,
	"total" integer NOT NULL,
	"split" integer DEFAULT 0 NOT NULL,
	"reversal" integer DEFAULT 0 NOT NULL,
	"bonus" integer DEFAULT 0 NOT NULL,
	"charged" integer DEFAULT 0 NOT NULL,
	"overCap" integer DEFAULT 0 NOT NULL,
	"noReference" integer DEFAULT 0 NOT NULL,
	"uncovered" integer DEFAULT 0 NOT NULL,
	"debt" integer DEFAULT 0 NOT NULL,
	"createdAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("statementId") REFERENCES "statements"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "settlement_not_negative" CHECK("split" >= 0 AND "reversal" >= 0 AND "overCap" >= 0 AND "noReference" >= 0 AND "uncovered" >= 0),
	CONSTRAINT "settlement_sums" CHECK("total" = "split" - "reversal" + "bonus" + "charged" + "overCap" + "noReference" + "uncovered" + "debt")
) STRICT;
CREATE UNIQUE INDEX "settlement_of_statement_once" ON "settlements" ("statementId");
CREATE INDEX "settlements_by_leader" ON "settlements" ("leaderId","createdAt","id");
CREATE INDEX "settlements_by_creation" ON "settlements" ("createdAt","id");
CREATE TABLE "settlement_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"settlementId" text NOT NULL,
	"statementId" text NOT NULL,
	"leaderId" text NOT NULL,
	"orderId" text NOT NULL,
	"kind" text NOT NULL,
	"amount" integer NOT NULL,
	"paymentReference" text NOT NULL,
	"reverses" text DEFAULT '' NOT NULL,
	"status" text NOT NULL,
	"reference" text,
	"failure" text,
	"createdAt" integer NOT NULL,
	"settledAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("settlementId") REFERENCES "settlements"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("orderId") REFERENCES "orders"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "settlement_line_amount" CHECK("amount" > 0),
	CONSTRAINT "settlement_line_reverses" CHECK(("kind" = 'reversal') = ("reverses" <> '')),
	CONSTRAINT "settlement_line_kind" CHECK("kind" IN ('split', 'reversal')),
	CONSTRAINT "settlement_line_status" CHECK("status" IN ('claimed', 'sent', 'failed'))
) STRICT;
CREATE UNIQUE INDEX "settlement_line_once" ON "settlement_lines" ("statementId","orderId","kind","reverses");
CREATE INDEX "settlement_lines_by_order" ON "settlement_lines" ("orderId","leaderId","kind");
CREATE INDEX "settlement_lines_by_settlement" ON "settlement_lines" ("settlementId","createdAt","id");
CREATE INDEX "settlement_lines_by_leader" ON "settlement_lines" ("leaderId","createdAt","id");
CREATE INDEX "settlement_lines_by_status" ON "settlement_lines" ("status","createdAt","id");
CREATE INDEX "settlement_lines_by_creation" ON "settlement_lines" ("createdAt","id");
CREATE TABLE "commission_targets" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"leaderId" text,
	"leaderTier" text,
	"period" text NOT NULL,
	"steps" text NOT NULL,
	"withheldAmount" integer,
	"withheldBasisPoints" integer,
	"noticeDays" integer NOT NULL,
	"validFrom" integer NOT NULL,
	"validTo" integer,
	"nextFrom" integer NOT NULL,
	"nextTo" integer,
	"noticeAt" integer,
	"createdAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "target_period" CHECK("period" IN ('month', 'week', 'dates')),
	CONSTRAINT "target_for_whom" CHECK("leaderId" IS NULL OR "leaderTier" IS NULL),
	CONSTRAINT "target_withholding" CHECK("withheldAmount" IS NULL OR "withheldBasisPoints" IS NULL),
	CONSTRAINT "target_withheld" CHECK(coalesce("withheldAmount", 1) > 0 AND coalesce("withheldBasisPoints", 1) BETWEEN 1 AND 10000),
	CONSTRAINT "target_next_period" CHECK("nextTo" IS NULL OR "nextFrom" < "nextTo")
) STRICT;
CREATE INDEX "commission_targets_due" ON "commission_targets" ("nextTo") WHERE "nextTo" IS NOT NULL;
CREATE INDEX "commission_targets_by_creation" ON "commission_targets" ("createdAt","id");
CREATE TABLE "target_results" (
	"id" text PRIMARY KEY NOT NULL,
	"targetId" text NOT NULL,
	"leaderId" text NOT NULL,
	"from" integer NOT NULL,
	"to" integer NOT NULL,
	"sales" integer NOT NULL,
	"step" integer,
	"amount" integer NOT NULL,
	"postedAt" integer NOT NULL,
	"source" text NOT NULL,
	FOREIGN KEY ("targetId") REFERENCES "commission_targets"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("leaderId") REFERENCES "leaders"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "target_result_amount" CHECK("amount" >= 0 OR "step" IS NULL)
) STRICT;
CREATE UNIQUE INDEX "target_result_once" ON "target_results" ("source");
CREATE INDEX "target_results_by_target" ON "target_results" ("targetId","postedAt","id");
CREATE INDEX "target_results_by_leader" ON "target_results" ("leaderId","postedAt","id");
CREATE INDEX "target_results_by_posting" ON "target_results" ("postedAt","id");
CREATE TABLE "target_notices" (
	"targetId" text NOT NULL,
	"leaderId" text NOT NULL,
	"from" integer NOT NULL,
	"sales" integer NOT NULL,
	"amount" integer NOT NULL,
	"announcedAt" integer NOT NULL,
	PRIMARY KEY("targetId", "leaderId", "from")
) STRICT;
CREATE INDEX "target_notices_by_target" ON "target_notices" ("targetId","from");
CREATE TABLE "leader_referrals" (
	"recruitId" text PRIMARY KEY NOT NULL,
	"recruiterId" text NOT NULL,
	"amount" integer,
	"basisPoints" integer,
	"endsAt" integer,
	"approvedAt" integer NOT NULL,
	"paidAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	FOREIGN KEY ("recruitId") REFERENCES "leaders"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "referral_terms" CHECK(("amount" IS NULL) <> ("basisPoints" IS NULL)),
	CONSTRAINT "referral_share" CHECK(("basisPoints" IS NULL) = ("endsAt" IS NULL)),
	CONSTRAINT "referral_amount" CHECK(coalesce("amount", 1) > 0 AND coalesce("basisPoints", 1) BETWEEN 1 AND 10000),
	CONSTRAINT "referral_not_oneself" CHECK("recruitId" <> "recruiterId")
) STRICT;
CREATE INDEX "leader_referrals_by_recruiter" ON "leader_referrals" ("recruiterId","approvedAt");
CREATE INDEX "leader_referrals_by_approval" ON "leader_referrals" ("approvedAt","recruitId");
CREATE INDEX "leader_referrals_unpaid" ON "leader_referrals" ("recruitId") WHERE "amount" IS NOT NULL AND "paidAt" IS NULL;
CREATE TABLE "leader_level_lists" (
	"id" text PRIMARY KEY NOT NULL,
	"levels" text NOT NULL,
	"graceMonths" integer NOT NULL,
	"reviewedTo" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL
) STRICT;
CREATE TABLE "leader_level_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"leaderId" text NOT NULL,
	"fromTier" text,
	"toTier" text,
	"cause" text NOT NULL,
	"from" integer,
	"to" integer,
	"figures" text,
	"changedAt" integer NOT NULL,
	"source" text NOT NULL
) STRICT;
CREATE UNIQUE INDEX "level_change_once" ON "leader_level_changes" ("source");
CREATE INDEX "leader_level_changes_by_leader" ON "leader_level_changes" ("leaderId","changedAt","id");
CREATE INDEX "leader_level_changes_by_time" ON "leader_level_changes" ("changedAt","id");
CREATE TABLE "ledger_transactions" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"postedAt" integer NOT NULL
) STRICT;
CREATE INDEX "ledger_transactions_by_time" ON "ledger_transactions" ("postedAt");
CREATE TABLE "ledger_entries" (
	"transactionId" text NOT NULL,
	"position" integer NOT NULL,
	"account" integer NOT NULL,
	"amount" integer NOT NULL,
	"postedAt" integer NOT NULL,
	"campaignId" text,
	"variantId" text,
	"supplierId" text,
	"leaderId" text,
	"communityId" text,
	"orderId" text,
	"orderLineId" text,
	"kind" text,
	"reason" text,
	"fault" text,
	PRIMARY KEY("transactionId", "position"),
	CONSTRAINT "ledger_account" CHECK("account" BETWEEN 1000 AND 6999),
	CONSTRAINT "ledger_amount" CHECK("amount" <> 0 AND abs("amount") <= 9000000000000)
) STRICT;
CREATE INDEX "ledger_entries_by_account" ON "ledger_entries" ("account","campaignId","postedAt","amount");
CREATE INDEX "ledger_entries_by_leader" ON "ledger_entries" ("leaderId","account","postedAt","amount") WHERE "leaderId" IS NOT NULL;
CREATE INDEX "ledger_entries_of_suppliers" ON "ledger_entries" ("supplierId","variantId","campaignId","postedAt") WHERE "account" = 2400;
CREATE INDEX "ledger_entries_by_order" ON "ledger_entries" ("orderId") WHERE "orderId" IS NOT NULL;
CREATE INDEX "ledger_entries_of_profit" ON "ledger_entries" ("postedAt") WHERE "account" BETWEEN 4000 AND 6999;
CREATE INDEX "ledger_entries_of_campaign_profit" ON "ledger_entries" ("campaignId","variantId") WHERE "account" BETWEEN 4000 AND 6999;
CREATE TABLE "operating_costs" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"campaignId" text,
	"amount" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"reference" text NOT NULL,
	"incurredAt" integer NOT NULL,
	"createdAt" integer NOT NULL,
	"reversedAt" integer,
	"reversal" text,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "operating_cost_amount" CHECK("amount" > 0),
	CONSTRAINT "operating_cost_reversed" CHECK(("reversedAt" IS NULL) = ("reversal" IS NULL))
) STRICT;
CREATE UNIQUE INDEX "operating_cost_reference_once" ON "operating_costs" ("reference");
CREATE INDEX "operating_costs_by_creation" ON "operating_costs" ("createdAt","id");
CREATE INDEX "operating_costs_by_campaign" ON "operating_costs" ("campaignId","createdAt","id");
CREATE TABLE "carrier_remittances" (
	"id" text PRIMARY KEY NOT NULL,
	"carrier" text NOT NULL,
	"campaignId" text,
	"amount" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"reference" text NOT NULL,
	"receivedAt" integer NOT NULL,
	"reversedAt" integer,
	"reversal" text,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "carrier_remittance_amount" CHECK("amount" > 0),
	CONSTRAINT "carrier_remittance_reversed" CHECK(("reversedAt" IS NULL) = ("reversal" IS NULL))
) STRICT;
CREATE UNIQUE INDEX "carrier_remittance_reference_once" ON "carrier_remittances" ("reference");
CREATE INDEX "carrier_remittances_by_time" ON "carrier_remittances" ("receivedAt","id");
CREATE TABLE "imports" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"fileName" text NOT NULL,
	"rows" text NOT NULL,
	"problems" text NOT NULL,
	"ignoredColumns" text NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"targetId" text,
	"fingerprint" text,
	"createdAt" integer NOT NULL,
	"confirmedAt" integer,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "import_status" CHECK("status" IN ('preview', 'confirmed'))
) STRICT;
CREATE INDEX "imports_by_creation" ON "imports" ("createdAt","id");
CREATE UNIQUE INDEX "import_taken_once" ON "imports" ("fingerprint") WHERE "status" = 'confirmed' AND "fingerprint" IS NOT NULL;
CREATE TABLE "notices" (
	"id" text PRIMARY KEY NOT NULL,
	"receiverKind" text NOT NULL,
	"receiverId" text NOT NULL,
	"topic" text NOT NULL,
	"facts" text NOT NULL,
	"createdAt" integer NOT NULL,
	"readAt" integer,
	"source" text NOT NULL,
	"deliveryStatus" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"nextAttemptAt" integer DEFAULT 0 NOT NULL,
	"deliveredAt" integer,
	"failure" text,
	CONSTRAINT "notice_receiver" CHECK("receiverKind" IN ('customer', 'leader', 'supplier', 'driver', 'shop')),
	CONSTRAINT "notice_delivery_status" CHECK("deliveryStatus" IN ('pending', 'sent', 'dead', 'off'))
) STRICT;
CREATE UNIQUE INDEX "notice_once" ON "notices" ("source");
CREATE INDEX "notices_by_receiver" ON "notices" ("receiverKind","receiverId","createdAt");
CREATE INDEX "notices_by_creation" ON "notices" ("createdAt","id");
CREATE INDEX "notices_to_deliver" ON "notices" ("nextAttemptAt") WHERE "deliveryStatus" = 'pending';
CREATE INDEX "notices_dead" ON "notices" ("createdAt") WHERE "deliveryStatus" = 'dead';
CREATE TABLE "notice_settings" (
	"topic" text NOT NULL,
	"receiverKind" text NOT NULL,
	"off" integer DEFAULT false NOT NULL,
	"zh" text,
	"en" text,
	"changedAt" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	PRIMARY KEY("topic", "receiverKind")
) STRICT;
CREATE TABLE "events" (
	"sequence" integer PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"occurredAt" integer NOT NULL,
	"recordedAt" integer NOT NULL,
	"actor" text NOT NULL,
	"data" text NOT NULL
) STRICT;
CREATE INDEX "events_by_subject" ON "events" ("subject");
CREATE TABLE "outbox_positions" (
	"reader" text PRIMARY KEY NOT NULL,
	"sequence" integer NOT NULL,
	"movedAt" integer NOT NULL
) STRICT;
INSERT INTO "guards" ("id", "failed") VALUES (1, 0);
