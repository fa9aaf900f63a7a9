import * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { householdsSql } from '../packing/basket-numbers.ts';
import { picked } from '../packing/picked-lines.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { demand } from '../shared/error.ts';
import { grouped } from '../shared/grouped.ts';
import { maskName } from '../shared/phone.ts';
import { dateSchema, idSchema } from '../shared/schemas.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { SqlRow } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';

const goodsFields = {
  variantId: z.string(),
  title: z.string(),
  unit: z.string(),
  pieces: z.int(),
  packed: z.int().describe('Of these, already in their baskets.'),
};

export const pickListSchema = z
  .strictObject({
    campaignId: z.string(),
    title: z.string(),
    pickupDate: dateSchema,
    final: z.boolean().describe('Everything is shared out; before that the pieces are those ordered.'),
    pieces: z.int().describe('The same sum by product, by point and by basket.'),
    products: z
      .array(
        z.strictObject({
          ...goodsFields,
          points: z.array(z.strictObject({ pickupPointId: z.string(), name: z.string(), pieces: z.int() })),
        }),
      )
      .describe('By product: how many go where.'),
    points: z.array(
      z.strictObject({
        pickupPointId: z.string(),
        name: z.string(),
        address: z.string(),
        pieces: z.int(),
        packed: z.int(),
        complete: z.int().describe('Baskets that have all that belongs into them.'),
        toWeigh: z.int().describe('Lines of weighed goods that are not weighed yet.'),
        totals: z.array(z.strictObject(goodsFields)).describe('By point: what goes into its crate.'),
        baskets: z
          .array(
            z.strictObject({
              number: z
                .int()
                .describe(
                  'Of the basket (篮号), from 1 within the point and round. It never changes once goods are shared out.',
                ),
              orderId: z.string().describe('The first of its orders.'),
              orderIds: z.array(z.string()).describe('All orders of the household at this point.'),
              customer: z.string().describe('Masked.'),
              note: z.string().describe('The notes of its orders.'),
              pieces: z.int(),
              packed: z.int(),
              complete: z.boolean(),
              lines: z.array(
                z.strictObject({
                  ...goodsFields,
                  orderLineId: z.string(),
                  orderId: z.string(),
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
          )
          .describe('By household: what goes into the basket of each.'),
      }),
    ),
  })
  .meta({
    id: 'PickList',
    description:
      'What goes into the crate of each pickup point, and into the basket of each household (分拣单).',
  });

export type PickList = z.output<typeof pickListSchema>;
type PickPoint = PickList['points'][number];

interface PickedLine {
  readonly pickupPointId: string;
  readonly number: number;
  readonly orderId: string;
  readonly customer: string;
  readonly orderNote: string;
  readonly variantId: string;
  readonly title: string;
  readonly unit: string;
  readonly note: string;
  readonly gift: number;
  readonly pieces: number;
  readonly packed: number;
  readonly orderLineId: string;
  readonly gramsPerUnit: number | null;
  readonly grams: number | null;
}

const where = `l."campaignId" = ?1 AND l."firmPieces" > 0 AND ${picked} > 0 AND (?2 IS NULL OR l."pickupPointId" = ?2)
  AND (?3 IS NULL OR l."pickupPointId" IN (SELECT "id" FROM "pickup_points" WHERE "leaderId" = ?3))`;

const linesSql = `WITH ${householdsSql}
  SELECT l."pickupPointId" AS "pickupPointId", n."number" AS "number", l."orderId" AS "orderId", c."name" AS "customer", o."note" AS "orderNote",
    l."variantId" AS "variantId", f."title" AS "title", f."unit" AS "unit", l."note" AS "note", l."gift" AS "gift", ${picked} AS "pieces",
    coalesce(k."pieces", 0) AS "packed", l."id" AS "orderLineId", f."gramsPerUnit" AS "gramsPerUnit", l."grams" AS "grams"
  FROM "order_lines" AS l JOIN "orders" AS o ON o."id" = l."orderId" JOIN "offers" AS f ON f."id" = l."offerId"
    JOIN "customers" AS c ON c."id" = o."customerId"
    JOIN "numbered" AS n ON n."pickupPointId" = o."pickupPointId" AND n."customerId" = o."customerId"
    LEFT JOIN "packed_lines" AS k ON k."orderLineId" = l."id"
  WHERE ${where} ORDER BY n."number", o."confirmedAt", l."orderId", l."position"`;

const totalsSql = `SELECT l."pickupPointId" AS "pickupPointId", l."variantId" AS "variantId", min(f."title") AS "title", min(f."unit") AS "unit",
    sum(${picked}) AS "pieces", coalesce(sum(k."pieces"), 0) AS "packed"
  FROM "order_lines" AS l JOIN "offers" AS f ON f."id" = l."offerId" LEFT JOIN "packed_lines" AS k ON k."orderLineId" = l."id" WHERE ${where}
  GROUP BY l."pickupPointId", l."variantId" ORDER BY l."pickupPointId", "title", l."variantId"`;

const pendingSql = `SELECT count(*) AS "lines" FROM "order_lines" AS l WHERE l."allocated" IS NULL AND ${where}`;

/** The pick lists of a campaign, one for each pickup point. A leader sees those of own points. */
export const getPickLists = defineQuery({
  name: 'pickLists.get',
  summary: 'Read the pick lists of a campaign',
  input: z.strictObject({ campaignId: idSchema, pickupPointId: idSchema.optional() }),
  answer: pickListSchema,
  async read(reader, input, { actor }) {
    demand(isShop({ actor }) || actor.kind === 'leader', 'not_allowed', {
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
    const points = await pointsOf(reader, lines as unknown as readonly PickedLine[], totals);
    return {
      campaignId: campaign.id,
      title: campaign.title,
      pickupDate: campaign.pickupDate,
      final: campaign.status !== 'published' && pending[0]?.lines === 0,
      pieces: points.reduce((sum, { pieces }) => sum + pieces, 0),
      products: productsOf(points),
      points,
    };
  },
});

/** By product: the totals of the points, turned about. */
function productsOf(points: readonly PickPoint[]): PickList['products'] {
  const totals = points.flatMap(({ pickupPointId, name, totals: own }) =>
    own.map((total) => ({ ...total, pickupPointId, name })),
  );
  return [...grouped(totals, ({ variantId }) => variantId)]
    .map(([variantId, own]) => ({
      variantId,
      title: own[0]?.title ?? '',
      unit: own[0]?.unit ?? '',
      pieces: own.reduce((sum, { pieces }) => sum + pieces, 0),
      packed: own.reduce((sum, { packed }) => sum + packed, 0),
      points: own.map(({ pickupPointId, name, pieces }) => ({ pickupPointId, name, pieces })),
    }))
    .toSorted((a, b) =>
      a.title < b.title ? -1 : a.title > b.title ? 1 : a.variantId < b.variantId ? -1 : 1,
    );
}

async function pointsOf(
  reader: Reader,
  all: readonly PickedLine[],
  totals: readonly SqlRow[],
): Promise<PickPoint[]> {
  const sums = grouped(
    totals as unknown as readonly (PickPoint['totals'][number] & { pickupPointId: string })[],
    (row) => row.pickupPointId,
  );
  const bags = grouped(all, (line) => line.pickupPointId);
  const points = await reader.table(
    pickupPoints,
    't."id" IN (SELECT value FROM json_each(?)) ORDER BY t."name", t."id"',
    [JSON.stringify([...sums.keys()])],
  );
  return points.map(({ id, name, address }) => {
    const lines = bags.get(id) ?? [];
    const own = (sums.get(id) ?? []).map(({ variantId, title, unit, pieces, packed }) => ({
      variantId,
      title,
      unit,
      pieces,
      packed,
    }));
    const baskets = basketsOf(lines);
    return {
      pickupPointId: id,
      name,
      address,
      pieces: own.reduce((sum, { pieces }) => sum + pieces, 0),
      packed: own.reduce((sum, { packed }) => sum + packed, 0),
      complete: baskets.filter(({ complete }) => complete).length,
      toWeigh: lines.filter(({ gramsPerUnit, grams }) => gramsPerUnit !== null && grams === null).length,
      totals: own,
      baskets,
    };
  });
}

function basketsOf(lines: readonly PickedLine[]): PickPoint['baskets'] {
  return [...grouped(lines, (line) => line.number)].map(([number, own]) => {
    const orders = grouped(own, ({ orderId }) => orderId);
    const notes = [...orders.values()]
      .flatMap(([first]) => first?.orderNote ?? [])
      .filter((note) => note !== '');
    return {
      number,
      orderId: own[0]?.orderId ?? '',
      orderIds: [...orders.keys()],
      customer: maskName(own[0]?.customer ?? ''),
      note: notes.join(' / '),
      pieces: own.reduce((sum, { pieces }) => sum + pieces, 0),
      packed: own.reduce((sum, { packed }) => sum + packed, 0),
      complete: own.every(({ pieces, packed }) => pieces === packed),
      lines: own.map(lineOf),
    };
  });
}

function lineOf(line: PickedLine): PickPoint['baskets'][number]['lines'][number] {
  const { variantId, title, unit, pieces, packed, orderLineId, orderId, note, gift, gramsPerUnit, grams } =
    line;
  const nominalGrams = gramsPerUnit === null ? null : gramsPerUnit * pieces;
  const goods = { variantId, title, unit, pieces, packed };
  return { ...goods, orderLineId, orderId, note, gift: gift !== 0, nominalGrams, grams };
}
