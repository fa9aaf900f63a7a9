import { amountCell, textCell, wholeNumberCell } from './cell-values.ts';
import { readList } from './columns.ts';
import type { Column, ParsedList, RowCells } from './columns.ts';
import type { Sheet } from './sheet.ts';

/** One line of a receipt sheet that came back filled in. */
export interface FilledReceiptRow {
  /** Row of the spreadsheet. */
  readonly row: number;
  readonly purchaseLineId: string;
  /** Whole sale units; null where grams are given or nothing is said. */
  readonly accepted: number | null;
  readonly grams: number | null;
  readonly rejected: number;
  readonly missing: number;
  /** Minor units; null where it is the expected cost. */
  readonly unitCost: number | null;
  readonly reason: string;
}

/**
 * Headers as `sheetOfReceipt` writes them. None may be left out: in a column that was renamed figures stand that nobody
 * would read, and the rest of the row would be taken as all that came.
 */
export const receiptColumns = {
  accepted: { headers: ['收货', 'accepted'] },
  grams: { headers: ['收货重量', 'accepted grams'] },
  rejected: { headers: ['拒收', 'rejected'] },
  missing: { headers: ['缺货', 'missing'] },
  unitCost: { headers: ['实际单价', 'actual unit cost'] },
  reason: { headers: ['拒收原因', 'reason'] },
  line: { headers: ['采购行号', 'purchase line'] },
} satisfies Record<string, Column>;

type ReceiptColumn = keyof typeof receiptColumns;

const PIECES = { min: 0, max: 1_000_000 };
const GRAMS = { min: 1, max: 1_000_000_000 };

/**
 * Understands a receipt sheet that was filled in: each row is found by the purchase line in its last column. A row in
 * which nothing was filled in is passed over: its goods have not come yet.
 *
 * @param currency ISO 4217, of the shop
 */
export function parseFilledReceipt(sheet: Sheet, currency: string): ParsedList<FilledReceiptRow> {
  const list = readList<ReceiptColumn, FilledReceiptRow>(sheet, {
    columns: receiptColumns,
    unique: 'line',
    readRow: (cells) => receiptRow(cells, currency),
  });
  const filled = list.rows.filter(
    ({ accepted, grams, rejected, missing }) =>
      accepted !== null || grams !== null || rejected > 0 || missing > 0,
  );
  return { ...list, rows: filled };
}

function receiptRow(cells: RowCells<ReceiptColumn>, currency: string): FilledReceiptRow {
  const accepted = wholeIfAny(cells, 'accepted', PIECES);
  const grams = wholeIfAny(cells, 'grams', GRAMS);
  const rejected = wholeIfAny(cells, 'rejected', PIECES) ?? 0;
  const reason = textCell(cells, 'reason', true);
  if (accepted !== null && grams !== null)
    cells.report('grams', 'out_of_range', 'Give either accepted pieces or grams, and empty the other cell.');
  const missing = wholeIfAny(cells, 'missing', PIECES) ?? 0;
  const unitCost = cells.text('unitCost') === '' ? null : amountCell(cells, 'unitCost', currency);
  const counted = accepted !== null || grams !== null || rejected > 0 || missing > 0;
  if (!counted && (unitCost !== null || reason !== ''))
    cells.report('accepted', 'missing', 'Say what came, or empty what stands beside it.');
  if (rejected > 0 && reason === '') cells.report('reason', 'missing', 'Say why pieces were rejected.');
  return {
    row: cells.row,
    purchaseLineId: textCell(cells, 'line'),
    accepted,
    grams,
    rejected,
    missing,
    unitCost,
    reason,
  };
}

/** A whole number, or null for an empty cell. */
export function wholeIfAny<Key extends string>(
  cells: RowCells<Key>,
  key: Key,
  bounds: { readonly min: number; readonly max: number },
): number | null {
  return cells.text(key).trim() === '' ? null : wholeNumberCell(cells, key, bounds);
}
