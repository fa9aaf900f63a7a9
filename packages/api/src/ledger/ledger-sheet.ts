import type { OpenTuan, SheetTable } from '@opentuan/core';
import { decimalOf, type SheetColumn, tableOf } from '../sheet.ts';

type Entries = Awaited<ReturnType<OpenTuan['ledger']['entries']>>;

const columns: readonly SheetColumn<Entries['data'][number]>[] = [
  { zh: '时间', en: 'Posted', value: ({ postedAt }) => postedAt },
  { zh: '凭证', en: 'Transaction', value: ({ transactionId }) => transactionId },
  { zh: '事由', en: 'Occasion', value: ({ type }) => type },
  { zh: '对象', en: 'Subject', value: ({ subject }) => subject },
  { zh: '科目', en: 'Account', value: ({ account }) => JSON.stringify(account) },
  { zh: '金额', en: 'Amount', value: ({ amount }) => decimalOf(amount) },
  { zh: '订单号', en: 'Order', value: ({ orderId }) => orderId },
  { zh: '团长', en: 'Leader', value: ({ leaderId }) => leaderId },
  { zh: '供应商', en: 'Supplier', value: ({ supplierId }) => supplierId },
];

/** Ledger entries for a bookkeeper: debits above zero, credits below. */
export function sheetOfEntries({ data }: Entries, locale: string): SheetTable {
  return tableOf({ zh: '账目', en: 'Ledger' }, columns, data, locale);
}
