import type { OpenTuan, SheetTable } from '@opentuan/core';
import { decimalOf, type SheetColumn, tableOf } from '../sheet.ts';
import { wordFor, wordOrNone, yesOrNo } from '../sheet-words.ts';

type Claim = Awaited<ReturnType<OpenTuan['claims']['list']>>['data'][number];
type Claimers = Awaited<ReturnType<OpenTuan['claims']['repeaters']>>;

const money = (sum: Claim['approvedAmount']) => (sum === null ? null : decimalOf(sum));

const columns: readonly SheetColumn<Claim>[] = [
  { zh: '售后单', en: 'Claim', value: ({ id }) => id },
  { zh: '状态', en: 'Status', value: ({ status }, language) => wordFor('claimStatus', status, language) },
  { zh: '时间', en: 'Opened at', value: ({ openedAt }) => openedAt },
  { zh: '订单号', en: 'Order', value: ({ orderId }) => orderId },
  { zh: '规格', en: 'Variant', value: ({ variantId }) => variantId },
  { zh: '供应商', en: 'Supplier', value: ({ supplierId }) => supplierId },
  { zh: '团长', en: 'Leader', value: ({ leaderId }) => leaderId },
  { zh: '自提点', en: 'Pickup point', value: ({ pickupPointId }) => pickupPointId },
  { zh: '顾客', en: 'Customer', value: ({ customerId }) => customerId },
  { zh: '原因', en: 'Reason', value: ({ reason }) => reason },
  { zh: '说明', en: 'Description', value: ({ description }) => description },
  { zh: '件数', en: 'Pieces', value: ({ pieces }) => pieces },
  { zh: '克重', en: 'Grams', value: ({ grams }) => grams },
  { zh: '申请金额', en: 'Requested', value: ({ requestedAmount }) => money(requestedAmount) },
  { zh: '建议金额', en: 'Suggested', value: ({ suggestedAmount }) => money(suggestedAmount) },
  { zh: '批准金额', en: 'Approved', value: ({ approvedAmount }) => money(approvedAmount) },
  {
    zh: '处理方式',
    en: 'Outcome',
    value: ({ outcome }, language) => wordOrNone('claimOutcome', outcome, language),
  },
  { zh: '处理人', en: 'Decided by', value: ({ decidedBy }) => decidedBy },
  { zh: '处理时间', en: 'Decided at', value: ({ decidedAt }) => decidedAt },
  { zh: '处理意见', en: 'Decision', value: ({ decision }) => decision },
  { zh: '团长异议', en: 'Objection', value: ({ objection }) => objection },
  {
    zh: '90 天售后次数',
    en: 'Claims in 90 days',
    value: ({ customerHistory }) => customerHistory?.claims ?? null,
  },
  {
    zh: '频繁',
    en: 'Frequent',
    value: ({ customerHistory }, language) => yesOrNo(customerHistory?.frequent === true, language),
  },
];

export function sheetOfClaims({ data }: { readonly data: readonly Claim[] }, locale: string): SheetTable {
  return tableOf({ zh: '售后', en: 'Claims' }, columns, data, locale);
}

const claimerColumns: readonly SheetColumn<Claimers['data'][number]>[] = [
  { zh: '编号', en: 'Id', value: ({ id }) => id },
  { zh: '名称', en: 'Name', value: ({ name }) => name },
  { zh: '售后', en: 'Claims', value: ({ claims }) => claims },
  { zh: '批准', en: 'Approved', value: ({ approved }) => approved },
  { zh: '订单', en: 'Orders', value: ({ orders }) => orders },
  { zh: '占订单 %', en: 'Share of orders %', value: ({ basisPoints }) => basisPoints / 100 },
  { zh: '金额', en: 'Amount', value: ({ amount }) => decimalOf(amount) },
  { zh: '频繁', en: 'Frequent', value: ({ frequent }, language) => yesOrNo(frequent, language) },
];

export function sheetOfClaimers({ data }: Claimers, locale: string): SheetTable {
  return tableOf({ zh: '频繁售后', en: 'Frequent claims' }, claimerColumns, data, locale);
}
