import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { source as axeSource } from 'axe-core';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { todaysCampaigns } from './campaigns.ts';
import { playUntilPickup } from './play-round.ts';
import { type RunningShop, startShop } from './start-shop.ts';
import { desk, phone, visit } from './visit.ts';

let folder: string;
let shop: RunningShop;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opentuan-shop-'));
  shop = await startShop({ port: 0, folder });
  const executablePath = process.env['CHROMIUM_PATH'];
  browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await shop?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Puts goods into the cart, chooses a point, orders, pays at the shop's till. The pickup code. */
async function buy(
  page: Page,
  goods: readonly string[],
  look: (step: string) => Promise<void>,
): Promise<string> {
  const campaign = page.locator('tuan-campaign');
  await campaign.locator('.offer h3').first().waitFor();
  await look('1-campaign');
  for (const title of goods) {
    await campaign.getByRole('button', { name: new RegExp(`(加一份|Add one) ${title}`) }).click();
  }
  await look('2-cart');
  await campaign.locator('.bar .main').click();
  await campaign.getByLabel('幸福里东门驿站').check();
  await campaign.locator('dialog .big').waitFor();
  await look('3-checkout');
  await campaign.locator('dialog .main').click();
  await page.locator('#till [value=pay]').waitFor();
  await look('4-till');
  await page.locator('#till [value=pay]').click();
  const code = campaign.locator('.code b');
  await code.waitFor();
  await look('5-code');
  return ((await code.textContent()) ?? '').replace(' ', '');
}

test('a neighbour buys on a phone, the goods come, the leader hands them over by the code', async () => {
  const { fresh } = await todaysCampaigns(shop.tuan);
  const neighbour = await visit(browser, shop.origin, phone);
  await neighbour.page.goto(`${shop.origin}/`);
  const code = await buy(neighbour.page, ['土豆', '苹果', '苹果'], (step) =>
    neighbour.picture(`phone-${step}`),
  );
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  await neighbour.page.locator('tuan-campaign').getByRole('button', { name: '关闭' }).click();
  const own = neighbour.page.locator('tuan-order');
  await own.getByText('已订好').first().waitFor();
  await own.scrollIntoViewIfNeeded();
  await neighbour.picture('phone-6-own-order');

  const leader = await visit(browser, shop.origin, phone);
  await leader.page.goto(`${shop.origin}/leader`);
  const day = leader.page.locator('tuan-leader');
  await day.getByText('小*').first().waitFor();
  await leader.picture('leader-1-selling');
  await day.getByRole('button', { name: '按商品' }).click();
  await day.locator('.goods').getByText('土豆').waitFor();
  await leader.picture('leader-2-goods');

  await playUntilPickup(shop.tuan, fresh);
  await leader.page.reload();
  await day.getByText('待交付 1 单').first().waitFor();
  await leader.picture('leader-3-collecting');
  const station = leader.page.locator('tuan-leader-handover');
  await station.getByRole('textbox').fill('0000 0000');
  await station.getByRole('button', { name: '查单' }).click();
  await station.getByRole('alert').getByText('没有这个取货码').waitFor();
  await station.getByRole('textbox').fill(code.toLowerCase());
  await station.getByRole('button', { name: '查单' }).click();
  await station.getByRole('button', { name: '全部交付' }).waitFor();
  await station.scrollIntoViewIfNeeded();
  await leader.picture('leader-4-what-to-hand-over');
  await station.getByRole('button', { name: '全部交付' }).click();
  await station.getByText('已交付').waitFor();
  await leader.picture('leader-5-handed-over');
  await day.getByText('已交付 1 单').first().waitFor();

  await neighbour.page.reload();
  await own.getByText('已取货').first().waitFor();
  const found = await complain(neighbour.page);
  await leader.page.reload();
  await day.getByRole('button', { name: /1 个等您处理/ }).click();
  await shown(day.locator('img'));
  found.push(...(await barriers(leader.page)));
  expect(found).toEqual([]);
  expect([...neighbour.troubles, ...leader.troubles]).toEqual([]);
  expect((await shop.tuan.audit.run({})).broken).toEqual([]);
}, 90_000);

/** One red pixel. */
const redPixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
);

/** Under the page's strict policy a picture is sent, and shown again from its signed address. */
async function complain(page: Page): Promise<string[]> {
  const own = page.locator('tuan-order');
  await own.getByRole('button', { name: '申请售后' }).click();
  await own.getByLabel('压坏').check();
  await own
    .locator('input[type=file]')
    .setInputFiles({ name: 'bad.png', mimeType: 'image/png', buffer: redPixel });
  await own.getByText('已传 1/1 张').first().waitFor();
  const found = await barriers(page);
  await own.getByRole('button', { name: '提交' }).click();
  await own.getByText('等团长或店铺处理').waitFor();
  await shown(own.locator('tuan-order-claims img'));
  return [...found, ...(await barriers(page))];
}

/** Waits until a picture is there, and not only its place. */
async function shown(image: Locator): Promise<void> {
  await image.first().waitFor();
  await expect
    .poll(() => image.first().evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth))
    .toBeGreaterThan(0);
}

/** What axe finds against WCAG 2.2 AA, in the page and in every shadow root of it. */
async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run({ runOnly: tags });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  });
}

test.each([
  ['desk-en', { ...desk, colorScheme: 'light', locale: 'en' }, 'en'],
  ['desk-dark', { ...desk, colorScheme: 'dark' }, 'zh-CN'],
  ['phone-dark-en', { ...phone, colorScheme: 'dark', locale: 'en' }, 'en'],
] as const)(
  '%s: another round bought, and nothing in the way of anybody',
  async (name, screen, language) => {
    const { page, troubles, picture } = await visit(browser, shop.origin, screen);
    const found: string[] = [];
    await page.goto(`${shop.origin}/pantry?lang=${language}`);
    await buy(page, ['五常大米', '抽纸'], async (step) => {
      await picture(`${name}-${step}`);
      found.push(...(await barriers(page)).map((barrier) => `${step} ${barrier}`));
    });
    await page.goto(`${shop.origin}/leader?lang=${language}`);
    await page.locator('tuan-leader .round').first().waitFor();
    await picture(`${name}-6-leader`);
    found.push(...(await barriers(page)).map((barrier) => `leader ${barrier}`));
    expect(found).toEqual([]);
    expect(troubles).toEqual([]);
  },
  60_000,
);
