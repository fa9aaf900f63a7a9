import type { pickupPoints } from '../pickup-points/tables.ts';
import { maskName } from '../shared/phone.ts';
import { money } from '../shared/schemas.ts';
import { type Instant, instantText } from '../shared/time.ts';
import { type Question, sqlRows, tableRows } from '../storage/reader.ts';
import type { Row } from '../work.ts';
import { type Campaign, piecesLeft } from './campaign.ts';
import { boughtPieces, boxFillFrom, fillable, isBoxFilling } from './case-fill.ts';
import { countedFirmSql, minimumPromise, type Offer } from './minimum.ts';
import { cutoffAt, isBeforeCutoff } from './offer-cutoff.ts';
import type { OpenCampaignView } from './open-schemas.ts';
import {
  reachedBasisPoints,
  type SupplierRow,
  supplierRowsSql,
  type SupplierStanding,
} from './supplier-minimums.ts';
import { flashWindows, offerTiers } from './tables.ts';

const millionth = 1_000_000;
const buyersShown = 12;

/** What a shopper sees of the campaign itself. */
export function shopperFacts(
  campaign: Campaign,
  cutoffs: readonly Instant[],
  phase: OpenCampaignView['phase'],
) {
  const { id, externalId, title, description, status, pickupDate } = campaign;
  return {
    id,
    externalId,
    title,
    description,
    phase,
    cancelled: status === 'cancelled',
    opensAt: instantText(campaign.opensAt),
    closesAt: instantText(cutoffs.length === 0 ? campaign.closesAt : Math.max(...cutoffs)),
    pickupDate,
    pickupWindows: campaign.pickupWindows.map((window) => ({ ...window })),
  };
}

export interface OfferCounts {
  /** What counts towards the minimum, by offer. */
  readonly firm: ReadonlyMap<string, number>;
  /** Pieces in holds that have ended and are not written down yet: free again (R1). */
  readonly overdue: ReadonlyMap<string, number>;
  /** The same by flash window. */
  readonly overdueFlash: ReadonlyMap<string, number>;
  /** Firm pieces in the community that was named, by offer; undefined where none was. */
  readonly community: ReadonlyMap<string, number> | undefined;
}

interface Count {
  readonly id: string;
  readonly count: number;
}

/** SQL that gives the campaign's id, with one parameter; so each of its questions can be asked before it is known. */
export interface CampaignKey {
  readonly sql: string;
  readonly param: string;
}

export function campaignKeyOf(reference: string): CampaignKey {
  const external = reference.startsWith('external:');
  return {
    sql: external ? '(SELECT k."id" FROM "campaigns" k WHERE k."externalId" = ?)' : '?',
    param: reference.replace(/^external:/, ''),
  };
}

/** What counts towards the minimums of the campaign's offers. */
export function firmCounts({ sql, param }: CampaignKey): Question<Count> {
  return sqlRows(
    `SELECT o."id" AS "id", ${countedFirmSql} AS "count" FROM "offers" o WHERE o."campaignId" = ${sql} AND o."minimum" IS NOT NULL`,
    [param],
  );
}

/** @param by what they are counted by */
export function overdueCounts(
  { sql, param }: CampaignKey,
  now: Instant,
  by: 'offerId' | 'flashWindowId',
): Question<Count> {
  return sqlRows(
    `SELECT l."${by}" AS "id", sum(l."pieces" - l."cancelled") AS "count" FROM "orders" o
      JOIN "order_lines" l ON l."orderId" = o."id"
      WHERE o."status" = 'held' AND o."holdEndsAt" <= CAST(? AS INTEGER) AND o."campaignId" = ${sql}
        AND l."${by}" IS NOT NULL GROUP BY l."${by}"`,
    [now, param],
  );
}

/** Firm pieces in a community, by our id or that of the host shop. */
export function communityCounts({ sql, param }: CampaignKey, reference: string): Question<Count> {
  const external = reference.startsWith('external:');
  const community = external ? '(SELECT k."id" FROM "communities" k WHERE k."externalId" = ?)' : '?';
  return sqlRows(
    `SELECT c."offerId" AS "id", c."firm" AS "count" FROM "offers" o
      JOIN "offer_communities" c ON c."offerId" = o."id" AND c."communityId" = ${community}
      WHERE o."campaignId" = ${sql} AND o."hasTiers"`,
    [reference.replace(/^external:/, ''), param],
  );
}

