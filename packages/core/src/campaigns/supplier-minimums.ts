import { purchaseQuantity } from '../purchasing/purchase-quantity.ts';
import { grouped } from '../shared/grouped.ts';
import type { Instant } from '../shared/time.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { Row, RowRequest, Work } from '../work.ts';
import type { Campaign } from './campaign.ts';
import { boughtPiecesSql } from './case-fill.ts';
import type { Offer } from './minimum.ts';
import { campaignSuppliers } from './supplier-tables.ts';

type Supplier = Row<typeof suppliers>;
export type SupplierTerms = Row<typeof campaignSuppliers>;

const hour = 3_600_000;
/** Of a supplier that says `extend` and no longer says for how long. */
const hoursWithoutWord = 24;

/** What an offer adds to the order at its supplier, and the terms that the campaign declared. */
export interface SupplierRow {
  readonly offerId: string;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly variantId: string;
  readonly closesAt: Instant;
  readonly status: Offer['status'];
  /** Pieces that are bought for in any case. */
  readonly needed: number;
  readonly packSize: number;
  readonly cost: number;
  readonly inStock: number;
  /** The supplier's own; null: the shop's. */
  readonly lossBuffer: number | null;
  readonly minimumValue: number | null;
  readonly minimumCases: number | null;
  readonly onMiss: SupplierTerms['onMiss'];
  readonly extendHours: number | null;
  readonly extendedAt: Instant | null;
}

/** Offers of suppliers that have a minimum in the campaign, over a key that stands for its id; one parameter. */
export function supplierRowsSql(campaignKey: string): string {
  return `SELECT o."id" AS "offerId", o."supplierId" AS "supplierId", s."name" AS "supplierName", o."variantId" AS "variantId",
      o."closesAt" AS "closesAt", o."status" AS "status", ${boughtPiecesSql} AS "needed", v."packSize" AS "packSize", v."cost" AS "cost",
      coalesce(t."pieces", 0) AS "inStock", s."lossBufferBasisPoints" AS "lossBuffer", c."minimumValue" AS "minimumValue",
      c."minimumCases" AS "minimumCases", c."onMiss" AS "onMiss", c."extendHours" AS "extendHours", c."extendedAt" AS "extendedAt"
    FROM "campaign_suppliers" c JOIN "offers" o ON o."campaignId" = c."campaignId" AND o."supplierId" = c."supplierId"
      JOIN "suppliers" s ON s."id" = c."supplierId" JOIN "variants" v ON v."id" = o."variantId"
      LEFT JOIN "stock" t ON t."variantId" = o."variantId"
    WHERE c."campaignId" = ${campaignKey} AND o."status" <> 'withdrawn' ORDER BY o."closesAt", o."supplierId", o."position", o."id"`;
}

/** How the order at one supplier after one cutoff stands against the minimum. Money in minor units. */
export interface SupplierStanding {
  readonly supplierId: string;
  readonly name: string;
  readonly cutoff: Instant;
  readonly offerIds: readonly string[];
  readonly value: number;
  readonly cases: number;
  readonly minimumValue: number | null;
  readonly minimumCases: number | null;
  readonly onMiss: SupplierTerms['onMiss'];
  readonly extendHours: number | null;
  readonly extended: boolean;
  readonly reached: boolean;
}

/**
 * Sums up what would be ordered: whole cases, with the buffer for loss and less what is in stock (R24). Each cutoff is
 * an order of its own.
 */
export function standingsOf(rows: readonly SupplierRow[], shopBuffer: number): SupplierStanding[] {
  const live = rows.filter(({ status }) => status === 'open' || status === 'frozen');
  const groups = grouped(live, ({ supplierId, closesAt }) => `${supplierId} ${String(closesAt)}`);
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const ordered = [...grouped(own, ({ variantId }) => variantId).values()].map((same) =>
      orderOf(same, shopBuffer),
    );
    const value = ordered.reduce((sum, one) => sum + one.value, 0);
    const cases = ordered.reduce((sum, one) => sum + one.cases, 0);
    const {
      supplierId,
      supplierName: name,
      closesAt,
      minimumValue,
      minimumCases,
      onMiss,
      extendHours,
    } = first;
    return [
      {
        supplierId,
        name,
        cutoff: closesAt,
        offerIds: own.map(({ offerId }) => offerId),
        value,
        cases,
        minimumValue,
        minimumCases,
        onMiss,
        extendHours,
        extended: first.extendedAt !== null,
        reached: value >= (minimumValue ?? 0) && cases >= (minimumCases ?? 0),
      },
    ];
  });
}

function orderOf(same: readonly SupplierRow[], shopBuffer: number): { value: number; cases: number } {
  const [first] = same;
  const needed = same.reduce((sum, row) => sum + row.needed, 0);
  if (first === undefined || needed === 0) return { value: 0, cases: 0 };
  const { packSize, cost, inStock } = first;
  const { ordered } = purchaseQuantity({
    needed,
    lossBuffer: first.lossBuffer ?? shopBuffer,
    inStock,
    packSize,
  });
  return { value: ordered * cost, cases: ordered / packSize };
}

/** The part of the minimum that is reached, in basis points: the less filled of value and cases. */
export function reachedBasisPoints({ value, cases, minimumValue, minimumCases }: SupplierStanding): number {
  const part = (has: number, needs: number | null): number =>
    needs === null || needs === 0 ? 10_000 : Math.min(10_000, Math.floor((has * 10_000) / needs));
  return Math.min(part(value, minimumValue), part(cases, minimumCases));
}

/**
 * Writes down what the suppliers of a campaign want, as buyers are shown it from now on (R20): later changes of a
 * supplier are for later campaigns.
 */
export function declareMinimums(work: Work, { id: campaignId }: Campaign, offered: readonly Offer[]): void {
  const ids = [...new Set(offered.map(({ supplierId }) => supplierId))];
  work.need(
    ...ids.flatMap((id): RowRequest[] => [
      [suppliers, { id }],
      [campaignSuppliers, { campaignId, supplierId: id }],
    ]),
  );
  for (const supplierId of ids) {
    const supplier = work.find(suppliers, supplierId);
    if (supplier === undefined || !hasMinimum(supplier)) continue;
    if (work.find(campaignSuppliers, { campaignId, supplierId })) continue;
    const { minimumValue, minimumCases, belowMinimum: onMiss } = supplier;
    const extendHours = onMiss === 'extend' ? (supplier.minimumExtendHours ?? hoursWithoutWord) : null;
    work.insert(campaignSuppliers, {
      campaignId,
      supplierId,
      minimumValue,
      minimumCases,
      onMiss,
      extendHours,
    });
  }
}

function hasMinimum({ minimumValue, minimumCases }: Supplier): boolean {
  return minimumValue !== null || minimumCases !== null;
}

/** How much later an offer may close because its supplier's minimum is missed, in milliseconds. */
export function supplierExtension(work: Work, { campaignId, supplierId }: Offer): number {
  const declared = work.find(campaignSuppliers, { campaignId, supplierId });
  if (declared) return declared.onMiss === 'extend' && declared.extendedAt === null ? hoursOf(declared) : 0;
  const supplier = work.find(suppliers, supplierId);
  if (supplier === undefined || supplier.belowMinimum !== 'extend' || !hasMinimum(supplier)) return 0;
  return (supplier.minimumExtendHours ?? hoursWithoutWord) * hour;
}

/** The one extension of a supplier's offers, in milliseconds. */
export function hoursOf({ extendHours }: Pick<SupplierTerms, 'extendHours'>): number {
  return (extendHours ?? 0) * hour;
}
