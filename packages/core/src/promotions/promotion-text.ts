import { inChinese, inEnglish, type StepText } from '../orders/step-text.ts';
import type { DiscountStep, Gift, Promotion } from './terms.ts';

type Told = Pick<Promotion, 'kind' | 'terms'>;

/** What a promotion gives, as a neighbour reads it before there is a cart: 满 30.00 元送鸡蛋. */
export function textOfPromotion(
  { kind, terms }: Told,
  currency: string,
  giftTitle: string | undefined,
): StepText {
  const { steps, gift, every, categories } = terms;
  const [zh, en] =
    gift === null ? stepsText(kind, steps, currency) : giftText(gift, every, giftTitle ?? '', currency);
  if (categories.length === 0) return { zh, en };
  return { zh: `${zh}（限${categories.join('、')}）`, en: `${en} (only ${categories.join(', ')})` };
}

/** In both languages: the first is Chinese. */
type Both = readonly [string, string];

function stepsText(kind: Promotion['kind'], steps: readonly DiscountStep[], currency: string): Both {
  const first: Both = kind === 'firstOrder' ? ['首单', ' on the first order'] : ['', ''];
  const told = steps.map(({ from, amount, basisPoints }): Both => {
    const percent = `${String((basisPoints ?? 0) / 100)}%`;
    const off: Both =
      amount === null ? [percent, percent] : [inChinese(amount, currency), inEnglish(amount, currency)];
    return from === 0
      ? [`减 ${off[0]}`, `${off[1]} off`]
      : [`满 ${inChinese(from, currency)}减 ${off[0]}`, `${off[1]} off from ${inEnglish(from, currency)}`];
  });
  return [first[0] + told.map(([zh]) => zh).join('，'), told.map(([, en]) => en).join(', ') + first[1]];
}

function giftText({ pieces, from }: Gift, every: number | null, title: string, currency: string): Both {
  const times: Both = pieces === 1 ? ['', ''] : [` ×${String(pieces)}`, ` × ${String(pieces)}`];
  if (every !== null) {
    const newcomers = every === 1 ? 'newcomer' : `${String(every)} newcomers`;
    return [
      `每邀请 ${String(every)} 位新邻居进群，送${title}${times[0]}`,
      `A gift for every ${newcomers} you bring to the group: ${title}${times[1]}`,
    ];
  }
  return [
    `满 ${inChinese(from, currency)}送${title}${times[0]}`,
    `A gift from ${inEnglish(from, currency)}: ${title}${times[1]}`,
  ];
}
