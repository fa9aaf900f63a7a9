import { money } from '../shared/schemas.ts';
import type { OrderLine } from './order.ts';
import type { OrderView } from './schemas.ts';
import { inChinese, inEnglish, type StepText } from './step-text.ts';

type WeightView = NonNullable<OrderView['lines'][number]['weight']>;

/** What a line of weighed goods shows of its weight (R27); null for goods sold by the piece. */
export function weightView(
  line: OrderLine,
  gramsPerUnit: number | null,
  currency: string,
): WeightView | null {
  if (gramsPerUnit === null) return null;
  const { grams, weightDrop } = line;
  const pieces = line.weighedPieces ?? line.allocated ?? line.pieces - line.cancelled;
  const nominalGrams = gramsPerUnit * pieces;
  const text = textOfWeight(nominalGrams, grams, weightDrop, currency);
  return { pieces, nominalGrams, grams, given: money(weightDrop, currency), text };
}

function textOfWeight(nominalGrams: number, grams: number | null, given: number, currency: string): StepText {
  const nominal = String(nominalGrams);
  if (grams === null)
    return { zh: `标准重 ${nominal} 克，装袋时称重`, en: `${nominal} g nominal, weighed when it is packed` };
  const packed = String(grams);
  if (given > 0) {
    return {
      zh: `标准重 ${nominal} 克，实重 ${packed} 克，少的已退 ${inChinese(given, currency)}`,
      en: `${nominal} g nominal, ${packed} g packed: ${inEnglish(given, currency)} taken off for what is missing`,
    };
  }
  if (grams > nominalGrams) {
    return {
      zh: `标准重 ${nominal} 克，实重 ${packed} 克，多的不收钱`,
      en: `${nominal} g nominal, ${packed} g packed: what is above is free`,
    };
  }
  return {
    zh: `标准重 ${nominal} 克，实重 ${packed} 克`,
    en: `${nominal} g nominal, ${packed} g packed`,
  };
}
