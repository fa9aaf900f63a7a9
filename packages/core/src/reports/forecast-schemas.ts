import * as z from 'zod';
import { basisPointsSchema, moneySchema, priceSchema, sumSchema } from '../shared/schemas.ts';
import { bandSchema } from './bands.ts';

const membersMax = 100_000;

export const forecastInputSchema = z
  .strictObject({
    communities: z.int().min(1).max(1000).default(1),
    dailySales: priceSchema
      .optional()
      .describe('Of a day over all communities, instead of `members` and `orderRateBasisPoints`.'),
    members: z.int().min(1).max(membersMax).optional().describe('Of each community.'),
    orderRateBasisPoints: basisPointsSchema
      .optional()
      .describe('How many of the members order on a day: 1000 is one in ten.'),
    basket: sumSchema.optional().describe('What an order brings.'),
    marginBasisPoints: basisPointsSchema
      .optional()
      .describe('What is left of the sales after the goods; commission and loss as given here come off it.'),
    price: sumSchema.optional().describe('Of a piece, with `cost` instead of `marginBasisPoints`.'),
    cost: priceSchema.optional(),
    commissionBasisPoints: basisPointsSchema.default(0),
    lossBasisPoints: basisPointsSchema
      .default(0)
      .describe('Goods lost, as a share of the cost of the goods.'),
    rebateBasisPoints: basisPointsSchema.default(0).describe('Of suppliers, on the cost of the goods.'),
    promotionBudget: priceSchema.optional().describe('Of the whole period.'),
    fixedCosts: priceSchema.optional().describe('Van, rent, wages, fees of the whole period.'),
    days: z.int().min(1).max(366).default(30),
  })
  .meta({
    id: 'ForecastInput',
    examples: [
      {
        communities: 3,
        dailySales: { amount: 500_000, currency: 'CNY' },
        marginBasisPoints: 800,
        days: 30,
      },
    ],
  });

const sumsFields = {
  sales: moneySchema,
  cost: moneySchema,
  commission: moneySchema,
  loss: moneySchema,
  rebates: moneySchema,
  promotions: moneySchema,
  fixedCosts: moneySchema,
  profit: moneySchema.describe('sales − cost − commission − loss + rebates − promotions − fixedCosts.'),
};

const textFields = { zh: z.string(), en: z.string() };

export const forecastSchema = z
  .strictObject({
    days: z.int(),
    ordersPerDay: z.int().nullable().describe('Null where nothing says what an order brings.'),
    daily: z.strictObject(sumsFields).describe('A day, with its share of budget and fixed costs.'),
    period: z.strictObject(sumsFields).describe('All days, each sum rounded once.'),
    marginBasisPoints: z.int().nullable().describe('Profit of the period by its sales.'),
    band: bandSchema.nullable().describe('What is usual at this size; null where the currency is not yuan.'),
    perPiece: z
      .strictObject({
        spread: moneySchema.describe('price − cost.'),
        commission: moneySchema,
        loss: moneySchema,
        rebate: moneySchema,
        net: moneySchema.describe('spread − commission − loss + rebate.'),
      })
      .nullable()
      .describe('Where price and cost of a piece are given.'),
    breakEven: z.strictObject({
      dailySales: moneySchema.nullable().describe('Null where every sale loses money.'),
      ordersPerDay: z.int().nullable().describe('Null too where no `basket` is given.'),
    }),
    sensitivity: z
      .array(
        z.strictObject({
          input: z.string(),
          ...textFields,
          lower: moneySchema.describe('Profit of the period with this input 10 % lower.'),
          higher: moneySchema.describe('And 10 % higher.'),
        }),
      )
      .describe('What moves the profit most comes first.'),
    notes: z.array(z.strictObject(textFields)).describe('What else a plan should reckon with.'),
  })
  .meta({ id: 'Forecast', description: 'What a plan brings (计划书).' });
