import * as z from 'zod';
import { customerReferenceSchema, orderSchema } from '../orders/schemas.ts';
import {
  idSchema,
  instantSchema,
  moneySchema,
  noteSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  piecesSchema,
} from '../shared/schemas.ts';

export const offerExtraSchema = z
  .strictObject({
    purchaseOrderId: ownIdSchema.max(140),
    variantId: idSchema,
    pieces: piecesSchema.optional().describe('Default all that went to stock and still is there.'),
    endsAt: instantSchema.describe('Until when leaders may give it out; what is left stays in stock.'),
  })
  .meta({ id: 'OfferExtra' });

export const extraSchema = z
  .strictObject({
    id: z.string(),
    purchaseOrderId: z.string(),
    campaignId: z.string(),
    offerId: z.string(),
    variantId: z.string(),
    title: z.string(),
    unit: z.string(),
    unitPrice: moneySchema.describe('As it was fixed for everyone at the freeze.'),
    pieces: z.int(),
    taken: z.int(),
    left: z.int(),
    createdAt: instantSchema,
    endsAt: instantSchema,
    open: z.boolean().describe('By the clock of the server.'),
  })
  .meta({
    id: 'ExtraOffer',
    description: 'Goods beyond what was ordered, for neighbours who want more (多到的货).',
  });

export type ExtraOffer = z.output<typeof extraSchema>;

export const extraIdSchema = z.strictObject({ extraId: ownIdSchema.max(140) });
export const listExtrasSchema = z.strictObject({ ...pageFields, campaignId: idSchema.optional() });
export const extraPageSchema = pageSchema(extraSchema).meta({ id: 'ExtraOfferPage' });

export const listCutShortSchema = z.strictObject({ ...pageFields, extraId: ownIdSchema.max(140) });
export const cutShortPageSchema = pageSchema(
  z
    .strictObject({
      orderLineId: z.string(),
      orderId: z.string(),
      customerId: z.string(),
      customerName: z.string(),
      leaderId: z.string(),
      pickupPointId: z.string(),
      pickupPointName: z.string(),
      ordered: z.int().describe('Sale units that were bought for.'),
      short: z.int().describe('Not served, because too little came.'),
      lost: z.int().describe('Lost on the way.'),
      unfilled: z.int().describe('Would have been taken more, and filled no case.'),
      given: z.int().describe('Extra pieces of these goods that the customer was given since.'),
    })
    .meta({
      id: 'CutShortLine',
      description: 'Somebody who got less of these goods than was ordered, or would have taken more.',
    }),
).meta({ id: 'CutShortPage' });
export type CutShortLine = z.output<typeof cutShortPageSchema>['data'][number];

export const assignExtraSchema = z
  .strictObject({
    extraId: ownIdSchema.max(140),
    customer: customerReferenceSchema,
    leaderId: idSchema.optional().describe('A leader gives out to own neighbours.'),
    pickupPointId: idSchema.optional(),
    pieces: piecesSchema,
    note: noteSchema.optional(),
  })
  .meta({ id: 'AssignExtra' });
export const assignedExtraSchema = z
  .strictObject({ extra: extraSchema, order: orderSchema })
  .meta({ id: 'AssignedExtra' });
