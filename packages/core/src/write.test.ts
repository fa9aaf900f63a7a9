import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { offers } from './campaigns/tables.ts';
import { defineVerb } from './define.ts';
import { createOpenTuan } from './open-tuan.ts';
import { operatingCosts } from './ledger/tables.ts';
import { refuse } from './shared/error.ts';
import { planted, testShop, type TestShop } from './testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  // Pieces are sold blindly and costs written without their postings: it is about the road, not the rules.
  shop = await testShop({ plantedAgainst: ['offer_sold', 'host_money', 'other_costs'] });
});
afterEach(() => shop.close());

/** Sells pieces without looking: only the CHECK of the table stands in its way. */
const sellBlindly = defineVerb({
  name: 'testing.sellBlindly',
  summary: 'Sells without looking',
  input: z.strictObject({ pieces: z.int() }),
  answer: z.int(),
  decide: (work, { pieces }) => {
    const offer = work.get(offers, planted.appleOffer);
    if (pieces === 0) refuse('offer_closed');
    return work.add(offers, offer, { sold: pieces }).sold;
  },
});

const sell = (pieces: number) => shop.tuan.call(sellBlindly, { pieces });

/** Counts the batches that reach the database. */
function countWrites(): { writes: number } {
  const { engine } = shop.tuan;
  const run = engine.run.bind(engine);
  const count = { writes: 0 };
  engine.run = (statements, mode) => {
    if (mode === 'write') count.writes += 1;
    return run(statements, mode);
  };
  return count;
}

test('group commit: commands of one moment share a batch and see each other', async () => {
  const count = countWrites();
  const answers = await Promise.all(Array.from({ length: 50 }, () => sell(1)));
  expect(answers).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  expect(count.writes).toBe(1);
});

