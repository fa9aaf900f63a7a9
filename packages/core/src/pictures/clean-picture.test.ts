import { expect, test } from 'vitest';
import { cleanPicture } from './clean-picture.ts';
import { jpegWithPlace, png, webp } from './testing/sample-pictures.ts';

const textOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

test.each([
  ['image/jpeg', jpegWithPlace(), { width: 2, height: 1 }],
  ['image/png', png(), { width: 3, height: 2 }],
  ['image/webp', webp(), { width: 4, height: 3 }],
])('clean picture: %s loses its notes and stays whole, also the second time', (mediaType, bytes, size) => {
  expect(textOf(bytes)).toContain('52 deg');
  const cleaned = cleanPicture(bytes);
  expect(cleaned).toMatchObject({ mediaType, ...size });
  expect(textOf(cleaned.bytes)).not.toContain('52 deg');
  expect(cleanPicture(cleaned.bytes)).toEqual(cleaned);
});

test('clean picture: a JPEG keeps which way up it is, its colours and every scan', () => {
  const { bytes } = cleanPicture(jpegWithPlace(6));
  const text = textOf(bytes);
  expect(text).toContain('ICC_PROFILE');
  expect(text.split('\u00ff\u00da')).toHaveLength(3);
  const start = text.indexOf('Exif');
  expect([bytes[start + 17], bytes[start + 25]]).toEqual([0x12, 6]);
  expect(textOf(cleanPicture(jpegWithPlace(1)).bytes)).not.toContain('Exif');
});

test('clean picture: a WebP announces no notes any more, and its length is right', () => {
  const { bytes } = cleanPicture(webp());
  expect(bytes[20]).toBe(0);
  expect(new DataView(bytes.buffer).getUint32(4, true)).toBe(bytes.length - 8);
});

test('clean picture: one that would fill the memory of a phone is refused by its size', () => {
  const huge = png();
  new DataView(huge.buffer).setUint32(16, 60_000);
  new DataView(huge.buffer).setUint32(20, 60_000);
  expect(() => cleanPicture(huge)).toThrow('picture_too_large');
});

test('clean picture: cut off or changed anywhere it is refused or still a picture, never an endless loop', () => {
  for (const whole of [jpegWithPlace(), png(), webp()]) {
    for (let length = 0; length < whole.length; length += 1) {
      const cut = whole.slice(0, length);
      const changed = whole.slice();
      changed[length] = 255 - (changed[length] ?? 0);
      for (const bytes of [cut, changed]) {
        try {
          expect(cleanPicture(bytes).bytes.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toMatchObject({ name: 'Refusal' });
        }
      }
    }
  }
});
