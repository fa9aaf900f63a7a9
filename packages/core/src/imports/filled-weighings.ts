import { textCell } from './cell-values.ts';
import { readList } from './columns.ts';
import type { Column, ParsedList } from './columns.ts';
import { wholeIfAny } from './filled-receipt.ts';
import type { Sheet } from './sheet.ts';

/** One line of a weighing sheet that came back filled in. */
export interface FilledWeighingRow {
  /** Row of the spreadsheet. */
  readonly row: number;
  readonly orderLineId: string;
  /** Null where nothing was filled in: such a row is passed over. */
  readonly grams: number | null;
}

const columns = {
  grams: { headers: ['实重', 'packed grams'] },
  line: { headers: ['订单行号', 'order line'] },
} satisfies Record<string, Column>;

const GRAMS = { min: 0, max: 1_000_000_000 };

/** Understands a weighing sheet that was filled in: each row is found by the order line in its last column. */
export function parseFilledWeighings(sheet: Sheet): ParsedList<FilledWeighingRow> {
  const list = readList<keyof typeof columns, FilledWeighingRow>(sheet, {
    columns,
    unique: 'line',
    readRow: (cells) => ({
      row: cells.row,
      grams: wholeIfAny(cells, 'grams', GRAMS),
      orderLineId: textCell(cells, 'line'),
    }),
  });
  return { ...list, rows: list.rows.filter(({ grams }) => grams !== null) };
}
