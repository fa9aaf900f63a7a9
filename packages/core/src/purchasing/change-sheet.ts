import { languageOf, type SheetTable } from './purchase-order-sheet.ts';
import type { DifferencePage } from './change-schemas.ts';

const headers = {
  zh: [
    '时间',
    '内容',
    '货号',
    '商品',
    '规格',
    '单位',
    '自提点',
    '原来',
    '现在',
    '差',
    '原因',
    '订单号',
    '采购单号',
  ],
  en: [
    'Time',
    'What',
    'Item',
    'Product',
    'Specification',
    'Unit',
    'Pickup point',
    'Before',
    'After',
    'Difference',
    'Reason',
    'Order',
    'Purchase order',
  ],
} as const;

const kinds = {
  zh: {
    withdrawn: '撤回',
    pointMoved: '改自提点',
    ordered: '采购数量',
    unitCost: '单价（分）',
    promisedOn: '到货日',
    lost: '损耗',
    added: '加货',
    slot: '提货时段',
    pickupHours: '提货时间',
  },
  en: {
    withdrawn: 'Withdrawn',
    pointMoved: 'Pickup point moved',
    ordered: 'Quantity ordered',
    unitCost: 'Unit cost (minor units)',
    promisedOn: 'Promised day',
    lost: 'Lost',
    added: 'Added',
    slot: 'Pickup time',
    pickupHours: 'Pickup hours',
  },
} as const;

type Differences = Pick<DifferencePage, 'data'>;

/** What is otherwise than on the last sheet, as a table with headers in the language of `locale`. */
export function sheetOfDifferences({ data }: Differences, locale: string): SheetTable {
  const language = languageOf(locale);
  return {
    name: language === 'zh' ? '变更' : 'Changes',
    headers: headers[language],
    rows: data.map((line) => [
      line.at,
      kinds[language][line.kind],
      line.externalId,
      line.title,
      line.specification,
      line.unit,
      line.pickupPointName,
      line.before,
      line.after,
      typeof line.before === 'number' && typeof line.after === 'number' ? line.after - line.before : null,
      line.reason,
      line.orderId,
      line.purchaseOrderId,
    ]),
  };
}

/** All documents of a list as one table of their lines. */
export function sheetOfChanges(
  { data }: { readonly data: readonly { readonly lines: Differences['data'] }[] },
  locale: string,
): SheetTable {
  return sheetOfDifferences({ data: data.flatMap(({ lines }) => lines) }, locale);
}
