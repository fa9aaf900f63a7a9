import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { planted } from '../packages/core/src/testing/index.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../packages/api/src/testing/api-shop.ts';

/*
 * A driver's phone in real Chromium. Requests are answered by the API in this process, so that the signal can be
 * lost between any two of them.
 */

const executablePath = process.env.CHROMIUM_PATH;
const origin = 'http://localhost';
const pictures = join(import.meta.dirname, '../examples/node-shop/screenshots');

let browser: Browser;
let context: BrowserContext;
let page: Page;
let shop: ApiShop;
let troubles: string[];
let signal: 'good' | 'none' | 'answers lost';

beforeAll(async () => {
  if (executablePath !== undefined)
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterAll(async () => browser?.close());

beforeEach(async () => {
  shop = await apiShop();
  troubles = [];
  signal = 'good';
  if (executablePath === undefined) return;
  context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/ERR_INTERNET|ERR_FAILED|40\d/.test(message.text()))
      troubles.push(message.text());
  });
  await context.route('**/*', async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    if (url.origin !== origin) troubles.push(`asked ${request.url()}`);
    if (signal === 'none' && url.pathname !== '/v1/driver') return route.abort('internetdisconnected');
    const body = request.postDataBuffer();
    const answer = await shop.app.request(url.pathname + url.search, {
      method: request.method(),
      headers: await request.allHeaders(),
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    });
    if (signal === 'answers lost' && request.method() === 'POST') return route.abort('internetdisconnected');
    return route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
});
afterEach(async () => {
  expect(troubles).toEqual([]);
  await context?.close();
  await shop.audit();
  await shop.close();
});

const picture = async (name: string) => {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `driver-${name}.png`), fullPage: true });
};

/** A run over two points, and the address of its driver's page. */
async function driven() {
  const { tuan } = shop;
  for (const [name, pieces, pickupPointId] of [
    ['王姐', 3, planted.point],
    ['李叔', 5, planted.otherPoint],
  ] as const)
    await tuan.orders.place({
      campaignId: planted.campaign,
      customer: { nickname: name },
      leaderId: planted.leader,
      pickupPointId,
      lines: [{ offerId: planted.appleOffer, pieces }],
      payment: { amount: { amount: pieces * 1000, currency: 'CNY' }, reference: name },
    });
  shop.at('2026-11-23T22:10:00+08:00');
  const campaignId = planted.campaign;
  await tuan.campaigns.freeze({ campaignId });
  const { data } = await tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  await tuan.purchaseOrders.send({ purchaseOrderId });
  await tuan.purchaseOrders.receive({
    purchaseOrderId,
    lines: [{ variantId: planted.apple, accepted: 20 }],
  });
  await tuan.purchaseOrders.close({ purchaseOrderId });
  const { data: runs } = await tuan.deliveryRuns.plan({
    campaignId,
    runs: [{ name: '东线', driver: '小李', pickupPointIds: [planted.point, planted.otherPoint] }],
  });
  const runId = runs[0]?.id ?? '';
  const made = await shop.call(`/delivery-runs/${runId}/links`, { body: {}, token: shop.secretKey });
  return { runId, address: `${origin}${String(made.body.path)}` };
}

async function sign(): Promise<void> {
  const box = await page.locator('.sign').boundingBox();
  if (box === null) throw new Error('there is a box to sign in');
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.down();
  for (let step = 0; step <= 20; step += 1)
    await page.mouse.move(box.x + 40 + step * 10, box.y + 60 + Math.sin(step) * 30);
  await page.mouse.up();
}

