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
import { claimOutcomes, claimStatuses, faults, replacementStatuses } from './tables.ts';

const picturesMax = 6;
const claimIdSchema = ownIdSchema.min(1).max(140);

const orderOfLineSchema = idSchema
  .optional()
  .describe('The order of the line, where the caller knows it: a line of another order is not found.');

export const openClaimSchema = z
  .strictObject({
    orderLineId: ownIdSchema.min(1).max(140),
    orderId: orderOfLineSchema,
    reason: textSchema(120, 1)
      .refine((text) => text.trim() !== '', 'Say what is wrong.')
      .describe('A code of the list of reasons, or a few words: reports count them.'),
    description: textSchema(2000).optional(),
    pictures: z.array(pictureReferenceSchema).max(picturesMax).optional(),
    pieces: piecesSchema.optional().describe('How many pieces are concerned.'),
    grams: z
      .int()
      .min(1)
      .max(100_000_000)
      .optional()
      .describe('Of a weighed line: how much of it is concerned.'),
    amount: sumSchema.optional().describe('What the customer asks for.'),
    wish: z.enum(claimOutcomes).optional().describe('Money back, or the goods again in a later round.'),
  })
  .refine(
    ({ pieces, grams, amount }) => pieces !== undefined || grams !== undefined || amount !== undefined,
    { path: ['pieces'], message: 'Say how many pieces or grams are concerned, or the amount.' },
  )
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
    outcome: z.enum(claimOutcomes).default('refund').describe('Money back, or the goods again (补发).'),
    amount: sumSchema
      .optional()
      .describe('Default: what was proposed, else asked for, else the share of the pieces concerned.'),
    pieces: piecesSchema
      .optional()
      .describe('Of `replacement`: how many come again; default those concerned.'),
    faultShares: sharesSchema.optional().describe('Default: what the list says of the reason.'),
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
    grams: z.int().nullable(),
    reasonCode: z.string().nullable().describe('Of the list of reasons; null for other words.'),
    wish: z.enum(claimOutcomes).nullable(),
    suggestedAmount: moneySchema
      .nullable()
      .describe('The share of what was left for the pieces or grams concerned.'),
    requestedAmount: moneySchema.nullable(),
    proposedAmount: moneySchema.nullable(),
    approvedAmount: moneySchema.nullable(),
    faultShares: z
      .record(z.string(), z.int())
      .nullable()
      .describe('Not shown to customers; null until approved.'),
    decision: z.string(),
    outcome: z.enum(claimOutcomes).nullable().describe('Null until approved.'),
    decidedBy: z.string().nullable().describe('Not shown to customers.'),
    decideBy: instantSchema.nullable().describe('By when it is to be decided; null once it is.'),
    objection: z.string().nullable().describe('What the leader says against the share of the fault.'),
    customerHistory: z
      .strictObject({
        claims: z.int().describe('Of the last 90 days, this one included.'),
        orders: z.int().describe('Orders of the last 90 days of which something was fetched.'),
        basisPoints: z.int().describe('Claims per 10,000 orders.'),
        amount: moneySchema.describe('What was given back for them.'),
        frequent: z.boolean().describe("Whether that is more than the shop's policy lets pass unseen."),
      })
      .nullable()
      .describe('Not shown to customers, and only where claims are read.'),
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
  overdue: z
    .boolean()
    .optional()
    .describe('Undecided though its time is over: what is left lying. Or the others.'),
});

export const readClaimReasonsSchema = z.strictObject({});

const reasonSchema = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, 'Give a short word of letters, like notFresh.')
    .describe('Stays the same when its words change.'),
  zh: textSchema(60, 1),
  en: textSchema(60, 1),
  faultShares: sharesSchema.optional().describe('Who bears the cost, where nobody says otherwise.'),
  retired: z.boolean().optional().describe('Not offered any more.'),
});

