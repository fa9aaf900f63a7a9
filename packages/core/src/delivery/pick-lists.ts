import * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { demand } from '../shared/error.ts';
import { grouped } from '../shared/grouped.ts';
import { maskName } from '../shared/phone.ts';
import { dateSchema, idSchema } from '../shared/schemas.ts';
import type { SqlRow } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';

const goodsFields = { variantId: z.string(), title: z.string(), unit: z.string(), pieces: z.int() };

export const pickListSchema = z
  .strictObject({
    campaignId: z.string(),
    title: z.string(),
    pickupDate: dateSchema,
    final: z.boolean().describe('Everything is shared out; before that the pieces are those ordered.'),
    points: z.array(
      z.strictObject({
        pickupPointId: z.string(),
        name: z.string(),
        address: z.string(),
        pieces: z.int(),
        toWeigh: z.int().describe('Lines of weighed goods that are not weighed yet.'),
        totals: z.array(z.strictObject(goodsFields)).describe('What goes into the crate.'),
        baskets: z.array(
          z.strictObject({
            number: z
              .int()
              .describe('Of the bag, from 1 within the point; it stays the same while orders do.'),
            orderId: z.string(),
            customer: z.string().describe('Masked.'),
            note: z.string(),
            pieces: z.int(),
            lines: z.array(
              z.strictObject({
                ...goodsFields,
                orderLineId: z.string(),
                note: z.string(),
                gift: z.boolean(),
                nominalGrams: z
                  .int()
                  .nullable()
                  .describe('To be weighed: what the pieces weigh by their price. Null for other goods.'),
                grams: z.int().nullable().describe('What they weighed; null until they are weighed.'),
              }),
            ),
          }),
        ),
      }),
    ),
  })
  .meta({
    id: 'PickList',
    description: 'What goes into the crate of each pickup point, and into the bag of each order (分拣单).',
  });

export type PickList = z.output<typeof pickListSchema>;
type PickPoint = PickList['points'][number];

interface PickedLine {
  readonly pickupPointId: string;
  readonly orderId: string;
  readonly customer: string;
  readonly orderNote: string;
  readonly variantId: string;
  readonly title: string;
  readonly unit: string;
  readonly note: string;
  readonly gift: number;
  readonly pieces: number;
  readonly orderLineId: string;
  readonly gramsPerUnit: number | null;
  readonly grams: number | null;
}

/** Pieces to pick: those shared out, or ordered while nothing is shared out, less what was withdrawn or lost since. */
const picked = `min(coalesce(l."allocated", l."firmPieces"), l."pieces" - l."cancelled" - l."short" - l."withdrawn" - l."lost")`;
const where = `l."campaignId" = ?1 AND l."firmPieces" > 0 AND ${picked} > 0 AND (?2 IS NULL OR l."pickupPointId" = ?2)
  AND (?3 IS NULL OR l."pickupPointId" IN (SELECT "id" FROM "pickup_points" WHERE "leaderId" = ?3))`;

const linesSql = `SELECT l."pickupPointId" AS "pickupPointId", l."orderId" AS "orderId", c."name" AS "customer", o."note" AS "orderNote",
    l."variantId" AS "variantId", f."title" AS "title", f."unit" AS "unit", l."note" AS "note", l."gift" AS "gift", ${picked} AS "pieces",
    l."id" AS "orderLineId", f."gramsPerUnit" AS "gramsPerUnit", l."grams" AS "grams"
  FROM "order_lines" AS l JOIN "orders" AS o ON o."id" = l."orderId" JOIN "offers" AS f ON f."id" = l."offerId"
    JOIN "customers" AS c ON c."id" = l."customerId"
  WHERE ${where} ORDER BY o."confirmedAt", l."orderId", l."position"`;

