import type { OpenTuan, SheetTable } from '@opentuan/core';
import { type SheetColumn, sumOf, tableOf } from '../sheet.ts';
import { wordFor } from '../sheet-words.ts';

type Payouts = Awaited<ReturnType<OpenTuan['payouts']['list']>>;

const columns: readonly SheetColumn<Payouts['data'][number]>[] = [
  { zh: '打款单', en: 'Payout', value: ({ id }) => id },
  { zh: '团长', en: 'Leader', value: ({ leader }) => leader },
  { zh: '团长编号', en: 'Leader number', value: ({ leaderExternalId }) => leaderExternalId },
  { zh: '结算单', en: 'Statement', value: ({ statementId }) => statementId },
  { zh: '金额', en: 'Amount', value: ({ amount }) => sumOf(amount) },
  { zh: '币种', en: 'Currency', value: ({ amount }) => amount.currency },
  { zh: '状态', en: 'Status', value: ({ status }, language) => wordFor('transfer', status, language) },
  { zh: '流水号', en: 'Reference', value: ({ reference }) => reference },
  { zh: '失败原因', en: 'Failure', value: ({ failure }) => failure },
  { zh: '发起时间', en: 'Claimed at', value: ({ claimedAt }) => claimedAt },
  { zh: '完成时间', en: 'Settled at', value: ({ settledAt }) => settledAt },
];

/** What was paid to leaders, is on its way or failed: to be compared with the account of the bank. */
export function sheetOfPayouts({ data }: Payouts, locale: string): SheetTable {
  return tableOf({ zh: '佣金打款', en: 'Payouts' }, columns, data, locale);
}