export const putClaimReasonsSchema = z
  .strictObject({
    reasons: z
      .array(reasonSchema)
      .min(1)
      .max(60)
      .refine((list) => new Set(list.map(({ code }) => code.toLowerCase())).size === list.length, {
        message: 'Each code once.',
      }),
    onlyListed: z.boolean().optional().describe('Whether words of one’s own are refused; default no.'),
  })
  .meta({
    id: 'PutClaimReasons',
    examples: [
      { reasons: [{ code: 'notFresh', zh: '不新鲜', en: 'Not fresh', faultShares: { supplier: 10_000 } }] },
    ],
  });

export const claimReasonsSchema = z
  .strictObject({
    onlyListed: z.boolean(),
    data: z.array(
      z.strictObject({
        code: z.string(),
        zh: z.string(),
        en: z.string(),
        faultShares: z.record(z.string(), z.int()).nullable().describe('For the shop alone.'),
        retired: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'ClaimReasons' });

export const suggestClaimSchema = z.strictObject({
  orderLineId: ownIdSchema.min(1).max(140),
  orderId: orderOfLineSchema,
  pieces: z.coerce.number().int().min(1).max(100_000).optional().describe('Default: all that were fetched.'),
  grams: z.coerce.number().int().min(1).max(100_000_000).optional(),
});

export const claimSuggestionSchema = z
  .strictObject({
    orderLineId: z.string(),
    amount: moneySchema.describe('The share of what is left for the pieces or grams.'),
    left: moneySchema.describe('The most that can go back.'),
    pieces: z.int(),
    piecesMax: z.int().describe('Fetched, and not made good yet.'),
    mayOpen: z.boolean().describe('Whether a claim can be opened now by whoever asks.'),
    closesAt: instantSchema
      .nullable()
      .describe('The end of the time for claims; null before anything is fetched.'),
    openClaimId: z.string().nullable().describe('A claim that waits for its decision.'),
  })
  .meta({ id: 'ClaimSuggestion' });

export const objectClaimSchema = z
  .strictObject({ claimId: claimIdSchema, comment: textSchema(1000, 1) })
  .meta({ id: 'ObjectClaim' });

export const replacementSchema = z
  .strictObject({
    id: ownIdSchema,
    claimId: z.string(),
    status: z.enum(replacementStatuses),
    orderId: z.string().describe('The order that was complained about.'),
    orderLineId: z.string(),
    customerId: z.string(),
    leaderId: z.string(),
    variantId: z.string(),
    pieces: z.int(),
    delivered: z.int(),
    refundAmount: moneySchema.describe('What goes back instead, for all pieces.'),
    newOrderId: z.string().nullable().describe('The order at 0.00 that brings them.'),
    newLineId: z.string().nullable(),
    createdAt: instantSchema,
    closedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Replacement' });

export type ReplacementView = z.output<typeof replacementSchema>;

export const replacementPageSchema = pageSchema(replacementSchema).meta({ id: 'ReplacementPage' });

export const listReplacementsSchema = z.strictObject({
  ...pageFields,
  status: z.enum(replacementStatuses).optional(),
  claimId: idSchema.optional(),
  customerId: idSchema.optional(),
  leaderId: idSchema.optional(),
});

export const replacementIdSchema = z.strictObject({ replacementId: claimIdSchema });

export const listRepeatClaimersSchema = z.strictObject({
  by: z.enum(['customer', 'leader', 'supplier']).default('customer').describe('Whose claims are added up.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const repeatClaimersSchema = z
  .strictObject({
    by: z.enum(['customer', 'leader', 'supplier']),
    from: instantSchema.describe('Claims opened since then are counted: 90 days.'),
    data: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string().describe('Of customers masked, as in 张**.'),
        claims: z.int(),
        approved: z.int(),
        orders: z.int().describe('Orders of the same time of which something was fetched.'),
        basisPoints: z.int().describe('Claims per 10,000 orders.'),
        amount: moneySchema.describe('What was given back for them.'),
        frequent: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'RepeatClaimers' });

/** How many goods that come again are looked at at a time. */
export const replacementsPerChunk = 200;
export const replacementIdsSchema = z.strictObject({
  replacementIds: z.array(z.string()).max(replacementsPerChunk),
});
export const countedSchema = z.strictObject({ done: z.int() });
