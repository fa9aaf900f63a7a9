import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { offers } from './campaigns/tables.ts';
import { defineVerb } from './define.ts';
import { createOpenTuan, type OpenTuan } from './open-tuan.ts';
import { planted, testShop, type TestShop } from './testing/index.ts';

let shop: TestShop;
/** The shop's database, written aside: what is to be written waits until it is let through. */
let tuan: OpenTuan;
let steps: string[];
let gates: (() => void)[];
let isOpen: boolean;
/** Called before a reading, with how many there were. */
let onRead: (times: number) => Promise<void>;

beforeEach(async () => {
  // Pieces are sold blindly: it is about the road, not the rules.
  shop = await testShop({ plantedAgainst: ['offer_sold'] });
  steps = [];
  gates = [];
  isOpen = false;
  onRead = () => Promise.resolve();
  const { engine, clock, random } = shop.tuan;
  const run: typeof engine.run = async (statements, mode = 'write') => {
    steps.push(mode === 'write' ? 'write begins' : 'read');
    if (mode === 'read') await onRead(steps.filter((step) => step === 'read').length);
    if (mode === 'write' && !isOpen) await new Promise<void>((resolve) => void gates.push(resolve));
    try {
      return await engine.run(statements, mode);
    } finally {
      if (mode === 'write') steps.push('write ends');
    }
  };
  tuan = createOpenTuan({ engine: { name: 'aside', writesAside: true, run }, clock, random });
});
afterEach(() => shop.close());

async function until(step: string, times = 1): Promise<void> {
  while (steps.filter((each) => each === step).length < times)
    await new Promise((resolve) => setTimeout(resolve, 1));
}

function letThrough(): void {
  isOpen = true;
  for (const gate of gates.splice(0)) gate();
}

const sellBlindly = defineVerb({
  name: 'testing.sellBlindly',
  summary: 'Sells without looking',
  input: z.strictObject({ pieces: z.int() }),
  answer: z.null(),
  decide: (work, { pieces }) => {
    work.add(offers, work.get(offers, planted.appleOffer), { sold: pieces });
    return null;
  },
});
const sell = (pieces: number) => tuan.call(sellBlindly, { pieces });

const raisePrice = defineVerb({
  name: 'testing.raisePrice',
  summary: 'Raises the price by one',
  input: z.null(),
  answer: z.int(),
  decide: (work) => {
    const offer = work.get(offers, planted.appleOffer);
    return work.set(offers, offer, { price: offer.price + 1 }).price;
  },
});

const soldOf = () =>
  tuan.reader.rows('SELECT "sold" AS "sold" FROM "offers" WHERE "id" = ?', [planted.appleOffer]);

test('written aside: while one batch is written the next is decided, and both hold', async () => {
  const first = sell(1);
  await until('write begins');
  const second = sell(2);
  await until('read', 2);
  expect(steps).toEqual(['read', 'write begins', 'read']);
  letThrough();
  await Promise.all([first, second]);
  expect(steps).toEqual(['read', 'write begins', 'read', 'write ends', 'write begins', 'write ends']);
  expect(await soldOf()).toEqual([{ sold: 3 }]);
});

test('written aside: what was decided on a row that changed meanwhile is decided anew, all of it together', async () => {
  const first = tuan.call(raisePrice, null);
  await until('write begins');
  const others = [tuan.call(raisePrice, null), tuan.call(raisePrice, null)];
  await until('read', 2);
  letThrough();
  const price = Number(await first);
  expect(await Promise.all(others)).toEqual([price + 1, price + 2]);
  expect(steps.filter((step) => step === 'write begins')).toHaveLength(3);
});

test('R1: written aside, the last piece is sold once, though two batches were decided on it', async () => {
  await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { cap: 1 }));
  const buy = () =>
    tuan.orders.place({
      campaignId: planted.campaign,
      customer: planted.customer,
      payment: 'atPickup',
      lines: [{ offerId: planted.appleOffer, pieces: 1 }],
    });
  const first = buy();
  await until('write begins');
  const second = expect(buy()).rejects.toMatchObject({ code: 'offer_sold_out' });
  await until('read', 2);
  letThrough();
  expect(await first).toMatchObject({ status: 'confirmed' });
  await second;
});

