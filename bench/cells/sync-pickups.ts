import { arrive } from '../../packages/core/src/testing/ready-orders.ts';
import { handoversMax } from '../../packages/core/src/pickup/schemas.ts';
import type { Engine } from '../../packages/core/src/storage/engine.ts';
import type { Cell } from '../cell.ts';
import { copyRows, idsOf, type Replacement } from '../copies.ts';
import { orderOf, plantNeighbourhood, till } from '../neighbourhood.ts';
import { evening, handoversOnly, handoversWithBooks } from '../floors/handover-floor.ts';
import { onCopies, runAll, type WorkOnCopy } from './on-copies.ts';

const tables = ['orders', 'order_lines', 'payments', 'commission_entries', 'ledger_transactions'] as const;

/** Orders of three lines that lie ready at a pickup point, with all that placing and allocating them has left. */
export async function plantReady(engine: Engine, count: number): Promise<void> {
  const shop = await plantNeighbourhood(engine);
  const order = await shop.tuan.orders.place(orderOf(1, 'ready'), { actor: till });
  await arrive(shop, [order.id]);
  const replacements: Replacement[] = [
    ...(await idsOf(engine, tables)),
    [order.pickupCode ?? 'no code', `printf('%08d', n.i)`],
    ['ready-1', `'ready-' || (n.i + 1)`],
  ];
  for (const table of tables) await copyRows(engine, table, 'TRUE', count, replacements);
  await copyRows(engine, 'ledger_entries', 'TRUE', count, replacements);
  const times = String(count + 1);
  await runAll(engine, [
    `UPDATE "campaign_goods" SET "pieces" = "pieces" * ${times}, "cost" = "cost" * ${times}`,
    `UPDATE "leader_accounts" SET "pending" = "pending" * ${times}`,
    `UPDATE "customers" SET "liveOrders" = "liveOrders" * ${times}`,
    'ANALYZE',
  ]);
}

/** The orders that a phone brings: all but the one that the others were copied from. */
async function readyOrders(engine: Engine): Promise<string[]> {
  const sql = `SELECT "id" AS "id" FROM "orders" WHERE "pickupCode" GLOB '0*' ORDER BY "id"`;
  const [rows = []] = await engine.run([{ sql, params: [] }], 'read');
  return rows.map(({ id }) => String(id));
}

/** Hands all of them over by statements that decide nothing. */
export async function handOverAll(engine: Engine, statements: readonly string[]): Promise<void> {
  await runAll(engine, statements, JSON.stringify(await readyOrders(engine)));
}

/** Brings all of them in, as the phones of a busy shop would: as many as one call takes. */
export async function syncAll(
  { engine, tuan }: Parameters<WorkOnCopy['work']>[0],
  atOnce: number,
): Promise<void> {
  const ids = await readyOrders(engine);
  for (let from = 0; from < ids.length; from += atOnce) {
    const part = ids.slice(from, from + atOnce);
    const handovers = part.map((orderId) => ({ orderId, handoverId: `phone-${orderId}` }));
    const { data } = await tuan.pickups.syncHandovers({ handovers }, { actor: till, now: evening });
    if (data.some(({ outcome }) => outcome !== 'recorded')) throw new Error(JSON.stringify(data[0]));
  }
}

const shared = { count: 20_000, planted: 'ready', plant: plantReady };

/** A leader's phone was without a network all evening. Counted in orders handed over. */
export const syncPickups: Cell = {
  name: '20,000 offline pickups synced',
  contenders: () =>
    Promise.resolve([
      onCopies({
        ...shared,
        name: 'OpenTuan, a thousand a call',
        work: async (shop) => syncAll(shop, handoversMax),
      }),
      onCopies({
        ...shared,
        name: 'one bare statement a table, with the books',
        work: async ({ engine }) => handOverAll(engine, handoversWithBooks),
      }),
      onCopies({
        ...shared,
        name: 'one bare statement a table, without the books',
        work: async ({ engine }) => handOverAll(engine, handoversOnly),
      }),
      onCopies({
        ...shared,
        name: 'OpenTuan, two hundred a call',
        work: async (shop) => syncAll(shop, 200),
      }),
    ]),
  targets: [0.33, 0.33, null],
};
