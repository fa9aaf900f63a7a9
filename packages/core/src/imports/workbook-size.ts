const END_OF_DIRECTORY = 0x0605_4b50;
const DIRECTORY_ENTRY = 0x0201_4b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const LONGEST_COMMENT = 0xffff;
/** In place of a number: it stands in a ZIP64 record, for files of 4 GB. Nothing that is read here needs one. */
const ELSEWHERE = 0xffff_ffff;
const ELSEWHERE_SHORT = 0xffff;

/**
 * What an XLSX file unpacks to, in bytes, read from its directory without unpacking anything. Infinity when the
 * directory does not say: a reader that holds each part to its stated size could then be made to unpack anything.
 * Null when the bytes are no ZIP file, or one of the kind for 4 GB.
 */
export function unpackedSize(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  let offset = view.getUint32(end + 16, true);
  // Any of these sends a reader to another directory, so this one must not be trusted.
  if (count === ELSEWHERE_SHORT || offset === ELSEWHERE || view.getUint32(end + 12, true) === ELSEWHERE)
    return null;
  let total = 0;
  for (let entry = 0; entry < count; entry += 1) {
    if (offset + ENTRY_LENGTH > view.byteLength || view.getUint32(offset, true) !== DIRECTORY_ENTRY)
      return null;
    total += entrySize(view, offset);
    const nameLength = view.getUint16(offset + 28, true);
    offset +=
      ENTRY_LENGTH + nameLength + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true);
  }
  return total;
}

function endOfDirectory(view: DataView): number | null {
  const last = view.byteLength - END_LENGTH;
  for (let offset = last; offset >= 0 && offset >= last - LONGEST_COMMENT; offset -= 1) {
    if (view.getUint32(offset, true) === END_OF_DIRECTORY) return offset;
  }
  return null;
}

function entrySize(view: DataView, offset: number): number {
  const flags = view.getUint16(offset + 8, true);
  const packed = view.getUint32(offset + 20, true);
  const unpacked = view.getUint32(offset + 24, true);
  // With bit 3 the sizes may stand after the data, where only unpacking finds them.
  const isAfterTheData = (flags & 8) !== 0 && packed === 0;
  const isUnstated = unpacked === 0 && packed > 2;
  return isAfterTheData || isUnstated || unpacked === ELSEWHERE || packed === ELSEWHERE ? Infinity : unpacked;
}
