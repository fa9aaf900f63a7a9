import { expect, test } from 'vitest';
import { inShopTime } from './sheet-times.ts';

test('instants in files are by the shop’s clock, on every tab; other texts and numbers stay', () => {
  const rows = [['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00Z', 'at 2026-03-29T01:30:00Z', 5, null]];
  const local = [['2026-03-29 01:30', '2026-03-29 03:30', 'at 2026-03-29T01:30:00Z', 5, null]];
  const headers = ['a', 'b', 'c', 'd', 'e'];
  const table = { name: 'times', headers, rows, sheets: [{ name: 'one', headers, rows }] };
  expect(inShopTime(table, 'Europe/Berlin')).toEqual({
    ...table,
    rows: local,
    sheets: [{ name: 'one', headers, rows: local }],
  });
});
