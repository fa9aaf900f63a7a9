import type { SheetTab, SheetValue } from '../imports/write-sheet.ts';
import { formatAmount } from '../shared/currency.ts';
import type { Money } from '../shared/schemas.ts';
import type { PurchaseOrderView } from './schemas.ts';

/** A table for `writeSheet`: the same rows become CSV, XLSX or a page. */
export interface SheetTable {
  readonly name: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly SheetValue[])[];
  /** What a workbook and a printed page have instead: a summary, and a sheet for each part. */
  readonly sheets?: readonly SheetTab[];
}

const headers = {
  zh: [
    '货号',
    '商品',
    '规格',
    '单位',
    '需求',
    '损耗备货',
    '用余货',
    '整件数量',
    '采购数量',
    '单价',
    '金额',
    '收货',
    '拒收',
    '缺货',
  ],
  en: [
    'Item',
    'Product',
    'Specification',
    'Unit',
    'Needed',
    'Buffer',
    'From stock',
    'Pack',
    'Ordered',
    'Unit cost',
    'Amount',
    'Accepted',
    'Rejected',
    'Missing',
  ],
} as const;

/** Chinese for every Chinese locale, else English. */
export function languageOf(locale: string): 'zh' | 'en' {
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The purchase order as a table, with headers in the language of `locale` (`zh-CN`, `en`). */
export function sheetOfPurchaseOrder(order: PurchaseOrderView, locale: string): SheetTable {
  const language = languageOf(locale);
  const rows = order.lines.map((line) => [
    line.externalId,
    line.title,
    line.specification,
    line.unit,
    line.needed,
    line.buffer,
    line.fromStock,
    line.packSize,
    line.ordered,
    decimal(line.unitCost),
    decimal(line.expected),
    line.accepted,
    line.rejected,
    line.missing,
  ]);
  const total = language === 'zh' ? '合计' : 'Total';
  const sum: SheetValue[] = [
    total,
    ...Array.from({ length: 9 }, () => null),
    decimal(order.expectedTotal),
    null,
    null,
    null,
  ];
  return { name: order.supplierName, headers: headers[language], rows: [...rows, sum] };
}

/** The purchase order as text for a chat with the supplier: what to bring, by pack, and what it should come to. */
export function textOfPurchaseOrder(order: PurchaseOrderView, locale: string): string {
  const language = languageOf(locale);
  const lines = order.lines
    .filter(({ ordered }) => ordered > 0)
    .map((line, index) => `${String(index + 1)}. ${wordsOf(line, language)}`);
  const { expectedTotal } = order;
  const amount = formatAmount(expectedTotal.amount, expectedTotal.currency);
  const [title, total] =
    language === 'zh'
      ? [`【采购单】${order.supplierName}`, `合计 ${amount} ${expectedTotal.currency}`]
      : [`Purchase order: ${order.supplierName}`, `Total ${amount} ${expectedTotal.currency}`];
  return [title, order.id, ...lines, total].join('\n');
}

function wordsOf(line: PurchaseOrderView['lines'][number], language: 'zh' | 'en'): string {
  const name = [line.title, line.specification].filter((part) => part !== '').join(' ');
  const quantity = `${String(line.ordered)} ${line.unit}`;
  if (line.packSize === 1) return `${name} ${quantity}`;
  const packs = String(line.ordered / line.packSize);
  const pack = String(line.packSize);
  return language === 'zh'
    ? `${name} ${quantity}（${packs} 件，每件 ${pack}）`
    : `${name} ${quantity} (${packs} packs of ${pack})`;
}

/** As a number, so that a spreadsheet can sum it; minor units with few decimals lose nothing. */
function decimal({ amount, currency }: Money): number {
  return Number(formatAmount(amount, currency));
}
