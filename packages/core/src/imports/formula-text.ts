/** What a spreadsheet takes for the start of a formula, full-width forms included, after any apostrophes. */
const STARTS_A_FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const MARKED = /^'(?='*[=+\-@\t\r\n＝＋－＠])/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * Makes a CSV cell harmless: one that would start a formula gets the apostrophe that marks text. A plain number
 * stays one; `+86…` does not count as a number, because spreadsheets would drop its plus.
 */
export function markText(cell: string): string {
  return STARTS_A_FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}

/** Takes off the apostrophe that `markText` put before a cell. */
export function unmarkText(cell: string): string {
  return cell.replace(MARKED, '');
}

/** What a formula shows whose file holds no result: it was written by a program and never computed. */
export const FORMULA_WITHOUT_RESULT = '#FORMULA!';

/** Whether a cell shows an error of the spreadsheet in place of its content: `#REF!`, `#N/A`. */
export function isFormulaError(cell: string): boolean {
  return /^#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FORMULA!)$/.test(cell);
}
