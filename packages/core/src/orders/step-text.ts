import { formatAmount } from '../shared/currency.ts';
import type { PriceStep } from './tables.ts';

/** A sentence for people, in both languages. */
export interface StepText {
  readonly zh: string;
  readonly en: string;
}

interface Words {
  readonly name: string;
  readonly title: string;
  readonly pieces: string;
  /** The step's amount, and the other sums it speaks of, as people write them. */
  readonly zh: { readonly amount: string; readonly off: string };
  readonly en: { readonly amount: string; readonly off: string };
  readonly percent: string;
}

const sentences: Readonly<Record<string, (words: Words) => StepText>> = {
  offerPrice: () => ({ zh: '团购价', en: 'Campaign price' }),
  flashPrice: () => ({ zh: '秒杀价', en: 'Flash price' }),
  campaignTier: ({ pieces }) => ({
    zh: `大家一起满${pieces}件的价格`,
    en: `The price from ${pieces} pieces on, everybody's together`,
  }),
  communityTier: ({ pieces }) => ({
    zh: `邻里拼团满${pieces}件的价格`,
    en: `The price from ${pieces} pieces on in the neighbourhood`,
  }),
  amountOff: ({ name, zh, en }) => ({ zh: `${name}：减${zh.amount}`, en: `${name}: ${en.amount} off` }),
  percentOff: ({ name, percent, zh, en }) => ({
    zh: `${name}：减${percent}，共${zh.amount}`,
    en: `${name}: ${percent} off, ${en.amount}`,
  }),
  giftForSpending: gift,
  giftForInviting: gift,
  spendMore: ({ name, zh, en }) => ({
    zh: `还差 ${zh.amount}减${zh.off}（${name}）`,
    en: `${en.amount} more for ${en.off} off (${name})`,
  }),
  spendMorePercent: ({ name, percent, zh, en }) => ({
    zh: `还差 ${zh.amount}减${percent}（${name}）`,
    en: `${en.amount} more for ${percent} off (${name})`,
  }),
  spendMoreForGift: ({ title, zh, en }) => ({
    zh: `还差 ${zh.amount}送${title}`,
    en: `${en.amount} more for a gift: ${title}`,
  }),
  giftOutOfStock: ({ title }) => ({ zh: `赠品${title}已送完`, en: `No gift is left: ${title}` }),
  firstOrderSignIn: ({ name }) => ({ zh: `新顾客首单可享：${name}`, en: `For a first order: ${name}` }),
  tierNext: ({ title, pieces, zh, en }) => ({
    zh: `${title}再有${pieces}件，每件${zh.amount}`,
    en: `${title}: ${pieces} more pieces make it ${en.amount} each`,
  }),
  couponBelow: ({ zh, en }) => ({
    zh: `还差 ${zh.amount}可用这张优惠券`,
    en: `${en.amount} more to use this coupon`,
  }),
  couponUnknown: () => ({ zh: '没有这个优惠码', en: 'There is no such coupon code' }),
  couponNotYours: () => ({ zh: '这张优惠券属于另一位顾客', en: 'This coupon belongs to another customer' }),
  couponUsedUp: () => ({ zh: '这张优惠券已用完', en: 'This coupon is used up' }),
  couponNotNow: () => ({ zh: '这张优惠券现在不能用', en: 'This coupon cannot be used now' }),
};

function gift({ name, title, pieces }: Words): StepText {
  return { zh: `${name}：送${title} ×${pieces}`, en: `${name}: a gift, ${title} × ${pieces}` };
}

/** What a step or a hint says. The codes stay the same; the sentences may be put better. */
export function textOfStep({ reason, amount, facts = {} }: PriceStep, currency: string): StepText {
  const off = typeof facts.off === 'number' ? facts.off : 0;
  const basisPoints = typeof facts.basisPoints === 'number' ? facts.basisPoints : 0;
  const words: Words = {
    name: String(facts.name ?? ''),
    title: String(facts.title ?? ''),
    pieces: String(facts.pieces ?? ''),
    zh: { amount: inChinese(amount, currency), off: inChinese(off, currency) },
    en: { amount: inEnglish(amount, currency), off: inEnglish(off, currency) },
    percent: `${String(basisPoints / 100)}%`,
  };
  return sentences[reason]?.(words) ?? { zh: reason, en: reason };
}

/** A sum in a Chinese sentence: `4.84 元`. */
export function inChinese(amount: number, currency: string): string {
  return currency === 'CNY' ? `${formatAmount(amount, currency)} 元` : inEnglish(amount, currency);
}

/** A sum in an English sentence: `4.84 CNY`. */
export function inEnglish(amount: number, currency: string): string {
  return `${formatAmount(amount, currency)} ${currency}`;
}
