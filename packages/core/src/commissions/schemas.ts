import * as z from 'zod';
import {
  basisPointsSchema,
  dateSchema,
  idSchema,
  instantSchema,
  moneySchema,
  nameSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  priceSchema,
  reasonSchema,
  referenceSchema,
  sumSchema,
} from '../shared/schemas.ts';
import { commissionKinds } from './tables.ts';

/** The key of an object made here, as it is asked for. */
const keySchema = ownIdSchema.min(1).max(140);

export const createCommissionRuleSchema = z
  .strictObject({
    offerId: keySchema.optional(),
    campaignId: idSchema.optional(),
    leaderId: idSchema.optional().describe("A leader's own rate."),
    leaderTier: nameSchema.optional().describe('The tier that leaders stand in, as the shop calls it.'),
    category: nameSchema.optional(),
    basisPoints: basisPointsSchema.optional().describe('1000 is 10 %; at most 100 %. 0 is a rule too.'),
    perPiece: priceSchema.optional().describe('A fixed sum for each piece instead of a rate.'),
    validFrom: instantSchema.optional().describe('Default, and at the earliest: now.'),
    validTo: instantSchema
      .optional()
      .describe('When it ends again, as for a launch boost; left out: when it is replaced.'),
  })
  .refine(({ basisPoints, perPiece }) => (basisPoints === undefined) !== (perPiece === undefined), {
    path: ['basisPoints'],
    message: 'Give either basisPoints or perPiece.',
  })
  .meta({
    id: 'CreateCommissionRule',
    description:
      'What it names it applies to; naming nothing it is the default of the shop. The most specific rule decides (C18).',
    examples: [{ leaderId: 'external:L01', basisPoints: 1200 }],
  });

export const commissionRuleSchema = z
  .strictObject({
    id: ownIdSchema,
    offerId: z.string().nullable(),
    campaignId: z.string().nullable(),
    leaderId: z.string().nullable(),
    leaderTier: z.string().nullable(),
    category: z.string().nullable(),
    basisPoints: z.int().nullable(),
    perPiece: moneySchema.nullable(),
    validFrom: instantSchema,
    validTo: instantSchema.nullable(),
    createdAt: instantSchema,
  })
  .meta({ id: 'CommissionRule' });

export const commissionRuleIdSchema = z.strictObject({ ruleId: keySchema });
export const listCommissionRulesSchema = z.strictObject({
  ...pageFields,
  leaderId: idSchema.optional(),
  campaignId: idSchema.optional(),
  inForce: z.boolean().optional().describe('Only rules that decide now.'),
});
export const commissionRulePageSchema = pageSchema(commissionRuleSchema).meta({ id: 'CommissionRulePage' });

const rateFields = {
  basisPoints: z.int().nullable().describe('Frozen when the order was placed.'),
  perPiece: moneySchema.nullable(),
  boostBasisPoints: z
    .int()
    .describe('The launch boost: a part of basisPoints, or a rate on top of perPiece (R40).'),
  uncapped: z
    .strictObject({
      basisPoints: z.int().nullable(),
      perPiece: moneySchema.nullable(),
      boostBasisPoints: z.int(),
    })
    .nullable()
    .describe(
      'What was declared, where all shares of the order together were lowered to the most that is shared.',
    ),
  base: z.enum(['net', 'gross']).describe('What the rate is applied to: after discounts, or before.'),
  ruleId: z.string().nullable(),
  decidedBy: z
    .enum(['offer', 'campaign', 'leader', 'leaderTier', 'category', 'shop'])
    .nullable()
    .describe('The most specific thing that the rule names.'),
};

