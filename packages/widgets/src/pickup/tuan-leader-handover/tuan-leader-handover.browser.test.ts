import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { planted, RealShop } from '../../testing/real-shop.ts';

beforeAll(() => import('./tuan-leader-handover.ts'));

let shop: RealShop;
let order: { id: string; pickupCode: string };
beforeEach(async () => {
  shop = await RealShop.open();
  order = await shop.buy(
    [
      { offerId: planted.apple, pieces: 3 },
      { offerId: planted.egg, pieces: 1 },
    ],
    6280,
  );
});
afterEach(() => shop.close());

const text = (words: RegExp) => expect.element(page.getByText(words).first());
const button = (name: string | RegExp) => page.getByRole('button', { name });

async function enter(code: string): Promise<void> {
  await page.getByRole('textbox').fill(code);
  await button('查单').click();
}

test('a code, typed as it comes, shows a masked name and what to hand over; all of it goes', async () => {
  await shop.bringGoods([order.id]);
  const element = shop.show('tuan-leader-handover', {}, 'leader');
  const handed = new Promise((resolve) => element.addEventListener('tuan-handed-over', resolve));
  await enter(` ${order.pickupCode.slice(0, 4).toLowerCase()}-${order.pickupCode.slice(4)} `);
  await text(/^小\*$/).toBeVisible();
  await button('全部交付').click();
  await text(/✓ 已交付/).toBeVisible();
  await handed;
  await button('下一位').click();
  await expect.poll(() => element.shadowRoot?.activeElement?.tagName).toBe('INPUT');
  await enter(order.pickupCode);
  await text(/没有这个取货码/).toBeVisible();
});

test('R29: a part now, the rest later with the same code', async () => {
  await shop.bringGoods([order.id]);
  shop.show('tuan-leader-handover', {}, 'leader');
  await enter(order.pickupCode);
  await button('苹果 少一件').click();
  await button('散养土鸡蛋 少一件').click();
  await button('交付 2 件').click();
  await text(/还有 2 件没有交付/).toBeVisible();
  await button('下一位').click();
  await enter(order.pickupCode);
  await button('全部交付').click();
  await text(/✓ 已交付/).toBeVisible();
  const { lines } = await shop.call<{ lines: { handedOver: number }[] }>(`/orders/${order.id}`);
  expect(lines.map(({ handedOver }) => handedOver)).toEqual([3, 1]);
});

test('R29: an answer that was lost: the choice stands still, pressing again counts once', async () => {
  await shop.bringGoods([order.id]);
  shop.show('tuan-leader-handover', {}, 'leader');
  await enter(order.pickupCode);
  await expect.element(button('全部交付')).toBeEnabled();
  shop.wire = 'lost';
  await button('全部交付').click();
  await text(/现在没有网络/).toBeVisible();
  await button('苹果 少一件').click();
  await expect.element(button('全部交付')).toBeVisible();
  shop.wire = 'good';
  await button('全部交付').click();
  await text(/✓ 已交付/).toBeVisible();
});

test('R29: another phone was first', async () => {
  await shop.bringGoods([order.id]);
  shop.show('tuan-leader-handover', {}, 'leader');
  await enter(order.pickupCode);
  await expect.element(button('全部交付')).toBeEnabled();
  const lines = (await shop.call<{ lines: { id: string }[] }>(`/orders/${order.id}`)).lines;
  const first = [{ lineId: lines[0]?.id, pieces: 1 }];
  await shop.call(`/pickups/${order.id}/hand-over`, { handoverId: crypto.randomUUID(), lines: first });
  await button('全部交付').click();
  await text(/另一台手机已经交付过/).toBeVisible();
});

test('goods that have not come yet', async () => {
  shop.show('tuan-leader-handover', {}, 'leader');
  await enter(order.pickupCode);
  await text(/现在没有可以交付的商品/).toBeVisible();
});

test('too many wrong codes', async () => {
  await shop.change(`UPDATE "shops" SET "policies" = json_set("policies", '$.pickupGuessesMax', 1)`);
  shop.show('tuan-leader-handover', {}, 'leader');
  await enter('0000 0000');
  await text(/还可以试 0 次/).toBeVisible();
  await enter('0000 0001');
  await text(/输错次数太多/).toBeVisible();
});

test('in English', async () => {
  shop.show('tuan-leader-handover', {}, 'leader', 'en');
  await expect.element(page.getByRole('heading', { name: 'Check a pickup code' })).toBeVisible();
});
