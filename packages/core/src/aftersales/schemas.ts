import * as z from 'zod';
import { pictureReferenceSchema } from '../pictures/schemas.ts';
import {
  idSchema,
  instantSchema,
  moneySchema,
  noteSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  piecesSchema,
  sumSchema,
  textSchema,
} from '../shared/schemas.ts';
import { claimStatuses, faults } from './tables.ts';

const picturesMax = 6;
const claimIdSchema = ownIdSchema.min(1).max(140);

export const openClaimSchema = z
  .strictObject({
    orderLineId: ownIdSchema.min(1).max(140),
    reason: textSchema(120, 1).describe('A few words, the same for the same trouble: reports count them.'),
    description: textSchema(2000).optional(),
    pictures: z.array(pictureReferenceSchema).max(picturesMax).optional(),
    pieces: piecesSchema.optional().describe('How many pieces are concerned.'),
    amount: sumSchema.optional().describe('What the customer asks for.'),
  })
  .refine(({ pieces, amount }) => pieces !== undefined || amount !== undefined, {
    path: ['pieces'],
    message: 'Say how many pieces are concerned, or the amount.',
  })
  .meta({ id: 'OpenClaim' });

export const proposeClaimSchema = z
  .strictObject({ claimId: claimIdSchema, amount: sumSchema, note: noteSchema.optional() })
  .meta({ id: 'ProposeClaim' });

export const sharesSchema = z
  .partialRecord(z.enum(faults), z.int().min(0).max(10_000))
  .refine((shares) => faults.reduce((sum, fault) => sum + (shares[fault] ?? 0), 0) === 10_000, {
    message: 'The shares must sum to 10000.',
  })
  .meta({
    id: 'FaultShares',
    description:
      'Who bears how much of the cost of the goods concerned, in basis points that sum to 10,000 (R33).',
    examples: [{ supplier: 10_000 }, { supplier: 5000, leader: 5000 }],
  });

export const approveClaimSchema = z
  .strictObject({
    claimId: claimIdSchema,
    amount: sumSchema.optional().describe('Default: what was proposed, or else asked for.'),
    faultShares: sharesSchema,
    note: noteSchema.optional(),
  })
  .meta({ id: 'ApproveClaim' });

export const rejectClaimSchema = z
  .strictObject({ claimId: claimIdSchema, reason: textSchema(500, 1) })
  .meta({ id: 'RejectClaim' });

export const claimIdOnlySchema = z.strictObject({ claimId: claimIdSchema });

export const claimSchema = z
  .strictObject({
    id: ownIdSchema,
    status: z.enum(claimStatuses),
    orderId: z.string(),
    orderLineId: z.string(),
    campaignId: z.string(),
    variantId: z.string(),
    supplierId: z.string().nullable().describe('Not shown to customers.'),
    leaderId: z.string(),
    pickupPointId: z.string(),
    customerId: z.string(),
    openedBy: z.string(),
    reason: z.string(),
    description: z.string(),
    pictures: z.array(z.string()),
    pieces: z.int(),
    requestedAmount: moneySchema.nullable(),
    proposedAmount: moneySchema.nullable(),
    approvedAmount: moneySchema.nullable(),
    faultShares: z
      .record(z.string(), z.int())
      .nullable()
      .describe('Not shown to customers; null until approved.'),
    decision: z.string(),
    refundId: z.string().nullable(),
    openedAt: instantSchema,
    decidedAt: instantSchema.nullable(),
    closedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Claim' });

export type ClaimView = z.output<typeof claimSchema>;

export const claimPageSchema = pageSchema(claimSchema).meta({ id: 'ClaimPage' });

export const listClaimsSchema = z.strictObject({
  ...pageFields,
  status: z.enum(claimStatuses).optional(),
  campaignId: idSchema.optional(),
  orderId: idSchema.optional(),
  leaderId: idSchema.optional(),
  supplierId: idSchema.optional(),
  pickupPointId: idSchema.optional(),
});
