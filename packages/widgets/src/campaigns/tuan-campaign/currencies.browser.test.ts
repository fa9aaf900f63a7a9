import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { planted, RealShop } from '../../testing/real-shop.ts';

beforeAll(async () => {
  await import('./tuan-campaign.ts');
  await import('../../orders/tuan-order/tuan-order.ts');
});

let shop: RealShop;
afterEach(() => shop.close());

const button = (name: string | RegExp) => page.getByRole('button', { name });
/** Sums are read aloud as one, with the spaces of the language. */
const sum = (words: RegExp) => expect.element(page.getByRole('img', { name: words }).last());
const text = (words: RegExp) => expect.element(page.getByText(words).first());

/* 1000 minor units an apple, 300 off from 2500 on: three are 2700. */
describe.each([
  { currency: 'JPY', one: /^¥1,000$/, total: /^¥2,700$/, off: /−¥300/, more: /500 JPY more for 300 JPY off/ },
  { currency: 'CNY', one: /^¥10\.00$/, total: /^¥27\.00$/, off: /−¥3\.00/, more: /5\.00 CNY more for 3\.00/ },
  {
    currency: 'KWD',
    one: /^KWD\s1\.000$/,
    total: /^KWD\s2\.700$/,
    off: /−KWD\s0\.300/,
    more: /0\.500 KWD more/,
  },
  { currency: 'IDR', one: /^Rp\s10\.00$/, total: /^Rp\s27\.00$/, off: /−Rp\s3\.00/, more: /5\.00 IDR more/ },
])('$currency', ({ currency, one, total, off, more }) => {
  test('the price, the cart with each step, what is to be paid, and the order read in its own units', async () => {
    shop = await RealShop.open(currency);
    const money = (amount: number) => ({ amount, currency });
    const { id } = await shop.call<{ id: string }>('/promotions', {
      kind: 'spendSave',
      name: 'Save',
      steps: [{ from: money(2500), amount: money(300) }],
    });
    await shop.call(`/promotions/${id}/activate`, {});
    const element = shop.show('tuan-campaign', { campaign: planted.campaign }, 'customer', 'en');
    const waiting = new Promise<{ id: string }>((resolve) => {
      element.addEventListener('tuan-checkout', (event) => {
        event.preventDefault();
        resolve((event as CustomEvent<{ order: { id: string } }>).detail.order);
      });
    });
    await expect.element(page.getByRole('img', { name: one }).first()).toBeVisible();
    await button('Add one 苹果').click();
    await button('Add one 苹果').click();
    await button('Order').click();
    await text(more).toBeVisible();
    await button('Add one 苹果').last().click();
    await text(off).toBeVisible();
    await sum(total).toBeVisible();
    await page.getByRole('radio').first().click();
    await button('Place order').click();
    const order = await waiting;
    await sum(total).toBeVisible();
    document.body.replaceChildren();
    shop.show('tuan-order', { order: order.id }, 'customer', 'en');
    await sum(total).toBeVisible();
  });
});
