import type * as z from 'zod';
import { defineQuery } from '../define.ts';
import { type FieldProblem, refuse } from '../shared/error.ts';
import { roundedShare } from '../shared/money.ts';
import { amountMax, money } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, readShop, type Shop } from '../shop/the-shop.ts';
import { marginBand, planNotes } from './bands.ts';
import { forecastInputSchema, forecastSchema } from './forecast-schemas.ts';
import { breakEven, ordersPerDay, perPiece, type Plan, type PlanInput, planSums, vary } from './plan.ts';

type ForecastInput = z.output<typeof forecastInputSchema>;

/**
 * What a plan brings a day and over its period, from how many orders on it pays, and which of its figures matters most.
 * Nothing is read but the currency of the shop, nothing is written.
 *
 * Refuses: not_allowed, invalid_input, currency_mismatch.
 */
export const forecast = defineQuery({
  name: 'reports.forecast',
  summary: 'Plan a profit',
  aside: true,
  input: forecastInputSchema,
  answer: forecastSchema,
  async read(reader, input, context) {
    demandShop(context);
    demandWhole(input);
    const shop = await readShop(reader);
    const plan = planOf(input, shop);
    demandWithinReach(plan);
    const period = planSums(plan, plan.days);
    const margin = period.sales > 0 ? roundedShare(period.profit, 10_000, period.sales) : null;
    const size = { communities: plan.communities, netSales: period.sales, days: plan.days };
    const enough = breakEven(plan);
    return {
      days: plan.days,
      ordersPerDay: ordersPerDay(plan),
      daily: shown(planSums(plan, 1), shop),
      period: shown(period, shop),
      marginBasisPoints: margin,
      band: marginBand({ ...size, marginBasisPoints: margin }, shop.currency),
      perPiece: shownOrNull(perPiece(plan), shop),
      breakEven: {
        dailySales: isNumber(enough.sales) ? money(enough.sales, shop.currency) : null,
        ordersPerDay: isNumber(enough.orders) ? enough.orders : null,
      },
      sensitivity: sensitivityOf(plan, shop),
      notes: [...planNotes],
    };
  },
});

/** A sale that leaves next to nothing would need more than can be written: as good as never. */
function isNumber(sum: number | null): sum is number {
  return sum !== null && sum <= amountMax;
}

function planOf(input: ForecastInput, shop: Shop): Plan {
  const amount = (name: 'dailySales' | 'basket' | 'price' | 'cost' | 'promotionBudget' | 'fixedCosts') => {
    const given = input[name];
    return given === undefined ? null : amountOf(shop, given, name);
  };
  return {
    communities: input.communities,
    dailySales: amount('dailySales'),
    members: input.members ?? 0,
    orderRateBasisPoints: input.orderRateBasisPoints ?? 0,
    basket: amount('basket'),
    marginBasisPoints: input.marginBasisPoints ?? null,
    price: amount('price') ?? 1,
    cost: amount('cost') ?? 0,
    commissionBasisPoints: input.commissionBasisPoints,
    lossBasisPoints: input.lossBasisPoints,
    rebateBasisPoints: input.rebateBasisPoints,
    promotionBudget: amount('promotionBudget') ?? 0,
    fixedCosts: amount('fixedCosts') ?? 0,
    days: input.days,
  };
}

/** Sales come from one place and so does the margin: two answers to one question would be a guess. */
function demandWhole(input: ForecastInput): void {
  const has = (name: keyof ForecastInput) => input[name] !== undefined;
  const problems: FieldProblem[] = [];
  const wrong = (path: string, message: string) => problems.push({ path, code: 'custom', message });
  const byMembers = has('members') || has('orderRateBasisPoints');
  if (has('dailySales') === byMembers)
    wrong('dailySales', 'Give `dailySales`, or `members`, `orderRateBasisPoints` and `basket`.');
  for (const name of ['members', 'orderRateBasisPoints', 'basket'] as const)
    if (byMembers && !has(name)) wrong(name, 'Members, order rate and basket belong together.');
  if (has('marginBasisPoints') === (has('price') || has('cost')))
    wrong('marginBasisPoints', 'Give `marginBasisPoints`, or `price` and `cost`.');
  if (has('price') !== has('cost')) wrong(has('price') ? 'cost' : 'price', 'Price and cost belong together.');
  if (problems.length > 0) refuse('invalid_input', { fields: problems });
}

/** Every sum of the answer, also with an input 10 % higher, must be one that can be written. */
function demandWithinReach(plan: Plan): void {
  const path = plan.dailySales === null ? 'basket' : 'dailySales';
  const { sales, cost, loss, promotions, fixedCosts } = planSums(plan, plan.days, {
    input: path,
    tenths: 11,
  });
  if ((sales + cost + loss + promotions + fixedCosts) * 1.21 <= amountMax) return;
  const message = 'The sums of the period are too large to be written. Plan a shorter one.';
  refuse('invalid_input', { fields: [{ path, code: 'too_big', message }] });
}

const inputWords: Readonly<Record<PlanInput, { readonly zh: string; readonly en: string }>> = {
  communities: { zh: '社群数', en: 'Communities' },
  dailySales: { zh: '日销售额', en: 'Sales a day' },
  members: { zh: '每群人数', en: 'Members of a community' },
  orderRateBasisPoints: { zh: '下单率', en: 'Order rate' },
  basket: { zh: '客单价', en: 'Basket' },
  marginBasisPoints: { zh: '利润率', en: 'Margin' },
  price: { zh: '售价', en: 'Price' },
  cost: { zh: '进价', en: 'Cost' },
  commissionBasisPoints: { zh: '佣金比例', en: 'Commission' },
  lossBasisPoints: { zh: '损耗率', en: 'Loss' },
  rebateBasisPoints: { zh: '返点', en: 'Rebate' },
  promotionBudget: { zh: '推广预算', en: 'Promotion budget' },
  fixedCosts: { zh: '固定费用', en: 'Fixed costs' },
};

/** Of the inputs that were given and are not 0. */
function sensitivityOf(plan: Plan, { currency }: Shop) {
  const byMembers = plan.dailySales === null;
  const unused: readonly PlanInput[] = [
    ...(byMembers ? [] : (['communities', 'members', 'orderRateBasisPoints', 'basket'] as const)),
    ...(plan.marginBasisPoints === null ? [] : (['price', 'cost'] as const)),
  ];
  return (Object.keys(inputWords) as PlanInput[])
    .filter((input) => !unused.includes(input) && (plan[input] ?? 0) > 0)
    .map((input) => ({ input, ...inputWords[input], ...vary(plan, input) }))
    .toSorted((a, b) => Math.abs(b.higher - b.lower) - Math.abs(a.higher - a.lower))
    .map(({ lower, higher, ...words }) => ({
      ...words,
      lower: money(lower, currency),
      higher: money(higher, currency),
    }));
}

function shown<Name extends string>(sums: Readonly<Record<Name, number>>, { currency }: Shop) {
  const entries = Object.entries<number>(sums).map(([name, amount]) => [name, money(amount, currency)]);
  return Object.fromEntries(entries) as Record<Name, ReturnType<typeof money>>;
}

function shownOrNull<Name extends string>(sums: Readonly<Record<Name, number>> | null, shop: Shop) {
  return sums === null ? null : shown(sums, shop);
}
