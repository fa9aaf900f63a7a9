import * as z from 'zod';
import { openPromotionSchema } from '../promotions/schemas.ts';
import {
  dateSchema,
  dayWindowSchema,
  idSchema,
  instantSchema,
  moneySchema,
  ownIdSchema,
  pageFields,
} from '../shared/schemas.ts';

/* What a shopper may ask for and see: nothing personal, nothing of suppliers and costs. */

export const listOpenSchema = z.strictObject({
  ...pageFields,
  phase: z.enum(['open', 'scheduled']).default('open').describe('Open now, or opening later.'),
  leaderId: idSchema.optional().describe('Those in which this leader takes part.'),
  pickupPointId: idSchema.optional().describe('Those that can be collected here.'),
});

const shopperPhaseSchema = z.enum(['scheduled', 'open', 'closed']).describe('By the clock of the server.');

const shopperFields = {
  id: ownIdSchema,
  externalId: z.string().nullable(),
  title: z.string(),
  description: z.string(),
  phase: shopperPhaseSchema,
  cancelled: z.boolean(),
  opensAt: instantSchema,
  closesAt: instantSchema.describe('The last cutoff of its offers; this instant itself is closed.'),
  pickupDate: dateSchema,
  pickupWindows: z.array(dayWindowSchema),
};

export const openCampaignSummarySchema = z
  .strictObject({ ...shopperFields, offerCount: z.int(), imageUrl: z.string().nullable() })
  .meta({ id: 'OpenCampaignSummary', description: 'What a shopper sees of a campaign in a list.' });

export const openCampaignPageSchema = z
  .strictObject({
    now: instantSchema.describe('The clock of the server.'),
    data: z.array(openCampaignSummarySchema),
    nextCursor: z.string().nullable().describe('Null on the last page.'),
  })
  .meta({ id: 'OpenCampaignPage' });

/** What was declared before anybody could order (R20). */
export const minimumFields = {
  of: z.enum(['pieces', 'customers']),
  needed: z.int().describe('It takes place from so many on; with `nextLower` the lowest that was declared.'),
  onMiss: z
    .enum(['cancel', 'extendOnce', 'nextLower'])
    .describe('Else what was paid goes back; with `extendOnce` after it was open once more.'),
  extendHours: z.int().nullable().describe('With `extendOnce`: for how many hours.'),
};

export const showOpenSchema = z.strictObject({
  campaignId: idSchema,
  communityId: idSchema.optional().describe('How far are the tiers that count over this community?'),
  leaderId: idSchema.optional().describe('Only promotions that orders with this leader have.'),
});

const openOfferSchema = z
  .strictObject({
    id: ownIdSchema,
    variantId: z.string(),
    title: z.string(),
    specification: z.string(),
    unit: z.string(),
    category: z.string(),
    imageUrl: z.string().nullable(),
    gramsPerUnit: z.int().nullable(),
    price: moneySchema,
    open: z.boolean().describe('Whether it can be ordered now, as far as its cutoff decides.'),
    closesAt: instantSchema,
    secondsLeft: z.int().describe('Until its cutoff; 0 when that has passed.'),
    left: z.int().nullable().describe('Units still to be had; null where there is no limit.'),
    limitPerCustomer: z.int().nullable(),
    ordered: z.int().describe('Units that are firm and bought for: those that tiers count.'),
    orderedInCommunity: z
      .int()
      .nullable()
      .describe('Units that are firm in the community that was named; null without one, or without tiers.'),
    minimum: z
      .strictObject({ ...minimumFields, reached: z.int() })
      .nullable()
      .describe('How many must take part for it to happen (成团).'),
    case: z
      .strictObject({
        size: z.int().describe('The supplier sells in cases of so many units.'),
        missing: z
          .int()
          .describe('How many are missing to fill the last one (还差 3 份成箱); 0: it is full.'),
        tolerance: z.int().describe('How many more those who ordered would take to fill it.'),
        toleranceMax: z
          .int()
          .describe('How many more one line may say it would take to fill it (`tolerance`); 0: none.'),
        fillingFrom: instantSchema
          .nullable()
          .describe('From then on only units are taken that fill a case; null: no such time.'),
        filling: z.boolean().describe('Whether that time is now.'),
      })
      .nullable()
      .describe('Null where it comes by the piece.'),
    orderMinimum: z
      .strictObject({
        reachedBasisPoints: z.int().describe('How much of it is reached: 8000 is 80 %.'),
        onMiss: z.enum(['extend', 'fail']).describe('Open once more, or money back.'),
        extendHours: z.int().nullable(),
      })
      .nullable()
      .describe('It can be bought only from a minimum order on (起订); null where that cannot stop it.'),
    tiers: z.array(
      z.strictObject({
        fromPieces: z.int(),
        price: moneySchema,
        countedOver: z.enum(['campaign', 'community']),
        reached: z
          .boolean()
          .describe('By the firm units of all, or of the community that was named; not without one.'),
      }),
    ),
    flash: z
      .array(
        z.strictObject({
          startsAt: instantSchema,
          endsAt: instantSchema,
          price: moneySchema,
          left: z.int().describe('Units left at this price.'),
          limitPerCustomer: z.int().nullable(),
          running: z.boolean(),
        }),
      )
      .describe('Flash prices that run or will (秒杀).'),
  })
  .meta({ id: 'OpenOffer', description: 'What a shopper sees of an offer.' });

export const openCampaignSchema = z
  .strictObject({
    ...shopperFields,
    now: instantSchema.describe('The clock of the server: count down on this one.'),
    zone: z.string().describe('The time zone of the shop, for dates and windows.'),
    offers: z.array(openOfferSchema),
    promotions: z
      .array(openPromotionSchema)
      .describe('What can be had beside the prices now (满减, 满赠, 首单, 邀请); coupons are not told here.'),
    pickupPoints: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        address: z.string(),
        leaderId: z.string().nullable(),
        latitude: z.number().nullable().describe('Degrees.'),
        longitude: z.number().nullable().describe('Degrees.'),
        windows: z.array(dayWindowSchema),
        slots: z
          .enum(['none', 'optional', 'required'])
          .describe('Whether an order can, or must, book a time of the pickup day there (分时预约).'),
      }),
    ),
    recentBuyers: z.array(
      z.strictObject({
        name: z.string().describe('Masked: the first character only.'),
        pieces: z.int(),
        placedAt: instantSchema,
      }),
    ),
  })
  .meta({ id: 'OpenCampaign', description: 'A campaign as a shopper may see it.' });

export type OpenCampaignView = z.output<typeof openCampaignSchema>;
