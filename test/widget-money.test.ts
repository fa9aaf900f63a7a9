import { formatAmount } from '../packages/core/src/index.ts';
import { expect, test } from 'vitest';
import { digitsOf, moneyText } from '../packages/widgets/src/shared/money.ts';
import { fieldText, typedAmount } from '../packages/widgets/src/shared/money-field.ts';

test('decimals are those that amounts are stored with, for every currency, whatever the browser thinks of it', () => {
  const decimals = (currency: string): number => formatAmount(0, currency).split('.')[1]?.length ?? 0;
  const currencies = Intl.supportedValuesOf('currency');
  expect(currencies.filter((currency) => digitsOf(currency) !== decimals(currency))).toEqual([]);
});

test.each([
  ['JPY', 1250, '¥1,250', '1250'],
  ['CNY', 1250, '¥12.50', '12.50'],
  ['KWD', 1250, 'KWD 1.250', '1.250'],
  // Intl alone gives these none.
  ['IDR', 1_250_000, 'Rp 12,500.00', '12500.00'],
  ['HUF', 1250, 'Ft 12.50', '12.50'],
  ['IQD', 1250, 'IQD 1.250', '1.250'],
])('%s is shown and typed in its own units', (currency, amount, shown, field) => {
  const money = { amount, currency };
  expect(moneyText(money, 'en').replaceAll('\u00A0', ' ')).toBe(shown);
  expect(fieldText(money)).toBe(field);
  expect(typedAmount(field, currency)).toEqual(money);
});
