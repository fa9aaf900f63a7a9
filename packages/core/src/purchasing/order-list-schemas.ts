import * as z from 'zod';
import { cutoffStateSchema } from '../campaigns/cutoff-states.ts';
import { idSchema, pageFields, pageSchema } from '../shared/schemas.ts';
import { purchaseOrderSchema } from './schemas.ts';
import { purchaseOrderStatuses } from './tables.ts';

export const listPurchaseOrdersSchema = z.strictObject({
  ...pageFields,
  campaignId: idSchema.optional(),
  supplierId: idSchema.optional(),
  status: z.enum(purchaseOrderStatuses).optional(),
});
export const purchaseOrderPageSchema = z
  .strictObject({
    ...pageSchema(purchaseOrderSchema).shape,
    cutoffs: z
      .array(cutoffStateSchema)
      .nullable()
      .describe(
        'With the first page of a whole campaign: each cutoff, so that "nothing was ordered" is not taken for "could not be made". Null otherwise.',
      ),
  })
  .meta({ id: 'PurchaseOrderPage' });
