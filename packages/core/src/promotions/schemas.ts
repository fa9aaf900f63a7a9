import * as z from 'zod';
import {
  externalIdSchema,
  idSchema,
  instantSchema,
  moneySchema,
  nameSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  priceSchema,
  sumSchema,
  textSchema,
} from '../shared/schemas.ts';
import { promotionKinds } from './tables.ts';

const couponStates = ['usable', 'later', 'used', 'over'] as const;
const bothLanguagesSchema = z.strictObject({ zh: z.string(), en: z.string() });

const stepSchema = z
  .strictObject({
    from: priceSchema.optional().describe('From this sum of goods on; 0 when left out.'),
    amount: sumSchema.optional().describe('So much off.'),
    basisPoints: z.int().min(1).max(10_000).optional().describe('Or a part of it: 1000 is 10 %.'),
  })
  .refine(({ amount, basisPoints }) => (amount === undefined) !== (basisPoints === undefined), {
    path: ['amount'],
    message: 'Give either an amount or basis points.',
  })
  .meta({ id: 'DiscountStep', examples: [{ amount: { amount: 500, currency: 'CNY' } }] });

const giftSchema = z
  .strictObject({
    variantId: idSchema.describe('What is given: a campaign gives it where it offers it as a gift.'),
    pieces: z.int().min(1).max(100).default(1),
    from: priceSchema.optional().describe('With `spendGift`: when goods reach this sum after discounts.'),
    onUndone: z
      .enum(['keep', 'charge'])
      .default('keep')
      .describe('When the customer takes so much back that it would not have been given (R11).'),
  })
  .meta({ id: 'PromotionGift' });

const partySchema = z.array(idSchema).max(500);

const termFields = {
  name: nameSchema,
  startsAt: instantSchema.optional().describe('Now when left out.'),
  endsAt: instantSchema.nullable().optional(),
  budget: sumSchema.nullable().optional().describe('What may be given away in all; null is no limit.'),
  usesPerCustomer: z
    .int()
    .min(1)
    .max(1000)
    .nullable()
    .optional()
    .describe(
      'How many orders of one customer; a first order is one in any case. Of `inviteGift`: how many gifts.',
    ),
  leaderIds: partySchema.optional().describe('Only with these leaders; all when empty.'),
  categories: z
    .array(textSchema(60, 1))
    .max(100)
    .optional()
    .describe('Only goods of these categories count; all when empty.'),
  steps: z
    .array(stepSchema)
    .min(1)
    .max(10)
    .optional()
    .describe('Of a discount. Spend-and-save may have several, by rising `from`.'),
  gift: giftSchema.optional().describe('Of `spendGift` and `inviteGift`.'),
  every: z.int().min(1).max(100).optional().describe('Of `inviteGift`: a gift for so many newcomers.'),
};

export const createPromotionSchema = z.strictObject({ kind: z.enum(promotionKinds), ...termFields }).meta({
  id: 'CreatePromotion',
  examples: [
    { kind: 'firstOrder', name: '新人首单立减5元', steps: [{ amount: { amount: 500, currency: 'CNY' } }] },
    {
      kind: 'spendGift',
      name: '满30元送鸡蛋',
      gift: { variantId: 'external:E001', from: { amount: 3000, currency: 'CNY' }, onUndone: 'charge' },
    },
  ],
});

export type CreatePromotion = z.output<typeof createPromotionSchema>;

export const changePromotionSchema = z
  .strictObject({ promotionId: ownIdSchema.max(140), ...termFields, name: nameSchema.optional() })
  .meta({
    id: 'ChangePromotion',
    examples: [{ promotionId: 'prm_01KAQ3', budget: { amount: 100_000, currency: 'CNY' } }],
  });

export type ChangePromotion = z.output<typeof changePromotionSchema>;

export const promotionIdSchema = z.strictObject({ promotionId: ownIdSchema.max(140) });

export const promotionSchema = z
  .strictObject({
    id: ownIdSchema,
    name: z.string(),
    kind: z.enum(promotionKinds),
    status: z.enum(['draft', 'active', 'ended']),
    startsAt: instantSchema,
    endsAt: instantSchema.nullable(),
    budget: moneySchema.nullable(),
    spent: moneySchema.describe('What orders have reserved or used of it.'),
    usesPerCustomer: z.int().nullable(),
    fundedBy: z.enum(['shop', 'supplier', 'leader']),
    leaderIds: z.array(z.string()),
    categories: z.array(z.string()),
    steps: z.array(
      z.strictObject({
        from: moneySchema,
        amount: moneySchema.nullable(),
        basisPoints: z.int().nullable(),
      }),
    ),
    gift: z
      .strictObject({
        variantId: z.string(),
        pieces: z.int(),
        from: moneySchema,
        onUndone: z.enum(['keep', 'charge']),
      })
      .nullable(),
    every: z.int().nullable(),
    createdAt: instantSchema,
    version: z.int().describe('Orders name the version that decided.'),
  })
  .meta({ id: 'Promotion', description: 'A promotion (营销活动).' });

export type PromotionView = z.output<typeof promotionSchema>;

export const listPromotionsSchema = z.strictObject({
  ...pageFields,
  status: z.enum(['draft', 'active', 'ended']).optional(),
  kind: z.enum(promotionKinds).optional(),
});
export const promotionPageSchema = pageSchema(promotionSchema).meta({ id: 'PromotionPage' });

