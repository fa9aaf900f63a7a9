import * as z from 'zod';
import { pointShareInputSchema, pointShareSchema } from '../commissions/share-schemas.ts';
import { bulkRowsMax } from '../shared/bulk-rows.ts';
import {
  dayWindowSchema,
  externalIdSchema,
  idSchema,
  instantSchema,
  nameSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  namingSchema,
} from '../shared/schemas.ts';

const windowsMax = 10;
const latitudeSchema = z.number().min(-90).max(90);
const longitudeSchema = z.number().min(-180).max(180);

export const positionSchema = z.strictObject({ latitude: latitudeSchema, longitude: longitudeSchema }).meta({
  id: 'Position',
  description: 'In degrees, kept to a millionth.',
  examples: [{ latitude: 30.2817, longitude: 120.0183 }],
});

/** In the order of the day, none overlapping. */
const windowsSchema = z
  .array(dayWindowSchema)
  .min(1)
  .max(windowsMax)
  .refine(
    (windows) =>
      windows.every(({ opens }, index) => index === 0 || (windows[index - 1]?.closes ?? '') <= opens),
    {
      message: 'Opening hours must be in the order of the day and must not overlap.',
    },
  );

export const pickupPointRowSchema = z
  .strictObject({
    externalId: externalIdSchema,
    name: nameSchema,
    address: namingSchema(300),
    position: positionSchema.nullable().optional(),
    windows: windowsSchema.optional().describe('When it is open on a day; needed for a new one.'),
    leaderId: idSchema.nullable().optional().describe('Whose point it is; null for a branch of the chain.'),
    share: pointShareInputSchema
      .nullable()
      .optional()
      .describe('What its keeper earns on orders of other leaders; null: nothing.'),
    retired: z.boolean().default(false),
  })
  .meta({
    id: 'PickupPointRow',
    description: 'A pickup point as the host shop has it. A field that is left out stays as it is.',
  });

export const upsertPickupPointsSchema = z
  .strictObject({ pickupPoints: z.array(pickupPointRowSchema).min(1).max(bulkRowsMax) })
  .meta({
    id: 'UpsertPickupPoints',
    examples: [
      {
        pickupPoints: [
          {
            externalId: 'P01',
            name: '幸福里东门驿站',
            address: '文一西路1500号',
            position: { latitude: 30.2817, longitude: 120.0183 },
            windows: [{ opens: '16:00', closes: '20:30' }],
            leaderId: 'external:L01',
          },
        ],
      },
    ],
  });

export const pickupPointSchema = z
  .strictObject({
    id: ownIdSchema,
    externalId: z.string(),
    name: z.string(),
    address: z.string(),
    position: positionSchema.nullable(),
    windows: z.array(dayWindowSchema),
    leaderId: z.string().nullable(),
    share: pointShareSchema
      .nullable()
      .optional()
      .describe('What its keeper earns on orders of other leaders. For the shop and leaders only.'),
    retired: z.boolean(),
    distance: z.int().nullable().describe('Metres from the position that was asked for, as the crow flies.'),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'PickupPoint' });

export type PickupPointView = z.output<typeof pickupPointSchema>;

export const pickupPointPageSchema = pageSchema(pickupPointSchema).meta({ id: 'PickupPointPage' });
export const pickupPointIdSchema = z.strictObject({ pickupPointId: idSchema });

export const listPickupPointsSchema = z.strictObject({
  ...pageFields,
  leaderId: idSchema.optional(),
  retired: z.boolean().optional(),
  near: z
    .string()
    .regex(
      /^-?\d{1,2}(\.\d{1,12})?,-?\d{1,3}(\.\d{1,12})?$/,
      'Give latitude,longitude in degrees, like 30.2817,120.0183.',
    )
    .refine(
      (text) => positionSchema.safeParse(positionOf(text)).success,
      'Latitude lies within ±90, longitude within ±180.',
    )
    .optional()
    .describe('`latitude,longitude`: the nearest first, as many as `limit`, on one page.'),
});

/** Reads `latitude,longitude`. */
export function positionOf(text: string): z.output<typeof positionSchema> {
  const [latitude = Number.NaN, longitude = Number.NaN] = text.split(',').map(Number);
  return { latitude, longitude };
}
