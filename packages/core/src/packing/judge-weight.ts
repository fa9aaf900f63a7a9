import { isPlausibleWeight } from '../shared/price-drop.ts';

/** A weight that makes no price (R27), with what was probably meant. */
export interface ImplausibleWeight {
  readonly problem: 'tooLight' | 'tooHeavy' | 'notWholeGrams';
  readonly nominalGrams: number;
  /** The lightest and the heaviest weight that is taken. */
  readonly leastGrams: number;
  readonly mostGrams: number;
  readonly meant: MeantWeight | null;
  readonly warning: { readonly zh: string; readonly en: string };
}

interface MeantWeight {
  readonly grams: number;
  /** What went wrong: typed in kilograms or 斤, digits too many or too few, a fraction of a gram. */
  readonly slip: 'kilograms' | 'jin' | 'digits' | 'fraction';
}

const slips: readonly (readonly [MeantWeight['slip'], number])[] = [
  ['kilograms', 1000],
  ['jin', 500],
  ['digits', 1 / 1000],
  ['digits', 1 / 100],
  ['digits', 1 / 10],
  ['digits', 10],
];

/** What is wrong with a weight typed for so many pieces; undefined where it is a price. */
export function implausibleWeight(
  typed: number,
  gramsPerUnit: number,
  pieces: number,
): ImplausibleWeight | undefined {
  const whole = Number.isSafeInteger(typed);
  if (whole && isPlausibleWeight(typed, gramsPerUnit, pieces)) return undefined;
  const nominalGrams = gramsPerUnit * pieces;
  const leastGrams = Math.ceil(nominalGrams / 2);
  const mostGrams = Math.floor((3 * nominalGrams) / 2);
  const meant = meantWeight(typed, gramsPerUnit, pieces);
  const problem =
    meant?.slip === 'fraction' ? 'notWholeGrams' : typed < nominalGrams ? 'tooLight' : 'tooHeavy';
  const facts = { problem, nominalGrams, leastGrams, mostGrams, meant } as const;
  return { ...facts, warning: warningOf(typed, facts) };
}

/** The slip that comes nearest to the nominal weight; a fraction of a plausible weight is just that. */
function meantWeight(typed: number, gramsPerUnit: number, pieces: number): MeantWeight | null {
  const nominal = gramsPerUnit * pieces;
  const rounded = Math.round(typed);
  if (isPlausibleWeight(rounded, gramsPerUnit, pieces)) return { grams: rounded, slip: 'fraction' };
  const candidates = slips
    .map(([slip, factor]) => ({ slip, grams: Math.round(typed * factor) }))
    .filter(({ grams }) => isPlausibleWeight(grams, gramsPerUnit, pieces));
  const [nearest] = candidates.toSorted((a, b) => Math.abs(a.grams - nominal) - Math.abs(b.grams - nominal));
  return nearest ?? null;
}

function warningOf(
  typed: number,
  { nominalGrams, leastGrams, mostGrams, meant }: Omit<ImplausibleWeight, 'warning'>,
): ImplausibleWeight['warning'] {
  const [number, nominal, least, most] = [typed, nominalGrams, leastGrams, mostGrams].map(String);
  const zh = `${number} 克不对：标准 ${nominal} 克，可填 ${least}–${most} 克的整数。`;
  const en = `${number} g cannot be: nominal is ${nominal} g, whole grams from ${least} to ${most} are taken.`;
  if (!meant) return { zh, en };
  const grams = String(meant.grams);
  const sentences = {
    kilograms: [`是不是按公斤填了？应为 ${grams} 克。`, `Were these kilograms? Then it is ${grams} g.`],
    jin: [`是不是按斤填了？应为 ${grams} 克。`, `Were these 斤 (500 g)? Then it is ${grams} g.`],
    digits: [`位数不对，是不是 ${grams} 克？`, `A slip of digits? Then it is ${grams} g.`],
    fraction: [`请填整克：${grams} 克。`, `Give whole grams: ${grams} g.`],
  } as const;
  const [meantZh, meantEn] = sentences[meant.slip];
  return { zh: `${zh}${meantZh}`, en: `${en} ${meantEn}` };
}
