import * as z from 'zod';
import {
  basisPointsSchema,
  idSchema,
  instantSchema,
  moneySchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  priceSchema,
  reasonSchema,
  referenceSchema,
  sumSchema,
} from '../shared/schemas.ts';
import { rebateModes } from './rebate-of.ts';

export const rebateModeSchema = z
  .enum(rebateModes)
  .describe('`whole`: the rate counts for the whole volume; `marginal`: for what lies above its threshold.');

const thresholdText = 'Passed by a volume strictly above it.';

export const putRebateTiersSchema = z
  .strictObject({
    supplierId: idSchema,
    mode: rebateModeSchema,
    tiers: z
      .array(
        z.strictObject({ threshold: priceSchema.describe(thresholdText), basisPoints: basisPointsSchema }),
      )
      .max(20)
      .describe('By rising threshold. None: no rebate.'),
  })
  .meta({
    id: 'PutRebateTiers',
    examples: [
      {
        supplierId: 'external:S-7',
        mode: 'whole',
        tiers: [{ threshold: { amount: 5_000_000, currency: 'CNY' }, basisPoints: 300 }],
      },
    ],
  });

export const rebateTierSchema = z
  .strictObject({ threshold: moneySchema.describe(thresholdText), basisPoints: z.int() })
  .meta({ id: 'RebateTier' });

export const rebateTiersSchema = z
  .strictObject({ supplierId: z.string(), mode: rebateModeSchema, tiers: z.array(rebateTierSchema) })
  .meta({ id: 'RebateTiers', description: "What a supplier gives back on a month's volume (返点)." });

export const supplierIdSchema = z.strictObject({ supplierId: idSchema });

export const receiveRebateSchema = z
  .strictObject({
    supplierId: idSchema,
    amount: sumSchema,
    reference: referenceSchema.describe('Of the transfer or credit note; counts once, for ever.'),
    setOff: z
      .boolean()
      .default(false)
      .describe('Taken off what the shop owes for goods, instead of money that arrived.'),
  })
  .meta({ id: 'ReceiveRebate' });

export const reverseRebateSchema = z
  .strictObject({
    supplierId: idSchema,
    rebateId: ownIdSchema.min(1).max(140),
    reason: reasonSchema(500),
  })
  .meta({ id: 'ReverseRebate', examples: [{ reason: '金额写错' }] });

export const rebateSchema = z
  .strictObject({
    id: ownIdSchema,
    supplierId: z.string(),
    amount: moneySchema.describe('Below zero: one that was recorded by mistake is taken back.'),
    reference: z.string(),
    setOff: z.boolean(),
    receivedAt: instantSchema,
  })
  .meta({ id: 'Rebate', description: 'Rebate that a supplier gave back.' });

export const listRebatesSchema = z.strictObject({ ...pageFields, supplierId: idSchema });
export const rebatePageSchema = pageSchema(rebateSchema)
  .extend({ due: moneySchema.describe('What the supplier still owes of the rebates stated.') })
  .meta({ id: 'RebatePage' });
