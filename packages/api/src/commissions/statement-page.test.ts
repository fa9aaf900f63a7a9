import { planted } from '@opentuan/core/testing';
import { afterEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';

/*
 * A leader's statement as a page to print, over HTTP: for the shop and for the leader alone.
 */

let shop: ApiShop;
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** Apples at 10.00 for the planted campaign, handed over: the statement of the leader up to Saturday. */
async function settled(currency = 'CNY', payment = 10_000): Promise<string> {
  shop = await apiShop({}, { currency });
  const round = new HttpRound(shop);
  const lines = [{ offerId: planted.appleOffer, pieces: 10 }];
  const order = { campaignId: planted.campaign, customer: planted.customer, lines };
  const { id } = await round.buy(order, { amount: payment, currency }, 'till-1');
  await round.bring(planted.campaign, '2026-11-23');
  await round.handOver(id);
  shop.at('2026-11-28T09:00:00+08:00');
  const body = { leaderId: planted.leader, to: '2026-11-28' };
  const { statementId } = await round.call<{ statementId: string }>('/statements', body);
  return statementId;
}

async function page(path: string, token: string = shop.secretKey) {
  const answer = await shop.app.request(`/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, plain: plainOf(text) };
}

/** What a person reads of it. */
function plainOf(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

test('R37: the page has the period, each sum, each line with its rate and order, and what was paid by which transfer', async () => {
  const statementId = await settled();
  const round = new HttpRound(shop);
  const { id } = await round.call<{ id: string }>(`/statements/${statementId}/payouts`, {});
  await round.call(`/payouts/${id}/confirm`, { reference: 'bank <7>' });
  const { status, headers, text, plain } = await page(`/statements/${statementId}/page?locale=zh-CN`);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('cache-control')).toBe('private, no-store');
  expect(text).toContain('<html lang="zh-CN">');
  // Saved, or shown in a frame, it still runs and loads nothing.
  expect(text).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src /);
  for (const part of [
    '团长 东门小陈妈妈 (L01)',
    '期间 截至 2026-11-27',
    '上期结转 0.00 本期所得佣金 10.00 本期合计 10.00 结算后余额 10.00',
    '佣金已打款 2026-11-28 09:00 · 流水号 bank &lt;7&gt; -10.00 付款后余额 0.00',
    '2026-11-26 所得 苹果 销售佣金 · 订单 ord_',
    ' 10 100.00 10% 10.00 明细合计 10.00',
  ])
    expect(plain).toContain(part);
  const english = (await page(`/statements/${statementId}/page`)).plain;
  expect(english).toContain('Commission earned 10.00 This period 10.00 Balance after it 10.00');
  const names = /苹果|东门小陈妈妈|幸福里鲜果店/g;
  expect(english.replace(names, '')).not.toMatch(/\p{Script=Han}/u);
});

test('a leader prints the own statement, in the language of the phone; nobody else does', async () => {
  const statementId = await settled();
  const own = await page(
    `/leader/statements/${statementId}/page?locale=zh`,
    await shop.session('leader', planted.leader),
  );
  expect([own.status, own.plain.includes('结算后余额 10.00')]).toEqual([200, true]);
  const other = await shop.session('leader', planted.otherLeader);
  expect((await page(`/leader/statements/${statementId}/page`, other)).status).toBe(404);
  expect((await page(`/statements/${statementId}/page`, other)).status).toBe(403);
  expect((await page(`/statements/${statementId}/page`, shop.publishableKey)).status).toBe(403);
});

test.each([
  ['JPY', 10_000, '1,000'],
  ['KWD', 10_000, '1.000'],
])('%s has its own decimals on paper', async (currency, payment, sum) => {
  const { plain } = await page(`/statements/${await settled(currency, payment)}/page`);
  expect(plain).toContain(`Currency ${currency}`);
  expect(plain).toContain(`This period ${sum} Balance after it ${sum}`);
});

test('a long statement is printed in parts that say which lines they have', async () => {
  const statementId = await settled();
  const { orders, payouts } = shop.tuan;
  const { id: payoutId } = await payouts.claim({ statementId });
  await payouts.confirm({ payoutId, reference: 'bank-1' });
  const { data } = await orders.list({ customerId: planted.customer });
  const order = await orders.get({ orderId: data[0]?.id ?? '' });
  for (const amount of [100, 200, 3700]) {
    const refund = { amount: { amount, currency: 'CNY' }, reason: '补偿', fault: 'shop' } as const;
    await orders.refund({ orderId: order.id, lineId: order.lines[0]?.id ?? '', ...refund });
  }
  shop.at('2026-12-01T09:00:00+08:00');
  const made = await shop.tuan.statements.create({ leaderId: planted.leader, to: '2026-12-01' });
  const path = `/statements/${made.statementId ?? statementId}/page`;
  const first = await page(`${path}?limit=2&locale=en`);
  expect(first.plain).toContain('Sum of the lines · Lines 1 to 2 of 3 -0.30');
  expect(first.text).toContain('href="?limit=2&amp;locale=en&amp;cursor=3"');
  const second = await page(`${path}?limit=2&locale=en&cursor=3`);
  expect(second.plain).toContain('Lines 3 to 3 of 3 -3.70');
  expect(second.text).not.toContain('href=');
  expect((await page(path)).plain).toContain('Sum of the lines -4.00');
  expect((await page(path)).plain).toContain('Sale · 补偿 · Refund 37.00 · Order ord_');
  expect((await page(path)).plain).toContain('carried as debt');
});
