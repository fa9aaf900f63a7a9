import * as z from 'zod';
import {
  idSchema,
  instantSchema,
  moneySchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  reasonSchema,
  referenceSchema,
} from '../shared/schemas.ts';
import { orderSchema } from './schemas.ts';
import { refundKinds } from './tables.ts';

export const refundSchema = z
  .strictObject({
    id: ownIdSchema,
    orderId: z.string(),
    orderLineId: z.string().nullable(),
    kind: z.enum(refundKinds),
    reason: z.string(),
    fault: z.string().nullable(),
    amount: moneySchema,
    pieces: z.int(),
    status: z.enum(['requested', 'confirmed', 'failed']),
    reference: z.string().nullable(),
    paidBackBy: z.enum(['host', 'leader']),
    failure: z.string().nullable(),
    createdAt: instantSchema,
    settledAt: instantSchema.nullable(),
  })
  .meta({ id: 'Refund' });

export const listedRefundSchema = refundSchema
  .extend({
    reasonTexts: z.strictObject({ zh: z.string(), en: z.string() }).describe('The reason in words.'),
    orderExternalId: z.string().nullable(),
    title: z.string().nullable().describe('The goods; null: the whole payment goes back.'),
    payment: z
      .strictObject({ reference: z.string(), amount: moneySchema })
      .nullable()
      .describe('What it is to be refunded against; for the shop alone.'),
  })
  .meta({ id: 'ListedRefund' });

export const refundedOrderSchema = z
  .strictObject({
    refund: refundSchema.nullable().describe('Null when nothing was paid yet: the order owes less instead.'),
    order: orderSchema,
  })
  .meta({ id: 'RefundedOrder' });

export const refundPageSchema = pageSchema(listedRefundSchema).meta({ id: 'RefundPage' });
export const listRefundsSchema = z.strictObject({
  ...pageFields,
  status: z.enum(['requested', 'confirmed', 'failed']).optional(),
  orderId: idSchema.optional(),
  campaignId: idSchema.optional(),
});
export const refundIdSchema = z.strictObject({ refundId: idSchema });
export const confirmRefundSchema = z
  .strictObject({
    refundId: idSchema,
    reference: referenceSchema,
    paidBackBy: z
      .enum(['host', 'leader'])
      .optional()
      .describe('`leader`: the leader gave the money back by hand (R18).'),
  })
  .meta({ id: 'ConfirmRefund' });
export const failRefundSchema = z
  .strictObject({ refundId: idSchema, failure: reasonSchema(300) })
  .meta({ id: 'FailRefund' });
