import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const path = `/pickup-points/${planted.point}/slots`;
const body = { dates: ['2026-11-24'], minutes: 90, capacity: 1 };
type Slots = readonly { readonly id: string; readonly opens: string; readonly free: number }[];

test('slots over HTTP: the leader defines, the browser sees what is free, the customer books and changes', async () => {
  const token = await shop.session('leader', planted.leader);
  const defined = await shop.call(`/leader${path}`, { method: 'PUT', token, body });
  expect(defined).toMatchObject({ status: 200, body: { data: [{ opens: '16:00' }, {}, {}] } });
  const browser = { token: shop.publishableKey };
  const free = (await shop.call(`/storefront${path}?campaignId=${planted.campaign}`, browser)).body;
  const [first, second] = free.data as Slots;
  expect(first).toEqual({
    id: first?.id,
    pickupPointId: planted.point,
    date: '2026-11-24',
    opens: '16:00',
    closes: '17:30',
    free: 1,
  });
  const placed = await shop.call('/orders', {
    token: shop.secretKey,
    body: {
      campaignId: planted.campaign,
      customer: planted.customer,
      pickupPointId: planted.point,
      slotId: first?.id,
      lines: [{ offerId: planted.appleOffer, pieces: 1 }],
      payment: { amount: { amount: 1000, currency: 'CNY' }, reference: 'till-1' },
    },
  });
  expect(placed).toMatchObject({ status: 201, body: { slot: { opens: '16:00', closes: '17:30' } } });
  const mine = await shop.session('customer', planted.customer);
  const choose = (slotId: unknown) =>
    shop.call(`/storefront/orders/${String(placed.body.id)}/slot`, { token: mine, body: { slotId } });
  expect(await choose(second?.id)).toMatchObject({ status: 200, body: { slot: { opens: '17:30' } } });
  expect(await choose('slo_of_nobody')).toMatchObject({ status: 409, body: { code: 'slot_unavailable' } });
  expect(await choose(7)).toMatchObject({ status: 422 });
});

test('slots over HTTP: as a sheet for who keeps the point, in Chinese', async () => {
  await shop.call(path, { method: 'PUT', token: shop.secretKey, body });
  const sheet = await shop.call(`${path}?format=csv&locale=zh-CN`, { token: shop.secretKey });
  expect(sheet.body.text).toContain('自提点,日期,开始,结束,容量,已约,可约');
  expect(sheet.body.text).toContain(`${planted.point},2026-11-24,16:00,17:30,1,0,1`);
});

test('slots over HTTP: nobody but the shop and the leader of the point defines them', async () => {
  const stranger = await shop.session('leader', planted.otherLeader);
  expect(await shop.call(`/leader${path}`, { method: 'PUT', token: stranger, body })).toMatchObject({
    status: 404,
  });
  expect(await shop.call(path, { method: 'PUT', token: shop.publishableKey, body })).toMatchObject({
    status: 403,
  });
});

test('slots over HTTP: a campaign says of each point whether a time can or must be booked there', async () => {
  const shown = async () => {
    const { body: found } = await shop.call(`/storefront/campaigns/${planted.campaign}`, {
      token: shop.publishableKey,
    });
    return (found.pickupPoints as { id: string; slots: string }[]).map(({ id, slots }) => [id, slots]);
  };
  await shop.call(path, { method: 'PUT', token: shop.secretKey, body });
  const other = [planted.otherPoint, 'none'];
  expect(await shown()).toEqual([[planted.point, 'optional'], other]);
  const policies = { pickupSlots: 'required' };
  await shop.call('/shop', { method: 'PATCH', token: shop.secretKey, body: { policies } });
  expect(await shown()).toEqual([[planted.point, 'required'], other]);
});
