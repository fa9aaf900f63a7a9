import { readFile } from 'node:fs/promises';
import { readSheet } from '../imports/read-sheet.ts';
import type { Sheet } from '../imports/sheet.ts';

/** One of the sheets of the sample neighbourhood, as it was uploaded: `price-list.csv`. */
export async function sampleSheet(fileName: string): Promise<Sheet> {
  return readSheet(await readFile(new URL(`sample/${fileName}`, import.meta.url)));
}

/** A sheet of texts, the first row being the headers. */
export function sheetOf(...[headers = [], ...rows]: readonly (readonly string[])[]): Sheet {
  return {
    headers,
    headerRow: 1,
    rows: rows.map((cells, index) => ({ row: index + 2, cells })),
    problems: [],
    otherSheets: [],
  };
}
