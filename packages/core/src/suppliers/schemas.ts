import * as z from 'zod';
import { bulkRowsMax } from '../shared/bulk-rows.ts';
import {
  basisPointsSchema,
  externalIdSchema,
  instantSchema,
  moneySchema,
  nameSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  phoneSchema,
  sumSchema,
} from '../shared/schemas.ts';

const lossBufferSchema = basisPointsSchema.max(5000).nullable();

const supplierRowSchema = z
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
    leadDays: z
      .int()
      .min(0)
      .max(365)
      .optional()
      .describe('Calendar days from the cutoff to the pickup date that all its goods need at least (R23).'),
    minimumValue: sumSchema
      .nullable()
      .optional()
      .describe('What an order must be worth at least (起订额); null: no such minimum.'),
    minimumCases: z
      .int()
      .min(1)
      .max(100_000)
      .nullable()
      .optional()
      .describe('How many cases an order must have at least (起订箱数).'),
    belowMinimum: z
      .enum(['buy', 'extend', 'fail'])
      .optional()
      .describe('Below the minimum: buy all the same, stay open once more, or fail the offers and refund.'),
    minimumExtendHours: z
      .int()
      .min(1)
      .max(168)
      .nullable()
      .optional()
      .describe('With `extend`: how much longer its offers are open.'),
    retired: z.boolean().default(false),
  })
  .refine(({ belowMinimum, minimumExtendHours }) => belowMinimum !== 'extend' || minimumExtendHours, {
    path: ['minimumExtendHours'],
    message: 'Say for how many hours.',
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
    leadDays: z.int(),
    minimumValue: moneySchema.nullable(),
    minimumCases: z.int().nullable(),
    belowMinimum: z.enum(['buy', 'extend', 'fail']),
    minimumExtendHours: z.int().nullable(),
    retired: z.boolean(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Supplier' });

export type SupplierView = z.output<typeof supplierSchema>;

export const supplierPageSchema = pageSchema(supplierSchema).meta({ id: 'SupplierPage' });
export const listSuppliersSchema = z.strictObject({ ...pageFields, retired: z.boolean().optional() });
