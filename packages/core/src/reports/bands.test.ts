import { expect, test } from 'vitest';
import { categoryBand, marginBand } from './bands.ts';

const band = (communities: number, daily: number, marginBasisPoints: number | null, days = 1) =>
  marginBand({ communities, netSales: daily * days, days, marginBasisPoints }, 'CNY');

test.each([
  ['3 communities, 5,000 a day, 8 %', 3, 500_000, 800, ['small', 500, 800, 'inside']],
  ['1 community at 2,000.00, 5 %', 1, 200_000, 500, ['small', 500, 800, 'inside']],
  ['1 community at 2,000.01', 1, 200_001, 800, ['middle', 500, 1500, 'inside']],
  ['2 communities at 10,000.00, 10 %', 2, 1_000_000, 1000, ['mature', 1000, 1500, 'inside']],
  ['2 communities at 10,000.00, 15 %', 2, 1_000_000, 1500, ['mature', 1000, 1500, 'inside']],
  ['2 communities at 9,999.99', 2, 999_999, 1501, ['middle', 500, 1500, 'above']],
  ['1 community at 10,000.00', 1, 1_000_000, 499, ['middle', 500, 1500, 'below']],
  ['4.99 % of a small one', 1, 1, 499, ['small', 500, 800, 'below']],
  ['8.01 % of a small one', 1, 1, 801, ['small', 500, 800, 'above']],
])('section 4, bands: %s [S]', (_case, communities, daily, margin, expected) => {
  const found = band(communities, daily, margin);
  expect([found?.band, found?.lowBasisPoints, found?.highBasisPoints, found?.position]).toEqual(expected);
});

test('section 4, bands: daily is net sales over calendar days, not rounded', () => {
  expect(band(1, 200_000, 600, 7)?.band).toBe('small');
  const facts = { communities: 1, netSales: 7 * 200_000 + 1, days: 7, marginBasisPoints: 600 };
  expect(marginBand(facts, 'CNY')?.band).toBe('middle');
});

test('bands: words in both languages, none without a margin, none in another currency', () => {
  expect(band(3, 500_000, 771)).toMatchObject({
    zh: '单社区日销2000元以内，利润率通常为5%–8%；现为7.71%，在该区间内',
    en: 'Up to 2,000 yuan a day for each community a margin of 5–8 % is usual; this one is 7.71%, inside it',
  });
  expect(band(1, 0, null)).toMatchObject({ band: 'small', position: null });
  expect(marginBand({ communities: 1, netSales: 1, days: 1, marginBasisPoints: 1 }, 'JPY')).toBeNull();
});

test('section 4, bands: apples leave 20 % before commission and 10 % after it, inside 8–12 % of fresh goods [S]', () => {
  expect(categoryBand('水果', 1000)).toMatchObject({ band: 'fresh', position: 'inside' });
  expect(categoryBand('水果', 2000)).toMatchObject({ position: 'above' });
  expect(categoryBand('日用品', 300)).toMatchObject({
    band: 'daily',
    highBasisPoints: 500,
    position: 'inside',
  });
  expect(categoryBand('纸巾粮油', 501)).toMatchObject({ band: 'daily', position: 'above' });
  expect(categoryBand('图书', 500)).toBeNull();
});
