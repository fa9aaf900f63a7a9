import * as z from 'zod';
import { idSchema, ownIdSchema, textSchema } from '../shared/schemas.ts';

/** Made by the phone that scans: any text of these characters. */
export const scanIdSchema = z
  .string()
  .regex(/^[\w.:-]{8,80}$/, 'Give 8 to 80 letters, digits, dots, colons, dashes or underscores.')
  .meta({ examples: ['phone-a-000045'] });

const bagFields = {
  orderId: idSchema.optional().describe('The order whose basket it is.'),
  code: textSchema(40, 1).optional().describe('Or its pickup code, as the label tells it to the shop.'),
  pickupPointId: idSchema.optional().describe('Or the pickup point, with `basket`.'),
  basket: z.int().min(1).max(1_000_000).optional().describe('The number of the basket at that point.'),
};

type Bag = z.output<z.ZodObject<typeof bagFields>>;

const namesOneBag = ({ orderId, code, pickupPointId, basket }: Bag): boolean =>
  [orderId, code, basket].filter((one) => one !== undefined).length === 1 &&
  (pickupPointId === undefined) === (basket === undefined);

export const packScanSchema = z
  .strictObject({
    campaignId: idSchema,
    scanId: scanIdSchema.describe('Your own: the same scan counts once, for ever.'),
    ...bagFields,
    variantId: idSchema
      .optional()
      .describe(
        'The goods: `external:` and what the barcode says. Without goods everything that is missing.',
      ),
    orderLineId: ownIdSchema.max(140).optional().describe('The goods of one line, instead.'),
    pieces: z
      .int()
      .min(1)
      .max(10_000)
      .default(1)
      .describe('Whole sale units; of all that is missing it is not asked.'),
  })
  .refine(namesOneBag, {
    path: ['orderId'],
    message: 'Name one basket: by its order, its pickup code, or the pickup point and the number.',
  })
  .refine(({ variantId, orderLineId }) => variantId === undefined || orderLineId === undefined, {
    path: ['orderLineId'],
    message: 'Name the goods or the line, not both.',
  })
  .meta({
    id: 'PackScan',
    examples: [
      {
        campaignId: 'external:today',
        scanId: 'phone-a-000045',
        pickupPointId: 'external:P01',
        basket: 12,
        variantId: 'external:F001',
        pieces: 2,
      },
    ],
  });

export type PackScan = z.output<typeof packScanSchema>;

export const undoScanSchema = z.strictObject({ scanId: scanIdSchema }).meta({ id: 'UndoScan' });

export const basketSchema = z
  .strictObject({
    scanId: z.string(),
    outcome: z
      .enum(['packed', 'known', 'undone'])
      .describe(
        '`known`: this scan was counted before; `undone`: it was taken back, and does not count again.',
      ),
    campaignId: z.string(),
    pickupPointId: z.string(),
    number: z.int().nullable().describe('Of the basket; null where it has none yet.'),
    customer: z.string().describe('Masked.'),
    orderIds: z.array(z.string()).describe('All orders of the household here.'),
    pieces: z.int().describe('What belongs into the basket.'),
    packed: z.int().describe('What is in it.'),
    complete: z.boolean(),
    lines: z.array(
      z
        .strictObject({
          orderLineId: z.string(),
          orderId: z.string(),
          variantId: z.string(),
          title: z.string(),
          unit: z.string(),
          note: z.string(),
          gift: z.boolean(),
          pieces: z.int(),
          packed: z.int(),
          left: z
            .int()
            .describe(
              'Still missing. Below 0: so many are to be taken out again, since they are lost or called off.',
            ),
          scanned: z.int().describe('What this scan put in or took out.'),
        })
        .meta({ id: 'PackedLine' }),
    ),
  })
  .meta({ id: 'PackedBasket', description: 'A basket as it stands after a scan (扫码分拣).' });

export type BasketView = z.output<typeof basketSchema>;

export const progressInputSchema = z.strictObject({
  campaignId: idSchema,
  pickupPointId: idSchema.optional(),
});
export const progressSchema = z
  .strictObject({
    campaignId: z.string(),
    pieces: z.int(),
    packed: z.int(),
    points: z.array(
      z.strictObject({
        pickupPointId: z.string(),
        name: z.string(),
        baskets: z.int(),
        complete: z.int().describe('Baskets that have all that belongs into them.'),
        pieces: z.int(),
        packed: z.int(),
        left: z.int(),
        surplus: z
          .int()
          .describe('Pieces to be taken out of baskets again: lost or called off after they were packed.'),
        toWeigh: z.int().describe('Lines of weighed goods that are not weighed yet.'),
      }),
    ),
  })
  .meta({ id: 'PackingProgress', description: 'How far the packing is, by pickup point.' });
