import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';

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

test('slots: the customer changes it until the pickup day, the leader after it, nobody once it is fetched', async () => {
  await define({ capacity: 1 });
  const [early, late] = [await idAt('16:00'), await idAt('19:00')];
  const order = await buy(early);
  const choose = (slotId: string | null, options: object) =>
    shop.tuan.pickupSlots.choose({ orderId: order.id, slotId }, options);
  expect(await choose(late, customer)).toMatchObject({ slot: { opens: '19:00' } });
  expect(await choose(late, customer)).toMatchObject({ slot: { opens: '19:00' } });
  expect(await slots()).toMatchObject([{ taken: 0 }, { taken: 0 }, { taken: 0 }, { taken: 1 }]);
  expect(await choose(null, customer)).toMatchObject({ slot: null });
  await choose(early, leader);
  const stranger = { actor: { kind: 'customer', customerId: planted.otherCustomer } } as const;
  for (const actor of [stranger, otherLeader, visitor])
    await expect(choose(late, actor)).rejects.toMatchObject({ code: 'not_found' });
  await arrive(shop, [order.id]);
  await expect(choose(late, customer)).rejects.toMatchObject({ code: 'slot_change_too_late' });
  expect(await choose(late, leader)).toMatchObject({ slot: { opens: '19:00' } });
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' }, leader);
  await expect(choose(early, leader)).rejects.toMatchObject({ code: 'order_status' });
  shop.at('2026-11-24T19:30:00+08:00');
  expect((await slots(visitor)).map(({ opens }) => opens)).toEqual(['19:00']);
});

test('slots: a full one, one of another point, and one that nobody knows are refused and the own one stays', async () => {
  await define({ capacity: 1 });
  await define({ pickupPointId: planted.otherPoint });
  const own = await idAt('16:00');
  const order = await buy(own);
  const full = await idAt('17:00');
  await buy(full);
  const { data } = await shop.tuan.pickupSlots.list({ pickupPointId: planted.otherPoint });
  const choose = (slotId: string | null) =>
    shop.tuan.pickupSlots.choose({ orderId: order.id, slotId }, customer);
  await expect(choose(full)).rejects.toMatchObject({ code: 'slot_full' });
  for (const slotId of [data[0]?.id ?? '', 'slo_of_nobody'])
    await expect(choose(slotId)).rejects.toMatchObject({ code: 'slot_unavailable' });
  expect((await shop.tuan.orders.get({ orderId: order.id })).slot).toMatchObject({ id: own });
});
