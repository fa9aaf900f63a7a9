import * as z from 'zod';
import { accountSchema } from './schemas.ts';
import {
  amountMax,
  dateSchema,
  idSchema,
  instantSchema,
  moneySchema,
  pageFields,
  pageSchema,
} from '../shared/schemas.ts';

export const dimensionFilters = {
  campaignId: idSchema.optional(),
  variantId: z.string().max(140).optional(),
  leaderId: idSchema.optional(),
  communityId: idSchema.optional(),
  supplierId: idSchema.optional(),
};

export const journalInputSchema = z
  .strictObject({
    ...pageFields,
    limit: pageFields.limit.describe('How many vouchers at most; a voucher is never torn apart.'),
    from: dateSchema.describe('The first day, in the zone of the shop.'),
    to: dateSchema.describe('The first day that no longer belongs to it.'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'Must be later than from.' });

const named = z
  .strictObject({ id: z.string(), externalId: z.string().nullable(), name: z.string().nullable() })
  .nullable();

export const journalEntrySchema = z
  .strictObject({
    date: dateSchema.describe('In the zone of the shop.'),
    postedAt: instantSchema,
    voucher: z
      .string()
      .describe(
        '`2026-11-000001`: gapless within the month, and the same for ever. A month at most 999,999.',
      ),
    line: z.int().describe('Place within the voucher, from 1.'),
    transactionId: z.string(),
    type: z.string().describe('What happened, as in `order.paid`.'),
    subject: z.string(),
    description: z.strictObject({ zh: z.string(), en: z.string() }),
    account: accountSchema,
    number: z.int(),
    zh: z.string(),
    en: z.string(),
    debit: moneySchema.nullable(),
    credit: moneySchema.nullable(),
    campaign: named,
    variant: named,
    leader: named,
    community: named,
    supplier: named,
    orderId: z.string().nullable(),
    kind: z.string().nullable(),
    reason: z.string().nullable(),
    fault: z.string().nullable(),
  })
  .meta({ id: 'JournalEntry', description: 'One side of a voucher, as an accountant keeps it.' });

export const journalPageSchema = pageSchema(journalEntrySchema).meta({ id: 'JournalPage' });

export const chartSchema = z
  .strictObject({
    data: z.array(
      z.strictObject({
        account: accountSchema,
        number: z.int(),
        zh: z.string(),
        en: z.string(),
        group: z.enum(['assets', 'debts', 'profitAndLoss']),
        normal: z.enum(['debit', 'credit']).describe('The side on which it usually stands.'),
      }),
    ),
  })
  .meta({ id: 'ChartOfAccounts' });

export const trialBalanceInputSchema = z
  .strictObject({
    at: instantSchema
      .optional()
      .describe('Up to and with this instant, to the millisecond; default: everything.'),
    from: dateSchema
      .optional()
      .describe('The first day of a period, in the zone of the shop: opening before it.'),
    to: dateSchema.optional().describe('The first day after the period: closing before it.'),
    ...dimensionFilters,
  })
  .refine(({ at, from, to }) => at === undefined || (from === undefined && to === undefined), {
    path: ['at'],
    message: 'Give either at or a period.',
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    path: ['to'],
    message: 'Must be later than from.',
  });

/** Turnover of a long period: more than one sum may be. */
const turnoverSchema = moneySchema
  .extend({
    amount: z
      .int()
      .min(0)
      .max(amountMax * 1000),
  })
  .meta({ id: 'Turnover' });

export const trialBalanceSchema = z
  .strictObject({
    at: instantSchema.describe('The last instant that counts.'),
    accounts: z.array(
      z.strictObject({
        account: accountSchema,
        number: z.int(),
        zh: z.string(),
        en: z.string(),
        opening: moneySchema.describe('Before the period; 0 where none was asked for.'),
        debit: turnoverSchema.describe('Turnover of the period.'),
        credit: turnoverSchema.describe('Turnover of the period, above zero.'),
        balance: moneySchema.describe('Closing: opening + debit − credit. Debit above zero, credit below.'),
      }),
    ),
    profit: moneySchema.describe('−Σ of the accounts 4000–6999 in the period.'),
    sum: moneySchema.describe('0, unless a dimension is asked for: entries of a voucher differ in theirs.'),
  })
  .meta({ id: 'TrialBalance' });
