import { parseAmount } from '../shared/currency.ts';
import { quoted } from '../shared/quoted.ts';
import type { RowCells } from './columns.ts';

/** The longest text of a cell that is kept. */
const MAX_TEXT_LENGTH = 200;

const YES = new Set(['是', 'yes', 'y', 'true', '1']);
const NO = new Set(['否', 'no', 'n', 'false', '0']);

/*
 * Each of these reads one cell and reports what is wrong with it; what it then answers is a placeholder, because
 * a row with a report is left out.
 */

/** A text on one line, at most 200 characters unless told otherwise; reports an empty one unless it is optional. */
export function textCell<Key extends string>(
  cells: RowCells<Key>,
  key: Key,
  optional = false,
  lengthMax = MAX_TEXT_LENGTH,
): string {
  const text = cells.text(key).replace(/\s+/g, ' ');
  if (text === '' && !optional) cells.report(key, 'missing', 'The cell is empty.');
  if (text.length > lengthMax)
    cells.report(key, 'too_long', `The text has ${text.length} characters, at most ${lengthMax} are kept.`);
  return text;
}

/** A whole number within bounds, both allowed. */
export function wholeNumberCell<Key extends string>(
  cells: RowCells<Key>,
  key: Key,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  const text = filled(cells, key);
  if (text === '') return min;
  if (!/^-?\d{1,15}$/.test(text)) {
    cells.report(key, 'not_a_whole_number', `${quoted(text)} is not a whole number.`);
    return min;
  }
  const value = Number(text);
  if (value < min || value > max)
    cells.report(key, 'out_of_range', `${text} is not between ${min} and ${max}.`);
  return value;
}

/** An amount of the currency in minor units, 0 or more. */
export function amountCell<Key extends string>(cells: RowCells<Key>, key: Key, currency: string): number {
  const text = filled(cells, key);
  if (text === '') return 0;
  const amount = parseAmount(text, currency);
  if (amount.ok) return amount.minor;
  cells.report(key, 'not_an_amount', `${amount.message}.`);
  return 0;
}

/** 是 or 否, yes or no. */
export function yesOrNoCell<Key extends string>(cells: RowCells<Key>, key: Key): boolean {
  const text = filled(cells, key).toLowerCase();
  if (text !== '' && !YES.has(text) && !NO.has(text)) {
    cells.report(key, 'not_yes_or_no', `${quoted(text)} is neither 是 (yes) nor 否 (no).`);
  }
  return YES.has(text);
}

/** A share from 0 to 100 %, in basis points: `10%` → 1000. A bare number is refused: 0.5 may mean 50 % or 0.5 %. */
export function percentageCell<Key extends string>(cells: RowCells<Key>, key: Key): number {
  const text = filled(cells, key);
  if (text === '') return 0;
  const [matched, whole = '', fraction = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%$/.exec(text) ?? [];
  if (matched === undefined) {
    cells.report(
      key,
      'not_a_percentage',
      `${quoted(text)} is not a percentage with at most two decimals, write 10%.`,
    );
    return 0;
  }
  const basisPoints = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  if (basisPoints > 10_000) cells.report(key, 'out_of_range', `${text} is more than 100%.`);
  return basisPoints;
}

/** The text with full-width digits and signs made plain; reports an empty cell. */
function filled<Key extends string>(cells: RowCells<Key>, key: Key): string {
  const text = cells.text(key).normalize('NFKC').trim();
  if (text === '') cells.report(key, 'missing', 'The cell is empty.');
  return text;
}
