import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { planted, RealShop } from '../../testing/real-shop.ts';

beforeAll(() => import('./tuan-order.ts'));

let shop: RealShop;
beforeEach(async () => {
  shop = await RealShop.open();
});
afterEach(() => shop.close());

const text = (words: RegExp) => expect.element(page.getByText(words).first());
const apples = [{ offerId: planted.apple, pieces: 2 }];

test('without an order it says what to do, and a page can leave its place out', async () => {
  const element = shop.show('tuan-order');
  await text(/还没有订单/).toBeVisible();
  expect(element.hasAttribute('empty')).toBe(true);
});

test('the latest order of the campaign: its state, its code, its goods, its sum', async () => {
  const order = await shop.buy(apples, 2000);
  const element = shop.show('tuan-order', { campaign: planted.campaign });
  await text(/已订好/).toBeVisible();
  await text(new RegExp(`${order.pickupCode.slice(0, 4)} ${order.pickupCode.slice(4)}`)).toBeVisible();
  await text(/2 斤/).toBeVisible();
  await expect.element(page.getByRole('img', { name: '¥20.00' }).last()).toBeVisible();
  expect(element.hasAttribute('empty')).toBe(false);
});

test('in English', async () => {
  await shop.buy(apples, 2000);
  shop.show('tuan-order', {}, 'customer', 'en');
  await text(/Ordered, on its way/).toBeVisible();
});

test('R21: before the cutoff it can be cancelled, after a second question', async () => {
  const order = await shop.buy(apples, 2000);
  shop.show('tuan-order', { order: order.id });
  await text(/22:00 前可以取消/).toBeVisible();
  await page.getByRole('button', { name: '取消订单' }).click();
  await text(/确定取消/).toBeVisible();
  await page.getByRole('button', { name: '保留' }).click();
  await page.getByRole('button', { name: '取消订单' }).click();
  await page.getByRole('button', { name: '取消订单' }).click();
  await text(/已取消/).toBeVisible();
  expect(page.getByRole('button', { name: /取消|退几件/ }).elements()).toHaveLength(0);
});

test('R21: pieces are taken back before the cutoff; the refund is told with its reason and its state', async () => {
  const order = await shop.buy(apples, 2000);
  const element = shop.show('tuan-order', { order: order.id });
  const reduced = new Promise((resolve) => element.addEventListener('tuan-reduced', resolve));
  await page.getByRole('button', { name: '退几件' }).click();
  await expect.element(page.getByRole('button', { name: '请选要退的件数' })).toBeDisabled();
  await page.getByRole('button', { name: '苹果 多退一件' }).click();
  await page.getByRole('button', { name: '退 1 件' }).click();
  await reduced;
  await text(/已退 1/).toBeVisible();
  await text(/您退了几件/).toBeVisible();
  await text(/正在退回/).toBeVisible();
  await text(/实际花费/).toBeVisible();
  await expect.element(page.getByRole('definition').last()).toHaveTextContent('¥10.00');
});

test('R21: all pieces taken back is a cancelled order', async () => {
  const order = await shop.buy(apples, 2000);
  shop.show('tuan-order', { order: order.id });
  await page.getByRole('button', { name: '退几件' }).click();
  await page.getByRole('button', { name: '苹果 多退一件' }).click();
  await page.getByRole('button', { name: '苹果 多退一件' }).click();
  await page.getByRole('button', { name: '退 2 件' }).click();
  await text(/已取消/).toBeVisible();
});

test('a refund that was paid back says so', async () => {
  const order = await shop.buy(apples, 2000);
  const { lines } = await shop.call<{ lines: { id: string }[] }>(`/orders/${order.id}`);
  const { refund } = await shop.call<{ refund: { id: string } }>(`/orders/${order.id}/refunds`, {
    lineId: lines[0]?.id,
    amount: { amount: 350, currency: 'CNY' },
    reason: '有一个碰伤了',
    fault: 'shop',
  });
  await shop.call(`/refunds/${refund.id}/confirm`, { reference: 'bank 7' });
  shop.show('tuan-order', { order: order.id });
  await text(/有一个碰伤了/).toBeVisible();
  await text(/^已退回$/).toBeVisible();
  await expect.element(page.getByRole('definition').last()).toHaveTextContent('¥16.50');
});

test('R21: from the cutoff on it cannot', async () => {
  const order = await shop.buy(apples, 2000);
  await shop.at('2026-11-23T22:00:00+08:00');
  shop.show('tuan-order', { order: order.id });
  await text(/已订好/).toBeVisible();
  expect(page.getByRole('button', { name: /取消|退几件/ }).elements()).toHaveLength(0);
});

test('seen once, the code is there without a network, too', async () => {
  const order = await shop.buy(apples, 2000);
  shop.show('tuan-order', { order: order.id });
  await text(/已订好/).toBeVisible();
  document.body.replaceChildren();
  shop.wire = 'lost';
  shop.show('tuan-order', { order: order.id });
  await text(/现在没有网络/).toBeVisible();
  await text(new RegExp(order.pickupCode.slice(4))).toBeVisible();
  await expect.element(page.getByRole('img', { name: 'QR' })).toBeVisible();
});

test('an order of somebody else is not found, and what was kept on the phone is forgotten', async () => {
  const order = await shop.buy(apples, 2000);
  shop.show('tuan-order', { order: order.id });
  await text(/已订好/).toBeVisible();
  document.body.replaceChildren();
  shop.show('tuan-order', { order: order.id }, 'nobody');
  await text(/请先登录/).toBeVisible();
  expect(localStorage).toHaveLength(0);
});

test('R7: what a tier took off after it was ordered stands at the goods, with the reason at the refund', async () => {
  const cny = (amount: number) => ({ amount, currency: 'CNY' });
  const offers = [{ variantId: 'external:F001', tiers: [{ fromPieces: 3, price: cny(900) }] }];
  await shop.call(`/campaigns/${planted.campaign}/offers`, { offers }, 'PUT');
  const { id } = await shop.buy([{ offerId: planted.apple, pieces: 2 }], 2000);
  await shop.buy([{ offerId: planted.apple, pieces: 1 }], 900);
  await shop.at('2026-11-23T22:11:00+08:00');
  await shop.call('/tick', {});
  shop.show('tuan-order', { order: id });
  await expect.element(page.getByText('2 × ¥10.00 · 差价 ¥2.00')).toBeVisible();
  await text(/满了更低一档，差价退给您/).toBeVisible();
});
