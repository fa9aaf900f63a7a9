import { describe, expect, test } from 'vitest';
import { lines, readSources } from './sources.ts';
import {
  handWritten,
  indexFindings,
  leakFindings,
  lengthFindings,
  nameFindings,
  verbFindings,
} from './tidy-files.ts';
import { syntaxFindings } from './tidy-syntax.ts';

const sources = handWritten(readSources('**/*.ts'));
const texts = readSources('**/*.{ts,md,json,jsonc,yaml,yml,html,css,sql}');

describe('the repository', () => {
  test('has no file of more than 300 lines', () => {
    expect(lines(sources.flatMap(lengthFindings))).toEqual([]);
  });

  test('has no long function, any, enum, default export, non-null !, mark or hidden test; core reads no clock', () => {
    expect(lines(sources.flatMap(syntaxFindings))).toEqual([]);
  });

  test('has no file or folder whose name says nothing', () => {
    expect(lines(texts.flatMap(nameFindings))).toEqual([]);
  });

  test('has a test beside every verb, and each verb in the file of its name', () => {
    expect(lines(verbFindings(sources))).toEqual([]);
  });

  test('has an index.ts only to re-export', () => {
    expect(lines(sources.flatMap(indexFindings))).toEqual([]);
  });

  test('names no machine and no registry', () => {
    expect(lines(texts.flatMap(leakFindings))).toEqual([]);
  });
});

describe('a planted fault is found', () => {
  const core = 'packages/core/src/orders/order.ts';

  test.each([
    [
      'a long function',
      `export function f() {\n${'  f();\n'.repeat(60)}}`,
      'a function of 62 lines; at most 60',
    ],
    [
      'a long arrow function',
      `const f = () => {\n${'  f();\n'.repeat(60)}};`,
      'a function of 62 lines; at most 60',
    ],
    ['any', 'let a: Array<any> = [];', 'any: name the type, or unknown'],
    ['enum', 'enum Colour { Red }', 'enum: a union of literals'],
    ['a default export', 'export default {};', 'default export: export it by its name'],
    ['non-null', 'f(a!.b);', 'non-null !: say what happens when it is missing'],
    ['a mark', '// TODO later', 'TODO in a comment'],
    ['an ignored error', '// @ts-ignore', '@ts-ignore in a comment'],
    ['a switched-off rule', '/* oxlint-disable no-var */', 'oxlint-disable in a comment'],
    ['a lonely test', 'test.only("a", f);', '.only: a test that hides tests'],
    ['a skipped suite', 'describe.skip.each([1])("a", f);', '.skip: a test that hides tests'],
    ['Date.now', 'const now = Date.now();', 'Date.now: the clock is passed in'],
    ['new Date', 'const now = new Date();', 'new Date(): the clock is passed in'],
    ['Math.random', 'const dice = Math.random();', 'Math.random: randomness is passed in'],
  ])('%s', (_, source, message) => {
    expect(syntaxFindings({ path: core, source })).toEqual([{ path: core, line: 1, message }]);
  });

  test.each([
    ['any in a word or a text', core, 'const company = "any TODO enum";'],
    [
      'a rule switched off with a reason',
      core,
      '// oxlint-disable-next-line no-control-regex -- they are refused',
    ],
    ['a date from a number', core, 'const day = new Date(0);'],
    ['the clock in a testing folder', 'packages/core/src/testing/clock.ts', 'export const now = Date.now();'],
    ['the default export of a configuration', 'vitest.config.ts', 'export default {};'],
    ['a long suite', 'test/a.test.ts', `describe("a", () => {\n${'  test("b", f);\n'.repeat(60)}});`],
  ])('but not %s', (_, path, source) => {
    expect(syntaxFindings({ path, source })).toEqual([]);
  });

  test('a long file', () => {
    expect(lengthFindings({ path: core, source: 'f();\n'.repeat(300) })).toEqual([]);
    expect(lines(lengthFindings({ path: core, source: 'f();\n'.repeat(301) }))).toEqual([
      `${core}:301 301 lines; at most 300`,
    ]);
  });

  test.each([
    'src/utils.ts',
    'src/helpers/money.ts',
    'src/money-helpers.ts',
    'src/types.d.ts',
    'src/Service.ts',
  ])('the empty name %s', (path) => {
    expect(nameFindings({ path, source: '' })).toHaveLength(1);
  });

  test('a verb without a test, and a verb in the file of another', () => {
    const path = 'packages/core/src/orders/pay.ts';
    const verb = { path, source: '\nexport const payOrder = defineVerb({});' };
    expect(lines(verbFindings([verb]))).toEqual([
      `${path}:2 the verb payOrder has no test beside it`,
      `${path}:2 the verb payOrder belongs into pay-order.ts`,
    ]);
    const good = { ...verb, path: 'packages/core/src/orders/pay-order.ts' };
    const itsTest = { path: 'packages/core/src/orders/pay-order.test.ts', source: '' };
    expect(verbFindings([good, itsTest])).toEqual([]);
  });

  test('an index with code of its own', () => {
    const path = 'packages/core/src/orders/index.ts';
    const source = [
      "export * from './order.ts';",
      "import { payOrder } from './pay-order.ts';",
      'export const orders = { pay: payOrder } as const;',
      'export function pay() {}',
      'export const rate = { percent: 3 };',
    ].join('\n');
    expect(indexFindings({ path, source }).map((finding) => finding.line)).toEqual([4, 5]);
  });

  test('the path of a machine, and the address of a registry', () => {
    const source = [
      'see /',
      'root/notes.md\nfrom registry',
      '.example.com\nin https://example.com/',
      'work/',
    ].join('');
    const found = leakFindings({ path: 'a.md', source });
    expect(found.map((finding) => finding.line)).toEqual([1, 2]);
  });
});
