import * as z from 'zod';
import { pictureReferenceSchema } from '../pictures/schemas.ts';
import {
  dateSchema,
  instantSchema,
  moneySchema,
  ownIdSchema,
  priceSchema,
  textSchema,
} from '../shared/schemas.ts';
import { correctionStatuses } from './change-tables.ts';
import { purchaseOrderSchema } from './schemas.ts';
import { supplierAnswers } from './tables.ts';

const countSchema = z.int().min(0).max(1_000_000);
const orderedField = countSchema.optional().describe('Sale units that will be brought; default as ordered.');
const costField = priceSchema.optional().describe('Of a unit; default as ordered.');
const dayField = dateSchema.optional().describe('The day on which it will be brought; default as asked for.');
const reasonField = textSchema(200, 1);

const correctionLineSchema = z
  .strictObject({
    purchaseLineId: ownIdSchema.max(140),
    ordered: orderedField,
    unitCost: costField,
    promisedOn: dayField,
    reason: reasonField,
    pictures: z.array(pictureReferenceSchema).max(10).optional().describe('What shows it.'),
  })
  .refine(({ ordered, unitCost, promisedOn }) => (ordered ?? unitCost ?? promisedOn) !== undefined, {
    path: ['ordered'],
    message: 'Say what is otherwise: pieces, cost or day.',
  });

export const answerOrderSchema = z
  .strictObject({
    purchaseOrderId: ownIdSchema.max(140).optional().describe('Of a supplier link it is known.'),
    corrections: z
      .array(correctionLineSchema)
      .max(500)
      .describe('What is otherwise than ordered; an empty list confirms the order as it stands.'),
  })
  .meta({
    id: 'AnswerPurchaseOrder',
    examples: [
      {
        corrections: [
          { purchaseLineId: 'pln_01KAQ3W8ZC0000F7M2X9TD4E', ordered: 36, reason: '早上只到两箱' },
        ],
      },
    ],
  });

const correctionSchema = z
  .strictObject({
    id: z.string(),
    purchaseLineId: z.string(),
    variantId: z.string(),
    title: z.string(),
    unit: z.string(),
    ordered: z.strictObject({ before: z.int(), after: z.int() }).nullable(),
    unitCost: z.strictObject({ before: moneySchema, after: moneySchema }).nullable(),
    promisedOn: z.strictObject({ before: z.string().nullable(), after: z.string() }).nullable(),
    reason: z.string(),
    pictures: z.array(z.string()),
    status: z.enum(correctionStatuses),
    createdAt: instantSchema,
    decidedAt: instantSchema.nullable(),
    note: z.string(),
  })
  .meta({ id: 'PurchaseCorrection', description: 'What the supplier says is otherwise than ordered.' });

export const correctionsSchema = z
  .strictObject({
    purchaseOrder: purchaseOrderSchema,
    corrections: z.array(correctionSchema).describe('Newest last.'),
  })
  .meta({ id: 'PurchaseCorrections' });

export const decideCorrectionSchema = z
  .strictObject({
    purchaseOrderId: ownIdSchema.max(140),
    correctionIds: z.array(ownIdSchema.max(140)).max(500).optional().describe('Default all that are open.'),
    note: textSchema(200).optional(),
  })
  .meta({ id: 'DecideCorrections' });

export const changePurchaseOrderSchema = z
  .strictObject({
    purchaseOrderId: ownIdSchema.max(140),
    lines: z
      .array(
        z.strictObject({
          purchaseLineId: ownIdSchema.max(140),
          ordered: orderedField,
          unitCost: costField,
          promisedOn: dayField,
        }),
      )
      .min(1)
      .max(500),
    reason: reasonField,
  })
  .meta({ id: 'ChangePurchaseOrder' });

export const storeLinkSchema = z.strictObject({
  purchaseOrderId: ownIdSchema.max(140),
  tokenHash: z.string().min(32).max(128),
  expiresAt: instantSchema,
});
export const linkSchema = z
  .strictObject({
    id: z.string(),
    purchaseOrderId: z.string(),
    createdAt: instantSchema,
    expiresAt: instantSchema,
    revokedAt: instantSchema.nullable(),
    lastUsedAt: instantSchema.nullable(),
  })
  .meta({ id: 'PurchaseLink', description: "A supplier's way to one purchase order without an account." });
export const linksSchema = z.strictObject({ data: z.array(linkSchema) }).meta({ id: 'PurchaseLinks' });
export const revokeLinkSchema = z.strictObject({ linkId: ownIdSchema.max(140) });
export const findLinkSchema = z.strictObject({ tokenHash: z.string().max(128) });
/** What a supplier sees of an order: nothing of customers, of stock and of what was needed. */
export const supplierOrderSchema = z
  .strictObject({
    id: z.string(),
    shopName: z.string(),
    supplierName: z.string(),
    status: z.enum(['sent', 'received', 'closed']),
    answer: z.enum(supplierAnswers),
    sentAt: instantSchema,
    bringOn: z.string().describe('The day before which the goods must be there: pickup is on this day.'),
    expectedTotal: moneySchema,
    lines: z.array(
      z.strictObject({
        id: z.string(),
        externalId: z.string(),
        title: z.string(),
        specification: z.string(),
        unit: z.string(),
        packSize: z.int(),
        cases: z.int(),
        loose: z.int(),
        ordered: z.int(),
        unitCost: moneySchema,
        expected: moneySchema,
        promisedOn: z.string().nullable(),
        accepted: z.int(),
        rejected: z.int(),
        missing: z.int(),
        receipts: z
          .array(
            z.strictObject({
              receivedAt: instantSchema,
              accepted: z.int(),
              rejected: z.int(),
              missing: z.int(),
              reason: z.string(),
              pictures: z.array(z.string()).describe('Of what was rejected or missing.'),
            }),
          )
          .describe('What came of it, part by part, of the goods that this supplier brought.'),
      }),
    ),
    corrections: z.array(correctionSchema),
  })
  .meta({ id: 'SupplierOrder', description: 'A purchase order as its supplier sees it.' });
