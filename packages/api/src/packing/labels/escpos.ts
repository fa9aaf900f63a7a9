import type { BagLabel, BagLabels } from '@opentuan/core';
import { amountText, cutTo, joined, labelBytes, spread, titleText } from './label-text.ts';

/** Columns of the usual font A, by the width of the roll in millimetres. */
const columnsOfWidth: Readonly<Record<number, number>> = { 58: 32, 80: 48 };

const escape = 0x1b;
const group = 0x1d;
const fieldSeparator = 0x1c;
const lineFeed = Uint8Array.of(0x0a);
const centre = Uint8Array.of(escape, 0x61, 1);
const left = Uint8Array.of(escape, 0x61, 0);
const bold = (on: 0 | 1) => Uint8Array.of(escape, 0x45, on);
/** Width and height, 1 to 8 times. */
const size = (times: number) => Uint8Array.of(group, 0x21, (times - 1) * 16 + times - 1);
/** Chinese by two bytes (FS &), or by UTF-8 (FS ( C, function 48). */
const characters = {
  gb18030: Uint8Array.of(fieldSeparator, 0x26),
  utf8: Uint8Array.of(fieldSeparator, 0x28, 0x43, 2, 0, 0x30, 2),
} as const;
const feedAndCut = Uint8Array.of(group, 0x56, 0x42, 3);

/** Labels as the bytes that a receipt printer reads (ESC/POS): one after the other, the paper cut between. */
export function escposOf({ labels, width, encoding, locale }: BagLabels): Uint8Array {
  const columns = columnsOfWidth[width] ?? 32;
  const start = joined([Uint8Array.of(escape, 0x40), characters[encoding]]);
  return joined(labels.map((label) => joined([start, labelOf(label, columns, encoding, locale)])));
}

function labelOf(
  label: BagLabel,
  columns: number,
  encoding: BagLabels['encoding'],
  locale: string,
): Uint8Array {
  const { number, bag, bags, customer, point, window, lines, note, qr } = label;
  const row = (text: string) => joined([labelBytes(text, encoding), lineFeed]);
  return joined([
    centre,
    bold(1),
    size(4),
    row(String(number)),
    size(2),
    row(cutTo(customer, columns / 2)),
    size(1),
    row(cutTo(point, columns)),
    bold(0),
    row(spread(window, `${String(bag)}/${String(bags)}`, columns)),
    left,
    row('-'.repeat(columns)),
    ...lines.flatMap((line) => [
      row(spread(titleText(line, locale), amountText(line), columns)),
      ...(line.note === '' ? [] : [row(cutTo(`  * ${line.note}`, columns))]),
    ]),
    ...(note === '' ? [] : [row('-'.repeat(columns)), row(cutTo(note, columns * 2))]),
    centre,
    qrOf(qr),
    lineFeed,
    feedAndCut,
  ]);
}

/** A QR code that the printer draws itself: model 2, dots of 4, error correction M. */
function qrOf(text: string): Uint8Array {
  const data = new TextEncoder().encode(text);
  const length = data.length + 3;
  return joined([
    Uint8Array.of(group, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0),
    Uint8Array.of(group, 0x28, 0x6b, 3, 0, 0x31, 0x43, 4),
    Uint8Array.of(group, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x31),
    Uint8Array.of(group, 0x28, 0x6b, length & 255, length >> 8, 0x31, 0x50, 0x30),
    data,
    Uint8Array.of(group, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30),
  ]);
}
