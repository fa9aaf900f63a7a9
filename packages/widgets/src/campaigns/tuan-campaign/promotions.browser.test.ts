import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { planted, RealShop } from '../../testing/real-shop.ts';

beforeAll(() => import('./tuan-campaign.ts'));

let shop: RealShop;
beforeEach(async () => {
  shop = await RealShop.open();
});
afterEach(() => shop.close());

const here = { campaign: planted.campaign };
const button = (name: string | RegExp) => page.getByRole('button', { name });
const text = (words: RegExp) => expect.element(page.getByText(words).first());
const cny = (amount: number) => ({ amount, currency: 'CNY' });

async function promote(terms: object): Promise<string> {
  const { id } = await shop.call<{ id: string }>('/promotions', terms);
  await shop.call(`/promotions/${id}/activate`, {});
  return id;
}

describe('promotions before there is a cart', () => {
  test('what can be had stands above the goods, in the words of the reader, with how long it lasts [S]', async () => {
    await promote({ kind: 'firstOrder', name: '新人首单立减5元', steps: [{ amount: cny(500) }] });
    await promote({
      kind: 'spendSave',
      name: '周一满减',
      endsAt: '2026-11-23T12:30:00+08:00',
      steps: [
        { from: cny(5000), amount: cny(500) },
        { from: cny(10_000), amount: cny(1200) },
      ],
    });
    shop.show('tuan-campaign', here);
    await text(/首单减 5\.00 元/).toBeVisible();
    await text(/满 50\.00 元减 5\.00 元，满 100\.00 元减 12\.00 元/).toBeVisible();
    await text(/还剩 3小时/).toBeVisible();
    document.body.replaceChildren();
    shop.show('tuan-campaign', here, 'customer', 'en');
    await text(/5\.00 CNY off on the first order/).toBeVisible();
    await text(/12\.00 CNY off from 100\.00 CNY/).toBeVisible();
  });

  test('what is for orders with some leaders is shown to who came by their link', async () => {
    const { data } = await shop.call<{ data: { id: string }[] }>('/leaders');
    const leader = data[0]?.id ?? '';
    const steps = [{ from: cny(1000), amount: cny(100) }];
    await promote({ kind: 'spendSave', name: '团长专享', leaderIds: [leader], steps });
    shop.show('tuan-campaign', here);
    await text(/苹果/).toBeVisible();
    expect(page.getByRole('list', { name: '优惠' }).query()).toBeNull();
    document.body.replaceChildren();
    shop.show('tuan-campaign', { ...here, leader });
    await text(/满 10\.00 元减 1\.00 元/).toBeVisible();
  });
});

describe('own coupons', () => {
  async function give(): Promise<void> {
    const steps = [{ from: cny(2000), amount: cny(300) }];
    const id = await promote({ kind: 'coupon', name: '老邻居券', steps });
    await shop.call(`/promotions/${id}/coupons`, {
      coupons: [{ code: 'TH4NKS', customerId: planted.customer }],
    });
  }

  test('they are offered to be tapped, and one that was ordered with is not offered again', async () => {
    await give();
    const element = shop.show('tuan-campaign', here);
    element.addEventListener('tuan-checkout', (event) => event.preventDefault());
    await button('加一份 苹果').click();
    await button('加一份 苹果').click();
    await button('去下单').click();
    await page.getByRole('radio', { name: /幸福里东门驿站/ }).click();
    await button('使用优惠券').click();
    await button(/老邻居券.*满 20\.00 元减 3\.00 元/).click();
    await text(/已用优惠码 TH4NKS/).toBeVisible();
    await expect.element(page.getByRole('img', { name: '¥17.00' }).last()).toBeVisible();
    await button('取下').click();
    // One that does not count says why, also where it was tapped.
    await button('减一份 苹果').last().click();
    await button(/老邻居券/).click();
    await text(/再买 10\.00 元就能用这张优惠券/).toBeVisible();
    await button('加一份 苹果').last().click();
    await text(/已用优惠码 TH4NKS/).toBeVisible();
    await button('提交订单').click();
    await text(/已留货到/).toBeVisible();
    await expect.element(page.getByRole('img', { name: '¥17.00' }).last()).toBeVisible();
  });

  test('who is not signed in can still type a code', async () => {
    await give();
    shop.show('tuan-campaign', here, 'nobody');
    await button('加一份 苹果').click();
    await button('去下单').click();
    await button('使用优惠券').click();
    await page.getByRole('textbox', { name: '优惠码' }).fill('TH4NKS');
    await button('使用').click();
    await text(/登录后才能用这张优惠券/).toBeVisible();
  });
});

describe('tiers of a neighbourhood', () => {
  test('R7: how far they are, for who came by the link of a community; the cart counts', async () => {
    await shop.call(
      `/campaigns/${planted.campaign}/offers`,
      {
        offers: [
          {
            variantId: 'external:F001',
            tiers: [{ fromPieces: 5, price: cny(800), countedOver: 'community' }],
          },
        ],
      },
      'PUT',
    );
    await shop.buy([{ offerId: planted.apple, pieces: 2 }], 2000);
    const { data } = await shop.call<{ data: { communityId: string | null }[] }>('/orders');
    shop.show('tuan-campaign', { ...here, community: data[0]?.communityId ?? '' });
    await text(/邻里拼团：还差 3 斤，每斤降到 ¥8\.00/).toBeVisible();
    for (let count = 0; count < 3; count += 1) await button('加一份 苹果').click();
    await expect.element(page.getByRole('img', { name: '¥24.00' })).toBeVisible();
    document.body.replaceChildren();
    shop.show('tuan-campaign', here);
    await text(/邻里满 5 斤，每斤 ¥8\.00/).toBeVisible();
  });
});
