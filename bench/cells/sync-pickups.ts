import { arrive } from '../../packages/core/src/testing/ready-orders.ts';
import { instantOf } from '../../packages/core/src/shared/time.ts';
import type { Engine } from '../../packages/core/src/storage/engine.ts';
import type { Cell } from '../cell.ts';
import { copyRows, idsOf, type Replacement } from '../copies.ts';
import { orderOf, plantNeighbourhood, till } from '../neighbourhood.ts';
import { onCopies, runAll } from './on-copies.ts';

const tables = ['orders', 'order_lines', 'payments', 'commission_entries', 'ledger_transactions'] as const;
/** The evening after the pickup window. */
const evening = instantOf('2026-11-24T21:00:00+08:00');
/** As many as one call takes. */
const atOnce = 100;

/** Orders of three lines that lie ready at a pickup point, with all that placing and allocating them has left. */
async function plant(engine: Engine, count: number): Promise<void> {
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

/** What must be written in any case: the handover and what it gave, the lines and the order, and the facts. */
const bare = [
  `INSERT INTO "handovers" ("id", "orderId", "pickupPointId", "handedOverBy", "outcome", "occurredAt", "receivedAt")
    SELECT 'phone-' || j.value, j.value, o."pickupPointId", 'leader', 'accepted', 1, 1 FROM json_each(?) AS j CROSS JOIN "orders" AS o ON o."id" = j.value`,
  `INSERT INTO "handover_lines" ("handoverId", "orderLineId", "pieces")
    SELECT 'phone-' || j.value, l."id", l."allocated" FROM json_each(?) AS j CROSS JOIN "order_lines" AS l ON l."orderId" = j.value`,
  `UPDATE "order_lines" SET "handedOver" = "allocated", "completedAt" = 1, "lastHandedOverAt" = 1, "version" = "version" + 1
    WHERE "orderId" IN (SELECT value FROM json_each(?))`,
  `UPDATE "orders" SET "status" = 'collected', "pickupCode" = NULL, "closedAt" = 1, "version" = "version" + 1 WHERE "id" IN (SELECT value FROM json_each(?))`,
  ...['order.handedOver', 'order.collected'].map(
    (type) =>
      `INSERT INTO "events" ("id", "type", "subject", "actor", "occurredAt", "recordedAt", "data")
        SELECT '${type}' || j.value, '${type}', j.value, 'leader', 1, 1, '{}' FROM json_each(?) AS j`,
  ),
];

const shared = { count: 20_000, planted: 'ready', plant };

/** A leader's phone was without a network all evening. Counted in orders handed over. */
export const syncPickups: Cell = {
  name: '20,000 offline pickups synced',
  contenders: () =>
    Promise.resolve([
      onCopies({
        ...shared,
        name: 'OpenTuan, a hundred a call',
        async work({ engine, tuan }) {
          const ids = await readyOrders(engine);
          for (let from = 0; from < ids.length; from += atOnce) {
            const part = ids.slice(from, from + atOnce);
            const handovers = part.map((orderId) => ({ orderId, handoverId: `phone-${orderId}` }));
            const { data } = await tuan.pickups.syncHandovers({ handovers }, { actor: till, now: evening });
            if (data.some(({ outcome }) => outcome !== 'recorded')) throw new Error(JSON.stringify(data[0]));
          }
        },
      }),
      onCopies({
        ...shared,
        name: 'one bare statement a table, without the books',
        work: async ({ engine }) => runAll(engine, bare, JSON.stringify(await readyOrders(engine))),
      }),
    ]),
  targets: [0.33],
};
