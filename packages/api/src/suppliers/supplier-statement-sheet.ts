import type { OpenTuan, SheetTable } from '@opentuan/core';
import { decimalOf, type SheetColumn, tableOf } from '../sheet.ts';

type Statements = Awaited<ReturnType<OpenTuan['supplierStatements']['list']>>;

const columns: readonly SheetColumn<Statements['data'][number]>[] = [
  { zh: '对账单', en: 'Statement', value: ({ id }) => id },
  { zh: '供应商', en: 'Supplier', value: ({ supplierId }) => supplierId },
  { zh: '月份', en: 'Month', value: ({ month }) => month },
  { zh: '期初应付', en: 'Opening', value: ({ opening }) => decimalOf(opening) },
  { zh: '验收货款', en: 'Accepted', value: ({ accepted }) => decimalOf(accepted) },
  { zh: '赔付', en: 'Recoveries', value: ({ recoveries }) => decimalOf(recoveries) },
  { zh: '已付', en: 'Paid', value: ({ paid }) => decimalOf(paid) },
  { zh: '返点抵扣', en: 'Set off', value: ({ setOff }) => decimalOf(setOff) },
  { zh: '期末应付', en: 'Closing', value: ({ closing }) => decimalOf(closing) },
  { zh: '返点计算额', en: 'Volume', value: ({ volume }) => decimalOf(volume) },
  { zh: '返点', en: 'Rebate', value: ({ rebate }) => decimalOf(rebate) },
];

export function sheetOfSupplierStatements({ data }: Statements, locale: string): SheetTable {
  return tableOf({ zh: '供应商对账单', en: 'Supplier statements' }, columns, data, locale);
}
