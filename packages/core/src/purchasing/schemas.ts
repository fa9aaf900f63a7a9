import * as z from 'zod';
import { pictureReferenceSchema } from '../pictures/schemas.ts';
import {
  idSchema,
  instantSchema,
  moneySchema,
  noteSchema,
  ownIdSchema,
  pageFields,
  piecesSchema,
  priceSchema,
  textSchema,
} from '../shared/schemas.ts';
import { purchaseOrderStatuses, supplierAnswers } from './tables.ts';

const countSchema = z.int().min(0).max(1_000_000);

export const purchaseOrderIdSchema = z.strictObject({ purchaseOrderId: ownIdSchema.max(140) });

const purchaseLineSchema = z
  .strictObject({
    id: z.string(),
    variantId: z.string(),
    externalId: z.string().describe('The variant in the host shop.'),
    title: z.string(),
    specification: z.string(),
    unit: z.string(),
    needed: z.int().describe('Firm pieces at the freeze, gifts included.'),
    buffer: z.int().describe('Bought on top for loss (R24).'),
    fromStock: z.int().describe('Taken from stock first.'),
    packSize: z.int(),
    ordered: z.int().describe('A multiple of the pack.'),
    cases: z.int().describe('Whole packs of what is ordered.'),
    loose: z.int().describe('Pieces beside whole packs, after a correction.'),
    promisedOn: z.string().nullable().describe('The day the supplier named, where it is another.'),
    unitCost: moneySchema.describe('Expected; the receipt names the actual one (R25).'),
    expected: moneySchema.describe('Ordered × unit cost.'),
    gramsPerUnit: z.int().nullable(),
    accepted: z.int(),
    rejected: z.int(),
    missing: z.int(),
    over: z.int().describe('Accepted beyond what was ordered.'),
    acceptedCost: moneySchema,
    short: z.int().describe('Pieces that nobody got, set at the closing.'),
    shortLines: z.int().describe('Order lines that got less than they need.'),
    surplus: z.int().describe('Pieces that no order needed: they went to stock.'),
    sentBack: z.int().describe('Accepted pieces that went back to the supplier later.'),
  })
  .meta({ id: 'PurchaseLine' });

export const purchaseOrderSchema = z
  .strictObject({
    id: ownIdSchema,
    shopName: z.string(),
    campaignId: z.string(),
    campaignTitle: z.string(),
    pickupDate: z.string(),
    cutoff: instantSchema,
    supplierId: z.string(),
    supplierExternalId: z.string(),
    supplierName: z.string(),
    status: z.enum(purchaseOrderStatuses),
    createdAt: instantSchema,
    sentAt: instantSchema.nullable(),
    lastSentAt: instantSchema.nullable(),
    sendings: z.int().describe('How often the whole sheet went out.'),
    supplierAnswer: z
      .enum(supplierAnswers)
      .describe('What the supplier said: confirmed as it stands, or corrected and waiting for the shop.'),
    answeredAt: instantSchema.nullable(),
    receivedAt: instantSchema.nullable(),
    closedAt: instantSchema.nullable().describe('When the goods were shared out.'),
    unsettledLines: z
      .int()
      .describe('Short lines whose refund has not followed yet, while `settling`; 0 otherwise.'),
    expectedTotal: moneySchema,
    acceptedTotal: moneySchema,
    lines: z.array(purchaseLineSchema),
  })
  .meta({ id: 'PurchaseOrder', description: 'What one supplier must bring for one cutoff (采购单).' });

export type PurchaseOrderView = z.output<typeof purchaseOrderSchema>;

export const generateSchema = z.strictObject({ campaignId: idSchema }).meta({ id: 'GeneratePurchaseOrders' });
export const generatedSchema = z
  .strictObject({
    outcome: z
      .enum(['generated', 'nothingOrdered'])
      .describe('`nothingOrdered`: the freeze found no firm piece, so there is nothing to buy.'),
    data: z.array(purchaseOrderSchema),
  })
  .meta({ id: 'GeneratedPurchaseOrders' });

const receiptLineSchema = z
  .strictObject({
    variantId: idSchema,
    accepted: countSchema.optional().describe('Good pieces. Weighed goods may be given in grams instead.'),
    grams: z.int().min(1).max(1_000_000_000).optional().describe('Accepted weight; it fills units by R27.'),
    rejected: countSchema.optional(),
    missing: countSchema.optional(),
    over: z.boolean().optional().describe('More than was ordered is right.'),
    unitCost: priceSchema.optional().describe("The actual cost of a unit; default the purchase order's."),
    supplierId: idSchema.optional().describe("Who really sold it; default the purchase order's supplier."),
    reason: textSchema(200).optional().describe('Why pieces were rejected; needed with `rejected`.'),
    pictures: z.array(pictureReferenceSchema).max(20).optional(),
  })
  .refine(({ accepted, grams }) => accepted === undefined || grams === undefined, {
    path: ['grams'],
    message: 'Give either accepted pieces or grams.',
  })
  .refine(({ rejected = 0, reason = '' }) => rejected === 0 || reason.trim() !== '', {
    path: ['reason'],
    message: 'Say why pieces were rejected.',
  })
  .refine(
    ({ accepted, grams, rejected, missing }) => (accepted ?? grams ?? rejected ?? missing) !== undefined,
    {
      path: ['accepted'],
      message: 'Say what was accepted, rejected or missing.',
    },
  )
  .meta({
    id: 'ReceiptLine',
    examples: [{ variantId: 'external:F001', accepted: 20, rejected: 20, reason: '压坏' }],
  });

