import { quoted } from '../shared/quoted.ts';

/** The nominal weight of one sale unit, or why the specification does not tell it. */
export type NominalWeight =
  | { readonly ok: true; readonly grams: number }
  | { readonly ok: false; readonly code: 'weight_unknown' | 'weight_ambiguous'; readonly message: string };

const GRAMS: ReadonlyMap<string, number> = new Map([
  ['g', 1],
  ['克', 1],
  ['kg', 1000],
  ['千克', 1000],
  ['公斤', 1000],
  ['斤', 500],
  ['市斤', 500],
  ['两', 50],
]);

const WEIGHT = /(\d+(?:\.\d+)?)\s*(kg|千克|公斤|市斤|斤|两|g|克)(?![a-z])/g;
/** Any product asks for the number that counts: 250g×2, 2袋x250g. A range does when the weight is part of it. */
const PRODUCT = /[x×*]\s*\d|\d\s*[x×*]/;
const RANGE_BEFORE = /\d\s*[-\u2010-\u2015~至到/+]\s*$/;
const RANGE_AFTER = /^\s*[-\u2010-\u2015~至到/+]\s*\d/;
const HEAVIEST_GRAMS = 1_000_000;

/**
 * C14: the grams of one unit of weighed goods, from the specification (`约2.5kg` → 2500) or, where it names no
 * weight, from a unit that is one (斤 → 500). A range, a product, two weights, or a weight that contradicts the
 * unit is asked about, never guessed: 约250g of an apple sold by 斤 is the apple's weight, not that of the unit.
 */
export function nominalWeight(specification: string, unit: string): NominalWeight {
  const text = specification.normalize('NFKC').toLowerCase();
  const ofUnit = GRAMS.get(unit.normalize('NFKC').toLowerCase());
  const [found, ...others] = [...text.matchAll(WEIGHT)];
  if (found === undefined) return ofUnit === undefined ? unknown(unit) : { ok: true, grams: ofUnit };
  const [before, after] = [text.slice(0, found.index), text.slice(found.index + found[0].length)];
  if (others.length > 0 || PRODUCT.test(text) || RANGE_BEFORE.test(before) || RANGE_AFTER.test(after)) {
    return ambiguous(`${quoted(specification)} names more than one number, write one weight: 约500g`);
  }
  const grams = Math.round(Number(found[1]) * 1000 * (GRAMS.get(found[2] ?? '') ?? 0)) / 1000;
  if (!Number.isInteger(grams) || grams < 1 || grams > HEAVIEST_GRAMS) {
    return ambiguous(`${quoted(specification)} is not a weight of 1 g to 1,000 kg in whole grams`);
  }
  if (ofUnit !== undefined && ofUnit !== grams) {
    return ambiguous(
      `${quoted(specification)} is ${grams} g, but a unit of ${unit} is ${ofUnit} g: which is meant?`,
    );
  }
  return { ok: true, grams };
}

function unknown(unit: string): NominalWeight {
  const message = `Weighed goods sold by ${quoted(unit)} need the weight of one, write 约500g`;
  return { ok: false, code: 'weight_unknown', message };
}

function ambiguous(message: string): NominalWeight {
  return { ok: false, code: 'weight_ambiguous', message };
}
