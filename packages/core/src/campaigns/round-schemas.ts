import * as z from 'zod';
import { dateSchema, idSchema, instantSchema, moneySchema } from '../shared/schemas.ts';
import { cutoffStateSchema } from './cutoff-states.ts';
import { capMax } from './offer-input-schemas.ts';
import { phases } from './schemas.ts';
import { campaignStatuses } from './tables.ts';

export const freezeAnswerSchema = z
  .strictObject({
    campaignId: z.string(),
    status: z.enum(campaignStatuses),
    reason: z.string().nullable(),
    freezes: z.array(
      z.strictObject({
        cutoff: instantSchema,
        offers: z.array(
          z.strictObject({
            offerId: z.string(),
            title: z.string(),
            outcome: z.enum(['frozen', 'failed']),
            pieces: z.int().describe('Firm units at the freeze.'),
            price: moneySchema.describe('What everyone pays for a unit at most.'),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'FreezeAnswer', description: 'What was fixed after each cutoff (封单).' });

export const progressSchema = z
  .strictObject({
    campaignId: z.string(),
    status: z.enum(campaignStatuses),
    phase: z.enum(phases),
    orders: z.strictObject({ held: z.int(), firm: z.int(), expired: z.int(), cancelled: z.int() }),
    customers: z.int().describe('Who have something firm.'),
    pieces: z.int().describe('Firm units.'),
    net: moneySchema.describe('What the firm lines cost, after discounts and refunds.'),
    cutoffs: z.array(cutoffStateSchema).describe('Each cutoff, and how far buying has come.'),
    offers: z.array(
      z.strictObject({
        offerId: z.string(),
        title: z.string(),
        sold: z.int(),
        firm: z.int(),
        left: z.int().nullable(),
        net: moneySchema,
        minimum: z.int().nullable(),
        counted: z.int().describe('What counts towards the minimum.'),
        status: z.enum(['open', 'frozen', 'failed', 'withdrawn']),
      }),
    ),
    suppliers: z
      .array(
        z.strictObject({
          supplierId: z.string(),
          name: z.string(),
          cutoff: instantSchema,
          value: moneySchema.describe('What would be ordered now, in whole cases.'),
          cases: z.int(),
          minimumValue: moneySchema.nullable(),
          minimumCases: z.int().nullable(),
          reached: z.boolean(),
          missingValue: moneySchema.describe('What is still missing (还差).'),
          missingCases: z.int(),
          onMiss: z.enum(['buy', 'extend', 'fail']),
          extendHours: z.int().nullable(),
          extended: z.boolean().describe('Its one extension has begun; missed again, its offers fail.'),
        }),
      )
      .describe('Suppliers that have a minimum, for each cutoff an order. A leader sees none of it.'),
    leaders: z.array(
      z.strictObject({
        leaderId: z.string(),
        name: z.string(),
        orders: z.int(),
        pieces: z.int(),
        net: moneySchema,
      }),
    ),
  })
  .meta({ id: 'CampaignProgress', description: 'How a campaign stands.' });

export const putPoolSchema = z
  .strictObject({
    variantId: idSchema,
    pickupDate: dateSchema,
    cap: z.int().min(0).max(capMax).describe('How many units all campaigns of this day may sell together.'),
  })
  .meta({ id: 'PutPool', examples: [{ variantId: 'external:F001', pickupDate: '2026-11-24', cap: 500 }] });

export const poolSchema = z
  .strictObject({
    variantId: z.string(),
    pickupDate: dateSchema,
    cap: z.int(),
    sold: z.int(),
    left: z.int(),
  })
  .meta({ id: 'Pool', description: 'One stock for the campaigns of a pickup date (R3).' });
