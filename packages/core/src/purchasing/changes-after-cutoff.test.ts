import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { recordSpoilt, sortedApples } from '../testing/spoilt-apples.ts';

const { campaign: campaignId, point, leader } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const ofLeader = () => shop.tuan.changes.differences({ reader: 'leader', readerId: leader });

test('a loss after the cutoff is a change: leader and driver read what each order lacks', async () => {
  const { second } = await sortedApples(shop);
  const [run] = (await shop.tuan.deliveryRuns.plan({ campaignId })).data;
  await recordSpoilt(shop, { pickupPointId: point });
  const { data, totals } = await ofLeader();
  expect(data).toMatchObject([
    { kind: 'lost', reason: '压坏', orderId: second.id, before: 4, after: 2, pickupPointId: point },
  ]);
  expect(totals).toMatchObject([{ pieces: -2 }]);
  const driver = await shop.tuan.changes.differences({ reader: 'driver', readerId: run?.id ?? '' });
  expect(driver.data).toHaveLength(1);
});

test('R14: caps and limits do not change after the cutoff, so that nothing has to be told', async () => {
  await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  await freezeToday(shop);
  for (const offer of [{ cap: 50 }, { limitPerCustomer: 2 }])
    await expect(
      shop.tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.apple, ...offer }] }),
    ).rejects.toMatchObject({ code: 'invalid_input', details: { fields: [{ code: 'offer_closed' }] } });
});

test('another pickup time is a change once the goods are bought, and none before', async () => {
  const { data: slots } = await shop.tuan.pickupSlots.define({
    pickupPointId: point,
    dates: ['2026-11-24'],
    windows: [{ opens: '16:00', closes: '20:00' }],
    minutes: 60,
    capacity: 5,
  });
  const order = await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  const choose = (at: number, reason?: string) =>
    shop.tuan.pickupSlots.choose({
      orderId: order.id,
      slotId: slots[at]?.id ?? null,
      ...(reason === undefined ? {} : { reason }),
    });
  await choose(1);
  expect((await ofLeader()).data).toEqual([]);
  await freezeToday(shop);
  await choose(2, '加班');
  const { data, totals } = await ofLeader();
  expect(data).toMatchObject([
    {
      kind: 'slot',
      variantId: null,
      title: '',
      orderId: order.id,
      reason: '加班',
      before: '17:00–18:00',
      after: '18:00–19:00',
    },
  ]);
  expect(totals).toEqual([]);
  expect((await shop.tuan.notices.list({})).data.filter(({ topic }) => topic === 'change.recorded')).toEqual(
    [],
  );
});

test('other pickup hours after a freeze are a change for every pickup point, once', async () => {
  await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  await freezeToday(shop);
  const change = (opens: string) =>
    shop.tuan.campaigns.change({
      campaignId,
      pickupWindows: [{ opens, closes: '20:00' }],
      reason: '修路',
    });
  await change('17:00');
  await change('17:00');
  const { data } = await shop.tuan.changes.list({ campaignId });
  expect(data).toMatchObject([
    { kind: 'pickupHours', reason: '修路', actor: 'system', lines: [{ after: '17:00–20:00' }, {}] },
  ]);
});
