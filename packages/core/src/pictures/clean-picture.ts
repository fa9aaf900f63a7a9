import { demand, refuse } from '../shared/error.ts';
import { type CleanedFile, textAt } from './bytes.ts';
import { cleanJpeg } from './jpeg.ts';
import { cleanPng } from './png.ts';
import { cleanWebp } from './webp.ts';

export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PictureType = (typeof pictureTypes)[number];

/** What a phone's camera makes, and what a page can show without a stall. */
export const pictureBytesMax = 8_388_608;
const pixelsMax = 64_000_000;

export interface Picture {
  readonly mediaType: PictureType;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const formats: readonly (readonly [
  PictureType,
  (bytes: Uint8Array) => boolean,
  (b: Uint8Array) => CleanedFile,
])[] = [
  ['image/jpeg', (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff]), cleanJpeg],
  ['image/png', (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), cleanPng],
  ['image/webp', (bytes) => textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP', cleanWebp],
];

/**
 * Tells the format from the content, never from what the sender says, and takes out what a picture tells beside what
 * is on it: place, time, device, name (Exif, XMP, comments). Which way up it is is kept.
 *
 * Refuses: picture_format, picture_broken, picture_too_large.
 */
export function cleanPicture(bytes: Uint8Array): Picture {
  const limits = { maxBytes: pictureBytesMax, maxPixels: pixelsMax };
  demand(bytes.length <= pictureBytesMax, 'picture_too_large', limits);
  const format = formats.find(([, isFormat]) => isFormat(bytes));
  if (!format) return refuse('picture_format', { found: looksLike(bytes) });
  const [mediaType, , clean] = format;
  const cleaned = clean(bytes);
  if (cleaned === undefined || cleaned.width === 0 || cleaned.height === 0) return refuse('picture_broken');
  demand(cleaned.width * cleaned.height <= pixelsMax, 'picture_too_large', limits);
  return { mediaType, ...cleaned };
}

/** What was sent instead of a picture, as far as its first bytes tell. */
function looksLike(bytes: Uint8Array): string {
  const brand = textAt(bytes, 4, 4) === 'ftyp' ? textAt(bytes, 8, 4) : '';
  if (/^(hei[cmsx]|hev[cmsx]|mif1|msf1)$/.test(brand)) return 'HEIC';
  if (/^avi[fs]$/.test(brand)) return 'AVIF';
  if (brand !== '') return 'video';
  if (textAt(bytes, 0, 4) === 'GIF8') return 'GIF';
  if (textAt(bytes, 0, 4) === '%PDF') return 'PDF';
  if (/^\s*(<\?xml|<svg|<!doctype|<html)/i.test(textAt(bytes, 0, 64))) return 'SVG or HTML';
  return bytes.length === 0 ? 'nothing' : 'unknown';
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}
