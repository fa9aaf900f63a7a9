import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

const strict = new TextDecoder('utf-8', { fatal: true });

function reference(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

test('bad input: UTF-8 is read exactly as the platform reads it, right or wrong', () => {
  const anyBytes = fc.uint8Array({ maxLength: 40 });
  const nearlyText = fc
    .tuple(fc.string({ unit: 'binary' }), fc.nat(), fc.nat({ max: 255 }))
    .map(([text, position, byte]) => {
      const bytes = encodeUtf8(text);
      return bytes.length === 0 ? bytes : bytes.with(position % bytes.length, byte);
    });
  fc.assert(
    fc.property(fc.oneof(anyBytes, nearlyText), (bytes) => {
      const decoded = decodeUtf8(bytes);
      expect(decoded.ok ? decoded.text : null).toBe(reference(bytes));
    }),
    { numRuns: 1000 },
  );
});

test('bad input: UTF-8 is written exactly as the platform writes it', () => {
  const halves = fc
    .array(fc.nat({ max: 0xffff }), { maxLength: 20 })
    .map((units) => String.fromCharCode(...units));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), halves), (text) => {
      expect(encodeUtf8(text)).toEqual(new TextEncoder().encode(text));
    }),
  );
});

test('bad input: the first wrong byte is named', () => {
  expect(decodeUtf8(Uint8Array.of(0x61, 0xe5, 0xb0, 0x8f, 0xcd, 0x61))).toEqual({ ok: false, offset: 4 });
  expect(decodeUtf8(Uint8Array.of(0x61, 0xe5, 0xb0))).toEqual({ ok: false, offset: 1 });
});

test('bad input: long texts and a byte order mark', () => {
  const long = '小雨😀'.repeat(5000);
  expect(decodeUtf8(encodeUtf8(`\ufeff${long}`))).toEqual({ ok: true, text: long });
  expect(decodeUtf8(new Uint8Array())).toEqual({ ok: true, text: '' });
});
