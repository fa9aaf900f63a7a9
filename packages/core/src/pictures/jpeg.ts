import { type CleanedFile, joined, textAt, viewOf } from './bytes.ts';

const startOfScan = 0xda;
const endOfImage = 0xd9;
const comment = 0xfe;
/** Start-of-frame markers hold the size; among their numbers are three tables that are none. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/**
 * A JPEG without Exif, XMP, IPTC, comments and whatever follows its end (phones hang a second picture there). Colour
 * profiles stay, and so does the orientation, which browsers turn the picture by.
 */
export function cleanJpeg(bytes: Uint8Array): CleanedFile {
  const view = viewOf(bytes);
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  let orientation = 1;
  for (let at = 2; at + 2 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) {
      if (orientation !== 1) parts.splice(1, 0, orientationSegment(orientation));
      return size && { bytes: joined([...parts, bytes.subarray(at, at + 2)]), ...size };
    }
    const segment = segmentAt(bytes, at);
    if (segment === undefined) return undefined;
    if (marker === 0xe1) orientation = orientationOf(segment) ?? orientation;
    if (isFrame(marker) && segment.length >= 9)
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (isKept(marker, segment)) parts.push(segment);
    at += segment.length;
    if (marker !== startOfScan) continue;
    const end = endOfScan(bytes, at);
    parts.push(bytes.subarray(at, end));
    at = end;
  }
  return undefined;
}

function segmentAt(bytes: Uint8Array, at: number): Uint8Array | undefined {
  const end = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
  return end < at + 4 || end > bytes.length ? undefined : bytes.subarray(at, end);
}

/** Where the next marker stands: within a scan 0xff is followed by 0, by a restart marker, or by itself. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = start; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0;
    const within = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (bytes[at] === 0xff && !within) return at;
  }
  return bytes.length;
}

/** Of the segments for applications only those that change how the picture looks. */
function isKept(marker: number, segment: Uint8Array): boolean {
  if (marker === comment) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  if (marker === 0xe0) return textAt(segment, 4, 4) === 'JFIF';
  if (marker === 0xe2) return textAt(segment, 4, 11) === 'ICC_PROFILE';
  return marker === 0xee;
}

/** The Exif tag 0x0112 of a segment that holds Exif. */
function orientationOf(segment: Uint8Array): number | undefined {
  if (textAt(segment, 4, 4) !== 'Exif' || segment.length < 18) return undefined;
  const tiff = segment.subarray(10);
  const view = viewOf(tiff);
  const little = textAt(tiff, 0, 2) === 'II';
  const start = view.getUint32(4, little);
  if (start + 2 > tiff.length) return undefined;
  const entries = view.getUint16(start, little);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = start + 2 + entry * 12;
    if (at + 12 > tiff.length) return undefined;
    if (view.getUint16(at, little) !== 0x0112) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** An Exif segment that says which way up the picture is and nothing else. */
function orientationSegment(orientation: number): Uint8Array {
  const head = [0xff, 0xe1, 0x00, 0x22, 0x45, 0x78, 0x69, 0x66, 0, 0];
  const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1];
  return Uint8Array.from([...head, ...tiff, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
}
