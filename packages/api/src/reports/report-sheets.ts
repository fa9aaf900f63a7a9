import type { Money, OpenTuan, SheetTable } from '@opentuan/core';
import { decimalOf, type SheetColumn, tableOf } from '../sheet.ts';

type Reports = OpenTuan['reports'];
type RowOf<Name extends keyof Reports> = Reports[Name] extends (...input: never[]) => Promise<infer Answer>
  ? Answer extends { readonly data: readonly (infer Row)[] }
    ? Row
    : never
  : never;

interface Named {
  readonly id: string | null;
  readonly label: string | null;
}

type Step =
  | 'sales'
  | 'cost'
  | 'commission'
  | 'discounts'
  | 'gifts'
  | 'rebates'
  | 'shrinkage'
  | 'returns'
  | 'recoveries'
  | 'otherCosts'
  | 'profit'
  | 'netSales';

type Waterfall = Readonly<Record<Step, Money>> & { readonly marginBasisPoints: number | null };

const step = (zh: string, en: string, name: Step): SheetColumn<Waterfall> => ({
  zh,
  en,
  value: (row) => decimalOf(row[name]),
});

/** Basis points as a number of percent. */
const percentOf = (basisPoints: number | null) => (basisPoints === null ? null : basisPoints / 100);

const waterfall: readonly SheetColumn<Waterfall>[] = [
  step('销售额', 'Sales', 'sales'),
  step('成本', 'Cost', 'cost'),
  step('佣金', 'Commission', 'commission'),
  step('优惠', 'Discounts', 'discounts'),
  step('赠品', 'Gifts', 'gifts'),
  step('返点', 'Rebates', 'rebates'),
  step('损耗', 'Shrinkage', 'shrinkage'),
  step('退货', 'Returns', 'returns'),
  step('赔付', 'Recoveries', 'recoveries'),
  step('其他费用', 'Other costs', 'otherCosts'),
  step('利润', 'Profit', 'profit'),
  step('实收', 'Net sales', 'netSales'),
  { zh: '利润率%', en: 'Margin %', value: ({ marginBasisPoints }) => percentOf(marginBasisPoints) },
];

/** Where a row has no name, its sums belong to none of the group. */
const named: readonly SheetColumn<Named>[] = [
  { zh: '编号', en: 'Id', value: ({ id }) => id },
  { zh: '名称', en: 'Name', value: ({ label }) => label },
];

const sheetOf =
  <Row>(zh: string, en: string, columns: readonly SheetColumn<Row>[]) =>
  ({ data }: { readonly data: readonly Row[] }, locale: string): SheetTable =>
    tableOf({ zh, en }, columns, data, locale);

const buyers: readonly SheetColumn<RowOf<'communities'>>[] = [
  { zh: '买家', en: 'Customers', value: ({ customers }) => customers },
  { zh: '复购买家', en: 'Repurchasing', value: ({ repurchasing }) => repurchasing },
  {
    zh: '复购率%',
    en: 'Repurchase %',
    value: ({ repurchaseBasisPoints }) => percentOf(repurchaseBasisPoints),
  },
  { zh: '订单', en: 'Orders', value: ({ orders }) => orders },
  { zh: '成员', en: 'Members', value: ({ members }) => members },
  { zh: '活跃度%', en: 'Activity %', value: ({ activityBasisPoints }) => percentOf(activityBasisPoints) },
];

export const sheetOfProfit = sheetOf<RowOf<'profit'>>('利润', 'Profit', [...named, ...waterfall]);
export const sheetOfCommunities = sheetOf<RowOf<'communities'>>('社群', 'Communities', [
  ...named,
  ...buyers,
  ...waterfall,
]);
