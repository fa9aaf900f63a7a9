import * as z from 'zod';
import { bulkRowsMax } from '../shared/bulk-rows.ts';
import {
  externalIdSchema,
  idSchema,
  instantSchema,
  moneySchema,
  nameSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  priceSchema,
  textSchema,
  namingSchema,
} from '../shared/schemas.ts';

const variantsMax = 100;
/** How many variants one call takes in all. */
const variantsOfCallMax = 5000;

/** Pictures are shown to neighbours: nothing but https, or a path of the page that shows them. */
const imageUrlSchema = z
  .string()
  .max(2000)
  .regex(
    /^(https:\/\/[^\s"'<>\\]+|\/(?!\/)[^\s"'<>\\]*)$/,
    'Give an https address or a path that starts with one slash.',
  )
  .meta({ examples: ['https://shop.example/apple.jpg', '/images/apple.jpg'] });

export const packSizeSchema = z.int().min(1).max(1_000_000);
export const gramsPerUnitSchema = z.int().min(1).max(1_000_000);
export const leadDaysSchema = z.int().min(0).max(365);

export const variantRowSchema = z
  .strictObject({
    externalId: externalIdSchema,
    specification: textSchema(200).optional(),
    unit: namingSchema(20).describe('The sale unit: 斤, 箱, 把.'),
    packSize: packSizeSchema
      .optional()
      .describe('The supplier sells in multiples of so many units; 1 at first.'),
    gramsPerUnit: gramsPerUnitSchema
      .nullable()
      .optional()
      .describe('Set for weighed goods: the nominal weight of one unit.'),
    price: priceSchema.describe('What one unit sells for.'),
    cost: priceSchema.describe('What one unit is bought for.'),
    leadDays: leadDaysSchema.optional().describe('Calendar days from the cutoff to the pickup date (R23).'),
    supplierId: idSchema.describe('Whom it is bought from.'),
    retired: z.boolean().default(false),
  })
  .meta({ id: 'VariantRow' });

export const productRowSchema = z
  .strictObject({
    externalId: externalIdSchema,
    name: nameSchema,
    category: namingSchema(60),
    description: textSchema(5000).optional(),
    imageUrl: imageUrlSchema.nullable().optional(),
    retired: z.boolean().default(false),
    variants: z
      .array(variantRowSchema)
      .min(1)
      .max(variantsMax)
      .describe('All variants of the product: one that is left out is retired.'),
  })
  .meta({
    id: 'ProductRow',
    description: 'A product as the host shop has it. A field that is left out stays as it is.',
  });

export const upsertProductsSchema = z
  .strictObject({ products: z.array(productRowSchema).min(1).max(bulkRowsMax) })
  .refine(
    ({ products }) => products.reduce((sum, { variants }) => sum + variants.length, 0) <= variantsOfCallMax,
    {
      path: ['products'],
      message: `At most ${String(variantsOfCallMax)} variants fit into one call.`,
    },
  )
  .meta({
    id: 'UpsertProducts',
    examples: [
      {
        products: [
          {
            externalId: 'F001',
            name: '苹果',
            category: '水果',
            variants: [
              {
                externalId: 'F001',
                specification: '红富士 75mm',
                unit: '斤',
                packSize: 20,
                gramsPerUnit: 500,
                price: { amount: 1000, currency: 'CNY' },
                cost: { amount: 800, currency: 'CNY' },
                leadDays: 1,
                supplierId: 'external:果然鲜果业',
              },
            ],
          },
        ],
      },
    ],
  });

export const variantSchema = z
  .strictObject({
    id: ownIdSchema,
    externalId: z.string(),
    productId: z.string(),
    supplierId: z.string(),
    specification: z.string(),
    unit: z.string(),
    packSize: z.int(),
    gramsPerUnit: z.int().nullable(),
    price: moneySchema,
    cost: moneySchema,
    leadDays: z.int(),
    retired: z.boolean(),
  })
  .meta({ id: 'Variant' });

export type VariantView = z.output<typeof variantSchema>;

export const productSchema = z
  .strictObject({
    id: ownIdSchema,
    externalId: z.string(),
    name: z.string(),
    category: z.string(),
    description: z.string(),
    imageUrl: z.string().nullable(),
    retired: z.boolean(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
    variants: z.array(variantSchema),
  })
  .meta({ id: 'Product' });

export type ProductView = z.output<typeof productSchema>;

export const productPageSchema = pageSchema(productSchema).meta({ id: 'ProductPage' });

export const listProductsSchema = z.strictObject({
  ...pageFields,
  category: textSchema(60).optional(),
  supplierId: idSchema.optional(),
  retired: z.boolean().optional(),
});
