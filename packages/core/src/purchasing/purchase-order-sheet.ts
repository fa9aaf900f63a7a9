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

interface Column {
  readonly zh: string;
  readonly en: string;
  readonly of: (line: PurchaseOrderView['lines'][number]) => SheetValue;
}

/** Names first, then what is needed and why so many are ordered, then what came. */
const columns: readonly Column[] = [
  { zh: '货号', en: 'Item', of: (line) => line.externalId },
  { zh: '商品', en: 'Product', of: (line) => line.title },
  { zh: '规格', en: 'Specification', of: (line) => line.specification },
  { zh: '单位', en: 'Unit', of: (line) => line.unit },
  { zh: '需求', en: 'Needed', of: (line) => line.needed },
  { zh: '损耗备货', en: 'Buffer', of: (line) => line.buffer },
  { zh: '用余货', en: 'From stock', of: (line) => line.fromStock },
  { zh: '整件数量', en: 'Pack', of: (line) => line.packSize },
  { zh: '采购数量', en: 'Ordered', of: (line) => line.ordered },
  { zh: '整件', en: 'Cases', of: (line) => line.cases },
  { zh: '散件', en: 'Loose', of: (line) => line.loose },
  { zh: '预计余货', en: 'Expected surplus', of: expectedSurplus },
  { zh: '单价', en: 'Unit cost', of: (line) => decimal(line.unitCost) },
  { zh: '金额', en: 'Amount', of: (line) => decimal(line.expected) },
  { zh: '到货日', en: 'Promised', of: (line) => line.promisedOn },
  { zh: '收货', en: 'Accepted', of: (line) => line.accepted },
  { zh: '拒收', en: 'Rejected', of: (line) => line.rejected },
  { zh: '缺货', en: 'Missing', of: (line) => line.missing },
  { zh: '余货', en: 'Surplus', of: (line) => line.surplus },
];

/** What full packs bring beyond need and buffer (R24). */
export function expectedSurplus({
  ordered,
  fromStock,
  needed,
  buffer,
}: PurchaseOrderView['lines'][number]): number {
  return Math.max(0, ordered + fromStock - needed - buffer);
}

/** Chinese for every Chinese locale, else English. */
export function languageOf(locale: string): 'zh' | 'en' {
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The purchase order as a table, with headers in the language of `locale` (`zh-CN`, `en`). */
export function sheetOfPurchaseOrder(order: PurchaseOrderView, locale: string): SheetTable {
  const language = languageOf(locale);
  const rows = order.lines.map((line) => columns.map(({ of }) => of(line)));
  const sum = columns.map(({ en }): SheetValue => (en === 'Amount' ? decimal(order.expectedTotal) : null));
  sum[0] = language === 'zh' ? '合计' : 'Total';
  return {
    name: order.supplierName,
    headers: columns.map((column) => column[language]),
    rows: [...rows, sum],
  };
}

/** The purchase order as text for a chat with the supplier: what to bring, by pack, and what it should come to. */
export function textOfPurchaseOrder(order: PurchaseOrderView, locale: string): string {
  const language = languageOf(locale);
  const lines = order.lines
    .filter(({ ordered }) => ordered > 0)
    .map((line, index) => `${String(index + 1)}. ${wordsOf(line, language)}`);
  const { expectedTotal } = order;
  const amount = formatAmount(expectedTotal.amount, expectedTotal.currency);
  const [title, about, total] =
    language === 'zh'
      ? [
          `【采购单】${order.supplierName}`,
          `${order.shopName}《${order.campaignTitle}》${order.pickupDate} 提货`,
          `合计 ${amount} ${expectedTotal.currency}`,
        ]
      : [
          `Purchase order: ${order.supplierName}`,
          `${order.shopName}, "${order.campaignTitle}", pickup on ${order.pickupDate}`,
          `Total ${amount} ${expectedTotal.currency}`,
        ];
  return [title, order.id, about, ...lines, total].join('\n');
}

function wordsOf(line: PurchaseOrderView['lines'][number], language: 'zh' | 'en'): string {
  const name = [line.title, line.specification].filter((part) => part !== '').join(' ');
  const goods = `${name} ${String(line.ordered)} ${line.unit}`;
  const packs = packsOf(line, language);
  if (packs === '') return goods;
  return language === 'zh' ? `${goods}（${packs}）` : `${goods} (${packs})`;
}

/** Cases and loose pieces in words; nothing where goods come piece by piece. */
export function packsOf(
  { packSize, cases, loose, unit }: PurchaseOrderView['lines'][number],
  language: 'zh' | 'en',
): string {
  if (packSize === 1) return '';
  const [count, size, rest] = [cases, packSize, loose].map(String);
  const parts =
    language === 'zh'
      ? [`${count ?? ''} 件，每件 ${size ?? ''}`, `散 ${rest ?? ''} ${unit}`]
      : [`${count ?? ''} ${cases === 1 ? 'pack' : 'packs'} of ${size ?? ''}`, `${rest ?? ''} ${unit} loose`];
  return parts.slice(0, loose === 0 ? 1 : 2).join(language === 'zh' ? '，' : ', ');
}

/** A number in a workbook, with all of its decimals in a CSV. */
function decimal({ amount, currency }: Money): SheetValue {
  return { decimal: formatAmount(amount, currency) };
}
