import * as z from 'zod';
import {
  idSchema,
  instantSchema,
  moneySchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  referenceSchema,
  sumSchema,
} from '../shared/schemas.ts';

export const recordRemittanceSchema = z
  .strictObject({
    leaderId: idSchema,
    amount: sumSchema,
    reference: referenceSchema.describe('Counts once, for ever.'),
  })
  .meta({ id: 'RecordRemittance' });
export const remittanceSchema = z
  .strictObject({
    id: ownIdSchema,
    leaderId: z.string(),
    amount: moneySchema,
    reference: z.string(),
    receivedAt: instantSchema,
  })
  .meta({ id: 'Remittance' });
export const listRemittancesSchema = z.strictObject({ ...pageFields, leaderId: idSchema.optional() });
export const remittancePageSchema = pageSchema(remittanceSchema).meta({ id: 'RemittancePage' });
