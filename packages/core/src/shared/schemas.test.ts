import { expect, test } from 'vitest';
import { nameSchema, namingSchema, reasonSchema, referenceSchema } from './schemas.ts';

const blanks = [
  ['spaces', '  '],
  ['a tab and a line end', '\t\n'],
  ['a full-width space', '\u3000'],
  ['a no-break space', '\u00a0'],
  ['zero-width characters', '\u200b\u200d\ufeff'],
  ['a soft hyphen and a word joiner', '\u00ad\u2060'],
  ['marks of direction', '\u200e\u202e'],
  ['fillers', '\u3164\u115f\uffa0'],
  ['a blank of braille', '\u2800'],
  ['a lone selector of variants', '\ufe0f'],
] as const;

test.each(blanks)('a name of %s alone names nobody', (_, text) => {
  const { success, error } = nameSchema.safeParse(text);
  expect(success).toBe(false);
  expect(error?.issues.map(({ message }) => message)).toEqual([
    'Nothing of this can be seen: it is made of spaces only. Give a name.',
  ]);
});

const typed = ['小 雨', ' 王阿姨 ', 'Ana María', '🍎', '👩‍👩‍👧', '❤️', '٣', '.', 'นํ้า', '5'];
test.each(typed)('a name as people type it is kept: %s', (text) => {
  expect(nameSchema.parse(text)).toBe(text);
});

test('an empty name is too short, and said once; where none is needed it may be left empty, but not blank', () => {
  expect(nameSchema.safeParse('').error?.issues.map(({ code }) => code)).toEqual(['too_small']);
  expect(namingSchema(120, 0).parse('')).toBe('');
  expect(namingSchema(120, 0).safeParse(' ').success).toBe(false);
});

test.each(blanks)('a reference or a reason of %s alone says nothing', (_, text) => {
  expect(referenceSchema.safeParse(text).success).toBe(false);
  expect(reasonSchema(500).safeParse(text).success).toBe(false);
});

test.each([
  ['bank-1', 'bank-1'],
  [' bank-1\t', 'bank-1'],
  ['\u3000转账 7\u00a0', '转账 7'],
])('a reference is the same without the spaces around it: %j', (text, kept) => {
  expect(referenceSchema.parse(text)).toBe(kept);
});

test('a reference has its length without the spaces around it', () => {
  expect(referenceSchema.safeParse(` ${'x'.repeat(120)} `).success).toBe(true);
  expect(referenceSchema.safeParse('x'.repeat(121)).success).toBe(false);
});