test.runIf(executablePath)(
  'a driver counts the van in, leaves, tells when, and hands over with a signature',
  async () => {
    const { runId, address } = await driven();
    await page.goto(address);
    await page.getByRole('heading', { name: '东线' }).waitFor();
    await picture('1-planned');
    await page.getByRole('button', { name: '登记已装车' }).click();
    await page.locator('form[data-form=load] input[name^="line"]').first().fill('2');
    await picture('2-load');
    await page.locator('form[data-form=load] button[type=submit]').click();
    await page.getByRole('button', { name: '出发' }).click();
    await page.getByRole('button', { name: '交接' }).first().waitFor();
    await picture('3-under-way');
    await page.getByRole('button', { name: '晚到' }).last().click();
    await page.locator('input[name=minutes]').fill('45');
    await page.getByRole('button', { name: '告知团长' }).click();
    await page.getByText(/已告知/).waitFor();
    await page.getByRole('button', { name: '交接' }).first().click();
    // What was not loaded is proposed as missing.
    expect(await page.locator('input[name^=missing]').inputValue()).toBe('1');
    await page.getByRole('button', { name: '确认交接' }).click();
    await page.getByText('请签名或拍照').waitFor();
    await sign();
    await page.locator('input[name^=why]').fill('少装一斤');
    await picture('4-hand-over');
    await page.getByRole('button', { name: '确认交接' }).click();
    await page.getByText(/✓ 已交接/).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Cannot deliver' }).click();
    await picture('5-cannot-deliver-en');
    await page.getByRole('button', { name: 'Note it' }).click();
    await page.getByText('Every stop is done.').waitFor();
    await picture('6-done-en');
    const run = await shop.tuan.deliveryRuns.get({ runId });
    expect(run).toMatchObject({
      status: 'finished',
      stops: [
        {
          status: 'handedOver',
          signedBy: '东门小陈妈妈',
          lines: [{ loaded: 2, delivered: 2, missing: 1, reason: '少装一斤' }],
        },
        { status: 'failed', note: 'Nobody there' },
      ],
    });
    expect(run.stops[0]?.signature).toMatch(/^M\d+ \d+L/);
  },
);

test.runIf(executablePath)(
  'without a signal steps wait on the phone, survive a reload, and count once though answers were lost',
  async () => {
    const { runId, address } = await driven();
    await page.goto(address);
    await page.getByRole('button', { name: '出发' }).click();
    await page.getByRole('button', { name: '交接' }).first().waitFor();
    signal = 'none';
    await page.getByRole('button', { name: '交接' }).first().click();
    await sign();
    await page.getByRole('button', { name: '确认交接' }).click();
    await page.getByText('已记下，等待发送').waitFor();
    await page.getByText('1 步等待发送').waitFor();
    await picture('7-offline');
    expect((await shop.tuan.deliveryRuns.get({ runId })).stops[0]).toMatchObject({ status: 'pending' });
    // The server takes the step, the phone never hears of it: it sends the same again.
    signal = 'answers lost';
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    await expect
      .poll(async () => (await shop.tuan.deliveryRuns.get({ runId })).stops[0]?.status)
      .toBe('handedOver');
    signal = 'good';
    await page.reload();
    await page.getByText(/✓ 已交接/).waitFor();
    expect(await page.getByText('步等待发送').count()).toBe(0);
    const events = await shop.tuan.reader.rows(
      `SELECT 1 FROM "events" WHERE "type" = 'deliveryStop.handedOver'`,
    );
    expect(events).toHaveLength(1);
  },
);

test.runIf(executablePath)(
  'what was refused is said, and the steps behind it still go; a link taken back says so',
  async () => {
    const { runId, address } = await driven();
    await page.goto(address);
    await page.getByRole('button', { name: '出发' }).click();
    await page.getByRole('button', { name: '交接' }).first().waitFor();
    signal = 'none';
    await page.getByRole('button', { name: '交接' }).first().click();
    await sign();
    await page.getByRole('button', { name: '确认交接' }).click();
    await page.getByText('1 步等待发送').waitFor();
    const run = await shop.tuan.deliveryRuns.get({ runId });
    await shop.tuan.deliveryRuns.handOverStop({ runId, stopId: run.stops[0]?.id ?? '', signedBy: '店长' });
    signal = 'good';
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    await page.getByText(/有一步没有被接受：.*已由 店长 签收/).waitFor();
    await picture('8-refused');
    await page.getByRole('button', { name: '知道了' }).click();
    await page.getByText(/店长/).waitFor();
    const { data } = await shop.tuan.deliveryLinks.list({ runId });
    await shop.tuan.deliveryLinks.revoke({ linkId: data[0]?.id ?? '' });
    shop.now += 10_000;
    await page.reload();
    await page.getByText(/链接无效/).waitFor();
  },
);
