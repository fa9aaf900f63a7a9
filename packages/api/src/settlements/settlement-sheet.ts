import type { OpenTuan, SheetTable } from '@opentuan/core';
import { type SheetColumn, sumOf, tableOf } from '../sheet.ts';

type Settlements = Awaited<ReturnType<OpenTuan['settlements']['list']>>;
type Lines = Awaited<ReturnType<OpenTuan['settlements']['lines']>>;

const columns: readonly SheetColumn<Settlements['data'][number]>[] = [
  { zh: '分账单', en: 'Settlement', value: ({ id }) => id },
  { zh: '结算单', en: 'Statement', value: ({ statementId }) => statementId },
  { zh: '团长', en: 'Leader', value: ({ leaderId }) => leaderId },
  { zh: '结算合计', en: 'Total', value: ({ total }) => sumOf(total) },
  { zh: '分账', en: 'Split', value: ({ split }) => sumOf(split) },
  { zh: '分账回退', en: 'Reversal', value: ({ reversal }) => sumOf(reversal) },
  { zh: '分账外：奖励', en: 'Outside: bonus', value: ({ outside }) => sumOf(outside.bonus) },
  { zh: '分账外：扣款', en: 'Outside: charged', value: ({ outside }) => sumOf(outside.charged) },
  { zh: '分账外：超出比例', en: 'Outside: above the cap', value: ({ outside }) => sumOf(outside.overCap) },
  {
    zh: '分账外：非线上付款',
    en: 'Outside: not paid online',
    value: ({ outside }) => sumOf(outside.noReference),
  },
  { zh: '分账外：额度不足', en: 'Outside: not covered', value: ({ outside }) => sumOf(outside.uncovered) },
  { zh: '分账外：结转欠款', en: 'Outside: carried debt', value: ({ outside }) => sumOf(outside.debt) },
  { zh: '分账外合计', en: 'Outside in all', value: ({ outside }) => sumOf(outside.total) },
];

const kinds = { split: ['分账', 'Split'], reversal: ['分账回退', 'Reversal'] } as const;

/** What became of a line: a file that comes back as an import of `settlementResults` says it with these words. */
const statuses = {
  claimed: ['待处理', 'Pending'],
  sent: ['成功', 'Done'],
  failed: ['失败', 'Failed'],
} as const;

const isChinese = (locale: string): boolean => locale.toLowerCase().startsWith('zh');

/** References and numbers are texts: a spreadsheet would round their last digits away. */
const lineColumns = (locale: string): readonly SheetColumn<Lines['data'][number]>[] => [
  { zh: '分账单号', en: 'Number', value: ({ number }) => number },
  {
    zh: '类型',
    en: 'Kind',
    value: ({ kind }) => kinds[kind][isChinese(locale) ? 0 : 1],
  },
  { zh: '支付单号', en: 'Payment reference', value: ({ paymentReference }) => paymentReference },
  { zh: '原分账单号', en: 'Reverses', value: ({ reverses }) => reverses },
  { zh: '接收方类型', en: 'Receiver type', value: ({ receiverType }) => receiverType },
  { zh: '接收方账户', en: 'Receiver account', value: ({ receiverAccount }) => receiverAccount },
  { zh: '接收方名称', en: 'Receiver name', value: ({ receiverName }) => receiverName },
  { zh: '最小单位金额', en: 'Amount in minor units', value: ({ amount }) => amount.amount },
  { zh: '金额', en: 'Amount', value: ({ amount }) => sumOf(amount) },
  { zh: '币种', en: 'Currency', value: ({ amount }) => amount.currency },
  { zh: '描述', en: 'Description', value: ({ description }) => description },
  { zh: '订单号', en: 'Order', value: ({ orderExternalId, orderId }) => orderExternalId ?? orderId },
  { zh: '发起次数', en: 'Attempt', value: ({ attempt }) => attempt },
  { zh: '状态', en: 'Status', value: ({ status }) => statuses[status][isChinese(locale) ? 0 : 1] },
  { zh: '渠道流水号', en: 'Provider reference', value: ({ reference }) => reference },
  { zh: '失败原因', en: 'Failure', value: ({ failure }) => failure },
];

export function sheetOfSettlements({ data }: Settlements, locale: string): SheetTable {
  return tableOf({ zh: '分账单', en: 'Settlements' }, columns, data, locale);
}

/** What the provider is to do, one line an instruction; it comes back in the same columns with what became of it. */
export function sheetOfSettlementLines({ data }: Lines, locale: string): SheetTable {
  return tableOf({ zh: '分账明细', en: 'Settlement file' }, lineColumns(locale), data, locale);
}
