import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { demand } from '../shared/error.ts';
import { demandPacker } from './household.ts';
import { picked } from './picked-lines.ts';
import { progressInputSchema, progressSchema } from './scan-schemas.ts';

interface PointProgress {
  readonly pickupPointId: string;
  readonly name: string;
  readonly baskets: number;
  readonly complete: number;
  readonly pieces: number;
  readonly packed: number;
  readonly left: number;
  readonly surplus: number;
  readonly toWeigh: number;
}

/** Lines first, then the baskets they make up, then the points: summed in SQL, whatever the round's size. */
const progressSql = `SELECT h."pickupPointId" AS "pickupPointId", p."name" AS "name", count(*) AS "baskets",
    sum(h."left" = 0 AND h."surplus" = 0) AS "complete", sum(h."pieces") AS "pieces", sum(h."packed") AS "packed",
    sum(h."left") AS "left", sum(h."surplus") AS "surplus", sum(h."toWeigh") AS "toWeigh"
  FROM (SELECT l."pickupPointId" AS "pickupPointId", l."customerId" AS "customerId", sum(${picked}) AS "pieces",
      sum(coalesce(k."pieces", 0)) AS "packed", sum(max(0, ${picked} - coalesce(k."pieces", 0))) AS "left",
      sum(max(0, coalesce(k."pieces", 0) - ${picked})) AS "surplus",
      sum(f."gramsPerUnit" IS NOT NULL AND l."grams" IS NULL AND ${picked} > 0) AS "toWeigh"
    FROM "order_lines" AS l JOIN "offers" AS f ON f."id" = l."offerId" LEFT JOIN "packed_lines" AS k ON k."orderLineId" = l."id"
    WHERE l."campaignId" = ?1 AND (${picked} > 0 AND l."firmPieces" > 0 OR k."pieces" > 0)
      AND (?2 IS NULL OR l."pickupPointId" = ?2)
    GROUP BY l."pickupPointId", l."customerId") AS h
  JOIN "pickup_points" AS p ON p."id" = h."pickupPointId"
  WHERE ?3 IS NULL OR p."leaderId" = ?3
  GROUP BY h."pickupPointId" ORDER BY p."name", p."id"`;

/** How far the packing of a round is, by pickup point. A leader sees own points. */
export const getPackingProgress = defineQuery({
  name: 'packing.progress',
  summary: 'See how far the packing is',
  aside: true,
  input: progressInputSchema,
  answer: progressSchema,
  async read(reader, input, { actor }) {
    demandPacker(actor);
    const leaderId = actor.kind === 'leader' ? actor.leaderId : null;
    const { campaignId, point } = await reader.decide((work) => ({
      campaignId: work.resolve(campaigns, input.campaignId).id,
      point: input.pickupPointId === undefined ? null : work.resolve(pickupPoints, input.pickupPointId),
    }));
    demand(point === null || leaderId === null || point.leaderId === leaderId, 'not_found', {
      what: 'pickup_points',
      key: input.pickupPointId,
    });
    const points = await reader.rows<PointProgress>(progressSql, [campaignId, point?.id ?? null, leaderId]);
    return {
      campaignId,
      pieces: points.reduce((sum, { pieces }) => sum + pieces, 0),
      packed: points.reduce((sum, { packed }) => sum + packed, 0),
      points: points.map((one) => ({ ...one })),
    };
  },
});
