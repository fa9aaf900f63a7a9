import type { Engine } from '../../packages/core/src/storage/engine.ts';
import type { Cell } from '../cell.ts';
import { copyRows, idsOf, type Replacement } from '../copies.ts';
import { cartOf, customerCount, customerId, openShop, orderOf, till } from '../neighbourhood.ts';
import { ours } from './place-in-process.ts';
import { runAll } from './on-copies.ts';

const withIds = [
  'orders',
  'order_lines',
  'payments',
  'commission_entries',
  'ledger_transactions',
  'events',
] as const;
const without = ['ledger_entries', 'idempotency_keys'] as const;

/** Orders as our own road places them, with everything that they leave behind: so many more are there. */
export async function plantOrders(engine: Engine, count: number): Promise<void> {
  const first = customerId(0);
  const order = await openShop(engine).orders.place(orderOf(0, 'grown'), {
    idempotencyKey: 'grown-0',
    actor: till,
  });
  const replacements: Replacement[] = [
    ...(await idsOf(engine, withIds)),
    [order.pickupCode ?? 'no code', `printf('%08d', n.i)`],
    ['grown-0', `'grown-' || n.i`],
    [first, `'${first.slice(0, -1)}' || (n.i % ${String(customerCount)})`],
  ];
  for (const table of [...withIds, ...without])
    await copyRows(engine, table, table === 'events' ? `"type" LIKE 'order.%'` : 'TRUE', count, replacements);
  const times = String(count + 1);
  await runAll(engine, [
    `UPDATE "offers" SET "sold" = "sold" * ${times}, "firm" = "firm" * ${times}`,
    `UPDATE "offer_communities" SET "firm" = "firm" * ${times}`,
    `UPDATE "leader_accounts" SET "pending" = "pending" * ${times}`,
  ]);
}

function grown(orders: number) {
  return ours({
    name: `OpenTuan with ${orders.toLocaleString('en')} orders`,
    callers: 64,
    count: 4000,
    prepare: (engine) => plantOrders(engine, orders),
  });
}

/** A shop that has run for years is as fast as a new one. */
export const growth: Cell = {
  name: 'place an order where 100,000 are there, 64 callers',
  contenders: () => Promise.resolve([grown(100_000), grown(1000)]),
  targets: [0.8],
};

export const largeGrowth: Cell = {
  name: 'place an order where 1,000,000 are there, 64 callers',
  only: 'large',
  contenders: () => Promise.resolve([grown(1_000_000), grown(1000)]),
  targets: [0.8],
};

function ofCart(size: number, count: number) {
  return ours({
    name: `OpenTuan, ${String(size)} offers in the cart`,
    callers: 64,
    count,
    offers: size,
    order: (index) => cartOf(index, size, 'cart'),
  });
}

/** Told, not asked for: what a longer cart costs. */
export const cartSizes: Cell = {
  name: 'place an order of 1, 10 or 100 offers, 64 callers',
  contenders: () => Promise.resolve([ofCart(1, 4000), ofCart(10, 1500), ofCart(100, 200)]),
  targets: [null, null],
};
