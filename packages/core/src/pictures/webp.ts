import { type CleanedFile, joined, textAt, viewOf } from './bytes.ts';

/** Flags of the extended header that announce Exif and XMP. */
const announced = 0x08 | 0x04;

/** A WebP without its Exif and XMP chunks, and without anything after its end. */
export function cleanWebp(bytes: Uint8Array): CleanedFile {
  const view = viewOf(bytes);
  if (bytes.length < 20) return undefined;
  const length = Math.min(bytes.length, view.getUint32(4, true) + 8);
  if (view.getUint32(4, true) + 8 > bytes.length) return undefined;
  const parts: Uint8Array[] = [bytes.slice(0, 12)];
  let size: { width: number; height: number } | undefined;
  for (let at = 12; at + 8 <= length;) {
    const held = view.getUint32(at + 4, true);
    const end = at + 8 + held + (held % 2);
    if (at + 8 + held > length) return undefined;
    const kind = textAt(bytes, at, 4);
    const chunk = bytes.slice(at, Math.min(end, length));
    size ??= sizeOf(kind, chunk);
    if (kind === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~announced;
    if (kind !== 'EXIF' && kind !== 'XMP ') parts.push(chunk);
    at = end;
  }
  const whole = joined(parts);
  viewOf(whole).setUint32(4, whole.length - 8, true);
  return size === undefined ? undefined : { bytes: whole, ...size };
}

function sizeOf(kind: string, chunk: Uint8Array): { width: number; height: number } | undefined {
  const view = viewOf(chunk);
  if (kind === 'VP8 ' && chunk.length >= 18)
    return { width: view.getUint16(14, true) & 0x3fff, height: view.getUint16(16, true) & 0x3fff };
  if (kind === 'VP8L' && chunk.length >= 13) {
    const packed = view.getUint32(9, true);
    return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
  }
  if (kind !== 'VP8X' || chunk.length < 18) return undefined;
  const three = (at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
  return { width: three(12), height: three(15) };
}
