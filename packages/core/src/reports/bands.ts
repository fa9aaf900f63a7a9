import * as z from 'zod';

/*
 * The margins that the article names as usual, in basis points. Each bound belongs to its band (C24; section 4, bands).
 */

/** Up to 2,000.00 yuan a day for each community. */
const smallDaily = 200_000;
/** From 10,000.00 yuan a day over several communities. */
const matureDaily = 1_000_000;

const bands = {
  small: {
    low: 500,
    high: 800,
    zh: '单社区日销2000元以内，利润率通常为5%–8%',
    en: 'Up to 2,000 yuan a day for each community a margin of 5–8 % is usual',
  },
  middle: {
    low: 500,
    high: 1500,
    zh: '整体利润率通常为5%–15%',
    en: 'A margin of 5–15 % is usual over all',
  },
  mature: {
    low: 1000,
    high: 1500,
    zh: '覆盖多个社区、日销万元以上，利润率可达10%–15%',
    en: 'From 10,000 yuan a day over several communities a margin of 10–15 % can be reached',
  },
  fresh: {
    low: 800,
    high: 1200,
    zh: '生鲜扣除佣金后的差价通常为8%–12%',
    en: 'Fresh goods usually leave 8–12 % of the price after commission',
  },
  daily: {
    low: 300,
    high: 500,
    zh: '日用品扣除佣金后的差价通常为3%–5%',
    en: 'Daily goods usually leave 3–5 % of the price after commission',
  },
} as const;

type BandName = keyof typeof bands;

const positions = {
  below: { zh: '低于该区间', en: 'below it' },
  inside: { zh: '在该区间内', en: 'inside it' },
  above: { zh: '高于该区间', en: 'above it' },
} as const;

export const bandSchema = z
  .strictObject({
    band: z.enum(Object.keys(bands) as [BandName, ...BandName[]]),
    lowBasisPoints: z.int().describe('Both bounds belong to the band.'),
    highBasisPoints: z.int(),
    position: z.enum(['below', 'inside', 'above']).nullable().describe('Null where there is no margin.'),
    zh: z.string(),
    en: z.string(),
  })
  .meta({ id: 'MarginBand', description: 'What is usual, and where this margin lies.' });

export type Band = z.output<typeof bandSchema>;

/** What a margin is measured by. */
export interface MarginFacts {
  readonly communities: number;
  /** Minor units, over all communities and days. */
  readonly netSales: number;
  readonly days: number;
  readonly marginBasisPoints: number | null;
}

/**
 * The band of a margin by the size of the business: net sales over calendar days. The bounds are yuan, so a shop with
 * another currency has no band.
 */
export function marginBand(
  { communities, netSales, days, marginBasisPoints }: MarginFacts,
  currency: string,
): Band | null {
  if (currency !== 'CNY') return null;
  const mature = communities >= 2 && netSales >= matureDaily * days;
  const small = netSales <= smallDaily * Math.max(1, communities) * days;
  return bandOf(mature ? 'mature' : small ? 'small' : 'middle', marginBasisPoints);
}

const freshWords =
  /生鲜|水果|果|蔬|菜|肉|禽|蛋|水产|海鲜|鱼|虾|fruit|vegetable|meat|poultry|egg|fish|seafood|fresh/i;
const dailyWords = /日用|百货|纸|清洁|洗护|粮油|米面|household|daily|paper|cleaning|grain|oil/i;

/** The band of what a category leaves after cost and commission, as a share of its price; null for other categories. */
export function categoryBand(category: string, marginBasisPoints: number | null): Band | null {
  if (dailyWords.test(category)) return bandOf('daily', marginBasisPoints);
  return freshWords.test(category) ? bandOf('fresh', marginBasisPoints) : null;
}

function bandOf(name: BandName, margin: number | null): Band {
  const { low, high, zh, en } = bands[name];
  const position = margin === null ? null : margin < low ? 'below' : margin > high ? 'above' : 'inside';
  const words = position === null ? { zh: '', en: '' } : positions[position];
  return {
    band: name,
    lowBasisPoints: low,
    highBasisPoints: high,
    position,
    zh: position === null ? zh : `${zh}；现为${percent(margin)}，${words.zh}`,
    en: position === null ? en : `${en}; this one is ${percent(margin)}, ${words.en}`,
  };
}

/** Basis points as people write them: 771 is `7.71%`. */
function percent(basisPoints: number | null): string {
  return `${String((basisPoints ?? 0) / 100)}%`;
}

/** What else the article says of profit: for the plan that a shop writes before it begins (计划书). */
export const planNotes: readonly { readonly zh: string; readonly en: string }[] = [
  {
    zh: '月采购额超过返点门槛后，供应商返点可增加1%–3%的利润',
    en: 'Above the threshold of a month, the rebate of a supplier can add 1–3 points of profit',
  },
  {
    zh: '生鲜损耗率从10%降到5%，利润可提升3%–5%',
    en: 'Bringing the shrinkage of fresh goods from 10 % down to 5 % can add 3–5 points of profit',
  },
  {
    zh: '初期可能不赚钱甚至亏损，通常运营3–6个月后利润逐渐稳定',
    en: 'The beginning may bring a loss; profit usually becomes steady after 3 to 6 months',
  },
  {
    zh: '主要风险：商品损耗、团长流失',
    en: 'The main risks: spoilage, and leaders who leave',
  },
];
