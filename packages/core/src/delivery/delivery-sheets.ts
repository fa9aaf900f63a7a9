import { languageOf, type SheetTable } from '../purchasing/purchase-order-sheet.ts';
import type { DeliveryRunView } from './schemas.ts';

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
