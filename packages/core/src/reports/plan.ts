/*
 * The arithmetic of the planner (计划书): exact fractions, rounded once where a sum is shown. Pure.
 */

/** A plan in whole numbers: minor units, basis points, days. Sums of the period, not of a day. */
export interface Plan {
  readonly communities: number;
  /** Of a day over all communities; null where it follows from members, order rate and basket. */
  readonly dailySales: number | null;
  readonly members: number;
  readonly orderRateBasisPoints: number;
  /** What an order brings; null where only daily sales are known. */
  readonly basket: number | null;
  /** Share of the sales that is left after the goods; null where price and cost of a piece say it. */
  readonly marginBasisPoints: number | null;
  readonly price: number;
  readonly cost: number;
  readonly commissionBasisPoints: number;
  /** Of the cost of the goods. */
  readonly lossBasisPoints: number;
  readonly rebateBasisPoints: number;
  readonly promotionBudget: number;
  readonly fixedCosts: number;
  readonly days: number;
}

/** Inputs of a plan that can be varied. */
export type PlanInput = Exclude<keyof Plan, 'days'>;

/** One input in tenths of itself: 9 is 10 % less, 11 is 10 % more. */
interface Variation {
  readonly input: PlanInput;
  readonly tenths: 9 | 11;
}

interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

const whole = 10_000n;
const one: Fraction = { n: 1n, d: 1n };
const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
const minus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d });
const plus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const orOne = (fraction: Fraction): Fraction => (fraction.n > fraction.d ? one : fraction);

/** Half away from zero, as everywhere. */
function rounded({ n, d }: Fraction): number {
  const size = n < 0n ? -n : n;
  const result = Number((2n * size + d) / (2n * d));
  return n < 0n && result !== 0 ? -result : result;
}

export interface PlanSums {
  readonly sales: number;
  readonly cost: number;
  readonly commission: number;
  readonly loss: number;
  readonly rebates: number;
  readonly promotions: number;
  readonly fixedCosts: number;
  readonly profit: number;
}

/** The sums of so many days of a plan; budgets are shared out over its days. */
export function planSums(plan: Plan, days: number, variation: Variation | null = null): PlanSums {
  const value = valuesOf(plan, variation);
  const share = sharesOf(value, plan);
  const sales = times(dailySalesOf(value, plan), { n: BigInt(days), d: 1n });
  const part: Fraction = { n: BigInt(days), d: BigInt(plan.days) };
  const sums = {
    sales: rounded(sales),
    cost: rounded(times(sales, share.cost)),
    commission: rounded(times(sales, share.commission)),
    loss: rounded(times(sales, share.loss)),
    rebates: rounded(times(sales, share.rebate)),
    promotions: rounded(times(value('promotionBudget'), part)),
    fixedCosts: rounded(times(value('fixedCosts'), part)),
  };
  const { cost, commission, loss, rebates, promotions, fixedCosts } = sums;
  return { ...sums, profit: sums.sales - cost - commission - loss + rebates - promotions - fixedCosts };
}

type Value = (input: PlanInput) => Fraction;

function valuesOf(plan: Plan, variation: Variation | null): Value {
  return (input) => {
    const amount = BigInt(plan[input] ?? 0);
    return variation?.input === input
      ? { n: amount * BigInt(variation.tenths), d: 10n }
      : { n: amount, d: 1n };
  };
}

function rateOf(value: Value, input: PlanInput): Fraction {
  return times(value(input), { n: 1n, d: whole });
}

function dailySalesOf(value: Value, { dailySales }: Plan): Fraction {
  if (dailySales !== null) return value('dailySales');
  return times(ordersOf(value), value('basket'));
}

function ordersOf(value: Value): Fraction {
  const buyers = times(value('members'), orOne(rateOf(value, 'orderRateBasisPoints')));
  return times(value('communities'), buyers);
}

/** What of each unit of sales goes where. */
function sharesOf(value: Value, { marginBasisPoints }: Plan) {
  const { n, d } = value('price');
  const cost =
    marginBasisPoints === null
      ? times(value('cost'), { n: d, d: n })
      : minus(one, orOne(rateOf(value, 'marginBasisPoints')));
  return {
    cost,
    commission: rateOf(value, 'commissionBasisPoints'),
    loss: times(cost, rateOf(value, 'lossBasisPoints')),
    rebate: times(cost, rateOf(value, 'rebateBasisPoints')),
  };
}

/** Orders of a day, rounded; null where nothing says what an order brings. */
export function ordersPerDay(plan: Plan): number | null {
  const value = valuesOf(plan, null);
  if (plan.dailySales === null) return rounded(ordersOf(value));
  return plan.basket === null || plan.basket === 0
    ? null
    : rounded({ n: BigInt(plan.dailySales), d: BigInt(plan.basket) });
}

/**
 * What must be sold a day so that budgets and fixed costs are covered: rounded up, so that it is enough. Null where
 * every sale loses money, or where nothing says what an order brings.
 */
export function breakEven(plan: Plan): { readonly sales: number | null; readonly orders: number | null } {
  const value = valuesOf(plan, null);
  const { cost, commission, loss, rebate } = sharesOf(value, plan);
  const left = plus(minus(minus(minus(one, cost), commission), loss), rebate);
  const toCover = BigInt(plan.promotionBudget + plan.fixedCosts);
  if (toCover === 0n) return left.n >= 0n ? { sales: 0, orders: 0 } : { sales: null, orders: null };
  if (left.n <= 0n) return { sales: null, orders: null };
  const needed: Fraction = { n: toCover * left.d, d: left.n * BigInt(plan.days) };
  const orders = plan.basket ? roundedUp({ n: needed.n, d: needed.d * BigInt(plan.basket) }) : null;
  return { sales: roundedUp(needed), orders };
}

function roundedUp({ n, d }: Fraction): number {
  return Number((n + d - 1n) / d);
}

/** The profit of the whole period with one input 10 % lower and 10 % higher. */
export function vary(plan: Plan, input: PlanInput): { readonly lower: number; readonly higher: number } {
  return {
    lower: planSums(plan, plan.days, { input, tenths: 9 }).profit,
    higher: planSums(plan, plan.days, { input, tenths: 11 }).profit,
  };
}

/** What one piece leaves, where price and cost are known: as in the article's apple. */
export function perPiece({ price, cost, marginBasisPoints, ...rates }: Plan) {
  if (marginBasisPoints !== null) return null;
  const rate = (amount: number, basisPoints: number) =>
    rounded({ n: BigInt(amount) * BigInt(basisPoints), d: whole });
  const commission = rate(price, rates.commissionBasisPoints);
  const loss = rate(cost, rates.lossBasisPoints);
  const rebate = rate(cost, rates.rebateBasisPoints);
  return { spread: price - cost, commission, loss, rebate, net: price - cost - commission - loss + rebate };
}
