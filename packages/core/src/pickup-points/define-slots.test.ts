import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ policies: { payAtPickup: 'allowed' } });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const day = '2026-11-24';
const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
const otherLeader = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
const visitor = { actor: { kind: 'storefront', keyId: 'key_browser' } } as const;

const define = (extra: object = {}, options = {}) =>
  shop.tuan.pickupSlots.define(
    { pickupPointId: planted.point, dates: [day], minutes: 60, capacity: 2, ...extra },
    options,
  );
const slots = async (options = {}, extra: object = {}) =>
  (await shop.tuan.pickupSlots.list({ pickupPointId: planted.point, ...extra }, options)).data;
const slotAt = async (opens: string) => (await slots()).find((slot) => slot.opens === opens);
const idAt = async (opens: string) => (await slotAt(opens))?.id ?? '';
let till = 0;
const buy = (slotId: string | undefined, extra: object = {}) =>
  buyApples(shop, 1, `till-${String((till += 1))}`, { ...(slotId && { slotId }), ...extra });

test('slots: defined by pattern for dates; the same again changes nothing and tells nobody', async () => {
  const { data } = await define();
  expect(data.map(({ opens, closes, capacity, free }) => [opens, closes, capacity, free])).toEqual([
    ['16:00', '17:00', 2, 2],
    ['17:00', '18:00', 2, 2],
    ['18:00', '19:00', 2, 2],
    ['19:00', '20:00', 2, 2],
  ]);
  expect(await define()).toEqual({ data });
  const told = await shop.tuan.reader.rows(`SELECT 1 FROM "events" WHERE "type" = 'pickupSlots.defined'`);
  expect(told).toHaveLength(1);
});

test('slots: another pattern keeps who has booked, and nobody else gets the old times', async () => {
  await define();
  const order = await buy(await idAt('16:00'));
  await define({ minutes: 120 });
  expect((await slots()).map(({ opens, closes, taken, free }) => [opens, closes, taken, free])).toEqual([
    ['16:00', '17:00', 1, 0],
    ['16:00', '18:00', 0, 2],
    ['18:00', '20:00', 0, 2],
  ]);
  expect((await slots(visitor)).map(({ closes }) => closes)).toEqual(['18:00', '20:00']);
  expect((await shop.tuan.orders.get({ orderId: order.id })).slot).toMatchObject({ opens: '16:00' });
  await expect(buy(order.slot?.id)).rejects.toMatchObject({ code: 'slot_unavailable' });
  await define({ capacity: 0 });
  expect(await slots(visitor)).toEqual([]);
});

test('slots: a capacity below what is booked is refused', async () => {
  await define();
  const slotId = await idAt('16:00');
  await buy(slotId);
  await buy(slotId);
  await expect(define({ capacity: 1 })).rejects.toMatchObject({
    code: 'slot_over_taken',
    details: { taken: 2, opens: '16:00' },
  });
  expect(await slotAt('17:00')).toMatchObject({ capacity: 2 });
});

test('slots: defined by the shop and the leader of the point; how many have booked is not told to shoppers', async () => {
  await define({}, leader);
  await expect(define({}, otherLeader)).rejects.toMatchObject({ code: 'not_found' });
  for (const actor of [customer, visitor])
    await expect(define({}, actor)).rejects.toMatchObject({ code: 'not_allowed' });
  expect(Object.keys((await slots(visitor))[0] ?? {})).not.toContain('taken');
  expect(Object.keys((await slots(otherLeader))[0] ?? {})).not.toContain('taken');
  expect((await slots(leader))[0]).toMatchObject({ taken: 0, capacity: 2 });
});

test.each([
  ['dates.0', { dates: ['2026-11-22'] }],
  ['dates.0', { dates: ['2026-02-30'] }],
  ['dates', { dates: [] }],
  ['dates', { dates: [day, day] }],
  ['minutes', { minutes: 0 }],
  ['minutes', { minutes: 600 }],
  ['minutes', { minutes: 7.5 }],
  ['capacity', { capacity: -1 }],
  ['capacity', { capacity: 1e9 }],
  ['windows.0.closes', { windows: [{ opens: '17:00', closes: '16:00' }] }],
])('define slots: a wrong %s is named (%#)', async (path, extra) => {
  await expect(define(extra)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: expect.arrayContaining([expect.objectContaining({ path })]) as unknown },
  });
});
