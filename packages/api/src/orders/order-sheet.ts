import type { OpenTuan, SheetTable } from '@opentuan/core';
import { decimalOf, type SheetColumn, tableOf } from '../sheet.ts';
import { wordFor } from '../sheet-words.ts';

type Page = Awaited<ReturnType<OpenTuan['orders']['list']>>;
type Order = Page['data'][number];
interface Row {
  readonly order: Order;
  readonly line: Order['lines'][number];
}

const columns: readonly SheetColumn<Row>[] = [
  { zh: '订单号', en: 'Order', value: ({ order }) => order.id },
  { zh: '店铺单号', en: 'External id', value: ({ order }) => order.externalId },
  {
    zh: '状态',
    en: 'Status',
    value: ({ order }, language) => wordFor('orderStatus', order.status, language),
  },
  { zh: '下单时间', en: 'Placed at', value: ({ order }) => order.placedAt },
  { zh: '顾客', en: 'Customer', value: ({ order }) => order.customerId },
  { zh: '团长', en: 'Leader', value: ({ order }) => order.leaderId },
  { zh: '自提点', en: 'Pickup point', value: ({ order }) => order.pickupPointId },
  {
    zh: '自提时段',
    en: 'Pickup time',
    value: ({ order: { slot } }) => slot && `${slot.opens}–${slot.closes}`,
  },
  { zh: '商品', en: 'Product', value: ({ line }) => line.title },
  { zh: '数量', en: 'Pieces', value: ({ line }) => line.pieces },
  { zh: '单位', en: 'Unit', value: ({ line }) => line.unit },
  { zh: '单价', en: 'Unit price', value: ({ line }) => decimalOf(line.unitPrice) },
  { zh: '优惠', en: 'Discount', value: ({ line }) => decimalOf(line.discount) },
  { zh: '实付', en: 'Net', value: ({ line }) => decimalOf(line.net) },
  { zh: '已退', en: 'Refunded', value: ({ line }) => decimalOf(line.refunded) },
  { zh: '到货', en: 'Allocated', value: ({ line }) => line.allocated },
  { zh: '已提', en: 'Handed over', value: ({ line }) => line.handedOver },
  {
    zh: '备注',
    en: 'Note',
    value: ({ line, order }) => [line.note, order.note].filter((text) => text !== '').join(' · '),
  },
];

/** Orders line by line. */
export function sheetOfOrders({ data }: Page, locale: string): SheetTable {
  const rows = data.flatMap((order) => order.lines.map((line) => ({ order, line })));
  return tableOf({ zh: '订单', en: 'Orders' }, columns, rows, locale);
}
