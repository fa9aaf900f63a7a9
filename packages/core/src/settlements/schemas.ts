import * as z from 'zod';
import {
  dateSchema,
  idSchema,
  instantSchema,
  moneySchema,
  nameSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  reasonSchema,
  referenceSchema,
  textSchema,
} from '../shared/schemas.ts';
import { lineKinds, lineStatuses, receiverTypes } from './tables.ts';

const keySchema = ownIdSchema.min(1).max(140);
/** At most this many results in one call. */
const resultsMax = 1000;

const accountRules = {
  personal: [/^[\w@.+-]{5,128}$/, 'Give the open id, user id or login of a person at the provider.'],
  merchant: [/^\d{8,32}$/, 'Give the merchant number: 8 to 32 digits.'],
} as const;

export const putReceiverSchema = z
  .strictObject({
    leaderId: idSchema,
    type: z.enum(receiverTypes).describe('A person or a merchant at the provider.'),
    account: textSchema(128, 1).describe('Open id, user id or merchant number at the provider.'),
    name: nameSchema
      .optional()
      .describe('As the provider knows it; a merchant needs one. Left out: it is not compared.'),
  })
  .superRefine(({ type, account, name }, context) => {
    const [pattern, message] = accountRules[type];
    if (!pattern.test(account)) context.addIssue({ code: 'custom', path: ['account'], message });
    if (type === 'merchant' && name === undefined)
      context.addIssue({ code: 'custom', path: ['name'], message: 'A merchant needs its name.' });
  })
  .meta({
    id: 'PutReceiver',
    examples: [{ leaderId: 'external:L01', type: 'personal', account: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' }],
  });

export const receiverLeaderSchema = z.strictObject({ leaderId: idSchema });

export const receiverSchema = z
  .strictObject({
    leaderId: z.string(),
    type: z.enum(receiverTypes),
    account: z.string().describe('Masked: only the settlement file names it in full.'),
    name: z.string().nullable().describe('Masked.'),
    changedAt: instantSchema,
  })
  .meta({ id: 'Receiver', description: "A leader's account at a split-payment provider." });

export const removedReceiverSchema = z
  .strictObject({ leaderId: z.string(), removed: z.boolean() })
  .meta({ id: 'RemovedReceiver' });

const outsideSchema = z
  .strictObject({
    bonus: moneySchema.describe('Bonuses: they belong to no order.'),
    charged: moneySchema.describe('What the leader answers for; not above zero.'),
    overCap: moneySchema.describe('Above the share of an order that the provider lets go.'),
    noReference: moneySchema.describe('Orders that were not paid at the provider: cash, or to the leader.'),
    uncovered: moneySchema.describe('What debt, cash set off or a payout has already used.'),
    debt: moneySchema.describe('Taken back beyond what was split for the order: carried; not above zero.'),
    total: moneySchema.describe('The sum of these: paid by an ordinary payout, as far as it is credit.'),
  })
  .meta({ id: 'OutsideSettlement', description: 'What of a statement does not go through the provider.' });

export const settlementSchema = z
  .strictObject({
    id: ownIdSchema,
    statementId: z.string(),
    leaderId: z.string(),
    receiver: receiverSchema.omit({ leaderId: true, changedAt: true }),
    capBasisPoints: z.int().describe('How much of what was paid for an order may be split.'),
    total: moneySchema.describe('Of the statement: split − reversal + outside.total.'),
    split: moneySchema,
    reversal: moneySchema,
    outside: outsideSchema,
    createdAt: instantSchema,
  })
  .meta({ id: 'Settlement', description: 'What of a statement goes through a split-payment provider.' });

export const settlementIdSchema = z.strictObject({ settlementId: keySchema });
export const listSettlementsSchema = z.strictObject({ ...pageFields, leaderId: idSchema.optional() });
export const settlementPageSchema = pageSchema(settlementSchema).meta({ id: 'SettlementPage' });

const oneOfBoth = {
  path: ['statementId'],
  message: 'Give either statementId or to.',
};
const chosenFields = {
  statementId: keySchema.optional(),
  to: dateSchema
    .optional()
    .describe('Every statement whose period ends on this day, in the zone of the shop.'),
};

export const createSettlementsSchema = z
  .strictObject(chosenFields)
  .refine(({ statementId, to }) => (statementId === undefined) !== (to === undefined), oneOfBoth)
  .meta({ id: 'CreateSettlements', examples: [{ to: '2026-12-01' }] });

const sumFields = {
  split: moneySchema,
  reversal: moneySchema,
  outside: outsideSchema,
  total: moneySchema.describe('Of the statements: split − reversal + outside.total.'),
};

export const createdSettlementsSchema = z
  .strictObject({
    created: z.int(),
    lines: z.int(),
    ...sumFields,
    settlementId: z.string().nullable().describe('The settlement of the one statement that was asked for.'),
  })
  .meta({ id: 'CreatedSettlements' });

export const previewSettlementsSchema = z.strictObject({
  ...pageFields,
  ...chosenFields,
  leaderId: idSchema.optional(),
});

export const heldForSchema = z.enum(['delivery', 'claim', 'claimWindow', 'statement']);

export const settlementPreviewSchema = z
  .strictObject({
    ready: z
      .strictObject({ statements: z.int(), lines: z.int(), ...sumFields })
      .nullable()
      .describe('What `create` would make now of the statements that were asked for; null when none were.'),
    unsettled: moneySchema.describe(
      'Earned, of this leader or of all, and in no statement yet; below zero after late refunds.',
    ),
    data: z.array(
      z.strictObject({
        leaderId: z.string(),
        orderId: z.string(),
        orderLineId: z.string(),
        kind: z.string(),
        amount: moneySchema,
        waitsFor: heldForSchema.describe('What must happen before it may be split.'),
        until: instantSchema
          .nullable()
          .describe('The end of the claim window; null while that is not known.'),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({
    id: 'SettlementPreview',
    description: 'Commission that is not split yet, and until when it waits.',
  });

const settlementLineSchema = z
  .strictObject({
    number: z.string().describe('The idempotency number, at most 32 characters; a retry keeps it.'),
    settlementId: z.string(),
    statementId: z.string(),
    leaderId: z.string(),
    orderId: z.string(),
    orderExternalId: z.string().nullable(),
    kind: z.enum(lineKinds).describe('Money to the receiver, or money back from it (分账回退).'),
    receiverType: z.enum(receiverTypes),
    receiverAccount: z.string().describe('In full for the shop, masked for the leader.'),
    receiverName: z.string().nullable(),
    amount: moneySchema,
    paymentReference: z.string().describe('Of the payment that is split.'),
    reverses: z.string().nullable().describe('The number of the split that a reversal takes back.'),
    description: z.string(),
    status: z.enum(lineStatuses),
    attempt: z.int().describe('How often it was put on its way; a retry counts one more.'),
    reference: z.string().nullable().describe("The provider's own number."),
    failure: z.string().nullable(),
    createdAt: instantSchema,
    settledAt: instantSchema.nullable(),
  })
  .meta({ id: 'SettlementLine', description: 'One instruction to a split-payment provider.' });

export const listSettlementLinesSchema = z.strictObject({
  ...pageFields,
  settlementId: keySchema.optional(),
  leaderId: idSchema.optional(),
  orderId: idSchema.optional(),
  kind: z.enum(lineKinds).optional(),
  status: z.enum(lineStatuses).optional().describe('`claimed` is what the provider has yet to do.'),
});
export const settlementLinePageSchema = pageSchema(settlementLineSchema).meta({ id: 'SettlementLinePage' });

const numberSchema = textSchema(32, 1).describe('The number of the line.');
const attemptSchema = z
  .int()
  .min(1)
  .optional()
  .describe('Which attempt it is the result of: a late result of an earlier one is refused then.');
const resultsOf = <Result extends z.ZodType>(result: Result) =>
  z.strictObject({ results: z.array(result).min(1).max(resultsMax) });

export const confirmSettlementsSchema = resultsOf(
  z.strictObject({
    number: numberSchema,
    reference: referenceSchema.optional().describe("The provider's own number."),
    attempt: attemptSchema,
  }),
).meta({ id: 'ConfirmSettlements', examples: [{ results: [{ number: '01KAQ3W8ZC0000F7M2X9TD4EAB-1' }] }] });

export const failSettlementsSchema = resultsOf(
  z.strictObject({
    number: numberSchema,
    failure: reasonSchema(500).describe('What the provider said.'),
    attempt: attemptSchema,
  }),
).meta({
  id: 'FailSettlements',
  examples: [{ results: [{ number: '01KAQ3W8ZC0000F7M2X9TD4EAB-1', failure: 'NO_AUTH' }] }],
});

export const retrySettlementsSchema = resultsOf(z.strictObject({ number: numberSchema })).meta({
  id: 'RetrySettlements',
  examples: [{ results: [{ number: '01KAQ3W8ZC0000F7M2X9TD4EAB-1' }] }],
});

export const settlementResultsSchema = z
  .strictObject({
    changed: z.int(),
    refused: z.int(),
    data: z.array(
      z.strictObject({
        row: z.int().describe('Its place in what was sent, from 0.'),
        number: z.string(),
        outcome: z.enum(['changed', 'unchanged', 'refused']),
        code: z.string().nullable().describe('Why it was refused.'),
        message: z.string().nullable(),
        status: z.enum(lineStatuses).nullable().describe('As it is now; null when there is no such line.'),
      }),
    ),
  })
  .meta({ id: 'SettlementResults', description: 'What became of each result.' });
