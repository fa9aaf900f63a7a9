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
  /** What it is counted in; steps of orders from before say none. */
  readonly unit: StepText;
  /** For one of them. */
  readonly each: string;
  /** How many, where it is more than one. */
  readonly times: StepText;
  /** Of which categories, where not of all. */
  readonly only: StepText;
  /** The same with the name of the promotion. */
  readonly named: StepText;
  /** The step's amount, and the other sums it speaks of, as people write them. */
  readonly zh: { readonly amount: string; readonly off: string };
  readonly en: { readonly amount: string; readonly off: string };
  readonly percent: string;
  /** What becomes of a gift when its condition is undone. */
  readonly undone: StepText;
}

/** Why a coupon does not count. */
const couponSentences: Readonly<Record<string, (words: Words) => StepText>> = {
  couponBelow: ({ only, zh, en }) => ({
    zh: `再买 ${zh.amount}就能用这张优惠券${only.zh}`,
    en: `${en.amount} more to use this coupon${only.en}`,
  }),
  couponOtherGoods: ({ only }) => ({
    zh: `购物车里没有这张优惠券可用的商品${only.zh}`,
    en: `This coupon is not for the goods in the cart${only.en}`,
  }),
  couponNothingLeft: () => ({
    zh: '优惠后已没有这张优惠券可减的金额',
    en: 'Nothing is left that this coupon could take off',
  }),
  couponToUse: ({ name, zh, en }) => ({
    zh: `您有优惠券可用：${name}，可减 ${zh.amount}`,
    en: `You have a coupon for this: ${name}, ${en.amount} off`,
  }),
  couponUnknown: () => ({ zh: '没有这个优惠码', en: 'There is no such coupon code' }),
  couponNotYours: () => ({ zh: '这张优惠券属于另一位顾客', en: 'This coupon belongs to another customer' }),
  couponSignIn: () => ({
    zh: '登录后才能用这张优惠券',
    en: 'This coupon is for customers who are signed in',
  }),
  couponUsedUp: () => ({ zh: '这张优惠券已用完', en: 'This coupon is used up' }),
  couponHad: () => ({ zh: '您已经用过这张优惠券', en: 'You have had this coupon already' }),
  couponNotYet: () => ({ zh: '这张优惠券还没到可用时间', en: 'This coupon is not good yet' }),
  couponOver: () => ({ zh: '这张优惠券已过期', en: 'This coupon has expired' }),
  couponOtherLeader: () => ({
    zh: '这张优惠券不适用于这位团长的订单',
    en: 'This coupon is not for orders with this leader',
  }),
};

const sentences: Readonly<Record<string, (words: Words) => StepText>> = {
  offerPrice: () => ({ zh: '团购价', en: 'Campaign price' }),
  flashPrice: () => ({ zh: '秒杀价', en: 'Flash price' }),
  campaignTier: ({ pieces, unit }) => ({
    zh: `大家一起满 ${pieces} ${unit.zh}的价格`,
    en: `The price from ${pieces} ${unit.en} on, everybody's together`,
  }),
  communityTier: ({ pieces, unit }) => ({
    zh: `邻里拼团满 ${pieces} ${unit.zh}的价格`,
    en: `The price from ${pieces} ${unit.en} on in the neighbourhood`,
  }),
  amountOff: ({ name, zh, en }) => ({ zh: `${name}：减${zh.amount}`, en: `${name}: ${en.amount} off` }),
  percentOff: ({ name, percent, zh, en }) => ({
    zh: `${name}：减${percent}，共${zh.amount}`,
    en: `${name}: ${percent} off, ${en.amount}`,
  }),
  giftForSpending: gift,
  giftForInviting: gift,
  spendMore: ({ named, zh, en }) => ({
    zh: `再买 ${zh.amount}，减 ${zh.off}${named.zh}`,
    en: `${en.amount} more for ${en.off} off${named.en}`,
  }),
  spendMorePercent: ({ named, percent, zh, en }) => ({
    zh: `再买 ${zh.amount}，减 ${percent}${named.zh}`,
    en: `${en.amount} more for ${percent} off${named.en}`,
  }),
  spendMoreForGift: ({ title, times, only, zh, en }) => ({
    zh: `再买 ${zh.amount}，送${title}${times.zh}${only.zh}`,
    en: `${en.amount} more for a gift: ${title}${times.en}${only.en}`,
  }),
  giftOutOfStock: ({ title }) => ({ zh: `赠品${title}已送完`, en: `No gift is left: ${title}` }),
  budgetUsedUp: ({ name }) => ({ zh: `${name}：名额已用完`, en: `${name}: all of it has been given` }),
  firstOrderHeld: ({ name }) => ({
    zh: `${name}：已用在您待付款的订单里`,
    en: `${name}: your order that waits for its payment has it`,
  }),
  firstOrderSignIn: ({ name }) => ({ zh: `新顾客首单可享：${name}`, en: `For a first order: ${name}` }),
  tierNext: ({ title, pieces, unit, each, zh, en }) => ({
    zh: `${title}再有 ${pieces} ${unit.zh}，每${unit.zh} ${zh.amount}`,
    en: `${title}: ${pieces} more make it ${en.amount} ${each}`,
  }),
  ...couponSentences,
};

function gift({ name, title, pieces, undone }: Words): StepText {
  return {
    zh: `${name}：送${title} ×${pieces}${undone.zh}`,
    en: `${name}: a gift, ${title} × ${pieces}${undone.en}`,
  };
}

const nothing: StepText = { zh: '', en: '' };

/** The name of a promotion and the categories it is for, where there are any. */
function inBrackets(name: string, categories: string): StepText {
  const zh = [name, categories && `限${categories}`].filter(Boolean);
  const en = [name, categories && `only ${categories.replaceAll('、', ', ')}`].filter(Boolean);
  return { zh: `（${zh.join('，')}）`, en: ` (${en.join(', ')})` };
}

/** What a gift costs where so much is taken back that it would not have been given (R11). */
function undoneOf({ worth, from }: NonNullable<PriceStep['facts']>, currency: string): StepText {
  const [least, price] = [Number(from), Number(worth)];
  return {
    zh: `（退货后不足 ${inChinese(least, currency)}，赠品按 ${inChinese(price, currency)}收）`,
    en: ` (${inEnglish(price, currency)} if what you keep falls below ${inEnglish(least, currency)})`,
  };
}

/** What a step or a hint says. The codes stay the same; the sentences may be put better. */
export function textOfStep({ reason, amount, facts = {} }: PriceStep, currency: string): StepText {
  const off = typeof facts.off === 'number' ? facts.off : 0;
  const basisPoints = typeof facts.basisPoints === 'number' ? facts.basisPoints : 0;
  const { pieces = '', unit, categories } = facts;
  const words: Words = {
    name: String(facts.name ?? ''),
    title: String(facts.title ?? ''),
    pieces: String(pieces),
    unit: { zh: String(unit ?? '件'), en: String(unit ?? 'pieces') },
    each: unit === undefined ? 'each' : `per ${unit}`,
    times: pieces === 1 ? nothing : { zh: ` ×${pieces}`, en: ` × ${pieces}` },
    only: categories === undefined ? nothing : inBrackets('', String(categories)),
    named: inBrackets(String(facts.name ?? ''), String(categories ?? '')),
    undone: facts.worth === undefined ? nothing : undoneOf(facts, currency),
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
