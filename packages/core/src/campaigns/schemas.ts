import * as z from 'zod';
import { helpSellingInputSchema, helpSellingSchema } from '../commissions/share-schemas.ts';
import { clockNoteSchema, momentSchema } from '../shared/moment.ts';
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
  textSchema,
} from '../shared/schemas.ts';
import { cutoffStateSchema } from './cutoff-states.ts';
import { flashSchema, offerInputSchema, tierSchema } from './offer-input-schemas.ts';
import { campaignStatuses } from './tables.ts';

export const offersMax = 500;
const partiesMax = 1000;

const windowsSchema = z.array(dayWindowSchema).min(1).max(12);
const leaderIdsSchema = z.array(idSchema).max(partiesMax);
const offerInputsSchema = z.array(offerInputSchema).max(offersMax);

const campaignFields = {
  title: nameSchema,
  description: textSchema(4000).optional(),
  opensAt: momentSchema.optional().describe('Now when left out.'),
  closesAt: momentSchema.describe('The cutoff (截单); this instant itself is closed.'),
  pickupDate: dateSchema,
  pickupWindows: windowsSchema.describe('When neighbours collect on that day.'),
  leaderIds: leaderIdsSchema.optional().describe('Who passes it on.'),
  pickupPointIds: leaderIdsSchema.optional().describe('Where it can be collected.'),
  houseLeaderAllowed: z
    .boolean()
    .optional()
    .describe('Whether orders without a leader go to the shop itself.'),
  helpSelling: helpSellingInputSchema
    .nullable()
    .optional()
    .describe('Declared before publishing; null: each leader sells on the own account.'),
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
    opensAt: momentSchema.optional(),
    closesAt: momentSchema
      .optional()
      .describe('Moves the cutoff of every open offer that has no cutoff of its own.'),
    pickupDate: dateSchema.optional(),
    pickupWindows: windowsSchema.optional(),
    reason: textSchema(200)
      .optional()
      .describe(
        'Why, for leaders and drivers whose sheets are out: told with other pickup hours after a freeze.',
      ),
    leaderIds: campaignFields.leaderIds,
    pickupPointIds: campaignFields.pickupPointIds,
    houseLeaderAllowed: campaignFields.houseLeaderAllowed,
    helpSelling: campaignFields.helpSelling.describe(
      'Once published only the shares may change, and only for new orders.',
    ),
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
    cutoffFrom: z
      .enum(['campaign', 'leadDays', 'own'])
      .describe('Where the cutoff comes from: the campaign, the lead days of the goods, or it was named.'),
    packSize: z.int().describe('The supplier sells in cases of so many units.'),
    boxFillHours: z
      .int()
      .nullable()
      .describe('The last hours before the cutoff, in which only units are taken that fill a case.'),
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
    tolerance: z.int().describe('Those of them that are bought only where they fill a case.'),
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
  helpSelling: helpSellingSchema.nullable(),
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
    clockNotes: z
      .array(clockNoteSchema)
      .describe('Its times that the clock of the shop shows twice, and which one is meant.'),
    cutoffs: z.array(cutoffStateSchema).describe('Each cutoff, and how far buying has come.'),
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
