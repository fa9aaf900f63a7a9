import type { Money, OpenTuan, SheetTable } from '@opentuan/core';
import { percentOf, type SheetColumn, sumOf, tableOf } from '../sheet.ts';
import { wordFor, wordOrNone } from '../sheet-words.ts';

type Statements = Awaited<ReturnType<OpenTuan['statements']['list']>>;
type Lines = Awaited<ReturnType<OpenTuan['statements']['lines']>>;

type Preview = Awaited<ReturnType<OpenTuan['statements']['preview']>>;
type Sums = Pick<
  Preview['data'][number],
  'carried' | 'earned' | 'reversed' | 'bonus' | 'charged' | 'total' | 'cashSetOff' | 'balance'
>;

const leaderColumns: readonly SheetColumn<Pick<Preview['data'][number], 'leader' | 'leaderExternalId'>>[] = [
  { zh: '团长', en: 'Leader', value: ({ leader }) => leader },
  { zh: '团长编号', en: 'Leader number', value: ({ leaderExternalId }) => leaderExternalId },
];

const sumColumns: readonly SheetColumn<Sums>[] = [
  { zh: '上期结转', en: 'Carried', value: ({ carried }) => sumOf(carried) },
  { zh: '所得', en: 'Earned', value: ({ earned }) => sumOf(earned) },
  { zh: '冲回', en: 'Reversed', value: ({ reversed }) => sumOf(reversed) },
  { zh: '奖励', en: 'Bonus', value: ({ bonus }) => sumOf(bonus) },
  { zh: '扣款', en: 'Charged', value: ({ charged }) => sumOf(charged) },
  { zh: '合计', en: 'Total', value: ({ total }) => sumOf(total) },
  { zh: '现金抵扣', en: 'Cash set off', value: ({ cashSetOff }) => sumOf(cashSetOff) },
  { zh: '结余', en: 'Balance', value: ({ balance }) => sumOf(balance) },
];

const columns: readonly SheetColumn<Statements['data'][number]>[] = [
  { zh: '结算单', en: 'Statement', value: ({ id }) => id },
  ...leaderColumns,
  { zh: '起', en: 'From', value: ({ from }) => from },
  { zh: '止', en: 'To', value: ({ to }) => to },
  ...sumColumns,
  {
    zh: '打款',
    en: 'Payout',
    value: ({ payoutStatus }, language) => wordOrNone('transfer', payoutStatus, language),
  },
];

const previewColumns: readonly SheetColumn<Preview['data'][number]>[] = [
  ...leaderColumns,
  { zh: '起', en: 'From', value: ({ from }) => from },
  { zh: '止', en: 'To', value: ({ to }) => to },
  { zh: '笔数', en: 'Entries', value: ({ movements }) => movements },
  ...sumColumns,
];

/** A sum where there is one. */
const sumOrNone = (sum: Money | null | undefined) => (sum ? sumOf(sum) : null);

const lineColumns: readonly SheetColumn<Lines['data'][number]>[] = [
  { zh: '日期', en: 'Dated', value: ({ datedAt }) => datedAt },
  { zh: '类别', en: 'Kind', value: ({ kind }, language) => wordFor('movement', kind, language) },
  { zh: '订单号', en: 'Order', value: ({ orderId }) => orderId },
  { zh: '商品', en: 'Product', value: ({ title }) => title },
  { zh: '数量', en: 'Pieces', value: ({ pieces }) => pieces },
  { zh: '货款', en: 'Net', value: ({ net }) => sumOrNone(net) },
  { zh: '本次退款', en: 'Refund', value: ({ refund }) => sumOrNone(refund) },
  {
    zh: '佣金类别',
    en: 'Earned as',
    value: ({ commissionKind }, language) => wordOrNone('commission', commissionKind, language),
  },
  { zh: '佣金率%', en: 'Rate %', value: ({ basisPoints }) => percentOf(basisPoints) },
  { zh: '每件佣金', en: 'Per piece', value: ({ perPiece }) => sumOrNone(perPiece) },
  { zh: '其中扶持%', en: 'Boost %', value: ({ boostBasisPoints }) => percentOf(boostBasisPoints) },
  {
    zh: '封顶前佣金率%',
    en: 'Declared %',
    value: ({ uncapped }) => percentOf(uncapped?.basisPoints ?? null),
  },
  { zh: '封顶前每件佣金', en: 'Declared per piece', value: ({ uncapped }) => sumOrNone(uncapped?.perPiece) },
  { zh: '金额', en: 'Amount', value: ({ amount }) => sumOf(amount) },
  { zh: '说明', en: 'Reason', value: ({ reasonTexts }, language) => reasonTexts[language] },
];

export function sheetOfStatements({ data }: Statements, locale: string): SheetTable {
  return tableOf({ zh: '结算单', en: 'Statements' }, columns, data, locale);
}

/** What a statement settles, movement by movement. */
export function sheetOfStatementLines({ data }: Lines, locale: string): SheetTable {
  return tableOf({ zh: '结算明细', en: 'Statement' }, lineColumns, data, locale);
}

/** What the statements of a period would say. */
export function sheetOfStatementPreview({ data }: Preview, locale: string): SheetTable {
  return tableOf({ zh: '结算预览', en: 'Statement preview' }, previewColumns, data, locale);
}
