import { formatAmount, type Money, type SheetTable } from '@opentuan/core';
import type { SheetDecimal, SheetValue } from '@opentuan/core/sheets';
import type { Language } from './language.ts';

/** A column of a list as a file: its header in both languages, and what of a row stands in it, in words of one. */
export interface SheetColumn<Row> {
  readonly zh: string;
  readonly en: string;
  readonly value: (row: Row, language: Language) => SheetValue;
}

/** A list as a table, with headers in the language of `locale`. */
export function tableOf<Row>(
  name: Readonly<Record<Language, string>>,
  columns: readonly SheetColumn<Row>[],
  rows: readonly Row[],
  locale: string,
): SheetTable {
  const language: Language = locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  return {
    name: name[language],
    headers: columns.map((column) => column[language]),
    rows: rows.map((row) => columns.map(({ value }) => value(row, language))),
  };
}

/** As a number, so that a spreadsheet can sum it. */
export function decimalOf({ amount, currency }: Money): number {
  return Number(formatAmount(amount, currency));
}

/** Basis points as a number of percent. */
export function percentOf(basisPoints: number | null): number | null {
  return basisPoints === null ? null : basisPoints / 100;
}

/** With all decimals of its currency, 1.250 Kuwaiti dinars, for sums that an accountant or a provider reads. */
export function sumOf({ amount, currency }: Money): SheetDecimal {
  return { decimal: formatAmount(amount, currency) };
}
