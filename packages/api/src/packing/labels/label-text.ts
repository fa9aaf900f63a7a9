import type { BagLabel, BagLabels } from '@opentuan/core';
import { encodeGb18030 } from './gb18030.ts';

/** The text of a label in the encoding of the printer, without what a printer would take for a command. */
export function labelBytes(text: string, encoding: BagLabels['encoding']): Uint8Array {
  const plain = text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
  return encoding === 'gb18030' ? encodeGb18030(plain) : new TextEncoder().encode(plain);
}

/** How many columns of a printer a text takes: a Chinese character two. */
export function columnsOf(text: string): number {
  return Array.from(text).reduce((columns, one) => columns + ((one.codePointAt(0) ?? 0) < 0x80 ? 1 : 2), 0);
}

/** As much of the text as fits into so many columns. */
export function cutTo(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let short = '';
  for (const one of text) {
    if (columnsOf(short + one) > columns - 2) break;
    short += one;
  }
  return `${short}..`;
}

/** Left and right on one row, the left one cut where they do not fit. */
export function spread(left: string, right: string, columns: number): string {
  const cut = cutTo(left, columns - columnsOf(right) - 1);
  return `${cut}${' '.repeat(Math.max(1, columns - columnsOf(cut) - columnsOf(right)))}${right}`;
}

/** What of a line stands on its right: pieces and unit, and what it weighs. */
export function amountText({ pieces, unit, grams }: BagLabel['lines'][number]): string {
  return grams === null ? `${String(pieces)} ${unit}` : `${String(pieces)} ${unit} ${String(grams)}g`;
}

export function titleText({ title, gift }: BagLabel['lines'][number], locale: string): string {
  return gift ? `${isChinese(locale) ? '[赠]' : '[gift]'}${title}` : title;
}

export function isChinese(locale: string): boolean {
  return locale.toLowerCase().startsWith('zh');
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
