import { parseCsv, streamCsvRows } from 'hucre/csv';
import { unmarkText } from './formula-text.ts';
import { GridRows, UnreadableSheet } from './grid.ts';
import type { Grid } from './grid.ts';
import { decodeUtf8 } from './utf8.ts';

const DELIMITERS = [',', ';', '\t'] as const;
/** How much of a file shows what divides its cells. */
const SAMPLE_LENGTH = 20_000;
/** A last line of our own: when a quoted cell swallows it, a quote was never closed. */
const END_MARK = 'end';
const LINE_FEED = 0x0a;

/**
 * Reads CSV: UTF-8 with or without byte order mark, quoted cells, any line end, comma, semicolon or tab. The
 * apostrophe that marks a cell as text, as `writeSheet` and spreadsheets put it, is taken off.
 *
 * @throws UnreadableSheet when the bytes are no UTF-8, a quote is never closed, or limits are passed
 */
export function readCsv(bytes: Uint8Array): Grid {
  const text = textOf(bytes);
  const grid = new GridRows();
  let row = 0;
  let waiting: readonly string[] = [];
  for (const values of streamCsvRows(`${text}\n${END_MARK}`, { delimiter: delimiterOf(text) })) {
    grid.add(row, waiting.map(unmarkText));
    waiting = values.map(String);
    row += 1;
  }
  if (waiting.length !== 1 || waiting[0] !== END_MARK) {
    throw new UnreadableSheet(
      'quote_not_closed',
      `A quoted cell begins in row ${row} and never ends, add the ".`,
      row,
    );
  }
  return { rows: grid.rows, otherSheets: [] };
}

function textOf(bytes: Uint8Array): string {
  const decoded = decodeUtf8(bytes);
  if (decoded.ok) return decoded.text;
  const row = bytes.subarray(0, decoded.offset).reduce((sum, byte) => sum + (byte === LINE_FEED ? 1 : 0), 1);
  throw new UnreadableSheet(
    'file_not_utf8',
    `Row ${row} is not UTF-8 text; GBK cannot be told apart safely. Save the file as "CSV UTF-8" or as XLSX.`,
    row,
  );
}

/** The delimiter that divides the first row with content into most cells; a comma where none does. */
function delimiterOf(text: string): string {
  const header = /\S[\s\S]*/.exec(text.slice(0, SAMPLE_LENGTH))?.[0] ?? '';
  const widths = DELIMITERS.map((delimiter) => parseCsv(header, { delimiter, maxRows: 1 })[0]?.length ?? 0);
  return DELIMITERS[widths.indexOf(Math.max(...widths))] ?? ',';
}