const totalsSql = `SELECT l."pickupPointId" AS "pickupPointId", l."variantId" AS "variantId", min(f."title") AS "title", min(f."unit") AS "unit", sum(${picked}) AS "pieces"
  FROM "order_lines" AS l JOIN "offers" AS f ON f."id" = l."offerId" WHERE ${where}
  GROUP BY l."pickupPointId", l."variantId" ORDER BY l."pickupPointId", "title", l."variantId"`;

const pendingSql = `SELECT count(*) AS "lines" FROM "order_lines" AS l WHERE l."allocated" IS NULL AND ${where}`;

/** The pick lists of a campaign, one for each pickup point. A leader sees those of own points. */
export const getPickLists = defineQuery({
  name: 'pickLists.get',
  summary: 'Read the pick lists of a campaign',
  input: z.strictObject({ campaignId: idSchema, pickupPointId: idSchema.optional() }),
  answer: pickListSchema,
  async read(reader, input, { actor }) {
    demand(actor.kind !== 'customer' && actor.kind !== 'storefront', 'not_allowed', {
      needs: 'a secret key or a leader session',
    });
    const leaderId = actor.kind === 'leader' ? actor.leaderId : null;
    const { campaign, point } = await reader.decide((work) => ({
      campaign: work.resolve(campaigns, input.campaignId),
      point: input.pickupPointId === undefined ? null : work.resolve(pickupPoints, input.pickupPointId),
    }));
    demand(point === null || leaderId === null || point.leaderId === leaderId, 'not_found', {
      what: 'pickup_points',
      key: input.pickupPointId,
    });
    const params = [campaign.id, point?.id ?? null, leaderId];
    const [lines = [], totals = [], pending = []] = await reader.together(
      [linesSql, totalsSql, pendingSql].map((sql) => ({ sql, params })),
    );
    return {
      campaignId: campaign.id,
      title: campaign.title,
      pickupDate: campaign.pickupDate,
      final: campaign.status !== 'published' && pending[0]?.lines === 0,
      points: await pointsOf(reader, lines as unknown as readonly PickedLine[], totals),
    };
  },
});

async function pointsOf(
  reader: Reader,
  lines: readonly PickedLine[],
  totals: readonly SqlRow[],
): Promise<PickPoint[]> {
  const sums = grouped(
    totals as unknown as readonly (PickPoint['totals'][number] & { pickupPointId: string })[],
    (row) => row.pickupPointId,
  );
  const bags = grouped(lines, (line) => line.pickupPointId);
  const points = await reader.table(
    pickupPoints,
    't."id" IN (SELECT value FROM json_each(?)) ORDER BY t."name", t."id"',
    [JSON.stringify([...sums.keys()])],
  );
  return points.map(({ id, name, address }) => {
    const lines = bags.get(id) ?? [];
    const own = (sums.get(id) ?? []).map(({ variantId, title, unit, pieces }) => ({
      variantId,
      title,
      unit,
      pieces,
    }));
    return {
      pickupPointId: id,
      name,
      address,
      pieces: own.reduce((sum, { pieces }) => sum + pieces, 0),
      toWeigh: lines.filter(({ gramsPerUnit, grams }) => gramsPerUnit !== null && grams === null).length,
      totals: own,
      baskets: basketsOf(lines),
    };
  });
}

function basketsOf(lines: readonly PickedLine[]): PickPoint['baskets'] {
  return [...grouped(lines, (line) => line.orderId)].map(([orderId, own], index) => ({
    number: index + 1,
    orderId,
    customer: maskName(own[0]?.customer ?? ''),
    note: own[0]?.orderNote ?? '',
    pieces: own.reduce((sum, { pieces }) => sum + pieces, 0),
    lines: own.map(({ variantId, title, unit, pieces, orderLineId, note, gift, gramsPerUnit, grams }) => ({
      variantId,
      title,
      unit,
      pieces,
      orderLineId,
      note,
      gift: gift !== 0,
      nominalGrams: gramsPerUnit === null ? null : gramsPerUnit * pieces,
      grams,
    })),
  }));
}