export function countsById(counts: readonly Count[]): ReadonlyMap<string, number> {
  return new Map(counts.map(({ id, count }) => [id, count]));
}

export function tiersOf({ sql, param }: CampaignKey): Question<Row<typeof offerTiers>> {
  const where = `t."offerId" IN (SELECT "id" FROM "offers" WHERE "campaignId" = ${sql}) AND NOT t."removed" ORDER BY t."fromPieces"`;
  return tableRows(offerTiers, where, [param]);
}

/** Flash windows that run or will. */
export function flashOf({ sql, param }: CampaignKey, now: Instant): Question<Row<typeof flashWindows>> {
  const where = `t."offerId" IN (SELECT "id" FROM "offers" WHERE "campaignId" = ${sql} AND "hasFlash")
    AND NOT t."removed" AND t."endsAt" > CAST(? AS INTEGER) ORDER BY t."startsAt"`;
  return tableRows(flashWindows, where, [param, now]);
}

interface Showing {
  /** Whether the campaign takes orders now. */
  readonly running: boolean;
  readonly counts: OfferCounts;
  readonly standings: readonly SupplierStanding[];
  readonly tiers: readonly Row<typeof offerTiers>[];
  readonly flash: readonly Row<typeof flashWindows>[];
  readonly currency: string;
  readonly now: Instant;
}

export function openOffer(offer: Offer, showing: Showing): OpenCampaignView['offers'][number] {
  const { running, counts, standings, currency, now } = showing;
  const { id, variantId, title, specification, unit, category, imageUrl, gramsPerUnit, limitPerCustomer } =
    offer;
  const counted = counts.firm.get(id) ?? 0;
  const closesAt = cutoffAt(offer, counted, now);
  return {
    id,
    variantId,
    title,
    specification,
    unit,
    category,
    imageUrl,
    gramsPerUnit,
    limitPerCustomer,
    price: money(offer.price, currency),
    open: running && isBeforeCutoff(offer, counted, now),
    closesAt: instantText(closesAt),
    secondsLeft: Math.max(0, Math.ceil((closesAt - now) / 1000)),
    left: piecesLeft(offer, counts.overdue.get(id)),
    ordered: boughtPieces(offer),
    orderedInCommunity: counts.community && offer.hasTiers ? (counts.community.get(id) ?? 0) : null,
    minimum: minimumView(offer, counted),
    case: caseView(offer, running, now),
    orderMinimum: orderMinimumView(offer, standings),
    tiers: tiersView(offer, showing),
    flash: flashView(offer, showing),
  };
}

/** A tier over the community is reached for those of a community only. */
function tiersView(
  offer: Offer,
  { tiers, counts, currency }: Showing,
): OpenCampaignView['offers'][number]['tiers'] {
  const firm = { campaign: boughtPieces(offer), community: counts.community?.get(offer.id) ?? 0 };
  return tiers
    .filter(({ offerId }) => offerId === offer.id)
    .map(({ fromPieces, price, countedOver }) => ({
      fromPieces,
      price: money(price, currency),
      countedOver,
      reached: firm[countedOver] >= fromPieces,
    }));
}

function flashView(
  offer: Offer,
  { running, flash, counts, currency, now }: Showing,
): OpenCampaignView['offers'][number]['flash'] {
  const most = piecesLeft(offer, counts.overdue.get(offer.id)) ?? Infinity;
  return flash
    .filter(({ offerId }) => offerId === offer.id)
    .map(({ id, startsAt, endsAt, price, stock, sold, limitPerCustomer }) => ({
      startsAt: instantText(startsAt),
      endsAt: instantText(endsAt),
      price: money(price, currency),
      left: Math.max(0, Math.min(stock - sold + (counts.overdueFlash.get(id) ?? 0), most)),
      limitPerCustomer,
      running: running && startsAt <= now,
    }));
}

