import * as z from 'zod';
import { sharesSchema } from '../aftersales/schemas.ts';
import { pictureReferenceSchema } from '../pictures/schemas.ts';
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
import { shrinkageStages } from './tables.ts';

/** How many pieces one record may lose: each may be another neighbour's. */
const piecesMax = 5000;

const fields = {
  stage: z
    .enum(shrinkageStages)
    .describe(
      'Where: `receipt` bad though accepted and paid for; `sorting` and `transport` before the pickup point has the goods; `handover` there; `uncollected` of those nobody fetched in time; `stock` of goods that belong to no order.',
    ),
  campaignId: idSchema.optional().describe('The round; left out only for `stock`.'),
  variantId: idSchema,
  pieces: z.int().min(1).max(piecesMax).describe('Whole sale units.'),
  purchaseOrderId: ownIdSchema
    .max(140)
    .optional()
    .describe('Only `receipt`: which delivery, where several brought these goods.'),
  pickupPointId: idSchema
    .optional()
    .describe('The goods of one pickup point; by default those of the whole round.'),
  orderLineId: ownIdSchema.max(140).optional().describe('The goods of one line.'),
  fromStock: z
    .boolean()
    .optional()
    .describe(
      'Whether stock of the same goods makes the loss good, so that nobody comes short: by default while sorting, where stock is at hand.',
    ),
};

type Fields = z.output<z.ZodObject<typeof fields>>;

/** A rule of the input: whether it holds, the field it is about, and what to do. */
const rules: readonly (readonly [(input: Fields) => boolean, string, string])[] = [
  [
    ({ stage, campaignId }) => (stage === 'stock') === (campaignId === undefined),
    'campaignId',
    'Name the round, but for goods in stock.',
  ],
  [
    ({ stage, pickupPointId }) => pickupPointId === undefined || !isUnshared(stage),
    'pickupPointId',
    'These goods are not at a pickup point yet.',
  ],
  [
    ({ stage, orderLineId }) => orderLineId === undefined || !isUnshared(stage),
    'orderLineId',
    'These goods belong to no line yet.',
  ],
  [
    ({ stage, purchaseOrderId }) => purchaseOrderId === undefined || stage === 'receipt',
    'purchaseOrderId',
    'A purchase order is named at the stage receipt only.',
  ],
  [
    ({ stage, fromStock }) => fromStock !== true || !isUnshared(stage),
    'fromStock',
    'Only goods of orders are made good from stock.',
  ],
];

function isUnshared(stage: Fields['stage']): boolean {
  return stage === 'receipt' || stage === 'stock';
}

function check(
  input: Fields,
  { addIssue }: { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void },
) {
  for (const [holds, path, message] of rules)
    if (!holds(input)) addIssue({ code: 'custom', path: [path], message });
}

export const previewShrinkageSchema = z
  .strictObject(fields)
  .superRefine(check)
  .meta({ id: 'PreviewShrinkage' });

export const recordShrinkageSchema = z
  .strictObject({
    ...fields,
    reason: reasonSchema(200).describe('The cause, in a word or two: reports group by it.'),
    faultShares: sharesSchema.optional().describe('Who answers for it (R33); by default the shop.'),
    leaderId: idSchema
      .optional()
      .describe(
        "The leader who answers for a part; by default the line's, or the keeper of the pickup point.",
      ),
    pictures: z.array(pictureReferenceSchema).max(20).optional(),
    reference: referenceSchema
      .optional()
      .describe('Your own name of this loss: the same one counts once, for ever.'),
  })
  .superRefine(check)
  .meta({
    id: 'RecordShrinkage',
    examples: [
      {
        stage: 'sorting',
        campaignId: 'external:today',
        variantId: 'external:F001',
        pickupPointId: 'external:P01',
        pieces: 2,
        reason: '压坏',
        reference: 'sorting-table-1-000017',
      },
    ],
  });

export type RecordShrinkage = z.output<typeof recordShrinkageSchema>;
export type PreviewShrinkage = z.output<typeof previewShrinkageSchema>;

const planFields = {
  stage: z.enum(shrinkageStages),
  campaignId: z.string().nullable(),
  variantId: z.string(),
  title: z.string().describe('What the goods are called.'),
  unit: z.string(),
  pickupPointId: z.string().nullable(),
  orderLineId: z.string().nullable(),
  pieces: z.int(),
  fromStock: z.int().describe('Of these, made good by stock.'),
  short: z.int().describe('Of these, missing to lines, which are refunded.'),
};

export const shrinkagePreviewSchema = z
  .strictObject({
    ...planFields,
    refundTotal: moneySchema.describe('What goes back, or is no longer due where it is not paid yet.'),
    lines: z.array(
      z.strictObject({
        orderLineId: z.string(),
        orderId: z.string(),
        customerId: z.string(),
        pickupPointId: z.string(),
        wanted: z.int(),
        left: z.int(),
        short: z.int(),
        refund: moneySchema,
      }),
    ),
  })
  .meta({ id: 'ShrinkagePreview', description: 'Who would come short, were this loss written down now.' });

export const shrinkageRecordSchema = z
  .strictObject({
    id: ownIdSchema,
    ...planFields,
    cost: moneySchema.describe('What the goods did cost, at moving average (R25).'),
    reason: z.string(),
    faultShares: z.record(z.string(), z.int()),
    leaderId: z.string().nullable(),
    pictures: z.array(z.string()),
    recordedAt: instantSchema,
    recordedBy: z.string(),
    reference: z.string().nullable(),
    reversedAt: instantSchema.nullable().describe('When it was taken back, being written down by mistake.'),
    reversedBy: z.string().nullable(),
    reversal: z.string().nullable().describe('Why it was taken back.'),
    lines: z.array(
      z.strictObject({
        orderLineId: z.string(),
        orderId: z.string(),
        pieces: z.int().describe('What it lacks.'),
        cost: moneySchema,
      }),
    ),
  })
  .meta({ id: 'ShrinkageRecord', description: 'A loss that somebody wrote down (损耗登记).' });

export type ShrinkageRecordView = z.output<typeof shrinkageRecordSchema>;

export const shrinkageIdSchema = z.strictObject({ shrinkageId: ownIdSchema.max(140) });
export const reverseShrinkageSchema = z
  .strictObject({
    shrinkageId: ownIdSchema.max(140),
    reason: reasonSchema(200).describe('Why it is taken back.'),
  })
  .meta({ id: 'ReverseShrinkage', examples: [{ reason: '点错筐，货还在' }] });
export const listShrinkagesSchema = z.strictObject({
  ...pageFields,
  campaignId: idSchema.optional(),
  variantId: idSchema.optional(),
  stage: z.enum(shrinkageStages).optional(),
});
export const shrinkagePageSchema = pageSchema(shrinkageRecordSchema).meta({ id: 'ShrinkagePage' });
export type ShrinkagePage = z.output<typeof shrinkagePageSchema>;
