import { afterEach, beforeEach, expect, test } from 'vitest';
import { deliveryRuns, deliveryStops } from '../delivery/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { startCollecting, startDelivering } from './advance-campaign.ts';

let shop: TestShop;
beforeEach(async () => {
  // Runs and stops are planted by their status alone.
  shop = await testShop({ plantedAgainst: ['run_finished', 'stop_signed'] });
});
afterEach(async () => {
  await shop.close();
});

const campaignId = planted.campaign;
const status = async () => (await shop.tuan.campaigns.get({ campaignId })).status;

async function frozen(): Promise<string> {
  const lines = [{ offerId: planted.appleOffer, pieces: 20 }];
  const payment = { amount: { amount: 20_000, currency: 'CNY' }, reference: 'till-1' };
  const order = {
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines,
    payment,
  };
  const { id } = await shop.tuan.orders.place(order);
  shop.at('2026-11-23T22:00:00+08:00');
  await shop.tuan.tick();
  return id;
}

const advance = (step: typeof startDelivering) =>
  shop.plant((work, context) => step(work, campaignId, context).status);

async function closePurchase(): Promise<void> {
  const { data } = await shop.tuan.purchaseOrders.list({ campaignId });
  for (const { id, lines } of data) {
    await shop.tuan.purchaseOrders.send({ purchaseOrderId: id });
    const accepted = lines.map((line) => ({ variantId: line.variantId, accepted: line.ordered }));
    await shop.tuan.purchaseOrders.receive({ purchaseOrderId: id, lines: accepted });
    await shop.tuan.purchaseOrders.close({ purchaseOrderId: id });
  }
}

test('advance campaign: nothing is delivered before what was frozen is bought and shared out', async () => {
  await frozen();
  expect(await advance(startDelivering)).toBe('purchasing');
  expect(await advance(startCollecting)).toBe('purchasing');
  await closePurchase();
  expect(['delivering', 'collecting']).toContain(await status());
  await shop.audit();
});

test('advance campaign: frozen but not yet on a purchase order is not bought', async () => {
  const lines = [{ offerId: planted.appleOffer, pieces: 1 }];
  await shop.tuan.orders.place({
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines,
    payment: 'atPickup',
  });
  shop.at('2026-11-23T22:00:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId });
  expect(await advance(startCollecting)).toBe('purchasing');
  await shop.audit();
});

test('advance campaign: a pending stop keeps it from collecting; twice writes one event', async () => {
  await frozen();
  await closePurchase();
  await shop.plant((work, { now }) => {
    work.insert(deliveryRuns, { id: 'run_1', campaignId, name: '早班', status: 'underWay', createdAt: now });
    work.insert(deliveryStops, {
      id: 'stp_1',
      deliveryRunId: 'run_1',
      campaignId,
      pickupPointId: planted.point,
      position: 0,
      status: 'pending',
      pictures: [],
    });
    return null;
  });
  expect(await advance(startCollecting)).toBe('delivering');
  await shop.plant(
    (work) => work.set(deliveryStops, work.get(deliveryStops, 'stp_1'), { status: 'handedOver' }).status,
  );
  expect(await advance(startCollecting)).toBe('collecting');
  expect(await advance(startCollecting)).toBe('collecting');
  const events = await shop.tuan.reader.rows(
    `SELECT "type" FROM "events" WHERE "type" IN ('campaign.delivering', 'campaign.collecting') ORDER BY "sequence"`,
  );
  expect(events).toEqual([{ type: 'campaign.delivering' }, { type: 'campaign.collecting' }]);
});

test('complete campaign: refused while an order waits or a run is open, then done once', async () => {
  const id = await frozen();
  await expect(shop.tuan.campaigns.complete({ campaignId })).rejects.toMatchObject({
    code: 'campaign_status',
    details: { status: 'purchasing' },
  });
  await closePurchase();
  await expect(shop.tuan.campaigns.complete({ campaignId })).rejects.toMatchObject({ code: 'conflict' });
  await shop.tuan.orders.withdraw({ orderId: id, reason: '顾客生病', fault: 'shop' });
  await shop.plant((work, { now }) => {
    work.insert(deliveryRuns, { id: 'run_1', campaignId, name: '早班', status: 'underWay', createdAt: now });
    return null;
  });
  await expect(shop.tuan.campaigns.complete({ campaignId })).rejects.toMatchObject({ code: 'conflict' });
  await shop.plant(
    (work) => work.set(deliveryRuns, work.get(deliveryRuns, 'run_1'), { status: 'finished' }).status,
  );
  expect((await shop.tuan.tick()).steps).toContainEqual({
    name: 'campaigns.complete',
    done: 1,
    problem: null,
  });
  const completed = await shop.tuan.campaigns.get({ campaignId });
  expect(completed).toMatchObject({ status: 'completed', reason: null });
  shop.now += 1000;
  expect(await shop.tuan.campaigns.complete({ campaignId })).toEqual(completed);
});

test('complete campaign: a campaign that is still open is not over; only the shop completes', async () => {
  await expect(shop.tuan.campaigns.complete({ campaignId })).rejects.toMatchObject({
    code: 'campaign_status',
    details: { status: 'published' },
  });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.campaigns.complete({ campaignId }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
