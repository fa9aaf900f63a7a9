import { byLeader, byShop, type Flow } from './flow.ts';
import { orderNames, type OrdersByName } from './order-ahead.ts';
import type { Neighbourhood } from './set-up.ts';

/** What a round comes to, in minor units: the same on every engine. */
export interface Figures {
  readonly orders: Readonly<Record<string, string>>;
  /** Balances of the accounts that are not at 0, by name. */
  readonly books: Readonly<Record<string, number>>;
  /** Goods in stock: pieces and what they cost, by 货号. */
  readonly stock: Readonly<Record<string, readonly [pieces: number, cost: number]>>;
  readonly campaignProfit: Readonly<Record<string, number | null>>;
  readonly shopProfit: number;
  readonly leaders: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Refunds by what caused them. */
  readonly refunds: Readonly<Record<string, number>>;
  /** What each kind of event was told how often. */
  readonly events: Readonly<Record<string, number>>;
}

export async function figuresOf(
  flow: Flow,
  neighbours: Neighbourhood,
  orders: OrdersByName,
): Promise<Figures> {
  const { tuan } = flow;
  const { total: all } = await tuan.reports.profit({ by: 'supplier' }, byShop);
  return {
    orders: await statusesOf(flow, orders),
    books: await booksOf(flow),
    stock: await stockOf(flow),
    campaignProfit: await profitOf(flow, neighbours.campaign),
    shopProfit: all.profit.amount,
    leaders: { chen: await accountOf(flow, neighbours.chen), fang: await accountOf(flow, neighbours.fang) },
    refunds: await sumsOf(
      flow,
      'SELECT "reason" AS "name", sum("amount") AS "sum" FROM "refunds" GROUP BY "reason"',
    ),
    events: await sumsOf(flow, 'SELECT "type" AS "name", count(*) AS "sum" FROM "events" GROUP BY "type"'),
  };
}

async function statusesOf({ tuan }: Flow, orders: OrdersByName): Promise<Figures['orders']> {
  const statuses = orderNames.map(async (name) => {
    const { status } = await tuan.orders.get({ orderId: orders[name] }, byShop);
    return [name, status] as const;
  });
  return Object.fromEntries(await Promise.all(statuses));
}

async function booksOf({ tuan }: Flow): Promise<Figures['books']> {
  const { accounts } = await tuan.ledger.trialBalance({}, byShop);
  const moved = accounts.filter(({ balance }) => balance.amount !== 0);
  return Object.fromEntries(moved.map(({ account, balance }) => [account, balance.amount]));
}

async function stockOf({ tuan }: Flow): Promise<Figures['stock']> {
  const rows = await tuan.reader.rows<{ name: string; pieces: number; cost: number }>(
    `SELECT v."externalId" AS "name", s."pieces" AS "pieces", s."cost" AS "cost"
      FROM "stock" s JOIN "variants" v ON v."id" = s."variantId" WHERE s."pieces" > 0 OR s."cost" > 0 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ name, pieces, cost }) => [name, [pieces, cost] as const]));
}

async function profitOf({ tuan }: Flow, campaignId: string): Promise<Figures['campaignProfit']> {
  const { total } = await tuan.reports.profit({ campaignId }, byShop);
  const { marginBasisPoints, ...steps } = total;
  const amounts = Object.entries(steps).map(([step, { amount }]) => [step, amount] as const);
  return { ...Object.fromEntries(amounts), marginBasisPoints };
}

async function accountOf({ tuan }: Flow, leaderId: string): Promise<Figures['leaders'][string]> {
  const { account } = await tuan.leaders.me({}, byLeader(leaderId));
  return Object.fromEntries(Object.entries(account).map(([name, { amount }]) => [name, amount]));
}

async function sumsOf({ tuan }: Flow, sql: string): Promise<Readonly<Record<string, number>>> {
  const rows = await tuan.reader.rows<{ name: string; sum: number }>(sql);
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
