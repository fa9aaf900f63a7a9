import * as z from 'zod';
import { idSchema, instantSchema, moneySchema, pageFields, pageSchema } from '../shared/schemas.ts';
import { rebateModeSchema, rebateTierSchema } from './rebate-schemas.ts';

export const monthSchema = z
  .string()
  .regex(/^[12]\d{3}-(0[1-9]|1[0-2])$/, 'Give a month like 2026-11.')
  .meta({ description: 'A calendar month in the zone of the shop.', examples: ['2026-11'] });

export const createSupplierStatementsSchema = z
  .strictObject({
    month: monthSchema,
    supplierId: idSchema.optional().describe('One supplier; left out: all of them.'),
  })
  .meta({ id: 'CreateSupplierStatements', examples: [{ month: '2026-11' }] });

export const createdSupplierStatementsSchema = z
  .strictObject({
    month: z.string(),
    created: z
      .int()
      .describe('How many statements were made. A supplier about whom there is nothing to say gets none.'),
    volume: moneySchema,
    rebate: moneySchema,
    statementId: z.string().nullable().describe('The statement of the one supplier that was asked for.'),
  })
  .meta({ id: 'CreatedSupplierStatements' });

export const forecastSupplierStatementSchema = z.strictObject({ supplierId: idSchema, month: monthSchema });
export const supplierStatementIdSchema = z.strictObject({ statementId: z.string().max(140) });

export const supplierStatementSchema = z
  .strictObject({
    id: z.string().nullable().describe('Null while it is a forecast.'),
    supplierId: z.string(),
    supplierName: z.string(),
    month: z.string(),
    status: z
      .enum(['forecast', 'frozen'])
      .describe('A forecast may still change and nothing of it is posted; a frozen statement never changes.'),
    from: instantSchema.describe('When the month begins in the zone of the shop.'),
    to: instantSchema.describe('When it ends; this instant does not belong to it.'),
    opening: moneySchema.describe('What the shop owed before the month; below zero the supplier owes goods.'),
    accepted: moneySchema.describe('Goods accepted in the month, by the date of receipt.'),
    recoveries: moneySchema.describe('Charged to the supplier in the month, for claims and goods sent back.'),
    paid: moneySchema,
    setOff: moneySchema.describe('Rebate taken off what is owed in the month.'),
    closing: moneySchema.describe('opening + accepted − recoveries − paid − setOff.'),
    deducted: moneySchema.describe(
      'What lowers the volume: recoveries for goods received in the month; those for a month that was stated already count when they are posted.',
    ),
    volume: moneySchema.describe('accepted − deducted: what the rebate is reckoned on.'),
    mode: rebateModeSchema,
    tiers: z.array(rebateTierSchema),
    rebate: moneySchema,
    toNextTier: moneySchema
      .nullable()
      .describe('How much more volume passes the next tier; null at the highest, and when frozen.'),
    createdAt: instantSchema.nullable(),
  })
  .meta({
    id: 'SupplierStatement',
    description: "A supplier's month: what is owed, the volume and its rebate.",
  });

export const listSupplierStatementsSchema = z.strictObject({
  ...pageFields,
  supplierId: idSchema.optional(),
  month: monthSchema.optional(),
});
export const supplierStatementPageSchema = pageSchema(supplierStatementSchema).meta({
  id: 'SupplierStatementPage',
});

export const listSupplierStatementLinesSchema = z.strictObject({
  ...pageFields,
  supplierId: idSchema,
  month: monthSchema,
});

const namedSchema = z
  .strictObject({ id: z.string(), externalId: z.string().nullable(), name: z.string().nullable() })
  .nullable();

export const supplierStatementLineSchema = z
  .strictObject({
    postedAt: instantSchema,
    transactionId: z.string().describe('Of the ledger.'),
    type: z.string().describe('What happened, as in `purchaseOrder.received`.'),
    subject: z.string().describe('The id of what it happened to: receipt, return, refund, payment.'),
    description: z.strictObject({ zh: z.string(), en: z.string() }),
    countsAs: z
      .enum(['accepted', 'recoveries', 'paid', 'setOff'])
      .describe('The sum of the statement that it belongs to.'),
    amount: moneySchema.describe('What it adds to what is owed; below zero it lowers it.'),
    balance: moneySchema.describe('Owed after it: the last one of a month is its closing.'),
    pieces: z.int().nullable().describe('Of goods; below zero what was sent back.'),
    unitCost: moneySchema.nullable().describe('By the receipt of the goods.'),
    campaign: namedSchema,
    variant: namedSchema,
    purchaseOrderId: z.string().nullable(),
    orderId: z.string().nullable().describe('The order of a claim that the supplier answers for.'),
    reference: z.string().nullable().describe('Of a payment, a rebate or an adjustment.'),
    reason: z
      .string()
      .nullable()
      .describe('Of a claim what the customer said; else what it was charged or sent back for.'),
    reasonTexts: z
      .strictObject({ zh: z.string(), en: z.string() })
      .nullable()
      .describe('The reason in words.'),
    lowersVolumeOf: z
      .string()
      .nullable()
      .describe('The month whose rebate volume it lowered (R43); null where none was stated with it yet.'),
  })
  .meta({
    id: 'SupplierStatementLine',
    description: 'One movement of what is owed to a supplier.',
    examples: [
      {
        postedAt: '2026-11-23T22:00:00.000Z',
        transactionId: 'txn_01KAQ3W8ZC0000F7M2X9TD4EAB',
        type: 'purchaseOrder.received',
        subject: 'grc_01KAQ3W8ZC0000F7M2X9TD4EAB',
        description: { zh: '采购收货', en: 'Goods received' },
        countsAs: 'accepted',
        amount: { amount: 16_000, currency: 'CNY' },
        balance: { amount: 16_000, currency: 'CNY' },
        pieces: 20,
        unitCost: { amount: 800, currency: 'CNY' },
        campaign: { id: 'cam_01KAQ3W8ZC0000F7M2X9TD4EAB', externalId: 'today', name: '今日团' },
        variant: { id: 'var_01KAQ3W8ZC0000F7M2X9TD4EAB', externalId: 'F001', name: '苹果' },
        purchaseOrderId: 'pur_01KAQ3W8ZC0000F7M2X9TD4EAB',
        orderId: null,
        reference: null,
        reason: null,
        reasonTexts: null,
        lowersVolumeOf: null,
      },
    ],
  });

export const supplierStatementLinePageSchema = pageSchema(supplierStatementLineSchema).meta({
  id: 'SupplierStatementLinePage',
});
