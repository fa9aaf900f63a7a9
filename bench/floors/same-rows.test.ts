import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { placeOrderSchema } from '../../packages/core/src/orders/schemas.ts';
import { placeInProcess } from '../cells/place-in-process.ts';
import { orderOf } from '../neighbourhood.ts';
import { openDrizzle } from './drizzle-floor.ts';
import { placeByDrizzle } from './place-by-drizzle.ts';

const folder = mkdtempSync(join(tmpdir(), 'opentuan-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const orders = 7;
const tables = [
  'orders',
  'order_lines',
  'payments',
  'commission_entries',
  'ledger_transactions',
  'ledger_entries',
  'events',
  'idempotency_keys',
];
const sums = [
  ...tables.map((table) => `(SELECT count(*) FROM "${table}") AS "${table}"`),
  ...['"sold"', '"firm"'].map((column) => `(SELECT sum(${column}) FROM "offers") AS ${column}`),
  `(SELECT sum("pieces" * 1000 + "firm") FROM "offer_customers") AS "offerCustomers"`,
  `(SELECT sum("firm") FROM "offer_communities") AS "offerCommunities"`,
  `(SELECT sum("liveOrders") FROM "customers") AS "liveOrders"`,
  `(SELECT sum("pending") FROM "leader_accounts") AS "pending"`,
  `(SELECT sum("account" * "amount") FROM "ledger_entries") AS "ledger"`,
  `(SELECT sum("net" * 1000 + "firmPieces") FROM "order_lines") AS "lines"`,
];

/** What the orders have left in a database: rows of each table, and the sums that matter. */
function leftIn(file: string): unknown {
  const database = new DatabaseSync(join(folder, file), { readOnly: true });
  const [row] = database.prepare(`SELECT ${sums.join(', ')}`).all();
  database.close();
  return row;
}

test('every floor leaves what our own road leaves: the same rows, counters and books', async () => {
  for (const contender of await placeInProcess.contenders()) {
    const runner = await contender.open(folder);
    await runner.run(orders);
    await runner.close();
  }
  const { database, close } = await openDrizzle(join(folder, 'http.db'));
  for (let index = 0; index < orders; index += 1) {
    const command = placeOrderSchema.parse(orderOf(index, 'http'));
    await database.transaction((transaction) =>
      placeByDrizzle(transaction, command, `http-${String(index)}`),
    );
  }
  await close();
  const ours = leftIn('OpenTuan-64-at-once.db');
  expect(ours).toMatchObject({ orders, order_lines: 3 * orders, ledger_entries: 10 * orders });
  for (const floor of ['floor-1.db', 'floor-50.db', 'drizzle.db', 'http.db'])
    expect({ floor, left: leftIn(floor) }).toEqual({ floor, left: ours });
}, 60_000);