export const receiveGoodsSchema = z
  .strictObject({
    purchaseOrderId: ownIdSchema.max(140),
    lines: z.array(receiptLineSchema).min(1).max(500),
    note: noteSchema.optional(),
  })
  .meta({ id: 'ReceiveGoods' });

const receivedLineSchema = z
  .strictObject({
    id: z.string(),
    variantId: z.string(),
    externalId: z.string(),
    title: z.string(),
    unit: z.string(),
    supplierId: z.string(),
    supplierName: z.string(),
    accepted: z.int(),
    rejected: z.int(),
    missing: z.int(),
    over: z.boolean(),
    grams: z.int().nullable(),
    unitCost: moneySchema,
    sentBack: z.int(),
    reason: z.string(),
    pictures: z.array(z.string()),
  })
  .meta({ id: 'ReceivedLine' });

export const goodsReceiptListSchema = z
  .strictObject({
    data: z.array(
      z
        .strictObject({
          id: z.string(),
          receivedAt: instantSchema,
          receivedBy: z.string(),
          late: z.boolean().describe('After the goods were shared out: these went to stock.'),
          note: z.string(),
          lines: z.array(receivedLineSchema),
        })
        .meta({ id: 'GoodsReceipt', description: 'Goods inspected at arrival (亲自验货).' }),
    ),
  })
  .meta({ id: 'GoodsReceiptList' });

export type GoodsReceiptList = z.output<typeof goodsReceiptListSchema>;

export const sendBackGoodsSchema = z
  .strictObject({
    purchaseOrderId: ownIdSchema.max(140),
    variantId: idSchema,
    pieces: piecesSchema,
    supplierId: idSchema
      .optional()
      .describe('Who sold them, where several did; default the newest receipt first.'),
    reason: textSchema(200, 1),
  })
  .meta({
    id: 'SendBackGoods',
    examples: [
      { purchaseOrderId: 'pur_01KAQ3', variantId: 'external:F001', pieces: 5, reason: '开箱后发现烂' },
    ],
  });

export const sentBackSchema = z
  .strictObject({
    purchaseOrder: purchaseOrderSchema,
    returns: z.array(
      z
        .strictObject({
          id: z.string(),
          supplierId: z.string().describe('Who sold them, and owes them now.'),
          pieces: z.int(),
          cost: moneySchema.describe('At the cost of their receipt.'),
          fromStock: z.boolean(),
        })
        .meta({ id: 'GoodsReturn', description: 'Accepted goods that went back (退货给供应商).' }),
    ),
  })
  .meta({ id: 'SentBackGoods' });

const policyField = z.enum(['orderTime', 'proRataByPoint', 'oneEach', 'wholeOrders']).optional();

export const closePurchaseOrderSchema = purchaseOrderIdSchema
  .extend({
    policy: policyField.describe(
      "Who gets the goods when fewer arrived, as it was previewed; default the shop's policy. Of an order that is closed already it changes nothing.",
    ),
  })
  .meta({
    id: 'ClosePurchaseOrder',
    examples: [{ purchaseOrderId: 'pur_01KAQ3' }, { purchaseOrderId: 'pur_01KAQ3', policy: 'oneEach' }],
  });

export const closedSchema = z
  .strictObject({
    purchaseOrder: purchaseOrderSchema,
    shortages: z.array(
      z.strictObject({
        variantId: z.string(),
        title: z.string(),
        served: z.int().describe('Pieces that the orders got.'),
        short: z.int(),
        lines: z.int().describe('Order lines that got less than they need.'),
      }),
    ),
  })
  .meta({ id: 'ClosedPurchaseOrder' });

export const previewShortageSchema = z.strictObject({
  ...pageFields,
  purchaseOrderId: ownIdSchema.max(140),
  policy: policyField.describe(
    "To compare; default the shop's policy, which the closing follows unless it names another.",
  ),
});

const shortLineSchema = z
  .strictObject({
    orderLineId: z.string(),
    orderId: z.string(),
    customerId: z.string(),
    customerName: z.string(),
    pickupPointId: z.string(),
    pickupPointName: z.string(),
    variantId: z.string(),
    title: z.string(),
    unit: z.string(),
    needed: z.int(),
    allocated: z.int(),
    short: z.int(),
    refund: moneySchema.describe('What it costs less: refunded where it is paid, else not to be paid.'),
    paid: z.boolean(),
  })
  .meta({ id: 'ShortLine' });

export const shortagePreviewSchema = z
  .strictObject({
    purchaseOrderId: z.string(),
    policy: z.enum(['orderTime', 'proRataByPoint', 'oneEach', 'wholeOrders']),
    linesTotal: z.int(),
    ordersTotal: z.int(),
    refundTotal: moneySchema.describe('Of paid and unpaid orders.'),
    refunds: moneySchema.describe('Of it, what is paid back.'),
    commissionTotal: moneySchema.describe('Commission that leaders lose by it: it follows the money.'),
    supplierOwesLess: moneySchema.describe('Goods ordered and not accepted, at the cost expected.'),
    rebateLost: moneySchema.describe(
      "What the supplier's rebate of this month, as forecast now, would be higher with these goods.",
    ),
    surplus: z.array(z.strictObject({ variantId: z.string(), pieces: z.int() })),
    variants: z.array(
      z.strictObject({
        variantId: z.string(),
        title: z.string(),
        unit: z.string(),
        needed: z.int(),
        arrived: z.int(),
        short: z.int(),
        lines: z.int(),
        orders: z.int(),
      }),
    ),
    data: z.array(shortLineSchema).describe('One page of the short lines, by their ids.'),
    nextCursor: z.string().nullable(),
  })
  .meta({
    id: 'ShortagePreview',
    description: 'Who would come short and what would be refunded, were the purchase order closed now.',
  });
