import type { OpenTuan, SheetTable } from '@opentuan/core';
import type { SheetValue } from '@opentuan/core/sheets';
import type { Language } from '../language.ts';
import { sumOf } from '../sheet.ts';
import { problemText, wordFor } from '../sheet-words.ts';

type Page = Awaited<ReturnType<OpenTuan['purchaseOrders']['list']>>;

const headers = {
  zh: [
    '截单',
    '供应商',
    '状态',
    '供应商答复',
    '商品数',
    '预计金额',
    '收货金额',
    '发出',
    '收货',
    '单号',
    '说明',
  ],
  en: [
    'Cutoff',
    'Supplier',
    'Status',
    'Answer',
    'Products',
    'Expected',
    'Accepted',
    'Sent',
    'Received',
    'Purchase order',
    'Note',
  ],
} as const;

/**
 * Purchase orders as a list. A cutoff without any says whether nothing was ordered, or they are still to be made, or
 * could not be made and why.
 */
export function sheetOfPurchaseOrders({ data, cutoffs }: Page, locale: string): SheetTable {
  const language: Language = locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  const without = (cutoffs ?? []).filter(({ purchaseOrders }) => purchaseOrders === 0);
  return {
    name: language === 'zh' ? '采购单' : 'Purchase orders',
    headers: [...headers[language]],
    rows: [
      ...data.map((order): SheetValue[] => [
        order.cutoff,
        order.supplierName,
        wordFor('purchaseStatus', order.status, language),
        wordFor('supplierAnswer', order.supplierAnswer, language),
        order.lines.length,
        sumOf(order.expectedTotal),
        sumOf(order.acceptedTotal),
        order.sentAt,
        order.receivedAt,
        order.id,
        null,
      ]),
      ...without.map(({ cutoff, state, problem }): SheetValue[] => [
        cutoff,
        null,
        wordFor('cutoffState', state, language),
        ...Array.from({ length: 7 }, () => null),
        problem === null ? null : problemText(problem, language),
      ]),
    ],
  };
}
