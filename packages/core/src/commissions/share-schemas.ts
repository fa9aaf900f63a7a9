import * as z from 'zod';
import { basisPointsSchema, idSchema, moneySchema, priceSchema } from '../shared/schemas.ts';

const oneOfBoth = 'Give either basisPoints or perPiece.';

/** What somebody earns on a line, as it is declared: a rate, or a sum for each piece. */
export const shareInputSchema = z
  .strictObject({
    basisPoints: basisPointsSchema.optional(),
    perPiece: priceSchema.optional().describe('A fixed sum for each piece instead of a rate.'),
  })
  .refine(({ basisPoints, perPiece }) => (basisPoints === undefined) !== (perPiece === undefined), {
    path: ['basisPoints'],
    message: oneOfBoth,
  })
  .meta({ id: 'CommissionShareInput', examples: [{ basisPoints: 700 }] });

const shareSchema = z
  .strictObject({ basisPoints: z.int().nullable(), perPiece: moneySchema.nullable() })
  .meta({
    id: 'CommissionShare',
    description: 'A rate of what the neighbour pays, or a sum for each piece.',
  });

export const helpSellingInputSchema = z
  .strictObject({
    ownerId: idSchema.describe('The leader whose campaign it is, one of those who take part.'),
    owner: shareInputSchema.describe('What the owner earns when another leader sells.'),
    helper: shareInputSchema.describe('What the leader earns who sells.'),
  })
  .meta({
    id: 'HelpSellingInput',
    description:
      'Other leaders help to sell the campaign of one leader (帮卖); both shares are known before they do.',
    examples: [{ ownerId: 'external:L01', owner: { basisPoints: 300 }, helper: { basisPoints: 700 } }],
  });

export const helpSellingSchema = z
  .strictObject({ ownerId: z.string(), owner: shareSchema, helper: shareSchema })
  .meta({
    id: 'HelpSelling',
    description: 'What both earn when another leader sells from the campaign (帮卖).',
  });

export const pointShareInputSchema = z
  .strictObject({
    basisPoints: basisPointsSchema.optional().describe('Of what the neighbour pays for the line.'),
    perPiece: priceSchema.optional().describe('A fixed sum for each piece instead of a rate.'),
    from: z
      .enum(['leader', 'shop'])
      .describe("Out of the commission of the order's leader, or paid by the shop on top."),
  })
  .refine(({ basisPoints, perPiece }) => (basisPoints === undefined) !== (perPiece === undefined), {
    path: ['basisPoints'],
    message: oneOfBoth,
  })
  .meta({ id: 'PointShareInput', examples: [{ basisPoints: 200, from: 'leader' }] });

export const pointShareSchema = z
  .strictObject({
    basisPoints: z.int().nullable(),
    perPiece: moneySchema.nullable(),
    from: z.enum(['leader', 'shop']),
  })
  .meta({ id: 'PointShare', description: 'What its keeper earns on orders of other leaders.' });
