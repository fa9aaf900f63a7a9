import { join } from 'node:path';
import type { Engine } from '../../packages/core/src/storage/engine.ts';
import { Refusal } from '../../packages/core/src/shared/error.ts';
import { libsqlEngine } from '../../packages/core/src/storage/libsql.ts';
import { type Contender, withCallers } from '../contest.ts';
import { drizzleFloor } from '../floors/drizzle-floor.ts';
import { sqliteFloor } from '../floors/sqlite-floor.ts';
import { openNeighbourhood, orderOf, type PlaceOrder, till } from '../neighbourhood.ts';
import { recordOrderRows } from '../order-rows.ts';
import type { Cell } from '../cell.ts';

interface OursWish {
  readonly name?: string;
  readonly callers: number;
  readonly count: number;
  /** The order of an index; by default three lines with the payment inside. */
  readonly order?: (index: number) => PlaceOrder;
  /** How many offers the campaign has. */
  readonly offers?: number;
  /** Makes the shop what it is to be, before anything is measured. */
  readonly prepare?: (engine: Engine) => Promise<void>;
  /** Whether an error is an answer too: then it counts as a decision. */
  readonly mayRefuse?: boolean;
}

/** Our road on a libSQL file: orders with their payment inside, each under an idempotency key. */
export function ours({
  name,
  callers,
  count,
  offers,
  order,
  prepare,
  mayRefuse = false,
}: OursWish): Contender {
  const label = name ?? `OpenTuan, ${String(callers)} at once`;
  return {
    name: label,
    count,
    async open(folder) {
      const engine = await libsqlEngine({
        url: `file:${join(folder, `${fileName(label)}.db`)}`,
        writerThread: true,
      });
      const tuan = await openNeighbourhood(engine, offers);
      await prepare?.(engine);
      let from = 0;
      return {
        run(orders) {
          const start = from;
          from += orders;
          return withCallers(callers, orders, async (index) => {
            const number = start + index;
            const wanted = order?.(number) ?? orderOf(number, 'bench');
            const options = { idempotencyKey: `bench-${String(number)}`, actor: till };
            const placed = tuan.orders.place(wanted, options);
            await (mayRefuse ? placed.catch(demandRefusal) : placed);
          });
        },
        close: async () => engine.close?.(),
      };
    },
  };
}

function demandRefusal(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

function fileName(label: string): string {
  return label.replace(/\W+/g, '-');
}

export const placeInProcess: Cell = {
  name: 'place an order in process, 64 callers',
  async contenders() {
    const rows = await recordOrderRows();
    return [
      ours({ callers: 64, count: 4000 }),
      sqliteFloor('bare node:sqlite, a transaction an order', 2500, 1, rows),
      sqliteFloor('bare node:sqlite, 50 orders a transaction', 6000, 50, rows),
      drizzleFloor('drizzle transaction an order', 500, rows),
    ];
  },
  targets: [1, 0.4, 8],
};

export const placeOneByOne: Cell = {
  name: 'place an order in process, one at a time',
  async contenders() {
    const rows = await recordOrderRows();
    return [
      ours({ callers: 1, count: 500 }),
      sqliteFloor('bare node:sqlite, a transaction an order', 2500, 1, rows),
      drizzleFloor('drizzle transaction an order', 500, rows),
    ];
  },
  targets: [null, 1],
};
