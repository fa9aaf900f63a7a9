import * as z from 'zod';
import {
  dateSchema,
  idSchema,
  instantSchema,
  moneySchema,
  nameSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  sumSchema,
} from '../shared/schemas.ts';
import { targetPeriods } from './target-tables.ts';

const keySchema = ownIdSchema.min(1).max(140);
const partSchema = z.int().min(1).max(10_000).describe('A part of the sales: 100 is 1 %.');

const wishedStepSchema = z
  .strictObject({
    threshold: sumSchema.describe('Reached by sales of this sum or more.'),
    bonus: sumSchema.optional().describe('So much.'),
    basisPoints: partSchema.optional(),
  })
  .refine(({ bonus, basisPoints }) => (bonus === undefined) !== (basisPoints === undefined), {
    path: ['bonus'],
    message: 'Give either a bonus or basis points.',
  })
  .meta({ id: 'NewTargetStep' });

const wishedWithholdingSchema = z
  .strictObject({
    amount: sumSchema.optional().describe('So much.'),
    basisPoints: partSchema.optional(),
    noticeDays: z
      .int()
      .min(1)
      .max(14)
      .default(3)
      .describe(
        'So many days before the end of a period leaders are told. What was not told is not withheld.',
      ),
    acknowledged: z
      .boolean()
      .default(false)
      .describe('Must be true: the warning of the answer was read, and it is wanted all the same.'),
  })
  .refine(({ amount, basisPoints }) => (amount === undefined) !== (basisPoints === undefined), {
    path: ['amount'],
    message: 'Give either an amount or basis points.',
  })
  .meta({ id: 'NewWithholding', description: 'What a leader loses who reaches no step. Better left out.' });

const wishedPeriodSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('month') }).describe('Each calendar month.'),
    z.strictObject({ kind: z.literal('week') }).describe('Each week from Monday to Sunday.'),
    z
      .strictObject({
        kind: z.literal('dates'),
        from: dateSchema,
        to: dateSchema.describe('The first day that no longer belongs to it.'),
      })
      .describe('Once.'),
  ])
  .meta({ id: 'TargetPeriod', description: 'In the zone of the shop.' });

export const createTargetSchema = z
  .strictObject({
    name: nameSchema,
    leaderId: idSchema.optional().describe('One leader. Neither this nor a tier: all leaders.'),
    leaderTier: nameSchema
      .optional()
      .describe('The leaders of a level or tier, as it is at the end of a period.'),
    period: wishedPeriodSchema,
    steps: z
      .array(wishedStepSchema)
      .min(1)
      .max(20)
      .describe('By rising threshold. Only the highest step reached is paid, and more sales never pay less.'),
    validFrom: dateSchema
      .optional()
      .describe('The first period is the one with this day, and counts whole. Default: today.'),
    validTo: dateSchema
      .optional()
      .describe('No period begins on this day or later. Left out: until it is retired.'),
    withholding: wishedWithholdingSchema.optional(),
  })
  .refine(({ leaderId, leaderTier }) => leaderId === undefined || leaderTier === undefined, {
    path: ['leaderTier'],
    message: 'Name either a leader or a tier.',
  })
  .refine(
    ({ period, validFrom, validTo }) => period.kind !== 'dates' || (validFrom ?? validTo) === undefined,
    {
      path: ['validFrom'],
      message: 'A period of dates says itself when it is.',
    },
  )
  .meta({
    id: 'CreateCommissionTarget',
    examples: [
      {
        name: '十二月冲量',
        period: { kind: 'month' },
        steps: [
          { threshold: { amount: 500_000, currency: 'CNY' }, bonus: { amount: 10_000, currency: 'CNY' } },
          { threshold: { amount: 1_000_000, currency: 'CNY' }, basisPoints: 300 },
        ],
      },
    ],
  });

const stepSchema = z
  .strictObject({ threshold: moneySchema, bonus: moneySchema.nullable(), basisPoints: z.int().nullable() })
  .meta({ id: 'TargetStep', description: 'A sum, or a part of the sales.' });

