import * as z from 'zod';
import { idSchema, instantSchema, ownIdSchema, pageFields, pageSchema } from '../shared/schemas.ts';
import { changeKinds, changeReaders } from './change-tables.ts';

const valueSchema = z.union([z.string(), z.int(), z.null()]);

const changeLineSchema = z
  .strictObject({
    id: z.string(),
    changeDocumentId: z.string(),
    kind: z.enum(changeKinds),
    reason: z.string(),
    at: instantSchema,
    variantId: z.string().nullable().describe('Null where no goods differ: another pickup time.'),
    externalId: z.string(),
    title: z.string(),
    specification: z.string(),
    unit: z.string(),
    pickupPointId: z.string().nullable(),
    pickupPointName: z.string().nullable(),
    orderId: z.string().nullable(),
    purchaseOrderId: z.string().nullable(),
    before: valueSchema.describe(
      'Pieces; a cost in minor units for `unitCost`; a day for `promisedOn`; hours for `slot` and `pickupHours`.',
    ),
    after: valueSchema,
  })
  .meta({ id: 'ChangeLine' });

export const changeDocumentSchema = z
  .strictObject({
    id: z.string(),
    campaignId: z.string(),
    kind: z.enum(changeKinds),
    reason: z.string(),
    fault: z.string().nullable(),
    actor: z.string().describe('Who did it, as in `shop:key_…` or `supplier:sup_…`.'),
    createdAt: instantSchema,
    lines: z.array(changeLineSchema),
  })
  .meta({ id: 'ChangeDocument', description: 'What was changed after a cutoff, by whom and why (变更单).' });

export const listChangesSchema = z.strictObject({
  ...pageFields,
  campaignId: idSchema.optional(),
  kind: z.enum(changeKinds).optional(),
});
export const changePageSchema = pageSchema(changeDocumentSchema).meta({ id: 'ChangeDocumentPage' });

/** A leader or a supplier that asks for itself need not say so. */
const readerFields = {
  reader: z
    .enum(changeReaders)
    .optional()
    .describe('Whose differences: a supplier, a leader, or who drives a run. The shop must say it.'),
  readerId: ownIdSchema
    .max(140)
    .optional()
    .describe('Of the supplier or leader, or of the run for a driver.'),
};

export const differencesSchema = z.strictObject({
  ...pageFields,
  ...readerFields,
  campaignId: idSchema.optional(),
  acknowledged: z.boolean().optional().describe('True for those taken note of; default those that are not.'),
});

export const differencePageSchema = z
  .strictObject({
    ...pageSchema(changeLineSchema).shape,
    totals: z
      .array(
        z.strictObject({
          variantId: z.string(),
          title: z.string(),
          unit: z.string(),
          pickupPointId: z.string().nullable(),
          pickupPointName: z.string().nullable(),
          pieces: z.int().describe('More (above 0) or fewer (below 0) than on the last sheet.'),
        }),
      )
      .describe('Of all lines, by product and pickup point.'),
  })
  .meta({ id: 'DifferencePage', description: 'What is otherwise than on the last sheet of this reader.' });

export type DifferencePage = z.output<typeof differencePageSchema>;

export const acknowledgeSchema = z
  .strictObject({
    ...readerFields,
    changeLineIds: z.array(ownIdSchema.max(140)).min(1).max(500),
  })
  .meta({ id: 'AcknowledgeChanges' });
export const acknowledgedSchema = z
  .strictObject({ acknowledged: z.int().describe('Lines that were not taken note of before.') })
  .meta({ id: 'AcknowledgedChanges' });