test('group commit: a refusal does not touch the others of its batch', async () => {
  const answers = await Promise.allSettled([sell(1), sell(0), sell(1)]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('group commit: when a guard trips, only the culprit fails, by the code of its rule', async () => {
  await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { cap: 10 }));
  const [first, culprit, last] = await Promise.allSettled([sell(4), sell(100), sell(4)]);
  expect(first).toEqual({ status: 'fulfilled', value: 4 });
  expect(culprit).toMatchObject({ status: 'rejected', reason: { code: 'offer_sold_out' } });
  expect(last).toEqual({ status: 'fulfilled', value: 8 });
});

test('write road: a defect of a decision fails that command alone and leaves nothing behind', async () => {
  const broken = defineVerb({
    name: 'testing.break',
    summary: 'Breaks after a change',
    input: z.null(),
    answer: z.null(),
    decide: (work) => {
      work.add(offers, work.get(offers, planted.appleOffer), { sold: 7 });
      throw new TypeError('a defect');
    },
  });
  const answers = await Promise.allSettled([sell(1), shop.tuan.call(broken, null), sell(1)]);
  expect(answers[1]).toMatchObject({ status: 'rejected', reason: { message: 'a defect' } });
  expect(await sell(1)).toBe(3);
});

test('write road: when too much waits, the next command is refused before anything is done', async () => {
  const { engine, clock, random } = shop.tuan;
  const small = createOpenTuan({ engine, clock, random, waitingMax: 3 });
  const answers = await Promise.allSettled(
    Array.from({ length: 5 }, () => small.call(sellBlindly, { pieces: 1 })),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(answers[4]).toMatchObject({ status: 'rejected', reason: { code: 'overloaded' } });
});

test('write road: a lost race is decided again on fresh rows, so that no change is overwritten', async () => {
  const { engine } = shop.tuan;
  const run = engine.run.bind(engine);
  let raced = false;
  engine.run = async (statements, mode) => {
    const rows = await run(statements, mode);
    if (mode === 'read' && !raced) {
      raced = true;
      await run([
        {
          sql: `UPDATE "offers" SET "price" = 4321, "version" = "version" + 1 WHERE "id" = ?`,
          params: [planted.appleOffer],
        },
      ]);
    }
    return rows;
  };
  const readPrice = defineVerb({
    name: 'testing.copyPrice',
    summary: 'Stores the price it saw as the cap',
    input: z.null(),
    answer: z.null(),
    decide: (work) => {
      const offer = work.get(offers, planted.appleOffer);
      work.set(offers, offer, { cap: offer.price });
      return null;
    },
  });
  await shop.tuan.call(readPrice, null);
  expect(
    await shop.tuan.reader.rows(`SELECT "cap" AS "cap" FROM "offers" WHERE "id" = ?`, [planted.appleOffer]),
  ).toEqual([{ cap: 4321 }]);
});

test('write road: thousands of rows of one command go in parts, and as one batch', async () => {
  const count = countWrites();
  await shop.plant((work) => {
    for (let index = 0; index < 2500; index += 1)
      work.insert(operatingCosts, {
        id: `cst_${String(index)}`,
        kind: 'van',
        amount: 1,
        reference: String(index),
        incurredAt: 1,
        createdAt: 1,
      });
    return null;
  });
  expect(count.writes).toBe(1);
  expect(await shop.tuan.reader.rows('SELECT sum("amount") AS "sum" FROM "operating_costs"')).toEqual([
    { sum: 2500 },
  ]);
});

test('audit 7: every event of a batch is stored in the order in which it was emitted', async () => {
  await Promise.all(
    [1, 2, 3].map(() =>
      shop.tuan.orders.place({
        campaignId: planted.campaign,
        customer: planted.customer,
        payment: 'atPickup',
        lines: [{ offerId: planted.appleOffer, pieces: 1 }],
      }),
    ),
  );
  const rows = await shop.tuan.reader.rows<{ type: string; sequence: number }>(
    'SELECT "type" AS "type", "sequence" AS "sequence" FROM "events" ORDER BY "sequence"',
  );
  expect(rows.map(({ type }) => type)).toEqual([
    'order.placed',
    'order.confirmed',
    'order.placed',
    'order.confirmed',
    'order.placed',
    'order.confirmed',
  ]);
});

test('rows: a decision may ask any SQL, and is asked again with the answer', async () => {
  const sums = await shop.plant((work) =>
    work.rows('SELECT count(*) AS "offers" FROM "offers" WHERE "price" > CAST(? AS INTEGER)', [1000]),
  );
  expect(sums).toEqual([{ offers: 1 }]);
});

test('group commit: a batch that was written, but whose answer was lost, is not written again', async () => {
  const { engine } = shop.tuan;
  const run = engine.run.bind(engine);
  engine.run = async (statements, mode) => {
    const rows = await run(statements, mode);
    if (mode !== 'write') return rows;
    engine.run = run;
    throw new Error('the connection was reset');
  };
  const answers = await Promise.allSettled([sell(1), sell(2), sell(3)]);
  for (const answer of answers)
    expect(answer).toMatchObject({ status: 'rejected', reason: { message: 'the connection was reset' } });
  expect(await sell(4)).toBe(1 + 2 + 3 + 4);
});

test('group commit: what the database cannot take fails alone', async () => {
  const broken = defineVerb({
    name: 'testing.broken',
    summary: 'Writes what is no SQL',
    input: z.null(),
    answer: z.null(),
    decide: (work) => (work.statement('UPDATE "nowhere" SET "a" = 1'), null),
  });
  const [sold, failed, more] = await Promise.allSettled([sell(1), shop.tuan.call(broken, null), sell(2)]);
  expect(sold).toEqual({ status: 'fulfilled', value: 1 });
  expect(failed).toMatchObject({ status: 'rejected' });
  expect(more).toEqual({ status: 'fulfilled', value: 3 });
});

test('group commit: a host that fails when it is told of a batch does not have it written again', async () => {
  const { engine, clock, random } = shop.tuan;
  const onCommit = (): never => {
    throw new Error('the metrics are down');
  };
  const told = createOpenTuan({ engine, clock, random, onCommit });
  const answers = await Promise.all([1, 2].map((pieces) => told.call(sellBlindly, { pieces })));
  expect(answers).toEqual([1, 3]);
  expect(await sell(4)).toBe(7);
});

test('group commit: what cannot be gathered is taken as it is, and nobody waits for ever', async () => {
  const { engine, clock, random } = shop.tuan;
  const gather = (): Promise<never> => Promise.reject(new Error('no turn'));
  const tuan = createOpenTuan({ engine, clock, random, gather });
  expect(await tuan.call(sellBlindly, { pieces: 1 })).toBe(1);
});

test('write road: where each command goes its own way, as on D1, only so many may be under way', async () => {
  const { engine, clock, random } = shop.tuan;
  const d1 = createOpenTuan({ engine: { ...engine, sharesBatches: false }, clock, random, waitingMax: 3 });
  const sellOn = () => d1.call(sellBlindly, { pieces: 1 });
  const answers = await Promise.allSettled(Array.from({ length: 5 }, sellOn));
  expect(answers.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 3 }, () => 'fulfilled'),
    ...Array.from({ length: 2 }, () => 'rejected'),
  ]);
  expect(answers[4]).toMatchObject({ reason: { code: 'overloaded', details: { retryAfterSeconds: 1 } } });
  expect(await sellOn()).toBe(4);
});