function minimumView(offer: Offer, reached: number): OpenCampaignView['offers'][number]['minimum'] {
  const promise = minimumPromise(offer);
  return promise && { ...promise, reached };
}

/** How far the last case is filled, holds included: they are somebody's until they end. */
function caseView(offer: Offer, running: boolean, now: Instant): OpenCampaignView['offers'][number]['case'] {
  const { packSize: size, tolerance, boxFillHours, hasFlash } = offer;
  if (size === 1) return null;
  const filling = running && offer.status === 'open' && isBoxFilling(offer, now);
  return {
    size,
    missing: fillable(offer),
    tolerance,
    toleranceMax: hasFlash || filling ? 0 : size - 1,
    fillingFrom: boxFillHours === null ? null : instantText(boxFillFrom(offer)),
    filling,
  };
}

function orderMinimumView(
  { id }: Offer,
  standings: readonly SupplierStanding[],
): OpenCampaignView['offers'][number]['orderMinimum'] {
  const own = standings.find(({ offerIds }) => offerIds.includes(id));
  if (own === undefined || own.onMiss === 'buy') return null;
  const onMiss = own.extended ? 'fail' : own.onMiss;
  const extendHours = onMiss === 'extend' ? own.extendHours : null;
  return { reachedBasisPoints: reachedBasisPoints(own), onMiss, extendHours };
}

/** What the suppliers of the campaign's offers ask for. */
export function supplierRowsOf({ sql, param }: CampaignKey): Question<SupplierRow> {
  return sqlRows(supplierRowsSql(sql), [param]);
}

interface SlotPoint {
  readonly id: string;
}

/** The points where an order of the campaign can book a time: slots of its pickup day within its windows. */
export function slotPointsOf({ sql, param }: CampaignKey): Question<SlotPoint> {
  return sqlRows(
    `SELECT DISTINCT s."pickupPointId" AS "id" FROM "campaigns" c
      JOIN "campaign_points" p ON p."campaignId" = c."id"
      JOIN "pickup_slots" s ON s."pickupPointId" = p."pickupPointId" AND s."date" = c."pickupDate"
      WHERE c."id" = ${sql} AND NOT s."retired" AND EXISTS (SELECT 1 FROM json_each(c."pickupWindows") w
        WHERE json_extract(w.value, '$.opens') <= s."opens" AND s."closes" <= json_extract(w.value, '$.closes'))`,
    [param],
  );
}

/** @param slots whether a time can, or must, be booked there */
export function openPoint(
  point: Row<typeof pickupPoints>,
  slots: OpenCampaignView['pickupPoints'][number]['slots'],
): OpenCampaignView['pickupPoints'][number] {
  const { id, name, address, leaderId, latitude, longitude } = point;
  return {
    id,
    name,
    address,
    leaderId,
    latitude: latitude === null ? null : latitude / millionth,
    longitude: longitude === null ? null : longitude / millionth,
    windows: point.windows.map((window) => ({ ...window })),
    slots,
  };
}

interface Buyer {
  readonly name: string;
  readonly pieces: number;
  readonly placedAt: number;
}

/** The last who joined in. Rows are stored in the order of placement, so the newest need no sorting. */
export function buyersOf({ sql, param }: CampaignKey): Question<Buyer> {
  return sqlRows(
    `SELECT c."name" AS "name", o."placedAt" AS "placedAt",
      (SELECT sum(l."firmPieces") FROM "order_lines" l WHERE l."orderId" = o."id") AS "pieces"
    FROM "orders" o JOIN "customers" c ON c."id" = o."customerId"
    WHERE o."campaignId" = ${sql} AND o."status" = 'confirmed' ORDER BY o.rowid DESC LIMIT ${String(buyersShown)}`,
    [param],
  );
}

/** As others see them: masked. */
export function buyerView({ name, pieces, placedAt }: Buyer): OpenCampaignView['recentBuyers'][number] {
  return { name: maskName(name), pieces, placedAt: instantText(placedAt) };
}
