import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fieldInChinese } from './field-sentences-zh.ts';

const core = join(import.meta.dirname, '../../core/src');
/** The folders whose sentences people read. */
const folders = [
  'aftersales',
  'campaigns',
  'catalog',
  'commissions',
  'communities',
  'customers',
  'delivery',
  'explanations',
  'imports',
  'leaders',
  'ledger',
  'orders',
  'packing',
  'pickup',
  'pickup-points',
  'pictures',
  'promotions',
  'purchasing',
  'reports',
  'settlements',
  'shared',
  'shop',
  'shrinkage',
  'suppliers',
];

/** Sentences about a field as they stand in the source, without those that are made of numbers or names. */
function sentencesOf(folder: string): string[] {
  const files = readdirSync(join(core, folder)).filter((name) => /(?<!\.test)\.ts$/.test(name));
  return files.flatMap((name) => {
    const source = readFileSync(join(core, folder, name), 'utf8');
    const named = source.matchAll(/message(?::| =)\s*'([^'\n]+)'/g);
    const said = source.matchAll(/\b(?:wrong|say|refuseField)\([^)]*?'([A-Z][^'\n]* [^'\n]*\.)',?\s*\)/g);
    const beside = source.matchAll(/\[\/[^\n]*\/u?, '([^'\n]+)'\]/g);
    const patterns = source.matchAll(/\.regex\(\/[^\n]*\/u?, '([^'\n]+)'\)/g);
    return [...named, ...said, ...beside, ...patterns].map(([, sentence = '']) => sentence);
  });
}

test.each(folders)('%s: whatever is wrong with a field is said in Chinese too', (folder) => {
  const english = sentencesOf(folder).filter((message) => {
    const problem = fieldInChinese({ path: 'x', code: 'none', message });
    return !/[\u4E00-\u9FFF]/.test(problem.message);
  });
  expect(english).toEqual([]);
});

test('a sentence that is made of figures keeps them in Chinese', () => {
  const said = (message: string) => fieldInChinese({ path: 'x', code: 'none', message }).message;
  expect(said('Only 40 are still to come.')).toBe('只有 40 件还没到。');
  expect(
    said(
      '24000 g cannot be: nominal is 2500 g, whole grams from 1250 to 3750 are taken. A slip of digits? Then it is 2400 g.',
    ),
  ).toBe('24000 克不对：标准 2500 克，可填 1250–3750 克的整数。位数不对，是不是 2400 克？');
});

test('the sentences are found', () => {
  expect(folders.flatMap(sentencesOf).length).toBeGreaterThan(45);
});
