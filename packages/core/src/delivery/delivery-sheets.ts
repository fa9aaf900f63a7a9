import { languageOf, type SheetTable } from '../purchasing/purchase-order-sheet.ts';
import type { PickList } from './pick-lists.ts';
import type { DeliveryRunView } from './schemas.ts';

const bagHeaders = {
  zh: [
    '自提点',
    '袋号',
    '顾客',
    '商品',
    '数量',
    '单位',
    '标准克重',
    '实重（克）',
    '赠品',
    '备注',
    '订单备注',
    '订单号',
    '订单行号',
  ],
  en: [
    'Pickup point',
    'Bag',
    'Customer',
    'Product',
    'Pieces',
    'Unit',
    'Nominal grams',
    'Packed grams',
    'Gift',
    'Note',
    'Order note',
    'Order',
    'Order line',
  ],
} as const;
const crateHeaders = {
  zh: ['自提点', '地址', '商品', '数量', '单位'],
  en: ['Pickup point', 'Address', 'Product', 'Pieces', 'Unit'],
} as const;
const runHeaders = {
  zh: ['顺序', '自提点', '地址', '商品', '规格', '应交', '单位', '实交', '缺少', '签收人', '备注'],
  en: [
    'Stop',
    'Pickup point',
    'Address',
    'Product',
    'Specification',
    'Expected',
    'Unit',
    'Delivered',
    'Missing',
    'Signed by',
    'Note',
  ],
} as const;

/** The pick list bag by bag, as a table with headers in the language of `locale`. Names are masked as in the list. */
export function sheetOfPickList(list: PickList, locale: string): SheetTable {
  const language = languageOf(locale);
  const gift = language === 'zh' ? '赠' : 'gift';
  const rows = list.points.flatMap((point) =>
    point.baskets.flatMap((bag) =>
      bag.lines.map((line) => [
        point.name,
        bag.number,
        bag.customer,
        line.title,
        line.pieces,
        line.unit,
        line.nominalGrams,
        line.grams,
        line.gift ? gift : '',
        line.note,
        bag.note,
        bag.orderId,
        line.orderLineId,
      ]),
    ),
  );
  return { name: nameOf(list, language === 'zh' ? '分拣' : 'Bags'), headers: bagHeaders[language], rows };
}

/** What goes into the crate of each pickup point, summed by product. */
export function sheetOfCrates(list: PickList, locale: string): SheetTable {
  const language = languageOf(locale);
  const rows = list.points.flatMap(({ name, address, totals }) =>
    totals.map(({ title, pieces, unit }) => [name, address, title, pieces, unit]),
  );
  return { name: nameOf(list, language === 'zh' ? '装箱' : 'Crates'), headers: crateHeaders[language], rows };
}

/** The run stop by stop, to be signed on the way. */
export function sheetOfDeliveryRun(run: DeliveryRunView, locale: string): SheetTable {
  const rows = run.stops.flatMap((stop) =>
    stop.lines.map((line) => [
      stop.position + 1,
      stop.name,
      stop.address,
      line.title,
      line.specification,
      line.expected,
      line.unit,
      stop.status === 'handedOver' ? line.delivered : null,
      stop.status === 'handedOver' ? line.missing : null,
      stop.signedBy ?? '',
      stop.note,
    ]),
  );
  return { name: run.name, headers: runHeaders[languageOf(locale)], rows };
}

function nameOf({ title, pickupDate }: PickList, kind: string): string {
  return `${kind} ${pickupDate} ${title}`;
}