test('written aside: the same key in two batches is one order, and both are told the same', async () => {
  const buy = () =>
    tuan.orders.place(
      {
        campaignId: planted.campaign,
        customer: planted.customer,
        payment: 'atPickup',
        lines: [{ offerId: planted.appleOffer, pieces: 1 }],
      },
      { idempotencyKey: 'tapped-twice' },
    );
  const first = buy();
  await until('write begins');
  const second = buy();
  await until('read', 2);
  letThrough();
  expect(await second).toEqual(await first);
  expect((await tuan.orders.list({})).data).toHaveLength(1);
});

test('written aside: a verb that runs alone reads only when nothing is being written', async () => {
  const countSold = defineVerb({
    name: 'testing.countSold',
    summary: 'Counts what is sold',
    input: z.null(),
    answer: z.unknown(),
    alone: true,
    decide: (work) => {
      work.add(offers, work.get(offers, planted.appleOffer), { sold: 10 });
      return work.rows('SELECT "sold" AS "sold" FROM "offers" WHERE "id" = ?', [planted.appleOffer]);
    },
  });
  const first = sell(1);
  await until('write begins');
  const counted = tuan.call(countSold, null);
  const last = sell(2);
  letThrough();
  await Promise.all([first, last]);
  expect(await counted).toEqual([{ sold: 1 }]);
  expect(await soldOf()).toEqual([{ sold: 13 }]);
});

test('written aside: a batch whose answer was lost is not written again, and does not hold up the next', async () => {
  const { engine } = shop.tuan;
  const run = engine.run.bind(engine);
  engine.run = async (statements, mode) => {
    if (mode !== 'write') return run(statements, mode);
    engine.run = run;
    await run(statements, mode);
    throw new Error('the connection was reset');
  };
  const first = expect(sell(1)).rejects.toThrow('the connection was reset');
  await until('write begins');
  const second = sell(2);
  await until('read', 2);
  letThrough();
  await first;
  await second;
  expect(await soldOf()).toEqual([{ sold: 3 }]);
});

test('written aside: who is refused since the same call was just written gets the answer of that call', async () => {
  letThrough();
  await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { limitPerCustomer: 1 }));
  const buy = (by: OpenTuan) =>
    by.orders.place(
      {
        campaignId: planted.campaign,
        customer: { phone: '13911112222' },
        leaderId: planted.leader,
        pickupPointId: planted.point,
        payment: 'atPickup',
        lines: [{ offerId: planted.appleOffer, pieces: 1 }],
      },
      { idempotencyKey: 'tapped-twice' },
    );
  // The key is read before the first call is written, what the customer has bought after it.
  const answers: unknown[] = [];
  onRead = async (times) => {
    if (times === 2) answers.push(await buy(shop.tuan));
  };
  const again = await buy(tuan);
  expect(answers).toEqual([again]);
  await expect(
    tuan.orders.place(
      {
        campaignId: planted.campaign,
        customer: { phone: '13911112222' },
        leaderId: planted.leader,
        pickupPointId: planted.point,
        payment: 'atPickup',
        lines: [{ offerId: planted.appleOffer, pieces: 1 }],
      },
      { idempotencyKey: 'another' },
    ),
  ).rejects.toMatchObject({ code: 'over_limit' });
});

test('written aside: what contradicts itself because half of it was read before a batch is decided anew', async () => {
  const before = sell(1);
  await until('write begins');
  const compare = defineVerb({
    name: 'testing.compare',
    summary: 'Breaks when two readings of one moment differ',
    input: z.null(),
    answer: z.int(),
    decide: (work) => {
      const { id, sold } = work.get(offers, planted.appleOffer);
      const [now] = work.rows<{ sold: number }>('SELECT "sold" AS "sold" FROM "offers" WHERE "id" = ?', [id]);
      if (now?.sold !== sold) throw new Error('these cannot be of one moment');
      return sold;
    },
  });
  onRead = async (times) => {
    if (times !== 3) return;
    letThrough();
    await before;
  };
  expect(await tuan.call(compare, null)).toBe(1);
});