const withholdingSchema = z
  .strictObject({
    amount: moneySchema.nullable(),
    basisPoints: z.int().nullable(),
    noticeDays: z.int(),
    warning: z.strictObject({ 'zh-CN': z.string(), en: z.string() }).describe('Why it is better left out.'),
  })
  .meta({ id: 'Withholding' });

export const targetSchema = z
  .strictObject({
    id: ownIdSchema,
    name: z.string(),
    leaderId: z.string().nullable(),
    leaderTier: z.string().nullable(),
    period: z.enum(targetPeriods),
    steps: z.array(stepSchema),
    withholding: withholdingSchema.nullable(),
    validFrom: instantSchema.describe('The start of the first period.'),
    validTo: instantSchema.nullable().describe('The end of the last one.'),
    next: z
      .strictObject({ from: instantSchema, to: instantSchema })
      .nullable()
      .describe('The period that is closed next; null when there is none left.'),
    createdAt: instantSchema,
  })
  .meta({
    id: 'CommissionTarget',
    description: 'What leaders are to sell in a period, and what for (目标奖励).',
  });

export const targetIdSchema = z.strictObject({ targetId: keySchema });
export const retireTargetSchema = z
  .strictObject({
    targetId: keySchema,
    running: z
      .enum(['keep', 'drop'])
      .default('keep')
      .describe('`keep`: the running period is still paid at its end. `drop`: it is not.'),
  })
  .meta({ id: 'RetireCommissionTarget' });
export const listTargetsSchema = z.strictObject({
  ...pageFields,
  running: z.boolean().optional().describe('Only those with a period still to be closed.'),
});
export const targetPageSchema = pageSchema(targetSchema).meta({ id: 'CommissionTargetPage' });

const targetResultSchema = z
  .strictObject({
    id: ownIdSchema,
    targetId: z.string(),
    name: z.string(),
    leaderId: z.string(),
    from: instantSchema,
    to: instantSchema,
    sales: moneySchema.describe('Of the lines that were earned in the period, as they stood at its end.'),
    step: z.int().nullable().describe('The highest step reached, counted from 1.'),
    amount: moneySchema.describe('Below zero it was withheld.'),
    postedAt: instantSchema,
  })
  .meta({ id: 'TargetResult', description: 'What came out for a leader in a period; final.' });
export const listResultsSchema = z.strictObject({
  ...pageFields,
  targetId: keySchema.optional(),
  leaderId: idSchema.optional(),
  from: dateSchema.optional().describe('Only the period that begins on this day.'),
});
export const targetResultPageSchema = pageSchema(targetResultSchema).meta({ id: 'TargetResultPage' });

export const targetProgressSchema = z
  .strictObject({
    targetId: z.string(),
    name: z.string(),
    leaderId: z.string(),
    from: instantSchema,
    to: instantSchema,
    sales: moneySchema.describe('Of the lines earned in the period so far.'),
    step: z.int().nullable().describe('The highest step reached so far, counted from 1.'),
    bonus: moneySchema.describe('What that step would pay now.'),
    next: z
      .strictObject({ step: z.int(), threshold: moneySchema, missing: moneySchema, bonus: moneySchema })
      .nullable()
      .describe('The next step, how much of sales is missing, and what it pays when it is just reached.'),
    withheld: moneySchema.describe('What would be withheld if it ended now; zero as a rule.'),
    announcedAt: instantSchema.nullable().describe('When the leader was told of it.'),
  })
  .meta({ id: 'TargetProgress' });
export const targetProgressPageSchema = pageSchema(targetProgressSchema).meta({ id: 'TargetProgressPage' });
export const previewTargetSchema = z.strictObject({ ...pageFields, targetId: keySchema });
export const ownTargetsSchema = z.strictObject({
  leaderId: idSchema.optional().describe('For the shop: whose.'),
});
export const ownTargetsAnswerSchema = z
  .strictObject({ data: z.array(targetProgressSchema) })
  .meta({ id: 'RunningTargets' });
