import type { Language, Text } from '../command.ts';
import { auditLines } from '../audit.ts';
import type { Figures } from './figures.ts';

type Row = readonly [Text, string];

/** The day as a table, and the verdict of the audit. */
export function tableLines(figures: Figures, language: Language): string[] {
  const money = (amount: number | null | undefined) => moneyText(amount ?? 0);
  const { orders, goods, refunds, purchase, commission, profit } = figures;
  const byStatus = orders.byStatus as Readonly<Record<string, number>>;
  const refused = orders.refused as Readonly<Record<string, number>>;
  const numbers = (record: Readonly<Record<string, number>>) =>
    Object.entries(record)
      .map(([name, count]) => `${name} ${String(count)}`)
      .join(', ');
  const rows: readonly Row[] = [
    [{ en: 'Orders', zh: '订单' }, `${String(orders.placed)} (${numbers(byStatus)})`],
    [{ en: 'Refused', zh: '被拒' }, numbers(refused) || '0'],
    [{ en: 'Goods', zh: '商品件数' }, numbers(goods)],
    [
      { en: 'Paid in', zh: '收款' },
      money((figures.money.host ?? 0) + (figures.money.leader ?? 0) + (figures.money.unusable ?? 0)),
    ],
    [{ en: 'Refunds', zh: '退款' }, `${money(refunds.total)} (${String(refunds.count)})`],
    [
      { en: 'Purchase', zh: '采购' },
      `${money(Number(purchase.acceptedCost))} (${String(purchase.accepted)} / ${String(purchase.ordered)})`,
    ],
    [{ en: 'Sales', zh: '销售' }, money(profit.sales)],
    [{ en: 'Cost of goods', zh: '成本' }, money(profit.cost)],
    [{ en: 'Shrinkage', zh: '损耗' }, money(profit.shrinkage)],
    [
      { en: 'Returns, recovered', zh: '售后退款、赔付' },
      `${money(profit.returns)}, ${money(profit.recoveries)}`,
    ],
    [
      { en: 'Commission', zh: '佣金' },
      `${money(profit.commission)} (${money(Number(commission.paidOut))} paid out)`,
    ],
    [{ en: 'Other costs', zh: '其他费用' }, money(profit.otherCosts)],
    [{ en: 'Profit', zh: '利润' }, money(profit.profit)],
    [{ en: 'Margin', zh: '利润率' }, `${((profit.marginBasisPoints ?? 0) / 100).toFixed(2)} %`],
  ];
  const failed = figures.checks.filter(({ holds }) => !holds);
  return [
    ...columns(rows.map(([label, value]) => [label[language], value] as const)),
    '',
    ...failed.map(({ name, expected, found }) => `✗ ${name}: ${String(expected)} ≠ ${String(found)}`),
    ...(failed.length === 0 ? [checksLine(figures.checks.length, language)] : []),
    ...auditLines(figures.audit, language),
  ];
}

function checksLine(count: number, language: Language): string {
  return language === 'zh'
    ? `✓ ${String(count)} 项数字两种算法一致。`
    : `✓ ${String(count)} figures agree, each found in two ways.`;
}

/** Minor units of the played currency, which has two decimals. */
function moneyText(amount: number): string {
  const sign = amount < 0 ? '−' : '';
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${sign}¥${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
}

/** Chinese characters take two columns of a terminal. */
function columns(rows: readonly (readonly [string, string])[]): string[] {
  const wide = (text: string) => text.length + text.replace(/[^\u2E80-\uFFFF]/g, '').length;
  const width = Math.max(...rows.map(([label]) => wide(label)));
  return rows.map(([label, value]) => `${label}${' '.repeat(width - wide(label))}  ${value}`);
}
