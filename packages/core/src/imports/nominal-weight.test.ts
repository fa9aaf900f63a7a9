import { describe, expect, test } from 'vitest';
import { nominalWeight } from './nominal-weight.ts';

/** The grams, or the code of the problem. */
function grams(specification: string, unit: string): number | string {
  const weight = nominalWeight(specification, unit);
  return weight.ok ? weight.grams : weight.code;
}

describe('C14 weighed goods have a nominal weight per unit', () => {
  test.each([
    ['约500g', '斤', 500],
    ['约2.5kg', '颗', 2500],
    ['约1.5kg', '只', 1500],
    ['约600g', '串', 600],
    ['约 600 克', '串', 600],
    ['0.25KG', '份', 250],
    ['１．２㎏', '只', 1200],
    ['约2公斤', '个', 2000],
    ['约2千克', '个', 2000],
    ['5斤装', '箱', 2500],
    ['3市斤', '袋', 1500],
    ['8两', '份', 400],
    ['大果 500g', '盒', 500],
    ['红富士 80-85mm 约500g', '份', 500],
    ['500g/袋', '袋', 500],
    ['1.2345kg', '份', 'weight_ambiguous'],
  ])('C14 %s by %s: %s', (specification, unit, expected) => {
    expect(grams(specification, unit)).toBe(expected);
  });

  test('C14 a unit that is a weight needs none in the specification: 斤 → 500, 公斤 → 1000', () => {
    expect(grams('红富士 75mm', '斤')).toBe(500);
    expect(grams('进口', '斤')).toBe(500);
    expect(grams('', '斤')).toBe(500);
    expect(grams('', '公斤')).toBe(1000);
    expect(grams('', 'KG')).toBe(1000);
  });

  test('C14 another unit without a weight is asked about', () => {
    expect(grams('', '个')).toBe('weight_unknown');
    expect(grams('约3根', '份')).toBe('weight_unknown');
    expect(grams('5GB', '盒')).toBe('weight_unknown');
    expect(nominalWeight('', '个')).toMatchObject({
      message: 'Weighed goods sold by "个" need the weight of one, write 约500g',
    });
  });

  test.each([
    '400-600g',
    '400g~600g',
    '400～600g',
    '250g×2',
    '2×250g',
    '2袋x250g',
    '250g*2袋',
    '500g 或 1kg',
    '500g+50',
    '0g',
    '2000kg',
  ])('C14 %s is more than one number or no possible weight, and is asked about', (specification) => {
    expect(grams(specification, '份')).toBe('weight_ambiguous');
  });

  test('C14 a weight that contradicts the unit is asked about: it may be that of one apple', () => {
    expect(grams('约250g', '斤')).toBe('weight_ambiguous');
    expect(nominalWeight('约250g', '斤')).toMatchObject({
      message: '"约250g" is 250 g, but a unit of 斤 is 500 g: which is meant?',
    });
  });
});
