import type { Money, OpenTuan, SheetTable } from '@opentuan/core';
import { decimalOf, percentOf, type SheetColumn, tableOf } from '../sheet.ts';
import { wordOrNone } from '../sheet-words.ts';

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

const people: readonly SheetColumn<RowOf<'leaders'>>[] = [
  { zh: '状态', en: 'Status', value: ({ status }, language) => wordOrNone('leaderStatus', status, language) },
  { zh: '买家', en: 'Customers', value: ({ customers }) => customers },
  {
    zh: '复购率%',
    en: 'Repurchase %',
    value: ({ repurchaseBasisPoints }) => percentOf(repurchaseBasisPoints),
  },
  { zh: '订单', en: 'Orders', value: ({ orders }) => orders },
  { zh: '售后', en: 'Claims', value: ({ claims }) => claims },
  {
    zh: '上期实收',
    en: 'Net sales before',
    value: ({ netSalesBefore }) => (netSalesBefore === null ? null : decimalOf(netSalesBefore)),
  },
  {
    zh: '流失风险',
    en: 'Churn risk',
    value: ({ churnRisk }, language) => wordOrNone('churnRisk', churnRisk, language),
  },
];

const goods: readonly SheetColumn<RowOf<'products'>>[] = [
  { zh: '品类', en: 'Category', value: ({ category }) => category },
  { zh: '件数', en: 'Pieces', value: ({ pieces }) => pieces },
  {
    zh: '建议',
    en: 'Suggestion',
    value: ({ suggestion }, language) => wordOrNone('suggestion', suggestion, language),
  },
  { zh: '理由', en: 'Reason', value: ({ reason }, language) => reason?.[language] ?? null },
  { zh: '佣金后差价%', en: 'Category margin %', value: (row) => percentOf(row.categoryMarginBasisPoints) },
];

const spreads: readonly SheetColumn<RowOf<'suppliers'>>[] = [
  { zh: '差价', en: 'Spread', value: ({ spread }) => decimalOf(spread) },
  { zh: '差价率%', en: 'Spread %', value: ({ spreadBasisPoints }) => percentOf(spreadBasisPoints) },
  { zh: '行数', en: 'Lines', value: ({ lines }) => lines },
  { zh: '售后', en: 'Claims', value: ({ claims }) => claims },
  { zh: '售后率%', en: 'Claim %', value: ({ claimBasisPoints }) => percentOf(claimBasisPoints) },
  {
    zh: '售后原因',
    en: 'Reasons',
    value: ({ reasons }) => reasons.map(({ reason, claims }) => `${reason} ${String(claims)}`).join('; '),
  },
];

const losses: readonly SheetColumn<RowOf<'shrinkage'>>[] = [
  { zh: '损耗', en: 'Lost', value: ({ lost }) => decimalOf(lost) },
  { zh: '占比%', en: 'Share %', value: ({ shareBasisPoints }) => percentOf(shareBasisPoints) },
  { zh: '损耗率%', en: 'Rate %', value: ({ rateBasisPoints }) => percentOf(rateBasisPoints) },
];

export const sheetOfProfit = sheetOf<RowOf<'profit'>>('利润', 'Profit', [...named, ...waterfall]);
export const sheetOfCommunities = sheetOf<RowOf<'communities'>>('社群', 'Communities', [
  ...named,
  ...buyers,
  ...waterfall,
]);
export const sheetOfLeaders = sheetOf<RowOf<'leaders'>>('团长', 'Leaders', [
  ...named,
  ...people,
  ...waterfall,
]);
export const sheetOfProducts = sheetOf<RowOf<'products'>>('商品', 'Products', [
  ...named,
  ...goods,
  ...waterfall,
]);
export const sheetOfSuppliers = sheetOf<RowOf<'suppliers'>>('供应商', 'Suppliers', [
  ...named,
  ...spreads,
  ...waterfall,
]);
const shrinkage = sheetOf<RowOf<'shrinkage'>>('损耗', 'Shrinkage', [...named, ...losses]);
const codes: Readonly<Record<string, 'stage' | 'party'>> = { stage: 'stage', fault: 'party' };

/** Stages and parties stand in it in words; causes are words already. */
export function sheetOfShrinkage(
  report: Awaited<ReturnType<OpenTuan['reports']['shrinkage']>>,
  locale: string,
): SheetTable {
  const kind = codes[report.by];
  if (kind === undefined) return shrinkage(report, locale);
  const language = locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  const data = report.data.map((row) => ({ ...row, label: wordOrNone(kind, row.id, language) ?? row.label }));
  return shrinkage({ ...report, data }, locale);
}

const complaints: readonly SheetColumn<RowOf<'complaints'>>[] = [
  ...named,
  { zh: '原因', en: 'Reason', value: ({ reason }) => reason },
  { zh: '售后', en: 'Claims', value: ({ claims }) => claims },
  { zh: '退货', en: 'Returned', value: ({ returned }) => decimalOf(returned) },
];
export const sheetOfComplaints = sheetOf<RowOf<'complaints'>>('售后原因', 'Complaints', complaints);
