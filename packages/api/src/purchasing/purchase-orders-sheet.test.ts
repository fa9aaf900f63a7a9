import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

const { campaign: campaignId } = planted;
const path = `/campaigns/${campaignId}/purchase-orders`;
let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function csv(locale = 'zh-CN', where = path): Promise<string> {
  const { body } = await shop.call(`${where}?format=csv&locale=${locale}`, { token: shop.secretKey });
  return String(body.text);
}

const order = () =>
  shop.tuan.orders.place({
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    payment: 'atPickup',
    lines: [{ offerId: planted.appleOffer, pieces: 47 }],
  });

async function freeze(): Promise<void> {
  shop.at('2026-11-23T22:10:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId });
}

test('purchase orders as a list, in words of both languages', async () => {
  await order();
  await freeze();
  await shop.tuan.purchaseOrders.generate({ campaignId });
  expect(await csv()).toContain('果然鲜果业,草稿,未答复,1,480.00,0.00,,,pur_');
  expect(await csv('en', '/purchase-orders')).toContain('果然鲜果业,Draft,No answer,1,480.00,');
  const { body } = await shop.call(path, { token: shop.secretKey });
  expect(body.cutoffs).toMatchObject([{ state: 'generated', purchaseOrders: 1 }]);
  expect((await shop.call('/purchase-orders', { token: shop.secretKey })).body.cutoffs).toBeNull();
});

test('an empty list says whether nothing was ordered', async () => {
  expect(await csv()).toContain(',进行中,');
  await freeze();
  expect(await csv()).toContain(',没有人订,');
  expect(await csv('en')).toContain(',Nothing was ordered,');
});

test('… or that purchase orders could not be made, and why', async () => {
  await order();
  await freeze();
  expect(await csv()).toContain(',待生成采购单,');
  await shop.tuan.campaigns.noteBuyingProblem({ campaignId, problem: 'not_found' });
  const text = await csv();
  expect(text).toContain(',采购单无法生成,');
  expect(text).toMatch(/采购单无法生成,.*[\u4E00-\u9FFF]/);
});
