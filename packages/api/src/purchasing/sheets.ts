import type { CutShortLine, ExtraOffer, SheetTable, SupplierQuality } from '@opentuan/core';
import { type SheetColumn, sumOf, tableOf } from '../sheet.ts';

const columns: readonly SheetColumn<SupplierQuality>[] = [
  { zh: '供应商编号', en: 'Supplier number', value: (row) => row.externalId },
  { zh: '供应商', en: 'Supplier', value: (row) => row.name },
  { zh: '评分', en: 'Score', value: (row) => row.score },
  { zh: '轮次', en: 'Rounds', value: (row) => row.rounds },
  { zh: '订购', en: 'Ordered', value: (row) => row.ordered },
  { zh: '收货', en: 'Accepted', value: (row) => row.accepted },
  { zh: '拒收', en: 'Rejected', value: (row) => row.rejected },
  { zh: '缺货', en: 'Missing', value: (row) => row.missing },
  { zh: '合格率（%）', en: 'Accepted share (%)', value: (row) => row.acceptedShare / 100 },
  { zh: '迟到轮次', en: 'Late rounds', value: (row) => row.lateRounds },
  { zh: '更正轮次', en: 'Corrected rounds', value: (row) => row.correctedRounds },
  { zh: '售后（供应商责任）', en: 'Claims at fault', value: (row) => row.claims },
  { zh: '承担金额', en: 'Charged', value: (row) => sumOf(row.charged) },
  { zh: '收货金额', en: 'Accepted value', value: (row) => sumOf(row.acceptedCost) },
];

/** How well suppliers did, as a table with headers in the language of `locale`. */
export function sheetOfQuality(
  { data }: { readonly data: readonly SupplierQuality[] },
  locale: string,
): SheetTable {
  return tableOf({ zh: '供应商评分', en: 'Supplier quality' }, columns, data, locale);
}

const extraColumns: readonly SheetColumn<ExtraOffer>[] = [
  { zh: '编号', en: 'Id', value: (row) => row.id },
  { zh: '商品', en: 'Product', value: (row) => row.title },
  { zh: '单位', en: 'Unit', value: (row) => row.unit },
  { zh: '单价', en: 'Unit price', value: (row) => sumOf(row.unitPrice) },
  { zh: '多到', en: 'Extra', value: (row) => row.pieces },
  { zh: '已分配', en: 'Given out', value: (row) => row.taken },
  { zh: '剩余', en: 'Left', value: (row) => row.left },
  { zh: '截止', en: 'Ends', value: (row) => row.endsAt },
  { zh: '采购单号', en: 'Purchase order', value: (row) => row.purchaseOrderId },
];

/** Goods beyond what was ordered, as a table with headers in the language of `locale`. */
export function sheetOfExtras(
  { data }: { readonly data: readonly ExtraOffer[] },
  locale: string,
): SheetTable {
  return tableOf({ zh: '多到的货', en: 'Extra goods' }, extraColumns, data, locale);
}

const cutShortColumns: readonly SheetColumn<CutShortLine>[] = [
  { zh: '顾客', en: 'Customer', value: (row) => row.customerName },
  { zh: '自提点', en: 'Pickup point', value: (row) => row.pickupPointName },
  { zh: '订购', en: 'Ordered', value: (row) => row.ordered },
  { zh: '缺货', en: 'Short', value: (row) => row.short },
  { zh: '损耗', en: 'Lost', value: (row) => row.lost },
  { zh: '愿多拿', en: 'Would take more', value: (row) => row.unfilled },
  { zh: '已补给', en: 'Given since', value: (row) => row.given },
  { zh: '订单号', en: 'Order', value: (row) => row.orderId },
];

/** Who got less than was ordered, as a table with headers in the language of `locale`. */
export function sheetOfCutShort(
  { data }: { readonly data: readonly CutShortLine[] },
  locale: string,
): SheetTable {
  return tableOf({ zh: '缺货顾客', en: 'Cut short' }, cutShortColumns, data, locale);
}
