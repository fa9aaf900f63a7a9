import { memoryPictures } from '@opentuan/core';
import { heic, planted, png } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

const { campaign: campaignId, apple } = planted;

let shop: ApiShop;
let purchaseOrderId: string;
let token: string;
afterEach(async () => {
  await shop.audit();
  await shop.close();
});
beforeEach(async () => {
  shop = await apiShop({}, { pictureStore: memoryPictures() });
  await shop.tuan.orders.place({
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    payment: 'atPickup',
    lines: [{ offerId: planted.appleOffer, pieces: 47 }],
  });
  shop.at('2026-11-23T22:10:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId });
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  token = await link();
});

const path = (rest = '') => `/purchase-orders/${purchaseOrderId}${rest}`;

async function link(): Promise<string> {
  const { body } = await shop.call(path('/links'), { token: shop.secretKey, body: { days: 2 } });
  return String(body.token);
}

async function upload(as: string, bytes = png(), where = '/supplier/pictures') {
  const answer = await shop.app.request(`/v1${where}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${as}`, 'content-type': 'image/png' },
    body: new Blob([new Uint8Array(bytes)]),
  });
  return { status: answer.status, body: (await answer.json()) as { id: string; code?: string } };
}

const see = async (pictureId: string, as: string, where = '/supplier/pictures') =>
  (await shop.call(`${where}/${pictureId}`, { token: as })).status;

async function correct(as: string, ...pictures: readonly string[]) {
  const { body } = await shop.call('/supplier/order', { token: as });
  const [line] = body.lines as readonly { readonly id: string }[];
  const correction = { purchaseLineId: line?.id, ordered: 40, reason: '只有两箱', pictures };
  return shop.call('/supplier/answer', { token: as, body: { corrections: [correction] } });
}

test('a supplier shows by pictures what it corrects; the shop and the link see them', async () => {
  const { status, body } = await upload(token);
  expect([status, body]).toMatchObject([201, { mediaType: 'image/png', used: false }]);
  expect(await correct(token, body.id)).toMatchObject({
    status: 200,
    body: { corrections: [{ status: 'proposed', pictures: [body.id] }] },
  });
  expect(await see(body.id, token)).toBe(200);
  expect(await see(body.id, shop.secretKey, '/pictures')).toBe(200);
  expect(await see(body.id, await link())).toBe(200);
  const seen = await shop.call(path('/corrections'), { token: shop.secretKey });
  expect(seen.body).toMatchObject({ corrections: [{ pictures: [body.id] }] });
});

test('what was rejected at the receipt is shown to its supplier with the pictures of it', async () => {
  const { body } = await upload(shop.secretKey, png(), '/pictures');
  const line = { variantId: apple, accepted: 50, rejected: 10, reason: '压烂', pictures: [body.id] };
  const received = await shop.call(path('/receipts'), { token: shop.secretKey, body: { lines: [line] } });
  expect(received.status).toBe(201);
  const order = await shop.call('/supplier/order', { token });
  expect(order.body).toMatchObject({
    lines: [
      { rejected: 10, receipts: [{ accepted: 50, rejected: 10, reason: '压烂', pictures: [body.id] }] },
    ],
  });
  expect(await see(body.id, token)).toBe(200);
  const leader = await shop.session('leader', planted.leader);
  expect(await see(body.id, leader, '/leader/pictures')).toBe(404);
});

test('another link adds and sees nothing of this one; what is no picture or unknown is refused', async () => {
  const { body } = await upload(token);
  const other = await link();
  expect(await see(body.id, other)).toBe(404);
  expect(await correct(other, body.id)).toMatchObject({ status: 422, body: { code: 'picture_unknown' } });
  expect(await correct(token, 'pic_00000000000000000000000000')).toMatchObject({
    body: { code: 'picture_unknown' },
  });
  expect(await upload(token, heic())).toMatchObject({ status: 422, body: { code: 'picture_format' } });
  expect(await upload(token, new Uint8Array(8_500_000))).toMatchObject({ status: 413 });
  expect((await upload(shop.secretKey)).status).toBe(403);
});

test('a link that was taken back or is over uploads and shows nothing', async () => {
  const { body } = await upload(token);
  const { body: links } = await shop.call(path('/links'), { token: shop.secretKey });
  const [own] = links.data as readonly { readonly id: string }[];
  await shop.call(`/purchase-links/${own?.id ?? ''}/revoke`, { token: shop.secretKey, body: {} });
  shop.now += 6000;
  expect([await see(body.id, token), (await upload(token)).status]).toEqual([401, 401]);
  const late = await link();
  shop.now += 2 * 86_400_000;
  expect([await see(body.id, late), (await upload(late)).status]).toEqual([401, 401]);
});

test('the shop sees when a link was last looked at, written down once a minute at most', async () => {
  const used = async () => {
    const { body } = await shop.call(path('/links'), { token: shop.secretKey });
    return (body.data as readonly { readonly lastUsedAt: string | null }[])[0]?.lastUsedAt;
  };
  expect(await used()).toBeNull();
  const first = shop.now;
  await shop.call('/supplier/order', { token });
  expect(await used()).toBe(new Date(first).toISOString());
  shop.now += 59_000;
  await shop.call('/supplier/order', { token });
  expect(await used()).toBe(new Date(first).toISOString());
  shop.now += 6000;
  await shop.call('/supplier/order', { token });
  expect(await used()).toBe(new Date(shop.now).toISOString());
});
