import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const campaignId = planted.campaign;
const cny = (amount: number) => ({ amount, currency: 'CNY' });

function order(extra: Readonly<Record<string, unknown>> = {}) {
  const lines = [{ offerId: planted.appleOffer, pieces: 2 }];
  return {
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines,
    ...extra,
  };
}

test('R22: from the cancellation on nothing can be ordered, and a payment for a live hold is unusable', async () => {
  const held = await shop.tuan.orders.place(order());
  expect(await shop.tuan.campaigns.cancel({ campaignId, reason: '台风停运' })).toMatchObject({
    status: 'cancelled',
    phase: 'cancelled',
    reason: '台风停运',
  });
  await expect(shop.tuan.orders.place(order())).rejects.toMatchObject({ code: 'offer_closed' });
  const paid = await shop.tuan.orders.pay({ orderId: held.id, amount: cny(2000), reference: 'late-1' });
  expect(paid).toMatchObject({ outcome: 'refundDue', order: { paid: cny(0) } });
  await shop.tuan.tick();
  expect(await shop.tuan.orders.get({ orderId: held.id })).toMatchObject({
    status: 'cancelled',
    cancelReason: 'campaign',
  });
});

test('R22: an order to be paid at pickup takes no money either', async () => {
  const firm = await shop.tuan.orders.place(order({ payment: 'atPickup' }));
  await shop.tuan.campaigns.cancel({ campaignId });
  expect(
    await shop.tuan.orders.pay({ orderId: firm.id, amount: cny(2000), reference: 'late-1' }),
  ).toMatchObject({ outcome: 'refundDue' });
});

test('cancel campaign: twice is harmless and writes one event', async () => {
  const first = await shop.tuan.campaigns.cancel({ campaignId });
  shop.now += 1000;
  expect(await shop.tuan.campaigns.cancel({ campaignId, reason: 'again' })).toEqual(first);
  const events = await shop.tuan.reader.rows(`SELECT "id" FROM "events" WHERE "type" = 'campaign.cancelled'`);
  expect(events).toHaveLength(1);
});

test('R22: after the first freeze it is refused', async () => {
  await shop.tuan.orders.place(order({ payment: 'atPickup' }));
  shop.at('2026-11-23T22:00:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId });
  await expect(shop.tuan.campaigns.cancel({ campaignId })).rejects.toMatchObject({
    code: 'campaign_status',
    details: { status: 'purchasing' },
  });
});

test('cancel ⇄ freeze: of two at the same moment one wins, and the other is refused by its status', async () => {
  await shop.tuan.orders.place(order({ payment: 'atPickup' }));
  shop.at('2026-11-23T22:00:00+08:00');
  const [cancelled, frozen] = await Promise.allSettled([
    shop.tuan.campaigns.cancel({ campaignId }),
    shop.tuan.campaigns.freeze({ campaignId }),
  ]);
  expect([cancelled.status, frozen.status].toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(frozen).toMatchObject({ reason: { code: 'campaign_status', details: { status: 'cancelled' } } });
});

test('cancel campaign: a draft too; only by the shop', async () => {
  const { id } = await shop.tuan.campaigns.draft({
    title: '草稿',
    closesAt: '2026-11-24T22:00:00+08:00',
    pickupDate: '2026-11-25',
    pickupWindows: [{ opens: '16:00', closes: '20:00' }],
  });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.campaigns.cancel({ campaignId: id }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  expect(await shop.tuan.campaigns.cancel({ campaignId: id })).toMatchObject({ status: 'cancelled' });
});
