import { planted } from '../../packages/core/src/testing/index.ts';
import type { Cell } from '../cell.ts';
import { customerId, orderOf, type PlaceOrder } from '../neighbourhood.ts';
import { ours } from './place-in-process.ts';

const soldOut = 'off_sold_out';

/** Every other order asks for an offer of which nothing is left. */
function everyOtherSoldOut(index: number): PlaceOrder {
  if (index % 2 === 0) return orderOf(index, 'half');
  return {
    ...orderOf(index, 'half'),
    customer: customerId(index),
    lines: [
      { offerId: planted.appleOffer, pieces: 1 },
      { offerId: soldOut, pieces: 1 },
    ],
  };
}

/** An offer like the apples whose cap is reached. */
const copyApples = `INSERT INTO "offers" ("id", "cap", "sold", "firm", {columns})
  SELECT '${soldOut}', 7, 7, 7, {columns} FROM "offers" WHERE "id" = '${planted.appleOffer}'`;

/** What a flash sale is after its first second: half of those who press the button come too late. */
export const refuseHalf: Cell = {
  name: 'decide orders of which half are sold out, 64 callers',
  contenders: () =>
    Promise.resolve([
      ours({
        name: 'OpenTuan, half of them sold out',
        callers: 64,
        count: 4000,
        order: everyOtherSoldOut,
        mayRefuse: true,
        async prepare(engine) {
          const sql = `SELECT "name" FROM pragma_table_info('offers') WHERE "name" NOT IN ('id', 'cap', 'sold', 'firm')`;
          const [names = []] = await engine.run([{ sql, params: [] }], 'read');
          const columns = names.map(({ name }) => `"${String(name)}"`).join(', ');
          await engine.run([{ sql: copyApples.replaceAll('{columns}', columns), params: [] }]);
        },
      }),
      ours({ name: 'OpenTuan, all of them accepted', callers: 64, count: 4000 }),
    ]),
  targets: [1],
};
