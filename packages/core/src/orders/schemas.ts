import * as z from 'zod';
import {
  externalIdSchema,
  idSchema,
  instantSchema,
  moneySchema,
  nameSchema,
  namingSchema,
  noteSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  phoneSchema,
  piecesSchema,
  reasonSchema,
  referenceSchema,
  sumSchema,
  textSchema,
} from '../shared/schemas.ts';
import { bookedSlotSchema } from '../pickup-points/slot-schemas.ts';
import { cancelReasons, orderStatuses } from './tables.ts';

const linesMax = 100;

const cartLineSchema = z
  .strictObject({
    offerId: ownIdSchema.max(140).optional().describe('The offer; or name its variant.'),
    variantId: idSchema.optional().describe('The variant that the offer sells, as a till knows it.'),
    pieces: piecesSchema,
    tolerance: z
      .int()
      .min(0)
      .max(1000)
      .optional()
      .describe(
        'How many more you would take if they fill a case of the supplier (最多多要几份凑整箱). Ordered and paid with the rest; those that fill none are taken off at the freeze and paid back.',
      ),
    note: noteSchema.optional().describe('A wish for this line (备注), shown on pick lists.'),
  })
  .refine(({ offerId, variantId }) => (offerId === undefined) !== (variantId === undefined), {
    path: ['offerId'],
    message: 'Name either the offer or its variant.',
  })
  .meta({ id: 'CartLine', examples: [{ variantId: 'external:F001', pieces: 2 }] });

/** What a quote and an order have in common. */
export const cartFields = {
  campaignId: idSchema,
  lines: z.array(cartLineSchema).min(1).max(linesMax),
  couponCode: textSchema(40, 1).optional().describe('One coupon an order.'),
};

export const customerReferenceSchema = z
  .union([
    idSchema,
    z.strictObject({ phone: phoneSchema, name: nameSchema.optional() }),
    z.strictObject({ nickname: namingSchema(60) }),
  ])
  .meta({
    id: 'CustomerReference',
    description: 'A customer by id, by phone, or a guest of the leader by nickname (R46).',
    examples: ['external:C-1001', { phone: '13800138000', name: '小雨' }, { nickname: '3栋王姐' }],
  });

const paymentSchema = z
  .union([
    z.literal('atPickup'),
    z.strictObject({
      amount: moneySchema,
      reference: referenceSchema,
      collectedBy: z.enum(['host', 'leader']).optional(),
      paidAt: instantSchema.optional(),
    }),
  ])
  .meta({
    id: 'OrderPayment',
    description:
      'Left out: the order is held until it is paid. `atPickup`: firm at once, paid at handover. Or the payment itself, as a till sends it.',
    examples: ['atPickup', { amount: { amount: 2000, currency: 'CNY' }, reference: 'till-7-000123' }],
  });

export const placeOrderSchema = z
  .strictObject({
    ...cartFields,
    externalId: externalIdSchema.optional(),
    customer: customerReferenceSchema.optional(),
    leaderId: idSchema.optional().describe('Whom it earns for; found by R44 when left out.'),
    communityId: idSchema.optional(),
    pickupPointId: idSchema.optional().describe('Default: the only point of the leader in this campaign.'),
    slotId: ownIdSchema.max(140).optional().describe('The pickup time to book at that point (分时预约).'),
    note: noteSchema.optional(),
    quoteToken: textSchema(64).optional().describe('The token of the quote that was shown.'),
    payment: paymentSchema.optional(),
  })
  .meta({ id: 'PlaceOrder' });

/** Who orders, through whom and in which campaign stays as it was: fixed at placement for ever (R44). */
export const replaceOrderSchema = z
  .strictObject({
    orderId: idSchema,
    lines: cartFields.lines,
    couponCode: cartFields.couponCode,
    pickupPointId: idSchema.optional().describe('Where it is fetched; as before when left out.'),
    slotId: ownIdSchema
      .max(140)
      .optional()
      .describe('Its pickup time; as before when left out and the point stays.'),
    note: noteSchema.optional().describe('Empty when left out: the order is replaced whole.'),
    quoteToken: textSchema(64).describe('The token of a quote that was asked for with `replaces`.'),
  })
  .meta({
    id: 'ReplaceOrder',
    examples: [
      {
        orderId: 'ord_01KAQ3',
        lines: [{ offerId: 'off_01KAQ3', pieces: 3 }],
        quoteToken: '2f0c6d5e9b1a4c37',
      },
    ],
  });

export type ReplaceOrder = z.output<typeof replaceOrderSchema>;

export const payOrderSchema = z
  .strictObject({
    orderId: idSchema,
    amount: moneySchema,
    reference: referenceSchema.describe('Of the host shop; counts once, for ever.'),
    collectedBy: z.enum(['host', 'leader']).optional().describe('`leader`: the leader took the cash (R18).'),
    cashLeaderId: idSchema
      .optional()
      .describe(
        'The leader who took the cash, as at a point the order was moved to. Left out: the leader who tells it, else the one the order earns for.',
      ),
    paidAt: instantSchema.optional().describe('Recorded only: the time of arrival decides (R16).'),
  })
  .refine(({ collectedBy, cashLeaderId }) => cashLeaderId === undefined || collectedBy === 'leader', {
    path: ['cashLeaderId'],
    message: 'Only cash that a leader took is in the hand of a leader: say `collectedBy: "leader"`.',
  })
  .meta({ id: 'PayOrder' });

