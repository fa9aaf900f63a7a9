import { defineQuery } from '../define.ts';
import { formatAmount } from '../shared/currency.ts';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { Work } from '../work.ts';
import { purchaseLinesOf } from './purchase-order.ts';
import { languageOf, type SheetTable } from './purchase-order-sheet.ts';
import { goodsReceiptListSchema, type GoodsReceiptList, purchaseOrderIdSchema } from './schemas.ts';
import { goodsReceiptLines, goodsReceipts, purchaseOrders } from './tables.ts';
import { variantLabels } from './variant-label.ts';

/** What came for a purchase order, part by part, with what was rejected, why, and its pictures. Refuses: not_found, not_allowed. */
export const listReceipts = defineQuery({
  name: 'purchaseOrders.receipts',
  summary: 'List what came for a purchase order',
  input: purchaseOrderIdSchema,
  answer: goodsReceiptListSchema,
  async read(reader, { purchaseOrderId }, context) {
    demandShop(context);
    return reader.decide((work) => receiptsOf(work, purchaseOrderId));
  },
});

function receiptsOf(work: Work, purchaseOrderId: string) {
  const { closedAt } = work.get(purchaseOrders, purchaseOrderId);
  const { currency } = theShop(work);
  const lines = new Map(purchaseLinesOf(work, purchaseOrderId).map((line) => [line.id, line]));
  const labels = variantLabels(
    work,
    [...lines.values()].map(({ variantId }) => variantId),
  );
  const receipts = work
    .list(goodsReceipts, { purchaseOrderId })
    .toSorted((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1));
  work.need(...receipts.map(({ id }) => [goodsReceiptLines, { goodsReceiptId: id }] as const));
  const data = receipts.map(({ id, receivedAt, receivedBy, note }) => ({
    id,
    receivedAt: instantText(receivedAt),
    receivedBy,
    late: closedAt !== null && receivedAt > closedAt,
    note,
    lines: work
      .list(goodsReceiptLines, { goodsReceiptId: id })
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap(({ goodsReceiptId: _receipt, purchaseLineId, unitCost, pictures, ...line }) => {
        const label = labels.get(lines.get(purchaseLineId)?.variantId ?? '');
        if (!label) return [];
        const { variantId, externalId, title, unit } = label;
        const supplierName = work.get(suppliers, line.supplierId).name;
        const goods = { variantId, externalId, title, unit, supplierName };
        return [{ ...line, ...goods, unitCost: money(unitCost, currency), pictures: [...pictures] }];
      }),
  }));
  return { data };
}

const headers = {
  zh: [
    '时间',
    '货号',
    '商品',
    '单位',
    '供应商',
    '收货',
    '拒收',
    '缺货',
    '克重',
    '单价',
    '退回',
    '原因',
    '图片',
    '备注',
  ],
  en: [
    'Time',
    'Item',
    'Product',
    'Unit',
    'Supplier',
    'Accepted',
    'Rejected',
    'Missing',
    'Grams',
    'Unit cost',
    'Sent back',
    'Reason',
    'Pictures',
    'Note',
  ],
} as const;

/** What came, as a table with headers in the language of `locale`. */
export function sheetOfReceipts({ data }: GoodsReceiptList, locale: string): SheetTable {
  const language = languageOf(locale);
  return {
    name: language === 'zh' ? '收货' : 'Receipts',
    headers: headers[language],
    rows: data.flatMap(({ receivedAt, note, lines }) =>
      lines.map((line) => [
        receivedAt,
        line.externalId,
        line.title,
        line.unit,
        line.supplierName,
        line.accepted,
        line.rejected,
        line.missing,
        line.grams,
        { decimal: formatAmount(line.unitCost.amount, line.unitCost.currency) },
        line.sentBack,
        line.reason,
        line.pictures.join(' '),
        note,
      ]),
    ),
  };
}
