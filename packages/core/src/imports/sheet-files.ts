/** Reading and writing of CSV and XLSX files: an entry of its own, since the library for workbooks is large. */
export { readSheet } from './read-sheet.ts';
export { MAX_SHEET_BYTES, type Sheet, type SheetProblem, type SheetRow } from './sheet.ts';
export {
  continueCsv,
  type SheetContent,
  type SheetDecimal,
  type SheetTab,
  type SheetValue,
  writeSheet,
} from './write-sheet.ts';