const orderLineSchema = z
  .strictObject({
    id: z.string(),
    offerId: z.string(),
    variantId: z.string(),
    title: z.string(),
    unit: z.string(),
    pieces: z.int(),
    tolerance: z
      .int()
      .describe('Those of the pieces that are wanted only where they fill a case; 0 after the freeze.'),
    unitPrice: moneySchema,
    discount: moneySchema,
    net: moneySchema,
    refunded: moneySchema,
    allocated: z
      .int()
      .nullable()
      .describe('Pieces that arrived for this line; null until the purchase order is closed.'),
    cancelled: z.int(),
    short: z.int(),
    lost: z.int(),
    withdrawn: z.int(),
    handedOver: z.int(),
    uncollected: z.int(),
    note: z.string(),
    gift: z.boolean(),
    weight: z
      .strictObject({
        pieces: z.int().describe('What is or was weighed.'),
        nominalGrams: z.int().describe('What these pieces weigh by their price.'),
        grams: z.int().nullable().describe('What they weigh packed; null until they are weighed.'),
        given: moneySchema.describe('What too light a weight took off the price.'),
        text: z.strictObject({ zh: z.string(), en: z.string() }).describe('The same in a sentence.'),
      })
      .nullable()
      .describe('Of goods sold by weight; null for all others.'),
  })
  .meta({ id: 'OrderLine' });

export const orderSchema = z
  .strictObject({
    id: ownIdSchema,
    externalId: z.string().nullable(),
    campaignId: z.string(),
    customerId: z.string(),
    leaderId: z.string(),
    communityId: z.string().nullable(),
    pickupPointId: z.string(),
    status: z.enum(orderStatuses),
    cancelReason: z.enum(cancelReasons).nullable(),
    payment: z.enum(['host', 'atPickup']),
    total: moneySchema,
    amountDue: moneySchema,
    paid: moneySchema,
    refunded: moneySchema,
    placedAt: instantSchema,
    holdEndsAt: instantSchema.nullable(),
    confirmedAt: instantSchema.nullable(),
    paidAt: instantSchema.nullable(),
    readyAt: instantSchema.nullable(),
    earliestCutoff: instantSchema,
    placedBy: z.string(),
    note: z.string(),
    pickupCode: z.string().nullable().describe('What the neighbour shows at the pickup point.'),
    slot: bookedSlotSchema
      .nullable()
      .describe('The pickup time it has booked; null: any time of the pickup windows.'),
    lines: z.array(orderLineSchema),
  })
  .meta({ id: 'Order' });

export type OrderView = z.output<typeof orderSchema>;

export const paymentOutcomeSchema = z
  .strictObject({
    outcome: z
      .enum(['accepted', 'refundDue'])
      .describe('`refundDue`: the order can no longer take the money; it is recorded and goes back.'),
    paymentId: z.string(),
    refundId: z.string().nullable(),
    order: orderSchema,
  })
  .meta({ id: 'PaymentOutcome' });

export const orderIdSchema = z.strictObject({ orderId: idSchema });

export const cancelOrderSchema = z
  .strictObject({ orderId: idSchema, reason: noteSchema.optional() })
  .meta({ id: 'CancelOrder' });

export const reduceOrderSchema = z
  .strictObject({
    orderId: idSchema,
    lines: z
      .array(z.strictObject({ lineId: ownIdSchema.max(140), pieces: piecesSchema }))
      .min(1)
      .max(linesMax)
      .describe('How many pieces of which lines are taken back.'),
  })
  .meta({
    id: 'ReduceOrder',
    examples: [{ orderId: 'ord_01KAQ3', lines: [{ lineId: 'lin_01KAQ3', pieces: 1 }] }],
  });

export type ReduceOrder = z.output<typeof reduceOrderSchema>;

export const faultSchema = z.enum(['supplier', 'carrier', 'leader', 'shop', 'customer']);

export const refundOrderSchema = z
  .strictObject({
    orderId: idSchema,
    lineId: ownIdSchema.max(140),
    pieces: piecesSchema.optional(),
    amount: sumSchema.optional(),
    reason: reasonSchema(200),
    fault: faultSchema,
  })
  .refine(({ pieces, amount }) => (pieces === undefined) !== (amount === undefined), {
    path: ['amount'],
    message: 'Give either pieces or an amount.',
  })
  .meta({ id: 'RefundOrder' });

export const withdrawOrderSchema = z
  .strictObject({ orderId: idSchema, reason: reasonSchema(200), fault: faultSchema })
  .meta({ id: 'WithdrawOrder' });

export const listOrdersSchema = z.strictObject({
  ...pageFields,
  campaignId: idSchema.optional(),
  customerId: idSchema.optional(),
  leaderId: idSchema.optional(),
  pickupPointId: idSchema.optional(),
  status: z.enum(orderStatuses).optional(),
});

export const orderPageSchema = pageSchema(orderSchema).meta({ id: 'OrderPage' });
