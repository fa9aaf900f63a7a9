import * as z from 'zod';
import { instantSchema, moneySchema, printFields } from '../shared/schemas.ts';
import { statementIdSchema, statementLineSchema, statementSchema } from './schemas.ts';

export const printStatementSchema = z.strictObject({ ...statementIdSchema.shape, ...printFields });

const creditMoveSchema = z
  .strictObject({
    at: instantSchema,
    description: z.strictObject({ zh: z.string(), en: z.string() }),
    reference: z.string().nullable().describe('Of the transfer, where it was sent.'),
    amount: moneySchema.describe('What it adds to the credit; below zero it was paid or claimed.'),
    balance: moneySchema.describe('The credit after it.'),
  })
  .meta({ id: 'CreditMove', description: "What moved a leader's credit beside statements." });

export const printedStatementSchema = z
  .strictObject({
    shopName: z.string(),
    zone: z.string(),
    printedAt: instantSchema,
    statement: statementSchema,
    opening: moneySchema.describe('The balance of the statement before; 0 for the first.'),
    before: z
      .array(creditMoveSchema)
      .describe('Paid, failed or given back since then: opening + these = carried.'),
    after: z.array(creditMoveSchema).describe('The same after it, up to the next statement or up to now.'),
    lines: z.array(statementLineSchema).describe('The oldest first.'),
    firstLine: z.int().describe('The place of the first line in the whole statement, from 1.'),
    lineCount: z.int().describe('Of the whole statement.'),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'PrintedStatement', description: 'A statement with everything that its paper says.' });
