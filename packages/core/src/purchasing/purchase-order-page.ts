import { formatAmount } from '../shared/currency.ts';
import { safeHtml } from '../shared/html.ts';
import type { Money } from '../shared/schemas.ts';
import { expectedSurplus, languageOf, packsOf } from './purchase-order-sheet.ts';
import type { PurchaseOrderView } from './schemas.ts';

type Line = PurchaseOrderView['lines'][number];

const words = {
  zh: {
    title: '采购单',
    shop: '采购方',
    supplier: '供应商',
    campaign: '团购',
    pickup: '提货日',
    number: '单号',
    total: '合计',
    sign: '供应商签字',
    checked: '验收人',
    columns: ['货号', '商品', '规格', '数量', '单位', '件数', '预计余货', '单价', '金额', '实收', '拒收'],
  },
  en: {
    title: 'Purchase order',
    shop: 'Ordered by',
    supplier: 'Supplier',
    campaign: 'Campaign',
    pickup: 'Pickup day',
    number: 'Number',
    total: 'Total',
    sign: 'Signature of the supplier',
    checked: 'Inspected by',
    columns: [
      'Item',
      'Product',
      'Specification',
      'Quantity',
      'Unit',
      'Packs',
      'Surplus',
      'Unit cost',
      'Amount',
      'Accepted',
      'Rejected',
    ],
  },
} as const;

/** Black on white A4, since a market has a laser printer at best; what came is written by hand. */
const style = `@page{size:A4;margin:14mm}
body{font:11pt/1.4 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;color:#000;background:#fff;margin:1rem}
h1{font-size:16pt;margin:0 0 4mm}
dl{display:grid;grid-template-columns:max-content 1fr max-content 1fr;gap:1mm 4mm;margin:0 0 5mm}
dt{font-weight:600}dd{margin:0}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #000;padding:1.2mm 1.6mm;text-align:left;vertical-align:top}
th{font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
thead{display:table-header-group}tr{break-inside:avoid}
.sign{display:flex;gap:20mm;margin-top:14mm}.sign span{border-top:1px solid #000;padding-top:1mm;min-width:60mm}
@media print{body{margin:0}}
@media screen and (max-width:60rem){.wide{overflow-x:auto}.wide table{min-width:44rem}}
@media screen and (max-width:40rem){dl{grid-template-columns:max-content 1fr}.sign{gap:6mm}.sign span{min-width:0;flex:1}}`;

/** A purchase order as a page to print, in the language of `locale`: names, cases and loose pieces, room to sign. */
export function pageOfPurchaseOrder(order: PurchaseOrderView, locale: string): string {
  const language = languageOf(locale);
  const word = words[language];
  const facts = [
    [word.supplier, order.supplierName],
    [word.shop, order.shopName],
    [word.campaign, order.campaignTitle],
    [word.pickup, order.pickupDate],
    [word.number, order.id],
  ].map(([name = '', value = '']) => `<dt>${safeHtml(name)}</dt><dd>${safeHtml(value)}</dd>`);
  const heads = word.columns.map((name, at) => `<th${isNumber(at)}>${safeHtml(name)}</th>`);
  const rows = order.lines
    .filter(({ ordered }) => ordered > 0)
    .map((line) => `<tr>${cellsOf(line, language).map(cell).join('')}</tr>`);
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safeHtml(`${word.title} ${order.supplierName} ${order.pickupDate}`)}</title><style>${style}</style></head>
<body><h1>${word.title}</h1><dl>${facts.join('')}</dl>
<div class="wide" tabindex="0"><table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody>
<tfoot><tr><td colspan="8">${word.total}</td>${cell(amountOf(order.expectedTotal), 8)}<td></td><td></td></tr></tfoot></table></div>
<p class="sign"><span>${word.sign}</span><span>${word.checked}</span></p></body></html>
`;
}

function cellsOf(line: Line, language: 'zh' | 'en'): string[] {
  const { externalId, title, specification, ordered, unit, unitCost, expected } = line;
  const names = [externalId, title, specification, String(ordered), unit, packsOf(line, language)];
  return [...names, String(expectedSurplus(line)), amountOf(unitCost), amountOf(expected), '', ''];
}

const numbers = new Set([3, 6, 7, 8, 9, 10]);

function isNumber(at: number): string {
  return numbers.has(at) ? ' class="n"' : '';
}

function cell(text: string, at: number): string {
  return `<td${isNumber(at)}>${safeHtml(text)}</td>`;
}

function amountOf({ amount, currency }: Money): string {
  return formatAmount(amount, currency);
}
