import * as z from 'zod';
import { momentSchema } from '../shared/moment.ts';
import { idSchema, instantSchema, moneySchema, priceSchema } from '../shared/schemas.ts';

/** The most units that a cap, a limit or a minimum may name. */
export const capMax = 1_000_000;

const capSchema = z.int().min(0).max(capMax).nullable();
const minimumSchema = z.int().min(1).max(capMax);

const tierInputSchema = z
  .strictObject({
    fromPieces: z
      .int()
      .min(2)
      .max(capMax)
      .describe('From so many firm units on, those of the cart included.'),
    price: priceSchema,
    countedOver: z
      .enum(['campaign', 'community'])
      .default('campaign')
      .describe('Whose units count: everybody, or one community.'),
  })
  .meta({ id: 'OfferTierInput', examples: [{ fromPieces: 10, price: { amount: 1100, currency: 'CNY' } }] });

const flashInputSchema = z
  .strictObject({
    startsAt: momentSchema,
    endsAt: momentSchema.describe('This instant itself is over.'),
    price: priceSchema,
    stock: z
      .int()
      .min(1)
      .max(capMax)
      .describe('How many units go at this price; the rest at the normal one.'),
    limitPerCustomer: z
      .int()
      .min(1)
      .max(capMax)
      .nullable()
      .optional()
      .describe('How many units of this window one customer may have; each window has a limit of its own.'),
  })
  .meta({ id: 'FlashWindowInput' });

export const tierSchema = z
  .strictObject({
    fromPieces: z.int(),
    price: moneySchema,
    countedOver: z.enum(['campaign', 'community']),
  })
  .meta({ id: 'OfferTier' });

export const flashSchema = z
  .strictObject({
    startsAt: instantSchema,
    endsAt: instantSchema,
    price: moneySchema,
    stock: z.int(),
    sold: z.int(),
    limitPerCustomer: z.int().nullable(),
  })
  .meta({ id: 'FlashWindow' });

/** What an offer may be given; everything but the variant may be left out. */
export const offerInputSchema = z
  .strictObject({
    variantId: idSchema.describe(
      'What is sold. An offer is known by its variant: the same one again changes it.',
    ),
    price: priceSchema.optional().describe('For one unit; the price of the variant when left out.'),
    cap: capSchema.optional().describe('How many units may be sold; null is no limit.'),
    limitPerCustomer: z.int().min(1).max(capMax).nullable().optional(),
    closesAt: momentSchema
      .optional()
      .describe('The cutoff of this offer; that of the campaign when left out.'),
    boxFillHours: z
      .int()
      .min(1)
      .max(72)
      .nullable()
      .optional()
      .describe(
        'The last hours before its cutoff, in which only units are taken that fill a case of the supplier (拼箱).',
      ),
    minimum: minimumSchema.nullable().optional().describe('How many must be firm at the freeze (成团).'),
    minimumOf: z.enum(['pieces', 'customers']).optional().describe('What the minimum counts.'),
    onMiss: z
      .enum(['cancel', 'extendOnce', 'nextLower'])
      .optional()
      .describe('What a missed minimum leads to (R20).'),
    extendHours: z
      .int()
      .min(1)
      .max(168)
      .nullable()
      .optional()
      .describe('With `extendOnce`: how much longer it is open.'),
    lowerMinimums: z
      .array(minimumSchema)
      .max(10)
      .optional()
      .describe('With `nextLower`: the minimums after the first.'),
    position: z.int().min(0).max(100_000).optional().describe('Where it stands in the list.'),
    tiers: z
      .array(tierInputSchema)
      .max(20)
      .optional()
      .describe(
        'Prices that fall with the pieces ordered (阶梯价, 邻里拼团); the list takes the place of the old one.',
      ),
    flashWindows: z
      .array(flashInputSchema)
      .max(50)
      .optional()
      .describe('Flash prices (秒杀), known by their start; the list takes the place of the old one.'),
    gift: z
      .boolean()
      .optional()
      .describe(
        'A gift of promotions: nobody can order it, its cap is the gift stock, its price what it is worth.',
      ),
    withdrawn: z.boolean().optional().describe('True takes it off the list while nothing of it is ordered.'),
  })
  .meta({
    id: 'OfferInput',
    examples: [
      {
        variantId: 'external:F001',
        price: { amount: 1000, currency: 'CNY' },
        cap: 300,
        limitPerCustomer: 10,
      },
    ],
  });

export type OfferInput = z.output<typeof offerInputSchema>;
