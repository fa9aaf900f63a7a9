import * as z from 'zod';
import { bulkRowsMax } from '../shared/bulk-rows.ts';
import {
  basisPointsSchema,
  externalIdSchema,
  instantSchema,
  nameSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  phoneSchema,
} from '../shared/schemas.ts';

const lossBufferSchema = basisPointsSchema.max(5000).nullable();

export const supplierRowSchema = z
  .strictObject({
    externalId: externalIdSchema,
    name: nameSchema,
    phone: phoneSchema.nullable().optional(),
    lossBufferBasisPoints: lossBufferSchema
      .optional()
      .describe("How much more is bought for loss; null takes the shop's (R24)."),
    rebateMode: z
      .enum(['whole', 'marginal'])
      .optional()
      .describe('How the rebate is reckoned (R43); whole at first.'),
    retired: z.boolean().default(false),
  })
  .meta({
    id: 'SupplierRow',
    description: 'A supplier as the host shop has it. A field that is left out stays as it is.',
  });

export const upsertSuppliersSchema = z
  .strictObject({ suppliers: z.array(supplierRowSchema).min(1).max(bulkRowsMax) })
  .meta({ id: 'UpsertSuppliers', examples: [{ suppliers: [{ externalId: 'S-7', name: '果然鲜果业' }] }] });

export const supplierSchema = z
  .strictObject({
    id: ownIdSchema,
    externalId: z.string(),
    name: z.string(),
    phone: z.string().nullable(),
    lossBufferBasisPoints: z.int().nullable(),
    rebateMode: z.enum(['whole', 'marginal']),
    retired: z.boolean(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Supplier' });

export type SupplierView = z.output<typeof supplierSchema>;

export const supplierPageSchema = pageSchema(supplierSchema).meta({ id: 'SupplierPage' });
export const listSuppliersSchema = z.strictObject({ ...pageFields, retired: z.boolean().optional() });
