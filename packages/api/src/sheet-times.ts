import { instantOf, localText, type SheetTable } from '@opentuan/core';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

type Rows = SheetTable['rows'];

/** Files are for people: instants stand in them by the shop's clock, `2026-11-23 22:00`, which a spreadsheet sorts and reads. */
export function inShopTime(table: SheetTable, zone: string): SheetTable {
  const local = (rows: Rows): Rows =>
    rows.map((row) =>
      row.map((value) =>
        typeof value === 'string' && instant.test(value) ? localText(instantOf(value), zone) : value,
      ),
    );
  return {
    ...table,
    rows: local(table.rows),
    ...(table.sheets && { sheets: table.sheets.map((tab) => ({ ...tab, rows: local(tab.rows) })) }),
  };
}
