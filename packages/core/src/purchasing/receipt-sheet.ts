import { formatAmount } from '../shared/currency.ts';
import { languageOf, type SheetTable } from './purchase-order-sheet.ts';
import type { PurchaseOrderView } from './schemas.ts';

const headers = {
  zh: [
    '货号',
    '商品',
    '规格',
    '单位',
    '采购数量',
    '已收',
    '单价',
    '收货',
    '收货重量（克）',
    '拒收',
    '缺货',
    '实际单价',
    '拒收原因',
    '采购行号',
  ],
  en: [
    'Item',
    'Product',
    'Specification',
    'Unit',
    'Ordered',
    'Received before',
    'Unit cost',
    'Accepted',
    'Accepted grams',
    'Rejected',
    'Missing',
    'Actual unit cost',
    'Reason',
    'Purchase line',
  ],
} as const;

/**
 * What is still to come of a purchase order, to be filled in at the van and handed back: `imports` with the kind
 * `receipt` reads it, each row by the purchase line in the last column.
 */
export function sheetOfReceipt(order: PurchaseOrderView, locale: string): SheetTable {
  const language = languageOf(locale);
  const rows = order.lines
    .filter(({ ordered }) => ordered > 0)
    .map((line) => [
      line.externalId,
      line.title,
      line.specification,
      line.unit,
      line.ordered,
      line.accepted + line.rejected + line.missing,
      { decimal: formatAmount(line.unitCost.amount, line.unitCost.currency) },
      null,
      null,
      null,
      null,
      null,
      '',
      line.id,
    ]);
  const kind = language === 'zh' ? '收货' : 'Receipt';
  return { name: `${kind} ${order.supplierName}`, headers: headers[language], rows };
}
