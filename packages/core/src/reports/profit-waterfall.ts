import { accounts } from '../ledger/accounts.ts';
import { roundedShare } from '../shared/money.ts';
import { money } from '../shared/schemas.ts';

/** The steps between sales and profit, in minor units and as they are shown: rebates, recoveries and sales above zero. */
export interface Steps {
  readonly sales: number;
  readonly cost: number;
  readonly commission: number;
  readonly discounts: number;
  readonly gifts: number;
  readonly rebates: number;
  readonly shrinkage: number;
  readonly returns: number;
  readonly recoveries: number;
  readonly otherCosts: number;
  readonly profit: number;
}

const { sales, costOfGoods, commission, promotions, rebates, shrinkage, returns, recoveries, otherCosts } =
  accounts;

const sum = (condition: string, sign: '' | '-' = '') =>
  `${sign}sum(CASE WHEN ${condition} THEN t."amount" ELSE 0 END)`;
const of = (account: number, sign: '' | '-' = '') => sum(`t."account" = ${String(account)}`, sign);

/** The columns of a waterfall over ledger entries of the accounts 4000–6999, alias `t`. */
export const waterfallColumns = [
  `${of(sales, '-')} AS "sales"`,
  `${of(costOfGoods)} AS "cost"`,
  `${of(commission)} AS "commission"`,
  `${sum(`t."account" = ${String(promotions)} AND t."kind" IS NOT 'gift'`)} AS "discounts"`,
  `${sum(`t."account" = ${String(promotions)} AND t."kind" IS 'gift'`)} AS "gifts"`,
  `${of(rebates, '-')} AS "rebates"`,
  `${of(shrinkage)} AS "shrinkage"`,
  `${of(returns)} AS "returns"`,
  `${of(recoveries, '-')} AS "recoveries"`,
  `${of(otherCosts)} AS "otherCosts"`,
  `-sum(t."amount") AS "profit"`,
].join(', ');

/** The net sales of entries, alias `t`: what customers finally paid. */
export const netSalesSql = `-sum(CASE WHEN t."account" IN (${String(sales)}, ${String(returns)}) OR (t."account" = ${String(promotions)} AND t."kind" IS NOT 'gift') THEN t."amount" ELSE 0 END)`;

/** The names of the columns. */
export const stepNames = [
  'sales',
  'cost',
  'commission',
  'discounts',
  'gifts',
  'rebates',
  'shrinkage',
  'returns',
  'recoveries',
  'otherCosts',
  'profit',
] as const satisfies readonly (keyof Steps)[];

/** What customers finally paid. */
export function netSalesOf(steps: Steps): number {
  return steps.sales - steps.discounts - steps.returns;
}

/** Profit over what customers finally paid, in basis points; null where they paid nothing. */
export function marginBasisPoints(profit: number, netSales: number): number | null {
  return netSales > 0 ? roundedShare(profit, 10_000, netSales) : null;
}

export function waterfallView(found: Steps, currency: string) {
  // An empty sum of SQL is null, and −0 prints as something else.
  const shown = (step: keyof Steps) => money(found[step] || 0, currency);
  const netSales = netSalesOf(found);
  return {
    sales: shown('sales'),
    cost: shown('cost'),
    commission: shown('commission'),
    discounts: shown('discounts'),
    gifts: shown('gifts'),
    rebates: shown('rebates'),
    shrinkage: shown('shrinkage'),
    returns: shown('returns'),
    recoveries: shown('recoveries'),
    otherCosts: shown('otherCosts'),
    profit: shown('profit'),
    netSales: money(netSales, currency),
    marginBasisPoints: marginBasisPoints(found.profit || 0, netSales),
  };
}
