import { type Browser, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../packages/api/src/testing/api-shop.ts';
import { planted } from '../packages/core/src/testing/index.ts';

/* Pages to print are also read on a phone, beside the goods: in real Chromium at 390 px. */

const executablePath = process.env.CHROMIUM_PATH;

let browser: Browser;
let shop: ApiShop;

beforeAll(async () => {
  if (executablePath !== undefined)
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterAll(async () => browser?.close());

beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** How far the page runs off the side, and how wide the goods stand. */
const seenOnPage = `({
  over: document.documentElement.scrollWidth - innerWidth,
  widths: [...document.querySelectorAll('td')]
    .filter(({ textContent }) => textContent.includes('散养土鸡蛋'))
    .map(({ clientWidth }) => clientWidth),
})`;

/** An order with a long note that has no place to break, frozen and bought; the paths of both prints. */
async function prints() {
  await shop.tuan.orders.place({
    campaignId: planted.campaign,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    customer: { nickname: '欧阳娜娜' },
    payment: 'atPickup',
    note: 'gate-code-4711-please-ring-the-lower-bell-and-wait',
    lines: [
      { offerId: planted.appleOffer, pieces: 3 },
      { offerId: planted.eggOffer, pieces: 2 },
    ],
  });
  shop.at('2026-11-23T22:10:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId: planted.campaign });
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: planted.campaign });
  return [`/purchase-orders/${data[0]?.id ?? ''}/page`, `/campaigns/${planted.campaign}/pick-lists/page`];
}

test.skipIf(executablePath === undefined).each(['zh-CN', 'en'])(
  'on a phone no print runs off its side, and no column of goods is squeezed to a letter, in %s',
  async (language) => {
    for (const path of await prints()) {
      const answer = await shop.call(path, {
        token: shop.secretKey,
        headers: { 'accept-language': language },
      });
      const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
      await page.setContent(String(answer.body.text));
      const seen = await page.evaluate<{ over: number; widths: number[] }>(seenOnPage);
      expect([path, seen.over]).toEqual([path, 0]);
      expect(Math.min(...seen.widths)).toBeGreaterThan(60);
      await page.close();
    }
  },
  60_000,
);
