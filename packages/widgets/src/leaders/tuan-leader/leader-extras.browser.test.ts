import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { planted, RealShop } from '../../testing/real-shop.ts';

beforeAll(() => import('./tuan-leader.ts'));
beforeAll(() => import('../../orders/tuan-order/tuan-order.ts'));

let shop: RealShop;
beforeEach(async () => {
  shop = await RealShop.open();
});
afterEach(() => shop.close());

const text = (words: RegExp) => expect.element(page.getByText(words).first());
const button = (name: string | RegExp) => page.getByRole('button', { name });
const pieces = () => page.getByRole('spinbutton', { name: /份数|How many/ });

describe('goods beyond what was ordered', () => {
  /** Of six that were ordered four came, and four more after the closing: they are offered until noon. */
  beforeEach(async () => {
    await shop.buy([{ offerId: planted.apple, pieces: 6 }], 6000);
    await shop.at('2026-11-23T22:10:00+08:00');
    await shop.call('/tick', {});
    const purchase = `/campaigns/${planted.campaign}/purchase-orders`;
    const { data } = await shop.call<{ data: { id: string; lines: { variantId: string }[] }[] }>(purchase);
    const [order] = data;
    const variantId = order?.lines[0]?.variantId ?? '';
    const path = `/purchase-orders/${order?.id ?? ''}`;
    await shop.call(`${path}/send`, {});
    await shop.call(`${path}/receipts`, { lines: [{ variantId, accepted: 4 }] });
    await shop.call(`${path}/close`, {});
    await shop.call(`${path}/receipts`, { lines: [{ variantId, accepted: 4 }] });
    await shop.call(`${path}/extras`, { variantId, endsAt: '2026-11-24T12:00:00+08:00' });
  });
  const open = async (locale = 'zh-CN') => {
    shop.show('tuan-leader', {}, 'leader', locale);
    await button(/苹果 4 斤/).click();
  };

  test('what there is and until when; who was cut short is asked first, and has an order of it then', async () => {
    await open();
    await text(/还有 4 斤，每斤 ¥10\.00/).toBeVisible();
    await text(/明天 12:00 前可以分/).toBeVisible();
    await expect.element(page.getByRole('radio', { name: /小雨 缺 2/ })).toBeChecked();
    await expect.element(pieces()).toHaveValue(2);
    await button('给这位邻居').click();
    await text(/✓ 给 小雨 2 份，取货时付 ¥20\.00/).toBeVisible();
    await expect.element(button(/苹果 2 斤/)).toBeVisible();
    await expect.element(page.getByRole('radio', { name: '其他邻居' })).toBeChecked();
    const [mine] = (await shop.call<{ data: { id: string }[] }>('/orders')).data;
    document.body.replaceChildren();
    shop.show('tuan-order', { order: mine?.id ?? '' });
    await text(/苹果/).toBeVisible();
    await text(/¥20\.00/).toBeVisible();
  });

  test('somebody else, by nickname; too many, nobody and an offer that has ended are said; a lost answer counts once', async () => {
    await open();
    await page.getByRole('radio', { name: '其他邻居' }).click();
    await button('给这位邻居').click();
    await text(/请选一位邻居/).toBeVisible();
    await page.getByRole('textbox', { name: '昵称或手机号' }).fill('王阿姨');
    await pieces().fill('5');
    await button('给这位邻居').click();
    await text(/只剩 4 份了/).toBeVisible();
    await pieces().fill('1');
    shop.wire = 'deaf';
    await button('给这位邻居').click();
    await text(/现在没有网络/).toBeVisible();
    shop.wire = 'good';
    await button('给这位邻居').click();
    await text(/✓ 给 王阿姨 1 份/).toBeVisible();
    await expect.element(button(/苹果 3 斤/)).toBeVisible();
    await page.getByRole('radio', { name: /小雨/ }).click();
    await shop.at('2026-11-24T12:00:00+08:00');
    await button('给这位邻居').click();
    await text(/已经停止分配/).toBeVisible();
  });

  test('R30: who did not come too often gets none; in English', async () => {
    await shop.call('/shop', { policies: { noShowsMax: 1 } }, 'PATCH');
    await shop.change(`UPDATE "customers" SET "noShows" = 1 WHERE "id" = '${planted.customer}'`);
    await open('en');
    await text(/4 斤 left, ¥10\.00 each/).toBeVisible();
    await button('Give to this neighbour').click();
    await text(/did not come for 1 unpaid order/).toBeVisible();
  });
});

test('R18: cash that goes back: listed, given back by hand, and confirmed', async () => {
  const order = await shop.call<{ id: string; lines: { id: string }[] }>('/orders', {
    campaignId: planted.campaign,
    customer: planted.customer,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.apple, pieces: 2 }],
    payment: 'atPickup',
  });
  await shop.bringGoods([order.id]);
  const yuan = (amount: number) => ({ amount, currency: 'CNY' });
  const cash = { amount: yuan(2000), reference: 'cash 1', collectedBy: 'leader' };
  await shop.call(`/orders/${order.id}/payments`, cash);
  shop.show('tuan-leader', {}, 'leader');
  await text(/待交付 1 单/).toBeVisible();
  expect(page.getByText('退现金').elements()).toHaveLength(0);
  const lineId = order.lines[0]?.id;
  const refund = { lineId, amount: yuan(500), reason: '碰伤', fault: 'shop' };
  await shop.call(`/orders/${order.id}/refunds`, refund);
  document.dispatchEvent(new Event('tuan-handed-over'));
  await button(/1 笔要当面退给邻居/).click();
  await text(/^小\*$/).toBeVisible();
  await button('已退 ¥5.00').click();
  await text(/✓ 已记下：退给 小\* ¥5\.00/).toBeVisible();
  await text(/没有要退的现金了/).toBeVisible();
  expect(await shop.call('/refunds')).toMatchObject({
    data: [{ status: 'confirmed', paidBackBy: 'leader' }],
  });
});
