import type { OpenTuan, SheetTable } from '@opentuan/core';
import { type SheetColumn, sumOf, tableOf } from '../sheet.ts';

type Lines = Awaited<ReturnType<OpenTuan['supplierStatements']['lines']>>;
type Statements = Awaited<ReturnType<OpenTuan['supplierStatements']['list']>>;

const columns: readonly SheetColumn<Statements['data'][number]>[] = [
  { zh: '对账单', en: 'Statement', value: ({ id }) => id },
  { zh: '供应商', en: 'Supplier', value: ({ supplierName }) => supplierName },
  { zh: '月份', en: 'Month', value: ({ month }) => month },
  { zh: '期初应付', en: 'Opening', value: ({ opening }) => sumOf(opening) },
  { zh: '验收货款', en: 'Accepted', value: ({ accepted }) => sumOf(accepted) },
  { zh: '赔付', en: 'Recoveries', value: ({ recoveries }) => sumOf(recoveries) },
  { zh: '已付', en: 'Paid', value: ({ paid }) => sumOf(paid) },
  { zh: '返点抵扣', en: 'Set off', value: ({ setOff }) => sumOf(setOff) },
  { zh: '期末应付', en: 'Closing', value: ({ closing }) => sumOf(closing) },
  { zh: '返点扣减', en: 'Deducted from volume', value: ({ deducted }) => sumOf(deducted) },
  { zh: '返点计算额', en: 'Volume', value: ({ volume }) => sumOf(volume) },
  { zh: '返点', en: 'Rebate', value: ({ rebate }) => sumOf(rebate) },
];

export function sheetOfSupplierStatements({ data }: Statements, locale: string): SheetTable {
  return tableOf({ zh: '供应商对账单', en: 'Supplier statements' }, columns, data, locale);
}

const sumNames = {
  accepted: { zh: '验收货款', en: 'Accepted' },
  recoveries: { zh: '退货与赔付', en: 'Recoveries' },
  paid: { zh: '已付', en: 'Paid' },
  setOff: { zh: '返点抵扣', en: 'Set off' },
} as const;

const lineColumns: readonly SheetColumn<Lines['data'][number]>[] = [
  { zh: '时间', en: 'Posted', value: ({ postedAt }) => postedAt },
  { zh: '摘要', en: 'Description', value: ({ description }, language) => description[language] },
  { zh: '归类', en: 'Counts as', value: ({ countsAs }, language) => sumNames[countsAs][language] },
  { zh: '开团', en: 'Campaign', value: ({ campaign }) => campaign?.name ?? null },
  { zh: '商品', en: 'Product', value: ({ variant }) => variant?.name ?? null },
  { zh: '数量', en: 'Pieces', value: ({ pieces }) => pieces },
  { zh: '单价', en: 'Unit cost', value: ({ unitCost }) => unitCost && sumOf(unitCost) },
  { zh: '金额', en: 'Amount', value: ({ amount }) => sumOf(amount) },
  { zh: '应付余额', en: 'Owed after it', value: ({ balance }) => sumOf(balance) },
  { zh: '单号', en: 'Reference', value: ({ reference }) => reference },
  {
    zh: '原因',
    en: 'Reason',
    value: ({ reasonTexts }, language) => reasonTexts?.[language] ?? null,
  },
  { zh: '减少返点月份', en: 'Lowers volume of', value: ({ lowersVolumeOf }) => lowersVolumeOf },
];

/** What a supplier's month is made of, movement by movement. */
export function sheetOfSupplierStatementLines({ data }: Lines, locale: string): SheetTable {
  return tableOf({ zh: '供应商往来明细', en: 'Supplier statement' }, lineColumns, data, locale);
}
