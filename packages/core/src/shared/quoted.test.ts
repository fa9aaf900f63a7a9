import { expect, test } from 'vitest';
import { quoted } from './quoted.ts';

test('bad input: a message names what was typed', () => {
  expect(quoted('面议')).toBe('"面议"');
  expect(quoted('')).toBe('""');
});

test('bad input: a message never repeats a whole file, and never cuts a character in half', () => {
  expect(quoted('x'.repeat(40))).toBe(`"${'x'.repeat(40)}"`);
  expect(quoted('x'.repeat(10_000_000))).toBe(`"${'x'.repeat(40)}…"`);
  expect(quoted('😀'.repeat(50))).toBe(`"${'😀'.repeat(40)}…"`);
});

test('bad input: NUL, line breaks and right-to-left overrides become visible', () => {
  expect(quoted('a\u0000b\nc\u202Ed\uD800')).toBe('"a\ufffdb\ufffdc\ufffdd\ufffd"');
});
