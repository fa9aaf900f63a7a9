import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ policies: { pickupGuessesMax: 3 } });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
const otherLeader = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
const till = { actor: { kind: 'shop', keyId: 'key_till', scopes: ['*'] } } as const;

async function readyOrder(extra: Readonly<Record<string, unknown>> = {}) {
  const order = await buyApples(shop, 3, 'till-1', { note: '放门口', ...extra });
  await arrive(shop, [order.id]);
  return { orderId: order.id, lineId: order.lines[0]?.id ?? '', code: order.pickupCode ?? '' };
}

const rowsNow = async () =>
  shop.tuan.reader.rows('SELECT count(*) AS "guesses", sum("wrong") AS "wrong" FROM "pickup_guesses"');

test('C9: a right code tells what to hand over and changes nothing, however often', async () => {
  const { orderId, lineId, code } = await readyOrder();
  const first = await shop.tuan.pickups.verify({ code }, leader);
  expect(first).toEqual({
    outcome: 'found',
    pickup: {
      orderId,
      status: 'ready',
      campaignId: planted.campaign,
      pickupPointId: planted.point,
      customer: '小*',
      note: '放门口',
      amountDue: { amount: 0, currency: 'CNY' },
      slot: null,
      collector: null,
      lines: [
        { lineId, title: '苹果', unit: '斤', ordered: 3, pieces: 3, grams: null, note: '', gift: false },
      ],
    },
  });
  const before = await shop.tuan.reader.rows('SELECT max("sequence") AS "last" FROM "events"');
  expect(await shop.tuan.pickups.verify({ code }, leader)).toEqual(first);
  expect(await shop.tuan.reader.rows('SELECT max("sequence") AS "last" FROM "events"')).toEqual(before);
  expect(await rowsNow()).toEqual([{ guesses: 0, wrong: null }]);
});

test('C9: the code is read as people type it, and tells only what is left', async () => {
  const { orderId, lineId, code } = await readyOrder();
  await shop.tuan.pickups.handOver(
    { orderId, handoverId: 'phone-a-1', lines: [{ lineId, pieces: 2 }] },
    leader,
  );
  const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4).replaceAll('0', 'o').replaceAll('1', 'l')} `;
  expect(await shop.tuan.pickups.verify({ code: typed }, leader)).toMatchObject({
    outcome: 'found',
    pickup: { lines: [{ pieces: 1, ordered: 3 }] },
  });
});

test('R17: an order to be paid at pickup tells what is due', async () => {
  const { code } = await readyOrder({ payment: 'atPickup' });
  expect(await shop.tuan.pickups.verify({ code }, leader)).toMatchObject({
    pickup: { amountDue: { amount: 3000 } },
  });
});

test('pickup guesses: wrong codes are counted, and a right one does not help once there were too many', async () => {
  const { code } = await readyOrder();
  for (const triesLeft of [2, 1, 0]) {
    expect(await shop.tuan.pickups.verify({ code: 'WRONGXXX' }, leader)).toEqual({
      outcome: 'unknown',
      triesLeft,
    });
  }
  shop.now += 60_000;
  await expect(shop.tuan.pickups.verify({ code }, leader)).rejects.toMatchObject({
    code: 'pickup_guesses_exceeded',
    details: { retryAfterSeconds: 14 * 60 },
  });
  expect(await shop.tuan.pickups.verify({ code }, till)).toMatchObject({ outcome: 'found' });
  shop.now += 14 * 60_000;
  expect(await shop.tuan.pickups.verify({ code }, leader)).toMatchObject({ outcome: 'found' });
});

test('pickup guesses: 64 at once are not more than the limit', async () => {
  await readyOrder();
  const guesses = await Promise.allSettled(
    Array.from({ length: 64 }, (_, guess) =>
      shop.tuan.pickups.verify({ code: `WRONG${String(guess)}` }, leader),
    ),
  );
  expect(guesses.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(await rowsNow()).toEqual([{ guesses: 1, wrong: 3 }]);
});

test('pickup guesses: naming another point gives a leader no fresh count', async () => {
  const { code } = await readyOrder();
  const elsewhere = shop.tuan.pickups.verify({ code, pickupPointId: planted.otherPoint }, leader);
  await expect(elsewhere).rejects.toMatchObject({ code: 'not_found' });
  expect(await shop.tuan.pickups.verify({ code, pickupPointId: planted.point }, leader)).toMatchObject({
    outcome: 'found',
  });
});

test('R41: a code opens nothing at a station of another leader or another point', async () => {
  const { orderId, code } = await readyOrder();
  expect(await shop.tuan.pickups.verify({ code }, otherLeader)).toMatchObject({ outcome: 'unknown' });
  expect(await shop.tuan.pickups.verify({ code, pickupPointId: planted.otherPoint }, till)).toMatchObject({
    outcome: 'unknown',
  });
  await shop.tuan.pickups.moveOrders({ orderIds: [orderId], toPointId: planted.otherPoint });
  expect(await shop.tuan.pickups.verify({ code }, otherLeader)).toMatchObject({ outcome: 'found' });
  expect(await shop.tuan.pickups.verify({ code }, leader)).toMatchObject({ outcome: 'found' });
});

test('audit 6: the code of a collected order opens nothing, nor one that the clock has closed', async () => {
  const { orderId, code } = await readyOrder();
  shop.at('2026-11-25T20:30:00+08:00');
  expect(await shop.tuan.pickups.verify({ code }, leader)).toMatchObject({ outcome: 'unknown' });
  shop.at('2026-11-25T20:29:59+08:00');
  await shop.tuan.pickups.handOver({ orderId, handoverId: 'phone-a-1' }, leader);
  expect(await shop.tuan.pickups.verify({ code }, leader)).toMatchObject({ outcome: 'unknown' });
});

test('verify: an order whose goods are still on their way has nothing to hand over yet', async () => {
  const { pickupCode } = await buyApples(shop, 1, 'till-1');
  expect(await shop.tuan.pickups.verify({ code: pickupCode ?? '' }, leader)).toMatchObject({
    outcome: 'found',
    pickup: { status: 'confirmed', lines: [] },
  });
});

test("verify: customers and the shopper's browser may not", async () => {
  const { code } = await readyOrder();
  for (const actor of [
    { kind: 'customer', customerId: planted.customer },
    { kind: 'storefront', keyId: 'key_browser' },
  ] as const) {
    await expect(shop.tuan.pickups.verify({ code }, { actor })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  }
});