export const commissionSchema = z
  .strictObject({
    id: ownIdSchema,
    leaderId: z.string(),
    orderId: z.string(),
    orderLineId: z.string(),
    campaignId: z.string(),
    title: z.string(),
    kind: z.enum(commissionKinds),
    status: z.enum(['unpaid', 'accrued', 'earned']).describe('By the clock.'),
    ...rateFields,
    pieces: z.int(),
    paid: moneySchema.describe('The net of the line.'),
    refunded: moneySchema,
    accrued: moneySchema,
    reversed: moneySchema,
    due: moneySchema.describe('The rate of what is left.'),
    taken: moneySchema
      .nullable()
      .describe(
        'What of it goes to the keeper of the pickup point, and is not in `due`; null: nothing is taken.',
      ),
    outOf: z.string().nullable().describe('The commission out of which this one is taken.'),
    placedAt: instantSchema,
    completedAt: instantSchema.nullable(),
    earnableAt: instantSchema.nullable().describe('The end of the claim window; null while a claim is open.'),
    earnedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Commission' });

export const listCommissionsSchema = z.strictObject({
  ...pageFields,
  leaderId: idSchema.optional(),
  campaignId: idSchema.optional(),
  orderId: idSchema.optional(),
  status: z.enum(['unpaid', 'accrued', 'earned']).optional(),
});
export const commissionPageSchema = pageSchema(commissionSchema).meta({ id: 'CommissionPage' });

export const commissionSummarySchema = z
  .strictObject({
    leaderId: z.string().nullable().describe('Null: all leaders together.'),
    pending: moneySchema.describe('Accrued and not yet earned.'),
    earned: moneySchema.describe('Earned and in no statement yet; below zero after a late refund.'),
    settled: moneySchema.describe('Credit that may be paid out; below zero it is carried as debt.'),
    debt: moneySchema.describe('What the next statements make up for first.'),
    paying: moneySchema.describe('On its way.'),
    paid: moneySchema,
    cash: moneySchema.describe("Money of customers in the leader's hand."),
  })
  .meta({ id: 'CommissionSummary' });

export const summariseCommissionsSchema = z.strictObject({ leaderId: idSchema.optional() });

/** Who it is about, by the names that people and the host shop know. */
const leaderFields = {
  leaderId: z.string(),
  leader: z.string().describe('The name of the leader.'),
  leaderExternalId: z.string().nullable(),
};

const sumFields = {
  carried: moneySchema.describe('The credit before it; debt is below zero.'),
  earned: moneySchema,
  reversed: moneySchema.describe('Taken back after it was earned; not above zero.'),
  bonus: moneySchema,
  charged: moneySchema.describe('What the leader answers for; not above zero.'),
  total: moneySchema.describe('earned + reversed + bonus + charged.'),
  cashSetOff: moneySchema,
  balance: moneySchema.describe('carried + total − cashSetOff: the credit after it.'),
};

const payoutStatusSchema = z.enum(['claimed', 'sent', 'failed', 'returned']);

export const statementSchema = z
  .strictObject({
    id: ownIdSchema,
    ...leaderFields,
    from: instantSchema.nullable().describe("The end of the leader's statement before; null for the first."),
    to: instantSchema.describe('Does not belong to the period.'),
    ...sumFields,
    payoutId: z.string().nullable(),
    payoutStatus: payoutStatusSchema
      .nullable()
      .describe('Null: nothing was paid by this statement itself. Credit may be paid by leader too.'),
    createdAt: instantSchema,
  })
  .meta({ id: 'Statement', description: 'The settled commissions of a leader and period.' });

export const previewStatementsSchema = z.strictObject({
  ...pageFields,
  leaderId: idSchema.optional(),
  to: dateSchema
    .optional()
    .describe('The first day that no longer belongs to the period; left out: everything up to now.'),
});
export const statementPreviewSchema = z
  .strictObject({
    ...leaderFields,
    from: instantSchema.nullable().describe("The end of the leader's last statement."),
    to: instantSchema.nullable().describe('Does not belong to the period; null: everything up to now.'),
    movements: z.int().describe('How many entries it would settle.'),
    ...sumFields,
  })
  .meta({ id: 'StatementPreview', description: 'What a statement would say if it were made now.' });
export const statementPreviewPageSchema = pageSchema(statementPreviewSchema).meta({
  id: 'StatementPreviewPage',
});
export const listUnsettledSchema = previewStatementsSchema;

export const statementIdSchema = z.strictObject({ statementId: keySchema });
export const listStatementsSchema = z.strictObject({
  ...pageFields,
  leaderId: idSchema.optional(),
  to: dateSchema.optional(),
});
export const statementPageSchema = pageSchema(statementSchema).meta({ id: 'StatementPage' });

export const statementLineSchema = z
  .strictObject({
    id: ownIdSchema,
    kind: z.enum(['earned', 'reversed', 'bonus', 'fault']),
    amount: moneySchema,
    datedAt: instantSchema,
    reason: z.string().describe('A code, or what somebody wrote.'),
    reasonTexts: z
      .strictObject({ zh: z.string(), en: z.string() })
      .describe('The same in words; of a claim also what was wrong.'),
    orderId: z.string().nullable(),
    orderLineId: z.string().nullable(),
    title: z.string().nullable(),
    pieces: z.int().nullable(),
    net: moneySchema.nullable(),
    refunded: moneySchema.nullable().describe('By now, also after this statement.'),
    refund: moneySchema.nullable().describe('Of what was taken back: the refund that it follows.'),
    commissionKind: z.enum(commissionKinds).nullable().describe('What the leader earned it as.'),
    ...rateFields,
    boostBasisPoints: rateFields.boostBasisPoints.nullable(),
    base: rateFields.base.nullable(),
  })
  .meta({ id: 'StatementLine', description: 'One movement of a statement with what it follows from.' });
export const listStatementLinesSchema = z.strictObject({ ...pageFields, statementId: keySchema });
export const statementLinePageSchema = pageSchema(statementLineSchema).meta({ id: 'StatementLinePage' });

export const payoutSchema = z
  .strictObject({
    id: ownIdSchema,
    ...leaderFields,
    statementId: z.string().nullable(),
    amount: moneySchema,
    status: payoutStatusSchema,
    reference: z.string().nullable(),
    failure: z.string().nullable().describe('Why it failed, or why the bank gave it back.'),
    claimedAt: instantSchema,
    settledAt: instantSchema.nullable(),
  })
  .meta({ id: 'Payout' });

export const claimPayoutSchema = z
  .strictObject({
    leaderId: idSchema.optional(),
    statementId: keySchema.optional(),
    amount: sumSchema.optional().describe('Default: the whole settled credit.'),
  })
  .refine(({ leaderId, statementId }) => (leaderId === undefined) !== (statementId === undefined), {
    path: ['leaderId'],
    message: 'Name either the leader or the statement.',
  })
  .meta({ id: 'ClaimPayout' });

export const payoutIdSchema = z.strictObject({ payoutId: keySchema });
export const confirmPayoutSchema = z
  .strictObject({
    payoutId: keySchema,
    reference: referenceSchema.describe('Of the transfer; counts once, for ever.'),
  })
  .meta({ id: 'ConfirmPayout' });
export const failPayoutSchema = z
  .strictObject({ payoutId: keySchema, failure: reasonSchema(300) })
  .meta({ id: 'FailPayout' });
export const returnPayoutSchema = z
  .strictObject({
    payoutId: keySchema,
    reference: referenceSchema.describe('Of the transfer that came back, as it was confirmed.'),
    reason: reasonSchema(300).describe('What the bank says.'),
  })
  .meta({
    id: 'ReturnPayout',
    examples: [{ reference: 'bank-2026-11-30-17', reason: '账户已注销' }],
  });
export const listPayoutsSchema = z.strictObject({
  ...pageFields,
  leaderId: idSchema.optional(),
  status: payoutStatusSchema.optional(),
});
export const payoutPageSchema = pageSchema(payoutSchema).meta({ id: 'PayoutPage' });
