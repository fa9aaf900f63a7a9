import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOpenTuan } from '../open-tuan.ts';
import { Refusal } from '../shared/error.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { buyApples } from '../testing/ready-orders.ts';
import { slotsOf } from './slot-pattern.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ policies: { payAtPickup: 'allowed' } });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const day = '2026-11-24';
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

test('slots: a window is cut into parts; what is left over and shorter is no slot', () => {
  expect(slotsOf([{ opens: '16:00', closes: '17:20' }], 30)).toEqual([
    { opens: '16:00', closes: '16:30' },
    { opens: '16:30', closes: '17:00' },
  ]);
  expect(slotsOf([{ opens: '16:00', closes: '16:10' }], 30)).toEqual([]);
});

test('slots: an order takes one at placement and says when; a full one is refused, an expired hold gives it back', async () => {
  await define({ capacity: 1 });
  const slotId = await idAt('17:00');
  const held = await buy(slotId, { payment: undefined });
  expect(held).toMatchObject({ slot: { id: slotId, opens: '17:00', closes: '18:00' } });
  expect(await slots(visitor)).toMatchObject([{ free: 1 }, { free: 0 }, { free: 1 }, { free: 1 }]);
  await expect(buy(slotId)).rejects.toMatchObject({ code: 'slot_full' });
  shop.now += 15 * 60_000;
  expect(await buy(slotId)).toMatchObject({ slot: { id: slotId } });
  // R16: paid late the goods are still there, the hour is not.
  const payment = { orderId: held.id, amount: held.amountDue, reference: 'late-1' };
  expect(await shop.tuan.orders.pay(payment)).toMatchObject({
    outcome: 'accepted',
    order: { status: 'confirmed', slot: null },
  });
});

test('slots: a late payment takes the same hour again where it is free', async () => {
  await define({ capacity: 1 });
  const held = await buy(await idAt('17:00'), { payment: undefined });
  shop.now += 20 * 60_000;
  const payment = { orderId: held.id, amount: held.amountDue, reference: 'late-1' };
  expect((await shop.tuan.orders.pay(payment)).order.slot).toMatchObject({ opens: '17:00' });
  expect(await slotAt('17:00')).toMatchObject({ taken: 1 });
});

test('slots: 64 orders at once and two processes never take more than the capacity', async () => {
  await define({ capacity: 3 });
  const slotId = await idAt('18:00');
  let ids = 0;
  const other = createOpenTuan({
    engine: shop.tuan.engine,
    clock: () => shop.now,
    newId: (prefix) => `${prefix}_other_${String((ids += 1))}`,
    random: shop.tuan.random,
  });
  const call = {
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces: 1 }],
    slotId,
    payment: 'atPickup' as const,
  };
  const calls = Array.from({ length: 64 }, (_, count) =>
    (count % 2 === 0 ? shop.tuan : other).orders.place(call).then(
      () => 'taken',
      (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
    ),
  );
  const outcomes = await Promise.all(calls);
  expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(3);
  expect(outcomes.filter((outcome) => outcome === 'slot_full')).toHaveLength(61);
  expect(await slotAt('18:00')).toMatchObject({ taken: 3, free: 0 });
});

test('slots: released by a cancellation; another point, another day or a campaign without that hour cannot be booked', async () => {
  await define({ dates: [day, '2026-11-25'], windows: [{ opens: '15:00', closes: '18:00' }] });
  const slotId = await idAt('16:00');
  const order = await buy(slotId);
  await shop.tuan.orders.cancel({ orderId: order.id });
  expect(await slotAt('16:00')).toMatchObject({ taken: 0 });
  const shown = await slots(visitor, { campaignId: planted.campaign });
  expect(shown.map(({ date, opens }) => [date, opens])).toEqual([
    [day, '16:00'],
    [day, '17:00'],
  ]);
  const nextDay = (await slots()).find(({ date }) => date === '2026-11-25');
  for (const wrong of [nextDay?.id, await idAt('15:00'), 'slo_of_nobody'])
    await expect(buy(wrong)).rejects.toMatchObject({ code: 'slot_unavailable' });
  await expect(buy(slotId, { pickupPointId: planted.otherPoint })).rejects.toMatchObject({
    code: 'slot_unavailable',
  });
});

test('slots: replacing an order keeps its hour, or takes another; 64 swaps of one hour end with one holder each', async () => {
  await define({ capacity: 1 });
  const order = await buy(await idAt('16:00'), { payment: 'atPickup' });
  const lines = [{ offerId: planted.appleOffer, pieces: 2 }];
  const cart = { campaignId: planted.campaign, lines };
  const { token } = await shop.tuan.orders.quote({ ...cart, replaces: order.id }, customer);
  const replaced = await shop.tuan.orders.replace({ orderId: order.id, lines, quoteToken: token }, customer);
  expect(replaced.slot).toMatchObject({ opens: '16:00' });
  const slotId = await idAt('18:00');
  const again = await shop.tuan.orders.replace(
    { orderId: order.id, lines, slotId, quoteToken: token },
    customer,
  );
  expect(again.slot).toMatchObject({ opens: '18:00' });
  expect(await slots()).toMatchObject([{ taken: 0 }, { taken: 0 }, { taken: 1 }, { taken: 0 }]);
});

test('slots: a shop that hands over by appointment demands one where there are slots, and only there', async () => {
  await shop.close();
  shop = await testShop({ policies: { pickupSlots: 'required' } });
  await buy(undefined);
  await define();
  await expect(buy(undefined)).rejects.toMatchObject({ code: 'slot_required' });
  await buy(await idAt('16:00'));
  await buy(undefined, { pickupPointId: planted.otherPoint });
});
