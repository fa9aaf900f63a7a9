import { type CleanedFile, joined, textAt, viewOf } from './bytes.ts';

/** What a PNG tells beside its picture. */
const notes = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

/** A PNG without texts, times and Exif, and without anything after its end. */
export function cleanPng(bytes: Uint8Array): CleanedFile {
  const view = viewOf(bytes);
  const parts: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    const kind = textAt(bytes, at + 4, 4);
    if (at === 8 && kind !== 'IHDR') return undefined;
    if (!notes.has(kind)) parts.push(bytes.subarray(at, end));
    if (kind === 'IEND')
      return { bytes: joined(parts), width: view.getUint32(16), height: view.getUint32(20) };
    at = end;
  }
  return undefined;
}
