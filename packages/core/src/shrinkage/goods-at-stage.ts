import { campaigns } from '../campaigns/tables.ts';
import type { Want } from '../purchasing/share-out.ts';
import type { Instant } from '../shared/time.ts';
import type { Work } from '../work.ts';
import type { ShrinkageStage } from './tables.ts';

type StageOfLines = Exclude<ShrinkageStage, 'receipt' | 'stock'>;

/** Goods of orders at one stage of their way, all or those of a point or of a line. */
export interface GoodsPlace {
  readonly stage: StageOfLines;
  readonly campaignId: string;
  readonly variantId: string;
  readonly pickupPointId: string | null;
  readonly orderLineId: string | null;
  readonly now: Instant;
}

/** Orders whose goods may be lost at a stage: a loss on the way is often found when the crate is unpacked at the point. */
const statuses: Readonly<Record<StageOfLines, string>> = {
  sorting: `'confirmed'`,
  transport: `'confirmed', 'ready'`,
  handover: `'ready'`,
  uncollected: `'ready'`,
};

const open = `l."pieces" - l."cancelled" - l."short" - l."lost" - l."withdrawn" - l."handedOver" - l."uncollected"`;
const there = `min(l."allocated", ${open})`;

/**
 * The lines with goods at a stage, as wants: a few figures of each in one statement, never the rows. A round of
 * 100,000 lines of the same goods is read in one go; only those that come short are loaded.
 */
export function goodsAtStage(work: Work, place: GoodsPlace): readonly Want[] {
  // Nobody is late before the last pickup window is over.
  if (place.stage === 'uncollected' && place.now < work.get(campaigns, place.campaignId).pickupEndsAt)
    return [];
  const { campaignId, variantId, pickupPointId, orderLineId } = place;
  const rows = work.rows<Omit<Want, 'gift'> & { readonly gift: number }>(
    `SELECT l."id" AS "lineId", l."orderId" AS "orderId", l."pickupPointId" AS "pickupPointId",
        coalesce(l."confirmedAt", 0) AS "confirmedAt", ${there} AS "pieces", l."gift" AS "gift"
      FROM "order_lines" AS l JOIN "orders" AS o ON o."id" = l."orderId"
      WHERE l."campaignId" = ?1 AND l."variantId" = ?2 AND l."allocated" > 0 AND ${there} > 0
        AND o."status" IN (${statuses[place.stage]})
        ${pickupPointId === null ? 'AND ?3 IS NULL' : 'AND l."pickupPointId" = ?3'}
        ${orderLineId === null ? 'AND ?4 IS NULL' : 'AND l."id" = ?4'}`,
    [campaignId, variantId, pickupPointId, orderLineId],
  );
  return rows.map((row) => ({ ...row, gift: row.gift !== 0 }));
}

/** Where these goods are, if not at the stage that was named. */
export function otherStages(work: Work, place: GoodsPlace): StageOfLines[] {
  const stages: readonly StageOfLines[] = ['sorting', 'transport', 'handover', 'uncollected'];
  return stages.filter(
    (stage) => stage !== place.stage && goodsAtStage(work, { ...place, stage }).length > 0,
  );
}
