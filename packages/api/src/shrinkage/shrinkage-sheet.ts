import type { OpenTuan, SheetTable } from '@opentuan/core';
import { type SheetColumn, sumOf, tableOf } from '../sheet.ts';
import { wordFor } from '../sheet-words.ts';

type Shrinkages = Awaited<ReturnType<OpenTuan['shrinkages']['list']>>;
type Shrinkage = Shrinkages['data'][number];

const parties: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  supplier: ['供应商', 'supplier'],
  carrier: ['承运方', 'carrier'],
  leader: ['团长', 'leader'],
  shop: ['店铺', 'shop'],
  customer: ['顾客', 'customer'],
};

const columnsIn = (language: 0 | 1): readonly SheetColumn<Shrinkage>[] => [
  { zh: '登记时间', en: 'Recorded', value: ({ recordedAt }) => recordedAt },
  { zh: '环节', en: 'Stage', value: ({ stage }, spoken) => wordFor('stage', stage, spoken) },
  { zh: '商品', en: 'Product', value: ({ title }) => title },
  { zh: '数量', en: 'Pieces', value: ({ pieces }) => pieces },
  { zh: '单位', en: 'Unit', value: ({ unit }) => unit },
  { zh: '原因', en: 'Cause', value: ({ reason }) => reason },
  { zh: '成本', en: 'Cost', value: ({ cost }) => sumOf(cost) },
  { zh: '用余货补', en: 'From stock', value: ({ fromStock }) => fromStock },
  { zh: '缺给顾客', en: 'Missing to customers', value: ({ short }) => short },
  { zh: '责任', en: 'Who answers', value: ({ faultShares }) => sharesText(faultShares, language) },
  { zh: '登记人', en: 'Recorded by', value: ({ recordedBy }) => recordedBy },
  { zh: '冲销', en: 'Taken back', value: ({ reversedAt }) => reversedAt },
  { zh: '冲销原因', en: 'Why', value: ({ reversal }) => reversal },
  { zh: '单号', en: 'Reference', value: ({ reference }) => reference },
];

/** Recorded losses as a file: each with its stage, cause, cost and who answers for it. */
export function sheetOfShrinkages({ data }: Shrinkages, locale: string): SheetTable {
  const language = locale.toLowerCase().startsWith('zh') ? 0 : 1;
  return tableOf({ zh: '损耗', en: 'Losses' }, columnsIn(language), data, locale);
}

function sharesText(shares: Shrinkage['faultShares'], language: 0 | 1): string {
  return Object.entries(shares)
    .filter(([, basisPoints]) => basisPoints > 0)
    .map(([party, basisPoints]) => `${parties[party]?.[language] ?? party} ${String(basisPoints / 100)} %`)
    .join(language === 0 ? '，' : ', ');
}
