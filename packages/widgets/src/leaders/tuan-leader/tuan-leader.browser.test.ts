import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { planted, RealShop } from '../../testing/real-shop.ts';

beforeAll(() => import('./tuan-leader.ts'));

let shop: RealShop;
beforeEach(async () => {
  shop = await RealShop.open();
});
afterEach(() => shop.close());

const text = (words: RegExp) => expect.element(page.getByText(words).first());
const button = (name: string | RegExp) => page.getByRole('button', { name });

test('before the first order: what to do next', async () => {
  shop.show('tuan-leader', {}, 'leader');
  await text(/分享/).toBeVisible();
  await text(/今晚 22:00 截单，还剩 12小时/).toBeVisible();
  await text(/分享到群里/).toBeVisible();
});

test('orders by neighbour, masked, and by goods', async () => {
  await shop.buy([{ offerId: planted.apple, pieces: 2 }], 2000);
  await shop.buy(
    [
      { offerId: planted.apple, pieces: 1 },
      { offerId: planted.egg, pieces: 1 },
    ],
    4280,
  );
  shop.show('tuan-leader', {}, 'leader');
  await text(/已付款 2 单，¥62\.80/).toBeVisible();
  await text(/^小\*$/).toBeVisible();
  await text(/苹果 1 斤、散养土鸡蛋 1 盒/).toBeVisible();
  expect(document.body.innerHTML).not.toContain('小雨');
  await button('按商品').click();
  await expect
    .poll(() =>
      page
        .getByRole('listitem')
        .elements()
        .map((one) => one.textContent),
    )
    .toContain('苹果3斤');
});

test('on the day of pickup: how many are to be handed over, and who has been', async () => {
  const order = await shop.buy([{ offerId: planted.apple, pieces: 2 }], 2000);
  await shop.bringGoods([order.id]);
  shop.show('tuan-leader', {}, 'leader');
  await text(/待交付 1 单，已交付 0 单/).toBeVisible();
  await shop.call(`/pickups/${order.id}/hand-over`, { handoverId: crypto.randomUUID() });
  document.dispatchEvent(new Event('tuan-handed-over'));
  await text(/待交付 0 单，已交付 1 单/).toBeVisible();
  await text(/✓ 已取/).toBeVisible();
});

test('in English; no network; nobody signed in', async () => {
  shop.show('tuan-leader', {}, 'leader', 'en');
  await text(/To do today/).toBeVisible();
  document.body.replaceChildren();
  shop.wire = 'lost';
  shop.show('tuan-leader', {}, 'leader');
  await text(/现在没有网络/).toBeVisible();
  document.body.replaceChildren();
  shop.wire = 'good';
  shop.show('tuan-leader', {}, 'nobody');
  await text(/请先登录/).toBeVisible();
});

test('a campaign that is over does not stand in the way', async () => {
  await shop.change(`UPDATE "campaigns" SET "status" = 'completed'`);
  shop.show('tuan-leader', {}, 'leader');
  await text(/没有进行中的团/).toBeVisible();
});
