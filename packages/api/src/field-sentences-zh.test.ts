import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fieldInChinese } from './field-sentences-zh.ts';

const core = join(import.meta.dirname, '../../core/src');
/** The folders of prices, commissions and books. */
const folders = [
  'commissions',
  'leaders',
  'ledger',
  'promotions',
  'reports',
  'settlements',
  'shop',
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
    return [...named, ...said, ...beside].map(([, sentence = '']) => sentence);
  });
}

test.each(folders)('%s: whatever is wrong with a field is said in Chinese too', (folder) => {
  const english = sentencesOf(folder).filter((message) => {
    const problem = fieldInChinese({ path: 'x', code: 'none', message });
    return !/[\u4E00-\u9FFF]/.test(problem.message);
  });
  expect(english).toEqual([]);
});

test('the sentences are found', () => {
  expect(folders.flatMap(sentencesOf).length).toBeGreaterThan(45);
});
