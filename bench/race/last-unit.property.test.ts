import { expect, test } from 'vitest';
import { planted } from '../../packages/core/src/testing/index.ts';
import { counted, patience, runsOf } from '../../packages/core/src/testing/runs.ts';
import { racersOf, withFileShop } from './two-processes.ts';

const callersEach = 32;
const rounds = runsOf(5);

test(
  `R1: of 64 who want the last unit at once in two processes on one file, one of them with a thread that writes, one gets it, ${String(rounds)} times over`,
  () =>
    withFileShop({}, async (shop, file) => {
      const words = [file, String(callersEach)];
      const racers = await racersOf('racer.ts', [words, [...words, 'aside']]);
      const { next, done } = counted('races for the last unit', rounds);
      try {
        for (let round = 1; round <= rounds; round += 1) {
          await shop.tuan.engine.run([
            { sql: `UPDATE "offers" SET "cap" = "sold" + 1 WHERE "id" = ?`, params: [planted.appleOffer] },
          ]);
          const outcomes = await racers.race();
          expect(outcomes.filter((outcome) => outcome === 'placed')).toHaveLength(1);
          expect(new Set(outcomes)).toEqual(new Set(['placed', 'offer_sold_out']));
          next();
        }
      } finally {
        racers.close();
      }
      done(`${String(rounds)} rounds of ${String(2 * callersEach)} callers, nothing oversold`);
      expect(
        await shop.tuan.reader.rows('SELECT "sold" AS "sold", "cap" AS "cap" FROM "offers" WHERE "id" = ?', [
          planted.appleOffer,
        ]),
      ).toEqual([{ sold: rounds, cap: rounds }]);
    }),
  patience(60_000),
);
