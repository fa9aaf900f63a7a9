import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';
import { deliverApples, supplierPath as supplier, yuan } from '../testing/supplier-month.ts';

/*
 * A supplier's month as a page to print, over HTTP: for the shop alone.
 */

let shop: ApiShop;
let round: HttpRound;
beforeEach(async () => {
  shop = await apiShop();
  round = new HttpRound(shop);
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function page(query: string, token: string = shop.secretKey) {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await shop.app.request(`/v1${supplier}/statement/page?${query}`, { headers });
  const text = await answer.text();
  const plain = text
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
  return { status: answer.status, text, plain };
}

test('R42, R43: the page has what is owed, the rebate by its tiers, and every movement with what is owed after it', async () => {
  const tiers = [{ threshold: yuan(30_000), basisPoints: 300 }];
  await round.call(`${supplier}/rebate-tiers`, { mode: 'whole', tiers }, 'PUT');
  const { lineId } = await deliverApples(shop, round);
  await round.call(`${supplier}/payments`, { amount: yuan(20_000), reference: 'transfer <7>' });
  await round.claim(lineId, yuan(2000), { supplier: 10_000 });
  const forecast = await page('month=2026-11&locale=zh');
  expect(forecast.plain).toContain('预估：本月还没有出对账单');
  expect(forecast.plain).toContain('单号 transfer &lt;7&gt; -200.00 130.00');
  shop.at('2026-12-01T09:00:00+08:00');
  await round.call('/tick', {});
  const { status, plain } = await page('month=2026-11&locale=zh-CN');
  expect(status).toBe(200);
  expect(plain).not.toContain('预估');
  for (const part of [
    '供应商 果然鲜果业 月份 2026-11 对账单号 sst_',
    '期初应付 0.00 验收货款 330.00 退货与赔付',
    '已付货款 -200.00 返点抵扣 0.00 期末应付',
    '超过 300.00 返 3% · 按全额',
    '2026-11-24 采购收货 · 苹果',
    '20 8.00 160.00 160.00',
  ])
    expect(plain).toContain(part);
  const english = await page('month=2026-11');
  expect(english.plain).toContain('Goods received · 苹果');
  expect(english.text).toContain('<html lang="en">');
});

test('a month without movements says so, a long one is printed in parts', async () => {
  expect((await page('month=2026-10&locale=zh')).plain).toContain('本月没有往来。');
  await deliverApples(shop, round);
  const first = await page('month=2026-11&limit=1');
  const next = (/href="\?([^"]+)"/.exec(first.text)?.[1] ?? '').replaceAll('&amp;', '&');
  const second = await page(next);
  expect([first.plain.includes('20 8.00'), second.plain.includes('20 8.50')]).toEqual([true, true]);
  expect(second.text).not.toContain('href=');
});

test('nobody but the shop prints it, and an unknown supplier or month is told', async () => {
  const leader = await shop.session('leader', planted.leader);
  expect((await page('month=2026-11', leader)).status).toBe(403);
  expect((await page('month=2026-11', shop.publishableKey)).status).toBe(403);
  expect((await page('month=2026-13')).status).toBe(422);
  const path = '/suppliers/external:nobody/statement/page?month=2026-11';
  expect(await shop.call(path, { token: shop.secretKey })).toMatchObject({ status: 404 });
});
