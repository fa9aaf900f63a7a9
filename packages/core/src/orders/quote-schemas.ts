import * as z from 'zod';
import { idSchema, instantSchema, moneySchema } from '../shared/schemas.ts';
import { minimumFields } from '../campaigns/open-schemas.ts';
import { cartFields, customerReferenceSchema } from './schemas.ts';

export const quoteCartSchema = z.strictObject({
  ...cartFields,
  customer: customerReferenceSchema.optional(),
  leaderId: idSchema.optional().describe('As in the order: some promotions are for some leaders.'),
  communityId: idSchema.optional().describe('As in the order: prices may fall by what a community orders.'),
  pickupPointId: idSchema.optional(),
  replaces: idSchema
    .optional()
    .describe('An unpaid order that this cart is to replace: what it has counts as free (R5).'),
});

export type QuoteCart = z.output<typeof quoteCartSchema>;

const priceStepSchema = z
  .strictObject({
    kind: z.string(),
    amount: z.int().describe('A unit price, or what is taken off, or what is missing; minor units.'),
    reason: z.string().describe('A code for the sentence in `text`.'),
    line: z.int().optional().describe('Where the line stands that it is about.'),
    promotionId: z.string().optional(),
    version: z.int().optional().describe("The promotion's version that decided."),
    facts: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .optional()
      .describe('Names, pieces and sums in minor units that the sentence is made of.'),
    text: z.strictObject({ zh: z.string(), en: z.string() }),
  })
  .meta({ id: 'PriceStep', description: 'One step of a price with its reason.' });

export const quoteSchema = z
  .strictObject({
    token: z
      .string()
      .describe('Send it with the order: it is placed at these prices or refused with the new quote.'),
    total: moneySchema,
    lines: z.array(
      z.strictObject({
        offerId: z.string(),
        title: z.string(),
        pieces: z.int().describe('With those that are wanted only to fill a case.'),
        tolerance: z.int().describe('Pieces that are taken off and paid back where they fill no case.'),
        unitPrice: moneySchema,
        discount: moneySchema,
        net: moneySchema,
        left: z
          .int()
          .nullable()
          .describe('Pieces still to be had before this cart; null where there is no limit.'),
        minimum: z
          .strictObject(minimumFields)
          .nullable()
          .describe(
            'From how many on it takes place, and what happens if it does not (成团); null: in any case.',
          ),
        gift: z.boolean(),
        flash: z.boolean().describe('Whether this is at a flash price (秒杀).'),
        steps: z.array(priceStepSchema),
      }),
    ),
    steps: z.array(priceStepSchema).describe('What promotions took off, in their order, and gifts.'),
    hints: z.array(priceStepSchema).describe('What is not reached yet, or could not be given.'),
    closesAt: instantSchema.describe('The first cutoff of the lines.'),
    payAtPickup: z
      .strictObject({
        allowed: z.boolean(),
        refused: z
          .enum(['policy', 'noShows'])
          .nullable()
          .describe(
            '`policy`: the shop does not let this buyer; `noShows`: too many orders were not fetched.',
          ),
        noShows: z.int().nullable().describe('With `noShows`: how many were not fetched.'),
        noShowsMax: z.int().nullable().describe('With `noShows`: from how many on it is refused.'),
      })
      .describe('Whether this buyer may order now and pay when it is collected (R17).'),
  })
  .meta({ id: 'Quote', description: 'What a cart costs now. It reserves nothing.' });

export type QuoteView = z.output<typeof quoteSchema>;
