import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencyDigits, formatAmount, isCurrency, parseAmount } from './currency.ts';

const currencies = fc.constantFrom('CNY', 'JPY', 'KWD', 'EUR', 'CLF');

/** The minor units, or the code of the problem. */
function parsed(text: string, currency = 'CNY', allowNegative = false): number | string {
  const result = parseAmount(text, currency, { allowNegative });
  return result.ok ? result.minor : result.code;
}

describe('R47 currency', () => {
  test('R47 decimals by ISO 4217: JPY 0, CNY 2, KWD 3', () => {
    expect(['JPY', 'CNY', 'KWD', 'CLF'].map(currencyDigits)).toEqual([0, 2, 3, 4]);
  });

  test('R47 decimals follow ISO 4217 where runtimes differ: HUF 2, IDR 2, IQD 3', () => {
    expect(['HUF', 'IDR', 'IQD'].map(currencyDigits)).toEqual([2, 2, 3]);
  });

  test('R47 unknown codes are refused', () => {
    expect(['CNY', 'cny', 'ZZZ', 'RMB', ''].map(isCurrency)).toEqual([true, false, false, false, false]);
    expect(() => currencyDigits('RMB')).toThrow('no ISO 4217 currency: RMB');
  });
});

describe('Money: an amount as text', () => {
  test('Money: integer minor units → "12.50"', () => {
    expect(formatAmount(1250, 'CNY')).toBe('12.50');
    expect(formatAmount(5, 'CNY')).toBe('0.05');
    expect(formatAmount(-5, 'CNY')).toBe('-0.05');
    expect(formatAmount(0, 'CNY')).toBe('0.00');
    expect(formatAmount(1250, 'JPY')).toBe('1250');
    expect(formatAmount(1250, 'KWD')).toBe('1.250');
    expect(formatAmount(Number.MAX_SAFE_INTEGER, 'CNY')).toBe('90071992547409.91');
  });

  test('Money: never a float', () => {
    expect(() => formatAmount(12.5, 'CNY')).toThrow(RangeError);
    expect(() => formatAmount(Number.NaN, 'CNY')).toThrow(RangeError);
  });

  test('Money: what is written is read back', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), currencies, (minor, currency) => {
        expect(parsed(formatAmount(minor, currency), currency, true)).toBe(minor === 0 ? 0 : minor);
      }),
    );
  });
});

describe('Money: an amount as people type it', () => {
  test.each([
    ['12', 1200],
    ['12.5', 1250],
    ['12.50', 1250],
    ['1,234.50', 123_450],
    ['1,234,567', 123_456_700],
    ['¥12', 1200],
    ['￥12.5', 1250],
    ['CNY 12', 1200],
    ['CN¥12', 1200],
    ['12元', 1200],
    ['12 元', 1200],
    ['１２．５０', 1250],
    ['１，２３４', 123_400],
    ['  12  ', 1200],
    ['\u300012', 1200],
    ['0', 0],
    ['0.00', 0],
    ['-0', 0],
    ['007', 700],
  ])('Money: %j is %i', (text, minor) => {
    expect(parsed(text)).toBe(minor);
  });

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['12.345', 'too_many_decimals'],
    ['12.500', 'too_many_decimals'],
    ['-12', 'negative'],
    ['−12', 'negative'],
    ['-¥12', 'negative'],
    ['1e3', 'not_an_amount'],
    ['1.2.3', 'not_an_amount'],
    ['1,23', 'not_an_amount'],
    ['12,50', 'not_an_amount'],
    ['1234,567', 'not_an_amount'],
    ['1 234', 'not_an_amount'],
    ['12.', 'not_an_amount'],
    ['.5', 'not_an_amount'],
    ['--1', 'not_an_amount'],
    ['+1', 'not_an_amount'],
    ['$12', 'not_an_amount'],
    ['12 USD', 'not_an_amount'],
    ['¥¥12', 'not_an_amount'],
    ['¥', 'not_an_amount'],
    ['面议', 'not_an_amount'],
    ['NaN', 'not_an_amount'],
    ['Infinity', 'not_an_amount'],
    ['0x10', 'not_an_amount'],
    ['=1+1', 'not_an_amount'],
    ['12\n13', 'not_an_amount'],
    ['90071992547409.92', 'too_large'],
  ])('Money: %j is refused as %s', (text, code) => {
    expect(parsed(text)).toBe(code);
  });

  test('Money: below zero only where it is allowed, in either form of the minus', () => {
    expect(parsed('-12.5', 'CNY', true)).toBe(-1250);
    expect(parsed('−12.5', 'CNY', true)).toBe(-1250);
    expect(parsed('-¥12.5', 'CNY', true)).toBe(-1250);
    expect(Object.is(parsed('-0.00', 'CNY', true), 0)).toBe(true);
  });

  test('Money: decimals and signs of the currency asked for', () => {
    expect(parsed('1250', 'JPY')).toBe(1250);
    expect(parsed('12.5', 'JPY')).toBe('too_many_decimals');
    expect(parsed('1.25', 'KWD')).toBe(1250);
    expect(parsed('$1.25', 'USD')).toBe(125);
    expect(parsed('12元', 'USD')).toBe('not_an_amount');
  });

  test('Money: the problem says what to write instead', () => {
    expect(parseAmount('面议', 'CNY')).toMatchObject({
      message: '"面议" is not an amount in CNY, write 12.50',
    });
    expect(parseAmount('x', 'JPY')).toMatchObject({ message: '"x" is not an amount in JPY, write 125' });
    expect(parseAmount('12.345', 'CNY')).toMatchObject({ message: '"12.345" has 3 decimals, CNY has 2' });
  });

  test('Money: any text is an amount or a problem, never an exception, never a fraction', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), currencies, (text, currency) => {
        const result = parseAmount(text, currency, { allowNegative: true });
        if (result.ok) expect(Number.isSafeInteger(result.minor)).toBe(true);
        else expect(result.message).not.toBe('');
      }),
    );
  });
});
