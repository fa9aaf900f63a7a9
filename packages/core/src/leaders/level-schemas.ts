import * as z from 'zod';
import {
  idSchema,
  instantSchema,
  moneySchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  priceSchema,
  namingSchema,
} from '../shared/schemas.ts';

const countSchema = z.int().min(0).max(10_000_000);
const rateSchema = z.int().min(0).max(10_000);

const wishedConditionsSchema = z
  .strictObject({
    sales: priceSchema.optional().describe('Of the lines earned in the month.'),
    orders: countSchema.optional(),
    buyers: countSchema.optional().describe('Different customers.'),
    members: countSchema.optional().describe("Of the leader's communities."),
    complaintRateMax: rateSchema.optional().describe('Claims by orders in basis points: 200 is 2 %.'),
  })
  .meta({ id: 'NewLevelConditions', description: 'All that are given must hold; none: anybody.' });

export const putLevelsSchema = z
  .strictObject({
    graceMonths: z
      .int()
      .min(0)
      .max(24)
      .default(0)
      .describe('So many months in a row a level is kept although its conditions are missed.'),
    levels: z
      .array(
        z.strictObject({
          name: namingSchema(40).describe('The tier that commission rules name.'),
          reach: wishedConditionsSchema,
          keep: wishedConditionsSchema.optional().describe('As `reach` or easier; left out: the same.'),
        }),
      )
      .max(20)
      .describe('From the lowest to the highest, each harder to reach than the one before. None: no levels.'),
  })
  .meta({
    id: 'PutLeaderLevels',
    examples: [
      {
        graceMonths: 1,
        levels: [
          { name: '铜牌', reach: {} },
          {
            name: '银牌',
            reach: { sales: { amount: 1_000_000, currency: 'CNY' }, complaintRateMax: 300 },
            keep: { sales: { amount: 800_000, currency: 'CNY' } },
          },
        ],
      },
    ],
  });

const conditionsSchema = z
  .strictObject({
    sales: moneySchema.nullable(),
    orders: z.int().nullable(),
    buyers: z.int().nullable(),
    members: z.int().nullable(),
    complaintRateMax: z.int().nullable(),
  })
  .meta({ id: 'LevelConditions' });

export const levelsSchema = z
  .strictObject({
    graceMonths: z.int(),
    levels: z.array(z.strictObject({ name: z.string(), reach: conditionsSchema, keep: conditionsSchema })),
    reviewedTo: instantSchema.nullable().describe('The end of the last month that was reviewed.'),
  })
  .meta({ id: 'LeaderLevels', description: 'The levels of leaders, from the lowest to the highest (等级).' });

const figuresSchema = z
  .strictObject({
    sales: moneySchema,
    orders: z.int(),
    buyers: z.int(),
    members: z.int(),
    complaintRate: z.int().describe('Basis points.'),
  })
  .meta({ id: 'LeaderFigures' });

const leaderLevelVerdictSchema = z
  .strictObject({
    leaderId: z.string(),
    tier: z.string().nullable(),
    tierAfter: z.string().nullable().describe('What the review of the month would make of it.'),
    pinned: z.boolean(),
    missed: z.int().describe('How many months in a row the conditions of the level were missed.'),
    figures: figuresSchema,
  })
  .meta({ id: 'LeaderLevelVerdict' });

export const previewReviewSchema = z.strictObject({ ...pageFields });
export const reviewPreviewSchema = pageSchema(leaderLevelVerdictSchema)
  .extend({
    from: instantSchema.nullable(),
    to: instantSchema.nullable().describe('The month that is reviewed next; by its figures so far.'),
  })
  .meta({ id: 'LevelReviewPreview' });

export const reviewedLevelsSchema = z
  .strictObject({
    reviewed: z.int().describe('How many months were reviewed now: one at a time.'),
    from: z.string().nullable(),
    to: z.string().nullable(),
    promoted: z.int(),
    demoted: z.int(),
    more: z.boolean().describe('Whether another month is due: then call again.'),
  })
  .meta({ id: 'ReviewedLevels' });

export const standingOfSchema = z.strictObject({ leaderId: idSchema.optional() });
export const standingSchema = z
  .strictObject({
    leaderId: z.string(),
    tier: z.string().nullable(),
    pinned: z.boolean(),
    from: instantSchema.describe('The month so far.'),
    to: instantSchema,
    figures: figuresSchema,
    next: z
      .strictObject({ name: z.string(), conditions: conditionsSchema, missing: figuresSchema })
      .nullable()
      .describe('The next level and how much is missing to it; null at the highest.'),
    keep: z
      .strictObject({
        conditions: conditionsSchema,
        missing: figuresSchema,
        missed: z.int(),
        graceMonths: z.int(),
      })
      .nullable()
      .describe('What is missing to keep the level this month; null without a level.'),
  })
  .meta({ id: 'LeaderStanding' });

export const levelChangeSchema = z
  .strictObject({
    id: ownIdSchema,
    leaderId: z.string(),
    fromTier: z.string().nullable(),
    toTier: z.string().nullable(),
    cause: z.enum(['review', 'shop']),
    from: instantSchema.nullable().describe('The month that was reviewed.'),
    to: instantSchema.nullable(),
    figures: figuresSchema.nullable(),
    changedAt: instantSchema,
  })
  .meta({ id: 'LevelChange' });
export const listLevelChangesSchema = z.strictObject({ ...pageFields, leaderId: idSchema.optional() });
export const levelChangePageSchema = pageSchema(levelChangeSchema).meta({ id: 'LevelChangePage' });
