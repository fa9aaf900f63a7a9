import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../packages/api/src/testing/api-shop.ts';
import { memoryPictures } from '../packages/core/src/pictures/picture-store.ts';
import { planted } from '../packages/core/src/testing/index.ts';

/* A supplier's phone in real Chromium, with the link of one purchase order. */

const executablePath = process.env.CHROMIUM_PATH;
const origin = 'http://localhost';
/** A picture of one pixel that a browser can read. */
const sample = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

let browser: Browser;
let page: Page;
let shop: ApiShop;
let troubles: string[];

beforeAll(async () => {
  if (executablePath !== undefined)
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterAll(async () => browser?.close());

beforeEach(async () => {
  shop = await apiShop({}, { pictureStore: memoryPictures() });
  troubles = [];
  if (executablePath === undefined) return;
  page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.route('**/*', async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    // No request carries the token but as a credential, and none goes elsewhere.
    if (url.origin !== origin || request.url().includes('sl_')) troubles.push(`asked ${request.url()}`);
    const body = request.postDataBuffer();
    const answer = await shop.app.request(url.pathname + url.search, {
      method: request.method(),
      headers: await request.allHeaders(),
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    });
    return route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
});
afterEach(async () => {
  expect(troubles).toEqual([]);
  await page?.close();
  await shop.audit();
  await shop.close();
});

/** A purchase order for 60 斤 of apples that was sent, and the address of its supplier's page. */
async function sentOrder() {
  await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    payment: 'atPickup',
    lines: [{ offerId: planted.appleOffer, pieces: 47 }],
  });
  shop.at('2026-11-23T22:10:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId: planted.campaign });
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: planted.campaign });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  const { body } = await shop.call(`/purchase-orders/${purchaseOrderId}/links`, {
    token: shop.secretKey,
    body: {},
  });
  return { purchaseOrderId, address: `${origin}${String(body.path)}` };
}

test.skipIf(executablePath === undefined)(
  'a supplier corrects a line with a reason, takes note of what was accepted, and confirms',
  async () => {
    const { purchaseOrderId, address } = await sentOrder();
    await page.goto(address);
    await page.getByLabel('能供数量').fill('40');
    await page.getByLabel('单价').fill('8.50');
    await page.getByText('提交更正').click();
    expect(await page.textContent('.problem')).toContain('请填写原因');
    await page.getByLabel('原因（必填）').fill('只有两箱');
    await page.getByText('提交更正').click();
    await page.waitForSelector('.done');
    shop.now += 1000;
    await shop.tuan.purchaseOrders.acceptCorrections({ purchaseOrderId });
    await page.reload();
    const section = page.locator('section');
    await section.waitFor();
    expect(await section.textContent()).toContain('8.00 CNY → 8.50 CNY');
    await section.getByText('已知悉').click();
    await page.waitForSelector('.done');
    await page.getByText('确认，按此供货').click();
    await page.getByText('已确认，谢谢。').first().waitFor();
    expect(await shop.tuan.purchaseOrders.get({ purchaseOrderId })).toMatchObject({
      supplierAnswer: 'confirmed',
      lines: [{ ordered: 40, unitCost: { amount: 850 } }],
    });
  },
  60_000,
);

test.skipIf(executablePath === undefined)(
  'a supplier shows by a picture what it corrects, and sees it, and why goods were rejected',
  async () => {
    const { purchaseOrderId, address } = await sentOrder();
    await page.goto(address);
    await page.getByLabel('能供数量').fill('40');
    await page.getByLabel('原因（必填）').fill('只有两箱');
    await page.getByLabel('照片').setInputFiles({ name: 'crate.png', mimeType: 'image/png', buffer: sample });
    await page.getByText('1 张照片').waitFor();
    await page.getByText('提交更正').click();
    await page.waitForSelector('.done');
    const width = () => page.evaluate(`document.querySelector('.pictures img')?.naturalWidth`);
    await expect.poll(width).toBe(1);
    const receipt = { variantId: planted.apple, accepted: 50, rejected: 10, reason: '压烂' };
    await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [receipt] });
    await page.reload();
    await page.getByText('实收 50 · 拒收 10 · 压烂').waitFor();
  },
  60_000,
);

test.skipIf(executablePath === undefined)(
  'R47: a cost is shown and corrected with the decimals that amounts are stored with, not those of the browser',
  async () => {
    await shop.close();
    shop = await apiShop({}, { currency: 'HUF', pictureStore: memoryPictures() });
    const { purchaseOrderId, address } = await sentOrder();
    await page.goto(address);
    await page.getByText('8.00 HUF').first().waitFor();
    await page.getByLabel('单价').fill('8.50');
    await page.getByLabel('原因（必填）').fill('涨价');
    await page.getByText('提交更正').click();
    await page.waitForSelector('.done');
    await shop.tuan.purchaseOrders.acceptCorrections({ purchaseOrderId });
    expect(await shop.tuan.purchaseOrders.get({ purchaseOrderId })).toMatchObject({
      lines: [{ unitCost: { amount: 850, currency: 'HUF' } }],
    });
  },
  60_000,
);

test.skipIf(executablePath === undefined)(
  'a link that was taken back says so',
  async () => {
    const { purchaseOrderId, address } = await sentOrder();
    const [link] = (await shop.tuan.purchaseLinks.list({ purchaseOrderId })).data;
    await shop.tuan.purchaseLinks.revoke({ linkId: link?.id ?? '' });
    await page.goto(address);
    expect(await page.textContent('.problem')).toContain('已收回');
  },
  60_000,
);
