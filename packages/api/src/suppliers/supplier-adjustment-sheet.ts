import type { OpenTuan, SheetTable } from '@opentuan/core';
import { type SheetColumn, sumOf, tableOf } from '../sheet.ts';

type Adjustments = Awaited<ReturnType<OpenTuan['supplierAdjustments']['list']>>;

const effects = {
  owedLess: { zh: '少付', en: 'Less owed' },
  owedMore: { zh: '多付', en: 'More owed' },
} as const;

const columns: readonly SheetColumn<Adjustments['data'][number]>[] = [
  { zh: '登记时间', en: 'Recorded', value: ({ recordedAt }) => recordedAt },
  { zh: '供应商', en: 'Supplier', value: ({ supplierName }) => supplierName },
  { zh: '方向', en: 'Effect', value: ({ effect }, language) => effects[effect][language] },
  { zh: '金额', en: 'Amount', value: ({ amount }) => sumOf(amount) },
  { zh: '原因', en: 'Reason', value: ({ reason }) => reason },
  { zh: '单号', en: 'Reference', value: ({ reference }) => reference },
  { zh: '开团', en: 'Campaign', value: ({ campaignId }) => campaignId },
  { zh: '商品', en: 'Product', value: ({ variantId }) => variantId },
];

export function sheetOfSupplierAdjustments({ data }: Adjustments, locale: string): SheetTable {
  return tableOf({ zh: '供应商差价', en: 'Supplier adjustments' }, columns, data, locale);
}
