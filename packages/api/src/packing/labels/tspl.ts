import type { BagLabel, BagLabels } from '@opentuan/core';
import { amountText, columnsOf, cutTo, joined, labelBytes, spread, titleText } from './label-text.ts';

/*
 * Label printers of 203 dpi: 8 dots a millimetre, so 40 × 60 mm are 320 × 480 dots. The built-in font of simplified
 * Chinese is 24 dots high, 12 wide for a Latin character: 25 columns beside the margins.
 */
const columns = 25;
const lineHeight = 26;
const fonts = { gb18030: 'TSS24.BF2', utf8: '0' } as const;

/** Labels as a label printer reads them (TSPL), 40 × 60 mm each. */
export function tsplOf({ labels, encoding, locale }: BagLabels): Uint8Array {
  const setUp = [
    'SIZE 40 mm,60 mm',
    'GAP 2 mm,0 mm',
    'DIRECTION 1',
    ...(encoding === 'utf8' ? ['CODEPAGE UTF-8'] : []),
  ];
  const head = labelled(setUp, encoding);
  return joined([head, ...labels.map((label) => labelled(labelOf(label, encoding, locale), encoding))]);
}

function labelOf(label: BagLabel, encoding: BagLabels['encoding'], locale: string): string[] {
  const { number, bag, bags, customer, point, window, lines, note, qr } = label;
  const text = (x: number, y: number, times: number, content: string) =>
    `TEXT ${String(x)},${String(y)},"${fonts[encoding]}",0,${String(times)},${String(times)},"${quoted(content)}"`;
  // The built-in font 5 has big figures: 32 × 48 dots, twice.
  const figures = String(number);
  const rows = [
    ...lines.flatMap((line) => [
      spread(titleText(line, locale), amountText(line), columns),
      ...(line.note === '' ? [] : [cutTo(`* ${line.note}`, columns)]),
    ]),
    ...(note === '' ? [] : [cutTo(`* ${note}`, columns)]),
  ];
  const bodyAt = 196;
  return [
    'CLS',
    `TEXT 8,8,"5",0,2,2,"${figures}"`,
    text(312 - columnsOf(`${String(bag)}/${String(bags)}`) * 12, 16, 1, `${String(bag)}/${String(bags)}`),
    text(312 - columnsOf(cutTo(customer, 8)) * 12, 56, 1, cutTo(customer, 8)),
    text(8, 112, 1, cutTo(point, columns)),
    text(8, 112 + lineHeight + 4, 1, cutTo(window, columns)),
    'BAR 8,180,304,3',
    ...rows.map((row, index) => text(8, bodyAt + index * lineHeight, 1, row)),
    `QRCODE 208,372,M,3,A,0,"${quoted(qr)}"`,
    'PRINT 1,1',
  ];
}

/** A quotation mark would end the text, and what follows would be a command. */
function quoted(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, ' ').replaceAll('"', '\\["]');
}

function labelled(commands: readonly string[], encoding: BagLabels['encoding']): Uint8Array {
  const end = Uint8Array.of(0x0d, 0x0a);
  return joined(commands.flatMap((command) => [labelBytes(command, encoding), end]));
}