export const promotionResultsSchema = z
  .strictObject({
    promotionId: z.string(),
    uses: z.int().describe('How often it was had; two vouchers in one order are two.'),
    waiting: z.int().describe('Those of orders that wait for their payment.'),
    orders: z.int(),
    customers: z.int(),
    given: moneySchema.describe(
      'What was taken off, or what the gifts are worth, less what was charged for them.',
    ),
    budgetLeft: moneySchema.nullable().describe('Null where it has no budget.'),
    giftPieces: z.int(),
    charged: moneySchema.describe('For gifts whose condition was undone (R11).'),
    sales: moneySchema.describe('What the firm orders that had it came to.'),
    refunded: moneySchema.describe('What of that went back.'),
    coupons: z.strictObject({ made: z.int(), uses: z.int(), usesLeft: z.int() }),
    gifts: z
      .array(z.strictObject({ campaignId: z.string(), title: z.string(), left: z.int() }))
      .describe('The gift stock of the campaigns that still take orders.'),
  })
  .meta({ id: 'PromotionResults', description: 'What a promotion did so far.' });

const couponsMax = 1000;

export const createCouponsSchema = z
  .strictObject({
    promotionId: ownIdSchema.max(140),
    coupons: z
      .array(
        z.strictObject({
          code: externalIdSchema.max(40).optional().describe('Made up when left out.'),
          customerId: idSchema.optional().describe('Whom alone it is for.'),
          uses: z.int().min(1).max(1_000_000).default(1).describe('How many orders it is good for.'),
        }),
      )
      .min(1)
      .max(couponsMax),
  })
  .meta({
    id: 'CreateCoupons',
    examples: [{ promotionId: 'prm_01KAQ3', coupons: [{ code: 'EAST5', uses: 100 }] }],
  });

export const couponSchema = z
  .strictObject({
    id: ownIdSchema,
    promotionId: z.string(),
    code: z.string(),
    customerId: z.string().nullable(),
    uses: z.int(),
    usesLeft: z.int(),
    createdAt: instantSchema,
  })
  .meta({ id: 'Coupon' });

export const couponsSchema = z.strictObject({ data: z.array(couponSchema) }).meta({ id: 'Coupons' });
export const listCouponsSchema = z.strictObject({
  ...pageFields,
  promotionId: ownIdSchema.max(140).optional(),
  customerId: idSchema.optional(),
});
export const couponPageSchema = pageSchema(couponSchema).meta({ id: 'CouponPage' });

export const listOwnCouponsSchema = z.strictObject({
  ...pageFields,
  state: z.enum(couponStates).optional().describe('`usable` now, good `later`, `used` up, or `over`.'),
});

const ownCouponSchema = z
  .strictObject({
    id: ownIdSchema,
    kind: z.enum(['coupon', 'inviteGift']),
    code: z
      .string()
      .nullable()
      .describe('To be sent as `couponCode`; null of a voucher, which becomes a gift by itself.'),
    name: z.string(),
    text: bothLanguagesSchema.describe('What it gives.'),
    state: z.enum(couponStates),
    usesLeft: z.int(),
    leaderIds: z.array(z.string()).describe('Only with these leaders; with all when empty.'),
    startsAt: instantSchema,
    endsAt: instantSchema.nullable(),
    createdAt: instantSchema,
  })
  .meta({ id: 'OwnCoupon', description: 'A coupon or voucher that was given to a customer.' });

export type OwnCouponView = z.output<typeof ownCouponSchema>;

export const ownCouponPageSchema = pageSchema(ownCouponSchema).meta({ id: 'OwnCouponPage' });

export const openPromotionSchema = z
  .strictObject({
    id: ownIdSchema,
    kind: z.enum(promotionKinds),
    name: z.string(),
    text: bothLanguagesSchema.describe('What it gives.'),
    leaderIds: z.array(z.string()).describe('Only with these leaders of the campaign; with all when empty.'),
    endsAt: instantSchema.nullable(),
  })
  .meta({ id: 'OpenPromotion', description: 'A promotion as a shopper may see it.' });

export type OpenPromotionView = z.output<typeof openPromotionSchema>;

export const leaderPromotionsSchema = z.strictObject({ campaignId: idSchema });
export const openPromotionsSchema = z
  .strictObject({ data: z.array(openPromotionSchema) })
  .meta({ id: 'OpenPromotions', description: 'What can be had in a campaign with one leader.' });

export const listLeaderCouponsSchema = z.strictObject({ ...pageFields });

const leaderCouponSchema = z
  .strictObject({
    id: ownIdSchema,
    code: z.string().describe('To be sent as `couponCode`.'),
    name: z.string(),
    text: bothLanguagesSchema.describe('What it gives.'),
    state: z.enum(['usable', 'later']),
    uses: z.int(),
    usesLeft: z.int(),
    startsAt: instantSchema,
    endsAt: instantSchema.nullable(),
    createdAt: instantSchema,
  })
  .meta({ id: 'LeaderCoupon', description: 'A coupon for anybody, which a leader may hand out.' });

export type LeaderCouponView = z.output<typeof leaderCouponSchema>;

export const leaderCouponPageSchema = pageSchema(leaderCouponSchema).meta({ id: 'LeaderCouponPage' });
