import * as z from 'zod';
import { bandSchema } from './bands.ts';
import { buyerFields } from './customer-schemas.ts';
import { periodAnswerFields, periodFields, sumPageFields } from './report-period.ts';
import { waterfallFields, waterfallSchema } from './schemas.ts';

export const communitiesInputSchema = z.strictObject({ ...periodFields, ...sumPageFields });

const communityFields = {
  ...buyerFields,
  members: z.int().describe('Who belonged to it at the end of the period.'),
  statedMembers: z.int().nullable().describe('How many people the chat group has, as the leader says.'),
  activityBasisPoints: z
    .int()
    .nullable()
    .describe('customers ÷ the larger of `members` and `statedMembers`; null without members.'),
  band: bandSchema
    .nullable()
    .describe('Where the margin lies; null for a period without an end or a beginning.'),
};

export const communitiesReportSchema = z
  .strictObject({
    ...periodAnswerFields,
    total: waterfallSchema
      .extend({ ...buyerFields, communities: z.int().describe('With sales.'), band: bandSchema.nullable() })
      .meta({ id: 'CommunitiesTotal' }),
    data: z.array(
      z.strictObject({
        id: z.string().nullable().describe('Null: orders of no community, and what belongs to none.'),
        label: z.string().nullable(),
        leaderId: z.string().nullable(),
        ...communityFields,
        ...waterfallFields,
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'CommunitiesReport', description: 'The most profitable first.' });
