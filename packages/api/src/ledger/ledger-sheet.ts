import { accountLabels, occasionWords, type OpenTuan, type SheetTable } from '@opentuan/core';
import { type SheetColumn, sumOf, tableOf } from '../sheet.ts';
import type { Language } from '../language.ts';

type Entries = Awaited<ReturnType<OpenTuan['ledger']['entries']>>;

const entryColumns: readonly SheetColumn<Entries['data'][number]>[] = [
  { zh: '时间', en: 'Posted', value: ({ postedAt }) => postedAt },
  { zh: '凭证', en: 'Transaction', value: ({ transactionId }) => transactionId },
  { zh: '事由', en: 'Occasion', value: ({ type }, language) => occasionWords(type)[language] },
  { zh: '对象', en: 'Subject', value: ({ subject }) => subject },
  {
    zh: '科目',
    en: 'Account',
    value: ({ account }, language) => accountLabels[account][language === 'zh' ? 0 : 1],
  },
  { zh: '金额', en: 'Amount', value: ({ amount }) => sumOf(amount) },
  { zh: '订单号', en: 'Order', value: ({ orderId }) => orderId },
  { zh: '团长', en: 'Leader', value: ({ leaderId }) => leaderId },
  { zh: '供应商', en: 'Supplier', value: ({ supplierId }) => supplierId },
];

/** Ledger entries for a bookkeeper: debits above zero, credits below. */
export function sheetOfEntries({ data }: Entries, locale: string): SheetTable {
  return tableOf({ zh: '账目', en: 'Ledger' }, entryColumns, data, locale);
}

type Journal = Awaited<ReturnType<OpenTuan['ledger']['journal']>>;
type JournalEntry = Journal['data'][number];
type TrialBalance = Awaited<ReturnType<OpenTuan['ledger']['trialBalance']>>;
type Costs = Awaited<ReturnType<OpenTuan['costs']['list']>>;
type CarrierRemittances = Awaited<ReturnType<OpenTuan['carrierRemittances']['list']>>;
type SupplierPayments = Awaited<ReturnType<OpenTuan['supplierPayments']['list']>>;

const languageOf = (locale: string): Language => (locale.toLowerCase().startsWith('zh') ? 'zh' : 'en');

/** A dimension as two columns: its name, and the id that the host shop knows it by. */
function dimension(
  zh: string,
  en: string,
  of: (entry: JournalEntry) => JournalEntry['campaign'],
): readonly SheetColumn<JournalEntry>[] {
  return [
    { zh, en, value: (entry) => of(entry)?.name ?? null },
    { zh: `${zh}编号`, en: `${en} id`, value: (entry) => of(entry)?.externalId ?? of(entry)?.id ?? null },
  ];
}

const journalColumns = (language: Language): readonly SheetColumn<JournalEntry>[] => [
  { zh: '日期', en: 'Date', value: ({ date }) => date },
  { zh: '凭证号', en: 'Voucher', value: ({ voucher }) => voucher },
  { zh: '分录', en: 'Line', value: ({ line }) => line },
  { zh: '摘要', en: 'Description', value: ({ description }) => description[language] },
  { zh: '科目编号', en: 'Account number', value: ({ number }) => String(number) },
  { zh: '科目', en: 'Account', value: (entry) => entry[language] },
  { zh: '借方', en: 'Debit', value: ({ debit }) => debit && sumOf(debit) },
  { zh: '贷方', en: 'Credit', value: ({ credit }) => credit && sumOf(credit) },
  ...dimension('开团', 'Campaign', ({ campaign }) => campaign),
  ...dimension('商品', 'Product', ({ variant }) => variant),
  ...dimension('团长', 'Leader', ({ leader }) => leader),
  ...dimension('社群', 'Community', ({ community }) => community),
  ...dimension('供应商', 'Supplier', ({ supplier }) => supplier),
  { zh: '订单号', en: 'Order', value: ({ orderId }) => orderId },
  { zh: '业务对象', en: 'Subject', value: ({ subject }) => subject },
];

