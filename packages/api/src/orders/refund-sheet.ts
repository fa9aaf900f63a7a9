import type { OpenTuan, SheetTable } from '@opentuan/core';
import { type SheetColumn, sumOf, tableOf } from '../sheet.ts';
import { wordFor } from '../sheet-words.ts';

type Refunds = Awaited<ReturnType<OpenTuan['refunds']['list']>>;

/** References and numbers are texts: a spreadsheet would round their last digits away. */
const columns: readonly SheetColumn<Refunds['data'][number]>[] = [
  { zh: '退款单', en: 'Refund', value: ({ id }) => id },
  { zh: '订单号', en: 'Order', value: ({ orderId }) => orderId },
  { zh: '店铺单号', en: 'External id', value: ({ orderExternalId }) => orderExternalId },
  { zh: '商品', en: 'Product', value: ({ title }) => title },
  { zh: '数量', en: 'Pieces', value: ({ pieces }) => pieces },
  { zh: '金额', en: 'Amount', value: ({ amount }) => sumOf(amount) },
  { zh: '币种', en: 'Currency', value: ({ amount }) => amount.currency },
  { zh: '原因', en: 'Reason', value: ({ reasonTexts }, language) => reasonTexts[language] },
  { zh: '状态', en: 'Status', value: ({ status }, language) => wordFor('refundStatus', status, language) },
  {
    zh: '退款方',
    en: 'Paid back by',
    value: ({ paidBackBy }, language) => wordFor('paidBackBy', paidBackBy, language),
  },
  { zh: '支付单号', en: 'Payment reference', value: ({ payment }) => payment?.reference ?? null },
  { zh: '支付金额', en: 'Paid', value: ({ payment }) => (payment ? sumOf(payment.amount) : null) },
  { zh: '退款流水号', en: 'Refund reference', value: ({ reference }) => reference },
  { zh: '失败原因', en: 'Failure', value: ({ failure }) => failure },
  { zh: '申请时间', en: 'Requested at', value: ({ createdAt }) => createdAt },
  { zh: '完成时间', en: 'Settled at', value: ({ settledAt }) => settledAt },
];

/** What goes back to customers, with the payment that it goes back against: to be executed, or compared with the bank. */
export function sheetOfRefunds({ data }: Refunds, locale: string): SheetTable {
  return tableOf({ zh: '退款', en: 'Refunds' }, columns, data, locale);
}
