import * as z from 'zod';
import {
  idSchema,
  instantSchema,
  moneySchema,
  nameSchema,
  noteSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  reasonSchema,
  referenceSchema,
  sumSchema,
} from '../shared/schemas.ts';

export const recordCarrierRemittanceSchema = z
  .strictObject({
    carrier: nameSchema.describe('Who carried the goods.'),
    amount: sumSchema,
    campaignId: idSchema.optional().describe('Whose goods it was about.'),
    note: noteSchema.optional(),
    reference: referenceSchema.describe('Of the transfer; counts once, for ever.'),
  })
  .meta({
    id: 'RecordCarrierRemittance',
    examples: [
      { carrier: '老周货运', amount: { amount: 1600, currency: 'CNY' }, reference: 'zhou-2026-11-30' },
    ],
  });

export const carrierRemittanceSchema = z
  .strictObject({
    id: ownIdSchema,
    carrier: z.string(),
    campaignId: z.string().nullable(),
    amount: moneySchema,
    note: z.string(),
    reference: z.string(),
    receivedAt: instantSchema,
    reversedAt: instantSchema.nullable().describe('When it was taken back; the record stays.'),
    reversal: z.string().nullable().describe('Why it was taken back.'),
  })
  .meta({ id: 'CarrierRemittance' });

export const reverseCarrierRemittanceSchema = z
  .strictObject({ carrierRemittanceId: ownIdSchema.min(1).max(140), reason: reasonSchema(500) })
  .meta({ id: 'ReverseCarrierRemittance', examples: [{ reason: '记到了别的承运方' }] });

export const listCarrierRemittancesSchema = z.strictObject({
  ...pageFields,
  campaignId: idSchema.optional(),
});
export const carrierRemittancePageSchema = pageSchema(carrierRemittanceSchema).meta({
  id: 'CarrierRemittancePage',
});
