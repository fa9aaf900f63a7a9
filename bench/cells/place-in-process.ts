import { join } from 'node:path';
import { libsqlEngine } from '../../packages/core/src/storage/libsql.ts';
import { type Contender, withCallers } from '../contest.ts';
import { drizzleFloor } from '../floors/drizzle-floor.ts';
import { sqliteFloor } from '../floors/sqlite-floor.ts';
import { openNeighbourhood, orderOf, till } from '../neighbourhood.ts';
import { recordOrderRows } from '../order-rows.ts';
import type { Cell } from '../cell.ts';

/** Our road on a libSQL file: an order of three lines with its payment inside and an idempotency key. */
function ours(callers: number, count: number): Contender {
  return {
    name: `OpenTuan, ${String(callers)} at once`,
    count,
    async open(folder) {
      const engine = await libsqlEngine({ url: `file:${join(folder, `ours-${String(callers)}.db`)}` });
      const tuan = await openNeighbourhood(engine);
      let from = 0;
      return {
        run(orders) {
          const start = from;
          from += orders;
          return withCallers(callers, orders, (index) =>
            tuan.orders.place(orderOf(start + index, 'bench'), {
              idempotencyKey: `bench-${String(start + index)}`,
              actor: till,
            }),
          );
        },
        close: async () => engine.close?.(),
      };
    },
  };
}

export const placeInProcess: Cell = {
  name: 'place an order in process, 64 callers',
  async contenders() {
    const rows = await recordOrderRows();
    return [
      ours(64, 4000),
      sqliteFloor('bare node:sqlite, a transaction an order', 2500, 1, rows),
      sqliteFloor('bare node:sqlite, 50 orders a transaction', 6000, 50, rows),
      drizzleFloor('drizzle transaction an order', 500, rows),
    ];
  },
  targets: [1, 0.5, 8],
};

export const placeOneByOne: Cell = {
  name: 'place an order in process, one at a time',
  async contenders() {
    const rows = await recordOrderRows();
    return [
      ours(1, 500),
      sqliteFloor('bare node:sqlite, a transaction an order', 2500, 1, rows),
      drizzleFloor('drizzle transaction an order', 500, rows),
    ];
  },
  targets: [null, 1],
};
