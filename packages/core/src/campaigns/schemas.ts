import * as z from 'zod';
import {
  dateSchema,
  dayWindowSchema,
  externalIdSchema,
  idSchema,
  instantSchema,
  moneySchema,
  nameSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  priceSchema,
  textSchema,
} from '../shared/schemas.ts';
import { campaignStatuses } from './tables.ts';

export const offersMax = 500;
const partiesMax = 1000;
const capMax = 1_000_000;

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
    startsAt: instantSchema,
    endsAt: instantSchema.describe('This instant itself is over.'),
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
      .describe('How many flash units of the offer one customer may have, over all its windows.'),
  })
  .meta({ id: 'FlashWindowInput' });

const tierSchema = z
  .strictObject({
    fromPieces: z.int(),
    price: moneySchema,
    countedOver: z.enum(['campaign', 'community']),
  })
  .meta({ id: 'OfferTier' });

const flashSchema = z
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
    closesAt: instantSchema
      .optional()
      .describe('The cutoff of this offer; that of the campaign when left out.'),
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

const windowsSchema = z.array(dayWindowSchema).min(1).max(12);
const leaderIdsSchema = z.array(idSchema).max(partiesMax);
const offerInputsSchema = z.array(offerInputSchema).max(offersMax);

const campaignFields = {
  title: nameSchema,
  description: textSchema(4000).optional(),
  opensAt: instantSchema.optional().describe('Now when left out.'),
  closesAt: instantSchema.describe('The cutoff (截单); this instant itself is closed.'),
  pickupDate: dateSchema,
  pickupWindows: windowsSchema.describe('When neighbours collect on that day.'),
  leaderIds: leaderIdsSchema.optional().describe('Who passes it on.'),
  pickupPointIds: leaderIdsSchema.optional().describe('Where it can be collected.'),
  houseLeaderAllowed: z
    .boolean()
    .optional()
    .describe('Whether orders without a leader go to the shop itself.'),
};

export const draftCampaignSchema = z
  .strictObject({
    ...campaignFields,
    externalId: externalIdSchema.optional(),
    offers: offerInputsSchema.optional(),
  })
  .meta({
    id: 'DraftCampaign',
    examples: [
      {
        title: '周二鲜果团',
        closesAt: '2026-11-23T22:00:00+08:00',
        pickupDate: '2026-11-24',
        pickupWindows: [{ opens: '16:00', closes: '20:00' }],
        leaderIds: ['external:L01'],
        pickupPointIds: ['external:P01'],
        offers: [{ variantId: 'external:F001', cap: 300 }],
      },
    ],
  });

export const changeCampaignSchema = z
  .strictObject({
    campaignId: idSchema,
    title: campaignFields.title.optional(),
    description: campaignFields.description,
    opensAt: instantSchema.optional(),
    closesAt: instantSchema
      .optional()
      .describe('Moves the cutoff of every open offer that has no cutoff of its own.'),
    pickupDate: dateSchema.optional(),
    pickupWindows: windowsSchema.optional(),
    leaderIds: campaignFields.leaderIds,
    pickupPointIds: campaignFields.pickupPointIds,
    houseLeaderAllowed: campaignFields.houseLeaderAllowed,
  })
  .meta({
    id: 'ChangeCampaign',
    examples: [{ campaignId: 'external:today', closesAt: '2026-11-23T22:30:00+08:00' }],
  });

export type ChangeCampaign = z.output<typeof changeCampaignSchema>;

export const putOffersSchema = z
  .strictObject({ campaignId: idSchema, offers: offerInputsSchema.min(1) })
  .meta({
    id: 'PutOffers',
    examples: [{ campaignId: 'external:today', offers: [{ variantId: 'external:F001', cap: 200 }] }],
  });

export const campaignIdSchema = z.strictObject({ campaignId: idSchema });

export const cancelCampaignSchema = z
  .strictObject({
    campaignId: idSchema,
    reason: textSchema(200).optional().describe('Shown to those who had ordered.'),
  })
  .meta({ id: 'CancelCampaign', examples: [{ campaignId: 'external:today', reason: '台风停运' }] });

export const offerSchema = z
  .strictObject({
    id: ownIdSchema,
    variantId: z.string(),
    supplierId: z.string(),
    position: z.int(),
    title: z.string(),
    specification: z.string(),
    unit: z.string(),
    category: z.string(),
    imageUrl: z.string().nullable(),
    gramsPerUnit: z
      .int()
      .nullable()
      .describe('Weighed goods: grams of one unit, settled at the packed weight.'),
    price: moneySchema,
    cap: z.int().nullable(),
    limitPerCustomer: z.int().nullable(),
    closesAt: instantSchema,
    minimum: z.int().nullable(),
    minimumOf: z.enum(['pieces', 'customers']),
    onMiss: z.enum(['cancel', 'extendOnce', 'nextLower']),
    extendHours: z.int().nullable(),
    lowerMinimums: z.array(z.int()),
    gift: z.boolean().describe('Given away by promotions only.'),
    tiers: z.array(tierSchema),
    flashWindows: z.array(flashSchema),
    poolDate: z
      .string()
      .nullable()
      .describe('The pickup date of the stock it shares with other campaigns (R3).'),
    extendedFrom: instantSchema
      .nullable()
      .describe('The cutoff before it was extended; null when it was not.'),
    sold: z.int().describe('Units in held and firm orders.'),
    firm: z.int().describe('Units that will be bought.'),
    left: z.int().nullable().describe('Units still to be had; null where there is no limit.'),
    status: z.enum(['open', 'frozen', 'failed', 'withdrawn']),
    frozenPrice: moneySchema
      .nullable()
      .describe('What everyone pays after the freeze, when that is less (R7).'),
    frozenAt: instantSchema.nullable(),
  })
  .meta({ id: 'Offer', description: 'A variant in a campaign (团品).' });

export const phases = [
  'draft',
  'scheduled',
  'open',
  'closed',
  'purchasing',
  'delivering',
  'collecting',
  'completed',
  'cancelled',
] as const;

const summaryFields = {
  id: ownIdSchema,
  externalId: z.string().nullable(),
  title: z.string(),
  description: z.string(),
  status: z.enum(campaignStatuses).describe('As stored.'),
  phase: z.enum(phases).describe('What it is now: scheduled, open and closed follow from the clock.'),
  reason: z.string().nullable(),
  opensAt: instantSchema,
  closesAt: instantSchema.describe('The cutoff that offers copy.'),
  pickupDate: dateSchema,
  pickupWindows: z.array(dayWindowSchema),
  houseLeaderAllowed: z.boolean(),
  createdAt: instantSchema,
  publishedAt: instantSchema.nullable(),
  cancelledAt: instantSchema.nullable(),
  completedAt: instantSchema.nullable(),
};

export const campaignSummarySchema = z
  .strictObject({ ...summaryFields, offerCount: z.int() })
  .meta({ id: 'CampaignSummary', description: 'A presale round (团) in a list.' });

export const campaignSchema = z
  .strictObject({
    ...summaryFields,
    leaderIds: z.array(z.string()),
    pickupPointIds: z.array(z.string()),
    offers: z.array(offerSchema),
  })
  .meta({ id: 'Campaign', description: 'A presale round (团) with its offers and who takes part.' });

export type CampaignView = z.output<typeof campaignSchema>;
export type OfferView = z.output<typeof offerSchema>;

export const listCampaignsSchema = z.strictObject({
  ...pageFields,
  status: z.enum(campaignStatuses).optional(),
  leaderId: idSchema.optional(),
});
export const campaignPageSchema = pageSchema(campaignSummarySchema).meta({ id: 'CampaignPage' });

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
