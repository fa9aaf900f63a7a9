import * as z from 'zod';
import { idSchema, instantSchema, moneySchema, ownIdSchema, pageFields } from '../shared/schemas.ts';
import { monthSchema } from '../suppliers/statement-schemas.ts';
import { calculationKinds } from './calculation.ts';

const textsSchema = z
  .strictObject({ zh: z.string(), en: z.string() })
  .meta({ id: 'Texts', description: 'One sentence in both languages.' });

const calculationSchema = z
  .strictObject({
    operation: z.enum(calculationKinds),
    inputs: z.record(z.string(), z.int()).describe('Minor units and counts, by what they are.'),
    rate: z.int().nullable().describe('Basis points: 1000 is 10 %.'),
    exact: z.string().describe('Before rounding: `2699 × 1000 ÷ 10000 = 269.9`, in minor units.'),
    rounded: z.int().describe('After the one rounding, half away from zero.'),
  })
  .meta({ id: 'Calculation', description: 'One step of arithmetic, to be checked by hand.' });

const stepSchema = z
  .strictObject({
    text: z.string(),
    texts: textsSchema,
    rule: z
      .string()
      .nullable()
      .describe('A rule of the reckoning (`R34`), or the id of a rule or promotion with its version.'),
    calculation: calculationSchema.nullable().describe('Null where the step only says why.'),
  })
  .meta({ id: 'ExplanationStep' });

export const explainedEntrySchema = z
  .strictObject({
    transactionId: z.string(),
    type: z.string().describe('What happened, as in `order.paid`.'),
    subject: z.string(),
    postedAt: instantSchema,
    account: z.int(),
    accountNames: textsSchema,
    amount: moneySchema.describe('Debit above zero, credit below.'),
    dimensions: z
      .record(z.string(), z.string())
      .describe('What it is about: campaign, leader, line, kind, reason, fault.'),
  })
  .meta({ id: 'ExplanationEntry', description: 'An entry of the ledger.' });

const amountSchema = z
  .strictObject({
    name: z.string().describe('Stable: `line.net`, `commission.due`, `statement.total`.'),
    about: z.record(z.string(), z.string()).describe('Ids of what it is about.'),
    amount: moneySchema.describe('As it is stored.'),
    agrees: z.boolean().describe('Whether the steps, reckoned anew from what is stored, come to it.'),
    text: z.string(),
    texts: textsSchema,
    steps: z.array(stepSchema).describe('The last one comes to the amount.'),
    entries: z
      .array(explainedEntrySchema)
      .describe(
        'What was posted for it. The entries of all amounts together sum to zero for each transaction.',
      ),
  })
  .meta({ id: 'ExplainedAmount' });

export const explanationSchema = z
  .strictObject({
    subject: z.string().describe('The id of what is explained.'),
    agrees: z.boolean().describe('Whether every amount does.'),
    amounts: z.array(amountSchema),
    moreEntries: z.int().describe('How many further entries there are; `GET /v1/ledger/entries` lists them.'),
    nextCursor: z
      .string()
      .nullable()
      .describe('For the next amounts of a long statement; null where there are no more.'),
  })
  .meta({
    id: 'Explanation',
    description: 'The chain of rules, rates, roundings and ledger entries behind amounts.',
  });

const languageField = {
  language: z.enum(['zh', 'en']).optional().describe("Of `text`; by default the shop's. `texts` has both."),
};
const keySchema = ownIdSchema.min(1).max(140);

export const explainOrderSchema = z.strictObject({ orderId: idSchema, ...languageField });
export const explainCommissionSchema = z.strictObject({ commissionId: keySchema, ...languageField });
export const explainRefundSchema = z.strictObject({ refundId: keySchema, ...languageField });
export const explainClaimSchema = z.strictObject({ claimId: keySchema, ...languageField });
export const explainPayoutSchema = z.strictObject({ payoutId: keySchema, ...languageField });
export const explainStatementSchema = z.strictObject({
  statementId: keySchema,
  ...languageField,
  ...pageFields,
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('How many movements at most.'),
});
export const explainSettlementSchema = z.strictObject({
  settlementId: keySchema,
  ...languageField,
  ...pageFields,
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('How many lines at most.'),
});
export const explainSupplierStatementSchema = z.strictObject({ statementId: keySchema, ...languageField });
export const explainSupplierMonthSchema = z.strictObject({
  supplierId: idSchema,
  month: monthSchema,
  ...languageField,
});
