/** Text, or the offset of the first byte that is no UTF-8. */
export type DecodedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly offset: number };

/** The smallest code point that may be written with so many bytes; a longer form of a smaller one is an error. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x1_0000];
const CHUNK = 4096;

/**
 * Reads UTF-8 strictly, as `TextDecoder` with `fatal` does; the core compiles without platform types, and a caller
 * wants to know where the text goes wrong. A byte order mark is taken off.
 */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  let text = '';
  let points: number[] = [];
  let offset = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (offset < bytes.length) {
    const length = sequenceLength(bytes[offset] ?? 0);
    const point = readPoint(bytes, offset, length);
    if (point === null) return { ok: false, offset };
    points.push(point);
    if (points.length === CHUNK) {
      text += String.fromCodePoint(...points);
      points = [];
    }
    offset += length;
  }
  return { ok: true, text: text + String.fromCodePoint(...points) };
}

/** Bytes of the sequence that starts with this one; 0 when none does. */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

function readPoint(bytes: Uint8Array, offset: number, length: number): number | null {
  const lead = bytes[offset];
  if (lead === undefined || length === 0) return null;
  if (length === 1) return lead;
  let point = lead & (0xff >> (length + 1));
  for (let index = 1; index < length; index += 1) {
    const next = bytes[offset + index];
    if (next === undefined || (next & 0xc0) !== 0x80) return null;
    point = (point << 6) | (next & 0x3f);
  }
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return point < (SMALLEST[length] ?? 0) || point > 0x10_ffff || isSurrogate ? null : point;
}

/** Writes UTF-8, as `TextEncoder` does: half a surrogate pair becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    pushPoint(bytes, point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
  }
  return Uint8Array.from(bytes);
}

function pushPoint(bytes: number[], point: number): void {
  if (point < 0x80) bytes.push(point);
  else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point));
  else if (point < 0x1_0000) bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point));
  else bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point));
}

function tail(bits: number): number {
  return 0x80 | (bits & 0x3f);
}
