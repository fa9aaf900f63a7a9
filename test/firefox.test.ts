import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { findBrowser } from '../scripts/browsers.ts';

const root = join(import.meta.dirname, '..');
const executablePath = findBrowser('firefox');

/** The shop of the example, in a process of its own. */
async function startShop(folder: string): Promise<{ origin: string; stop: () => void }> {
  const child = spawn(process.execPath, ['examples/node-shop/server.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '4870', DATA: folder },
  });
  const origin = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`the shop ended: ${said}`)));
  });
  return { origin, stop: () => void child.kill('SIGINT') };
}

/** Presses what a selector finds, through shadow roots, once it is there. */
async function press(page: Page, selector: string): Promise<void> {
  const found = await page.waitForSelector(selector, { visible: true });
  await found?.click();
}

// npm test looks for Chromium only; where Firefox is installed, as in .ci/run, it is used as well.
test.runIf(executablePath)(
  'a neighbour buys in Firefox, a leader sees the commission',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'opentuan-firefox-'));
    const shop = await startShop(folder);
    const browser = await launch({
      browser: 'firefox',
      executablePath: executablePath ?? '',
      defaultViewport: null,
      args: ['--width=480', '--height=900'],
    });
    try {
      const page = await browser.newPage();
      const troubles: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warn') troubles.push(message.text());
      });
      page.on('pageerror', (error) => troubles.push(String(error)));
      await page.goto(`${shop.origin}/?lang=zh-CN`);
      await press(page, 'tuan-campaign >>> .offer .more');
      await press(page, 'tuan-campaign >>> .bar .main');
      const sheet = 'tuan-campaign >>> tuan-checkout >>>';
      await page.waitForSelector(`${sheet} dialog[open] .big`);
      await press(page, `${sheet} input[type=radio]`);
      await press(page, `${sheet} dialog .main`);
      await press(page, '#till [value=pay]');
      await page.waitForSelector(`${sheet} .code b`);
      await page.goto(`${shop.origin}/leader?lang=en`);
      await page.waitForSelector('tuan-leader-commission >>> .orders');
      expect(troubles).toEqual([]);
    } finally {
      await browser.close();
      shop.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  120_000,
);
