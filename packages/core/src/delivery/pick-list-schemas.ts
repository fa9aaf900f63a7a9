import * as z from 'zod';
import { dateSchema, idSchema } from '../shared/schemas.ts';
import { emptyPickListSchema } from './empty-pick-list.ts';

/** A page ends with the point that fills it: so many lines are held in memory at once, and those of one point. */
export const linesOfPage = 20_000;

export const pickListFields = {
  campaignId: idSchema,
  pickupPointId: idSchema.optional(),
  sort: z
    .enum(['basket', 'slot'])
    .default('basket')
    .describe('Baskets by their number, or by the time that is booked, those of any time last.'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .describe(`Points of a page; one with ${linesOfPage.toLocaleString('en')} lines ends sooner.`),
  cursor: z.string().max(120).optional().describe('From `nextCursor` of the page before.'),
};
export const getPickListsSchema = z.strictObject(pickListFields);

const slotSchema = z.strictObject({ opens: z.string(), closes: z.string() });

const goodsFields = {
  variantId: z.string(),
  title: z.string(),
  unit: z.string(),
  pieces: z.int(),
  packed: z.int().describe('Of these, already in their baskets.'),
};

const atCutoff = z
  .int()
  .describe('What the cutoffs fixed; `pieces` is what shortage, loss, moves and extra goods made of it.');

export const pickListSchema = z
  .strictObject({
    campaignId: z.string(),
    title: z.string(),
    pickupDate: dateSchema,
    final: z.boolean().describe('Everything is shared out; before that the pieces are those ordered.'),
    pieces: z
      .int()
      .describe('Of the whole list, summed for its first page: the same by product, by point and by basket.'),
    empty: emptyPickListSchema,
    products: z
      .array(
        z.strictObject({
          ...goodsFields,
          atCutoff,
          points: z.array(z.strictObject({ pickupPointId: z.string(), name: z.string(), pieces: z.int() })),
        }),
      )
      .describe('By product: how many go where. Of the whole list, on its first page only.'),
    points: z.array(
      z.strictObject({
        pickupPointId: z.string(),
        name: z.string(),
        address: z.string(),
        pieces: z.int(),
        atCutoff,
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
              slot: slotSchema.nullable().describe('The first time that is booked for it; null: any time.'),
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
    nextCursor: z.string().nullable().describe('Null on the last page. A page has whole points.'),
  })
  .meta({
    id: 'PickList',
    description:
      'What goes into the crate of each pickup point, and into the basket of each household (分拣单).',
  });

export type PickList = z.output<typeof pickListSchema>;
export type PickPoint = PickList['points'][number];
