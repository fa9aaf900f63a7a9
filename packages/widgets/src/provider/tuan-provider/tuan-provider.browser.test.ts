import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { planted, RealShop } from '../../testing/real-shop.ts';
import { define } from '../../define/define.ts';

beforeAll(() => import('../../define/index.ts'));

let shop: RealShop;
beforeEach(async () => {
  shop = await RealShop.open();
});
afterEach(() => shop.close());

test('an element deep inside another finds its provider, and follows what changes there', async () => {
  const element = shop.show('tuan-campaign', { campaign: planted.campaign });
  const provider = document.querySelector('tuan-provider');
  await expect.element(page.getByText(/截单/).first()).toBeVisible();
  const host = document.createElement('div');
  host.attachShadow({ mode: 'open' }).append(element);
  provider?.append(host);
  provider?.setAttribute('locale', 'en');
  await expect.element(page.getByText(/Order until/).first()).toBeVisible();
});

test('a session that expired is asked for again, without anybody noticing', async () => {
  await shop.buy([{ offerId: planted.apple, pieces: 1 }], 1000);
  const sessions = ['expired', await shop.session('customer')];
  shop.show('tuan-order');
  const provider = document.querySelector('tuan-provider');
  let asked = 0;
  Object.assign(provider ?? {}, { getSession: () => sessions[(asked += 1) - 1] ?? null });
  await expect.element(page.getByText(/已订好/).first()).toBeVisible();
  expect(asked).toBe(2);
});

test('without a language the page decides', async () => {
  document.documentElement.lang = 'en';
  shop.show('tuan-campaign', { campaign: planted.campaign }, 'customer', '');
  await expect.element(page.getByText(/Order until/).first()).toBeVisible();
});

test('a name that is taken is left alone', () => {
  const taken = customElements.get('tuan-campaign');
  define('tuan-campaign', class extends HTMLElement {});
  expect(customElements.get('tuan-campaign')).toBe(taken);
});

test('nothing on the page has an inline style, and the styles are adopted', async () => {
  const element = shop.show('tuan-campaign', { campaign: planted.campaign });
  await expect.element(page.getByText(/截单/).first()).toBeVisible();
  expect(element.renderRoot.querySelectorAll('[style], style, script')).toHaveLength(0);
  expect(element.shadowRoot?.adoptedStyleSheets.length).toBeGreaterThan(0);
});
