import * as z from 'zod';
import { idSchema, instantSchema, nameSchema, textSchema } from '../shared/schemas.ts';

const phoneTailSchema = z
  .string()
  .regex(/^\d{4}$/, 'Give the last four digits of the phone.')
  .meta({ examples: ['0001'] });

export const allowCollectorSchema = z
  .strictObject({
    orderId: idSchema,
    name: nameSchema.describe('Who collects, as they will say it at the point.'),
    phoneTail: phoneTailSchema
      .optional()
      .describe('The last four digits of their phone, asked for at the point.'),
  })
  .meta({
    id: 'AllowCollector',
    description:
      'The customer agrees to someone else collecting; another one takes the place of the one before.',
    examples: [{ orderId: 'ord_01KAQ3', name: '王建国', phoneTail: '0001' }],
  });

/** What the customer sees of it. */
export const collectorSchema = z
  .strictObject({
    orderId: z.string(),
    name: z.string(),
    phoneTail: z.string().nullable(),
    code: z
      .string()
      .nullable()
      .describe('A code for this person alone: it opens one handover. Null once it was used.'),
    usedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Collector', description: 'Someone else who may collect.' });

export type CollectorView = z.output<typeof collectorSchema>;

export const allowedCollectorSchema = z
  .strictObject({ collector: collectorSchema.nullable() })
  .meta({ id: 'AllowedCollector' });

/** Said at the point: who took the goods where it was not the customer. */
export const takenBySchema = z
  .strictObject({
    name: nameSchema.optional(),
    phoneTail: phoneTailSchema.optional(),
    code: textSchema(40, 1).optional().describe('The one-time code of this person.'),
  })
  .refine(({ name, phoneTail, code }) => (name ?? phoneTail ?? code) !== undefined, {
    message: 'Give the name, the end of the phone, or the one-time code.',
  })
  .meta({ id: 'TakenBy', description: 'Someone else collects, with the consent of the customer.' });

export type TakenBy = z.output<typeof takenBySchema>;
