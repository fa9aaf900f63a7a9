import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A person at a screen, and everything that went wrong on it. */
export interface Visit {
  readonly page: Page;
  /** Console errors, violations of the content security policy, requests to other origins. */
  readonly troubles: readonly string[];
  /** Keeps a picture in `screenshots/` to be looked at. */
  readonly picture: (name: string) => Promise<void>;
}

export const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true } as const;
export const desk = { viewport: { width: 1280, height: 800 } } as const;

const pictures = join(import.meta.dirname, 'screenshots');

export async function visit(browser: Browser, origin: string, screen: BrowserContextOptions): Promise<Visit> {
  mkdirSync(pictures, { recursive: true });
  const context = await browser.newContext({ timezoneId: 'Asia/Shanghai', locale: 'zh-CN', ...screen });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) troubles.push(`asked ${request.url()}`);
  });
  return {
    page,
    troubles,
    picture: async (name) => void (await page.screenshot({ path: join(pictures, `${name}.png`) })),
  };
}
