import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readSheet } from './read-sheet.ts';
import { unpackedSize } from './workbook-size.ts';

async function workbook(): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [{ name: 'p', rows: Array.from({ length: 200 }, () => ['xxxxxxxxxxxxxxxx', 'y']) }],
  });
}

/** Where the directory of a workbook begins, and where its end record does. */
function directory(bytes: Uint8Array): {
  readonly entry: number;
  readonly end: number;
  readonly view: DataView;
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - 22;
  return { entry: view.getUint32(end + 16, true), end, view };
}

/** Overwrites sizes of the first part of a workbook. */
function withSizes(bytes: Uint8Array, packed: number | null, unpacked: number, flags: number): Uint8Array {
  const copy = bytes.slice();
  const { entry, view } = directory(copy);
  view.setUint16(entry + 8, flags, true);
  if (packed !== null) view.setUint32(entry + 20, packed, true);
  view.setUint32(entry + 24, unpacked, true);
  return copy;
}

describe('bad input: a workbook that unpacks to too much', () => {
  test('bad input: the unpacked size is read without unpacking', async () => {
    const bytes = await workbook();
    const size = unpackedSize(bytes) ?? 0;
    expect(size).toBeGreaterThan(bytes.length);
    expect(size).toBeLessThan(100_000);
    expect(unpackedSize(Uint8Array.of(0x50, 0x4b, 3, 4))).toBeNull();
    expect(unpackedSize(new Uint8Array(100))).toBeNull();
  });

  test('bad input: more than 50 MB is refused', async () => {
    const sheet = await readSheet(withSizes(await workbook(), null, 51 * 1024 * 1024, 0));
    expect(sheet.problems).toMatchObject([{ row: 0, code: 'file_too_large' }]);
  });

  test('bad input: a size that is not stated, stated after the data, or elsewhere counts as endless', async () => {
    const bytes = await workbook();
    expect(unpackedSize(withSizes(bytes, null, 0, 0))).toBe(Infinity);
    expect(unpackedSize(withSizes(bytes, 0, 100, 8))).toBe(Infinity);
    expect(unpackedSize(withSizes(bytes, null, 0xffff_ffff, 0))).toBe(Infinity);
    expect(unpackedSize(withSizes(bytes, 0xffff_ffff, 100, 0))).toBe(Infinity);
  });

  test('bad input: a size that is too small is a damaged file', async () => {
    const sheet = await readSheet(withSizes(await workbook(), null, 10, 0));
    expect(sheet.problems).toMatchObject([{ code: 'file_not_readable' }]);
  });

  test('bad input: a second directory, as files of 4 GB have it, is refused', async () => {
    for (const [position, bits] of [
      [10, 16],
      [12, 32],
      [16, 32],
    ] as const) {
      const bytes = (await workbook()).slice();
      const { end, view } = directory(bytes);
      if (bits === 16) view.setUint16(end + position, 0xffff, true);
      else view.setUint32(end + position, 0xffff_ffff, true);
      expect(unpackedSize(bytes)).toBeNull();
    }
  });
});
