import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from './testing/api-shop.ts';
import { HttpRound } from './testing/http-round.ts';

/* Whatever people wrote into names and reasons stands on paper as they wrote it, and is never a part of the page. */

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(() => shop.close());

const nasty = `<script>alert(1)</script> "x" 'y' & <b>🍎`;
const escaped = /&lt;script&gt;alert\(1\)&lt;\/script&gt;/g;

async function page(path: string) {
  const headers = { authorization: `Bearer ${shop.secretKey}`, 'accept-language': 'en' };
  const answer = await shop.app.request(`/v1${path}`, { headers });
  return { status: answer.status, html: await answer.text() };
}

test('names, titles, references and reasons are no markup in the pages of accounts', async () => {
  const round = new HttpRound(shop);
  const lines = [{ offerId: planted.appleOffer, pieces: 3 }];
  const order = { campaignId: planted.campaign, customer: planted.customer, lines };
  const { id } = await round.buy(order, { amount: 3000, currency: 'CNY' }, 'till 1');
  await round.bring(planted.campaign, '2026-11-23');
  await round.handOver(id);
  const { data } = await shop.tuan.suppliers.list({});
  const supplierId = data[0]?.id ?? '';
  const paid = { amount: { amount: 1, currency: 'CNY' }, reference: nasty };
  await round.call(`/suppliers/${supplierId}/payments`, paid);
  shop.at('2026-11-28T09:00:00+08:00');
  const period = { leaderId: planted.leader, to: '2026-11-28' };
  const { statementId } = await round.call<{ statementId: string }>('/statements', period);
  const payout = await round.call<{ id: string }>(`/statements/${statementId}/payouts`, {});
  await round.call(`/payouts/${payout.id}/confirm`, { reference: nasty });
  const renamed = ['shops', 'leaders', 'suppliers', 'products', 'campaigns', 'offers'];
  await shop.tuan.engine.run(
    renamed.map((table) => {
      const column = table === 'campaigns' || table === 'offers' ? 'title' : 'name';
      return { sql: `UPDATE "${table}" SET "${column}" = ?`, params: [nasty] };
    }),
    'write',
  );
  const pages = [
    [`/statements/${statementId}/page`, 4],
    [`/suppliers/${supplierId}/statement/page?month=2026-11`, 4],
  ] as const;
  for (const [path, least] of pages) {
    const { status, html } = await page(path);
    expect(status).toBe(200);
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<b>🍎');
    expect(html.match(escaped)?.length).toBeGreaterThanOrEqual(least);
    expect(html).toContain('🍎');
    expect((await page(`${path}${path.includes('?') ? '&' : '?'}colour=red`)).status).toBe(422);
  }
});