/** The journal of a period, one line an entry, as accounting software takes it. */
export function sheetOfJournal({ data }: Journal, locale: string): SheetTable {
  return tableOf({ zh: '凭证', en: 'Journal' }, journalColumns(languageOf(locale)), data, locale);
}

export function sheetOfTrialBalance({ accounts }: TrialBalance, locale: string): SheetTable {
  const columns: readonly SheetColumn<TrialBalance['accounts'][number]>[] = [
    { zh: '科目编号', en: 'Account number', value: ({ number }) => String(number) },
    { zh: '科目', en: 'Account', value: (row) => row[languageOf(locale)] },
    { zh: '期初余额', en: 'Opening', value: ({ opening }) => sumOf(opening) },
    { zh: '借方发生额', en: 'Debit', value: ({ debit }) => sumOf(debit) },
    { zh: '贷方发生额', en: 'Credit', value: ({ credit }) => sumOf(credit) },
    { zh: '期末余额', en: 'Closing', value: ({ balance }) => sumOf(balance) },
  ];
  return tableOf({ zh: '试算平衡表', en: 'Trial balance' }, columns, accounts, locale);
}

export function sheetOfCosts({ data }: Costs, locale: string): SheetTable {
  const columns: readonly SheetColumn<Costs['data'][number]>[] = [
    { zh: '登记时间', en: 'Recorded', value: ({ createdAt }) => createdAt },
    { zh: '发生时间', en: 'Incurred', value: ({ incurredAt }) => incurredAt },
    { zh: '类别', en: 'Kind', value: ({ kind }) => kind },
    { zh: '金额', en: 'Amount', value: ({ amount }) => sumOf(amount) },
    { zh: '开团', en: 'Campaign', value: ({ campaignId }) => campaignId },
    { zh: '单号', en: 'Reference', value: ({ reference }) => reference },
    { zh: '备注', en: 'Note', value: ({ note }) => note },
    { zh: '冲销时间', en: 'Taken back', value: ({ reversedAt }) => reversedAt },
    { zh: '冲销原因', en: 'Why', value: ({ reversal }) => reversal },
  ];
  return tableOf({ zh: '运营费用', en: 'Operating costs' }, columns, data, locale);
}

export function sheetOfCarrierRemittances({ data }: CarrierRemittances, locale: string): SheetTable {
  const columns: readonly SheetColumn<CarrierRemittances['data'][number]>[] = [
    { zh: '收款时间', en: 'Received', value: ({ receivedAt }) => receivedAt },
    { zh: '承运方', en: 'Carrier', value: ({ carrier }) => carrier },
    { zh: '金额', en: 'Amount', value: ({ amount }) => sumOf(amount) },
    { zh: '开团', en: 'Campaign', value: ({ campaignId }) => campaignId },
    { zh: '单号', en: 'Reference', value: ({ reference }) => reference },
    { zh: '备注', en: 'Note', value: ({ note }) => note },
    { zh: '冲销时间', en: 'Taken back', value: ({ reversedAt }) => reversedAt },
    { zh: '冲销原因', en: 'Why', value: ({ reversal }) => reversal },
  ];
  return tableOf({ zh: '承运方缴款', en: 'Money of carriers' }, columns, data, locale);
}

export function sheetOfSupplierPayments({ data }: SupplierPayments, locale: string): SheetTable {
  const columns: readonly SheetColumn<SupplierPayments['data'][number]>[] = [
    { zh: '付款时间', en: 'Paid', value: ({ paidAt }) => paidAt },
    { zh: '供应商', en: 'Supplier', value: ({ supplierName }) => supplierName },
    { zh: '金额', en: 'Amount', value: ({ amount }) => sumOf(amount) },
    { zh: '单号', en: 'Reference', value: ({ reference }) => reference },
  ];
  return tableOf({ zh: '供应商付款', en: 'Payments to suppliers' }, columns, data, locale);
}
