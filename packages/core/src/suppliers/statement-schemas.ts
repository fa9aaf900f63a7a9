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
