import * as z from 'zod';
import {
  idSchema,
  instantSchema,
  moneySchema,
  noteSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  reasonSchema,
  referenceSchema,
  sumSchema,
  textSchema,
} from '../shared/schemas.ts';
import { monthSchema } from '../suppliers/statement-schemas.ts';
import { type AccountName, accounts } from './accounts.ts';

export const accountNames = Object.keys(accounts) as [AccountName, ...AccountName[]];
export const accountSchema = z
  .enum(accountNames)
  .meta({ id: 'Account', description: 'An account of the ledger by its name.' });

export const listLedgerEntriesSchema = z.strictObject({
  ...pageFields,
  account: accountSchema.optional(),
  campaignId: idSchema.optional(),
  leaderId: idSchema.optional(),
  supplierId: idSchema.optional(),
  orderId: idSchema.optional(),
});
const ledgerEntrySchema = z
  .strictObject({
    transactionId: z.string(),
    type: z.string().describe('What happened, as in `order.paid`.'),
    subject: z.string().describe('The id of what it happened to.'),
    postedAt: instantSchema,
    account: accountSchema,
    amount: moneySchema.describe('Debit above zero, credit below.'),
    campaignId: z.string().nullable(),
    variantId: z.string().nullable(),
    supplierId: z.string().nullable(),
    leaderId: z.string().nullable(),
    communityId: z.string().nullable(),
    orderId: z.string().nullable(),
    orderLineId: z.string().nullable(),
    kind: z.string().nullable(),
    reason: z.string().nullable(),
    fault: z.string().nullable(),
  })
  .meta({ id: 'LedgerEntry' });
export const ledgerEntryPageSchema = pageSchema(ledgerEntrySchema).meta({ id: 'LedgerEntryPage' });

export const recordCostSchema = z
  .strictObject({
    kind: textSchema(60, 1).describe('What for: van, bags, payment fee, rent.'),
    amount: sumSchema,
    campaignId: idSchema.optional().describe('Left out: a cost of the shop, shown as not assigned.'),
    note: noteSchema.optional(),
    reference: referenceSchema.describe('Of the receipt or transfer; counts once, for ever.'),
    incurredAt: instantSchema
      .optional()
      .describe('Recorded only: the books are dated by the time of arrival.'),
  })
  .meta({
    id: 'RecordCost',
    examples: [{ kind: 'van', amount: { amount: 12000, currency: 'CNY' }, reference: 'van-2026-11-24' }],
  });
export const costSchema = z
  .strictObject({
    id: ownIdSchema,
    kind: z.string(),
    amount: moneySchema,
    campaignId: z.string().nullable(),
    note: z.string(),
    reference: z.string(),
    incurredAt: instantSchema,
    createdAt: instantSchema,
    reversedAt: instantSchema.nullable().describe('When it was taken back; the record stays.'),
    reversal: z.string().nullable().describe('Why it was taken back.'),
  })
  .meta({ id: 'OperatingCost' });

export const reverseCostSchema = z
  .strictObject({ costId: ownIdSchema.min(1).max(140), reason: reasonSchema(500) })
  .meta({ id: 'ReverseCost', examples: [{ costId: 'cst_01KAQ3W8ZC0000F7M2X9TD4EAB', reason: '金额写错' }] });
export const listCostsSchema = z.strictObject({
  ...pageFields,
  campaignId: idSchema.optional(),
  kind: textSchema(60, 1).optional(),
  month: monthSchema
    .optional()
    .describe('Recorded in this month of the shop, as its profit report counts them.'),
});
export const costPageSchema = pageSchema(costSchema).meta({ id: 'OperatingCostPage' });
