import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFormulaError, markText, unmarkText } from './formula-text.ts';

describe('Security: spreadsheets carry no formulas', () => {
  test.each([
    '=1+1',
    '+1',
    '-cmd',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1+1',
    '＋1',
    '－1a',
    '＠x',
    '+8613800138000',
    '-1e5',
    '--1',
  ])('Security: %j is written as text', (cell) => {
    expect(markText(cell)).toBe(`'${cell}`);
  });

  test('Security: numbers and other texts stay as they are', () => {
    for (const cell of ['-5', '-12.50', '0', '', '小雨', 'a=b', ' =1', "'tis", "l'ail"])
      expect(markText(cell)).toBe(cell);
  });

  test('Security: what is marked is read back as it was', () => {
    const cells = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '1', 'a', '小', '＝') });
    fc.assert(
      fc.property(cells, (cell) => {
        expect(unmarkText(markText(cell))).toBe(cell);
        expect(/^[=+@\t\r]/.test(markText(cell))).toBe(false);
      }),
    );
  });
});

test('bad input: cells that show an error of the spreadsheet', () => {
  expect(['#REF!', '#N/A', '#DIV/0!', '#NAME?', '#FORMULA!'].every(isFormulaError)).toBe(true);
  expect(['#1', '#团购', '', 'N/A'].some(isFormulaError)).toBe(false);
});
