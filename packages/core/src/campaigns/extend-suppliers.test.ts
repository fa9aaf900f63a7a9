import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { tick } from '../tick.ts';

let shop: TestShop;
let campaignId: string;
beforeEach(async () => {
  shop = await testShop();
  await asks({ minimumCases: 2, belowMinimum: 'extend', minimumExtendHours: 12 });
  campaignId = await published();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const asks = (terms: object) =>
  shop.tuan.suppliers.upsert({ suppliers: [{ externalId: '果然鲜果业', name: '果然鲜果业', ...terms }] });
const extend = () => shop.tuan.campaigns.extendSuppliers({ campaignId });
const offerNow = async () => (await shop.tuan.campaigns.get({ campaignId })).offers[0];

/** Apples in cases of 20 that close at 22:00. */
async function published(offer: object = {}): Promise<string> {
  const { id } = await shop.tuan.campaigns.draft({
    title: '苹果团',
    opensAt: '2026-11-23T08:00',
    closesAt: '2026-11-23T22:00',
    pickupDate: '2026-11-25',
    pickupWindows: [{ opens: '16:00', closes: '20:00' }],
    leaderIds: [planted.leader],
    pickupPointIds: [planted.point],
    offers: [{ variantId: planted.apple, ...offer }],
  });
  await shop.tuan.campaigns.publish({ campaignId: id });
  return id;
}

async function place(pieces: number, nickname: string, pay = true) {
  const lines = [{ variantId: planted.apple, pieces }];
  const { total, token } = await shop.tuan.orders.quote({ campaignId, lines });
  return shop.tuan.orders.place({
    campaignId,
    customer: { nickname },
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines,
    ...(pay ? { payment: { amount: total, reference: `till ${nickname}` } } : { quoteToken: token }),
  });
}

test('R20: the extension begins with the cutoff, though somebody may still pay and nothing can freeze', async () => {
  await place(5, '王姐');
  shop.at('2026-11-23T21:59:00+08:00');
  await place(3, '李叔', false);
  shop.at('2026-11-23T22:00:00+08:00');
  await expect(place(1, '赵姨')).rejects.toMatchObject({ code: 'offer_closed' });
  const { steps } = await tick(shop.tuan, { now: shop.now });
  expect(steps.find(({ name }) => name === 'campaigns.extendSuppliers')).toMatchObject({ done: 1 });
  expect(await offerNow()).toMatchObject({ status: 'open', closesAt: '2026-11-24T02:00:00.000Z' });
  expect((await shop.tuan.campaigns.progress({ campaignId })).suppliers).toMatchObject([
    { extended: true, reached: false },
  ]);
  await place(20, '赵姨');
  shop.at('2026-11-24T10:00:00+08:00');
  await tick(shop.tuan, { now: shop.now });
  expect(await offerNow()).toMatchObject({ status: 'frozen' });
});

test('R20: its hours count from the cutoff, however late the clock-driven work comes, and only once', async () => {
  await place(5, '王姐');
  expect(await extend()).toEqual({ extended: [] });
  shop.at('2026-11-24T01:00:00+08:00');
  expect(await extend()).toEqual({ extended: [planted.supplier] });
  expect(await offerNow()).toMatchObject({ closesAt: '2026-11-24T02:00:00.000Z' });
  expect(await extend()).toEqual({ extended: [] });
  shop.at('2026-11-24T10:00:00+08:00');
  expect(await extend()).toEqual({ extended: [] });
  await tick(shop.tuan, { now: shop.now });
  expect(await offerNow()).toMatchObject({ status: 'failed' });
});

test('R20: a minimum that is reached, or of which nobody ordered anything, extends nothing', async () => {
  shop.at('2026-11-23T21:00:00+08:00');
  const empty = campaignId;
  campaignId = await published();
  await place(25, '王姐');
  shop.at('2026-11-23T22:00:00+08:00');
  expect(await extend()).toEqual({ extended: [] });
  expect(await shop.tuan.campaigns.extendSuppliers({ campaignId: empty })).toEqual({ extended: [] });
});

test('R20: an offer that fails by its own minimum is not bought, and holds no supplier open', async () => {
  campaignId = await published({ minimum: 10 });
  await place(5, '王姐');
  shop.at('2026-11-23T22:00:00+08:00');
  expect(await extend()).toEqual({ extended: [] });
});

test('only the shop and its clock open offers once more', async () => {
  const customer = { actor: { kind: 'customer', customerId: planted.customer } as const };
  await expect(shop.tuan.campaigns.extendSuppliers({ campaignId }, customer)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.campaigns.extendSuppliers({ campaignId: 'cam_none' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
