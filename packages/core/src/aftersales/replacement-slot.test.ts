import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { next, plantNextRound } from '../testing/next-round.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
const define = (date: string, capacity: number) =>
  shop.tuan.pickupSlots.define({ pickupPointId: planted.point, dates: [date], minutes: 60, capacity });

/** Two of three apples come again in the next round; `slotId` was booked for the first. */
async function approved(slotId?: string) {
  const order = await buyApples(shop, 3, 'till-1', slotId === undefined ? {} : { slotId });
  await arrive(shop, [order.id]);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' });
  const claim = { orderLineId: order.lines[0]?.id ?? '', reason: '不新鲜', pieces: 2 };
  const { id: claimId } = await shop.tuan.claims.open(claim, customer);
  await shop.tuan.claims.approve({ claimId, outcome: 'replacement' });
  await plantNextRound(shop);
}

/** The order that brings them, and what its customer was told. */
async function placed() {
  shop.at('2026-11-25T08:00:00+08:00');
  await shop.tuan.tick();
  const { data } = await shop.tuan.replacements.list({});
  const order = await shop.tuan.orders.get({ orderId: data[0]?.newOrderId ?? '' }, customer);
  const { data: notices } = await shop.tuan.notices.list({}, customer);
  const told = notices.find(({ topic }) => topic === 'replacement.ordered');
  return { order, text: told?.text ?? '' };
}

test('补发: the hour that was booked before is kept for what comes again, and the notice says it', async () => {
  const before = await define('2026-11-24', 5);
  await approved(before.data.find(({ opens }) => opens === '18:00')?.id);
  await define('2026-11-26', 1);
  const { order, text } = await placed();
  expect(order).toMatchObject({ campaignId: next.campaign, slot: { opens: '18:00', closes: '19:00' } });
  expect(text).toBe(
    '补发的「苹果」随「明日团」来，请于 2026-11-26 18:00–19:00 到「幸福里东门驿站」提货，不用再付款。',
  );
  const slots = (await shop.tuan.pickupSlots.list({ pickupPointId: planted.point })).data;
  expect(slots.filter(({ date }) => date === '2026-11-26').map(({ taken }) => taken)).toEqual([0, 0, 1, 0]);
});

test('补发: where another hour was booked the first free one is kept', async () => {
  await approved();
  const { data } = await define('2026-11-26', 1);
  const first = data.find(({ opens }) => opens === '16:00')?.id;
  const lines = [{ offerId: next.appleOffer, pieces: 1 }];
  shop.at('2026-11-25T08:00:00+08:00');
  await shop.tuan.orders.place({
    campaignId: next.campaign,
    customer: planted.otherCustomer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines,
    payment: 'atPickup',
    slotId: first,
  });
  expect((await placed()).order.slot).toMatchObject({ opens: '17:00' });
});

test('补发: without times the notice says when and where the round is fetched', async () => {
  await approved();
  const { order, text } = await placed();
  expect(order.slot).toBeNull();
  expect(text).toContain('2026-11-26 16:00–20:30 到「幸福里东门驿站」');
});
