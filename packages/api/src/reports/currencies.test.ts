import { formatAmount } from '@opentuan/core';
import { planted } from '@opentuan/core/testing';
import { describe, expect, test } from 'vitest';
import { apiShop, type ApiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';

/*
 * A whole round in currencies of no, two and three decimals: everything counts in minor units, so the figures are the
 * same, and only what people read in sheets differs.
 */

const monday = '2026-11-23';

/** Placed with a discount, brought, fetched, a claim before settlement and one after, paid out. */
async function playRound(shop: ApiShop, currency: string) {
  const round = new HttpRound(shop);
  const money = (amount: number) => ({ amount, currency });
  const promotion = await round.call<{ id: string }>('/promotions', {
    kind: 'spendSave',
    name: '满减',
    steps: [{ from: money(2000), amount: money(500) }],
  });
  await round.call(`/promotions/${promotion.id}/activate`, {});
  const order = {
    campaignId: planted.campaign,
    customer: planted.customer,
    lines: [
      { offerId: planted.appleOffer, pieces: 3 },
      { offerId: planted.eggOffer, pieces: 1 },
    ],
  };
  const { total } = await round.call<{ total: { amount: number } }>('/quotes', order);
  // 30.00 and 32.80 less 5.00: 2.39 and 2.61 by largest remainder.
  expect(total).toEqual(money(5780));
  const { id, lines } = await round.buy(order, money(5780), 'till-1');
  expect(lines).toMatchObject([{ net: money(2761) }, { net: money(3019) }]);
  await round.bring(planted.campaign, monday);
  await round.handOver(id);
  const [apples = { id: '' }] = lines;
  await round.call(`/orders/${id}/refunds`, { lineId: apples.id, pieces: 1, reason: '坏果', fault: 'shop' });
  shop.at('2026-11-28T09:00:00+08:00');
  await round.call('/tick', {});
  await round.call('/statements', { to: '2026-11-28' });
  await round.claim(apples.id, money(333), { supplier: 10_000 });
  shop.at('2026-11-29T09:00:00+08:00');
  await round.call('/statements', { to: '2026-11-29' });
  await round.giveBack();
  const { data } = await round.call<{ data: readonly { id: string }[] }>(
    `/statements?leaderId=${planted.leader}`,
  );
  const payout = await round.call<{ id: string }>(`/leaders/${planted.leader}/payouts`, {});
  await round.call(`/payouts/${payout.id}/confirm`, { reference: 'transfer-1' });
  return { round, money, statements: data };
}

describe.each(['JPY', 'CNY', 'KWD'])('API: a whole round in %s', (currency) => {
  test('counts in minor units: discount, refund, commission, statements and ledger', async () => {
    const shop = await apiShop({}, { currency });
    const { round, money, statements } = await playRound(shop, currency);
    // 27.61 − 9.20 by piece, then − 3.33: 276 + 302 accrued, due 184 + 302, then 151 + 302.
    expect(statements).toMatchObject([
      { total: money(-33), balance: money(453) },
      { total: money(486), balance: money(486) },
    ]);
    expect(await round.call(`/leaders/${planted.leader}/commissions`)).toMatchObject({
      paid: money(453),
      settled: money(0),
    });
    const { total } = await round.call<{ total: Record<string, unknown> }>('/reports/profit');
    expect(total).toMatchObject({
      sales: money(6280),
      discounts: money(500),
      returns: money(920 + 333),
      commission: money(453),
      netSales: money(5780 - 920 - 333),
    });
    const trial = await round.call<{ sum: unknown; profit: unknown }>('/ledger/trial-balance');
    expect(trial).toMatchObject({ sum: money(0), profit: total.profit });
    await shop.audit();
    await shop.close();
  });

  test('people read it with the decimals of the currency, in every sheet', async () => {
    const shop = await apiShop({}, { currency });
    const { statements } = await playRound(shop, currency);
    const csv = async (path: string) => {
      const answer = await shop.call(`${path}format=csv`, {
        token: shop.secretKey,
        headers: { 'accept-language': 'en' },
      });
      expect(answer.status, path).toBe(200);
      return String(answer.body.text);
    };
    const shown = (amount: number) => String(Number(formatAmount(amount, currency)));
    const sums = [0, 486, 0, 0, 0, 486, 0, 486].map((amount) => formatAmount(amount, currency));
    expect(await csv('/statements?')).toContain(`,${sums.join(',')},`);
    const lines = await csv(`/statements/${statements[1]?.id ?? ''}/lines?`);
    expect(lines).toContain(`,${formatAmount(302, currency)},`);
    expect(await csv('/reports/profit?')).toContain(`,${shown(6280)},`);
    expect(await csv('/reports/suppliers?')).toContain(shown(6280 - 3 * 800 - 2650));
    expect(await csv('/ledger/entries?limit=200&')).toContain(`,${formatAmount(5780, currency)},`);
    const line = [1000, 239, 2761, 1253].map(shown).join(',');
    expect(await csv('/orders?')).toContain(`,${line},`);
    for (const path of ['/statements', '/reports/communities', '/reports/shrinkage', '/ledger/entries']) {
      const book = await shop.call(`${path}?format=xlsx`, { token: shop.secretKey });
      expect([path, book.status, String(book.body.text).slice(0, 2)]).toEqual([path, 200, 'PK']);
    }
    await shop.close();
  });

  test('another currency is refused by name of the field', async () => {
    const shop = await apiShop({}, { currency });
    const other = { amount: 1, currency: currency === 'CNY' ? 'JPY' : 'CNY' };
    for (const [path, body] of [
      ['/costs', { kind: 'van', amount: other, reference: 'van-1' }],
      ['/commission-rules', { perPiece: other }],
      ['/reports/forecast', { dailySales: other, marginBasisPoints: 1 }],
    ] as const) {
      const answer = await shop.call(path, { token: shop.secretKey, body });
      expect([path, answer.status, answer.body.code]).toEqual([path, 422, 'currency_mismatch']);
    }
    await shop.close();
  });
});

describe('API: sums near the largest that can be written, 9 × 10¹²', () => {
  const most = 9_000_000_000_000;
  const money = (amount: number) => ({ amount, currency: 'KWD' });

  test.each([
    [1, most],
    [1, most - 1],
    [3, 2_999_999_999_999],
    [7, 1_285_714_285_714],
  ])('%i pieces at %i: commission, refunds by piece and statement lose nothing', async (pieces, price) => {
    const shop = await apiShop({}, { currency: 'KWD' });
    const round = new HttpRound(shop);
    const paid = pieces * price;
    const due = (left: number) => Number((2n * BigInt(left) * 1234n + 10_000n) / 20_000n);
    await round.call('/commission-rules', { basisPoints: 1234 });
    const campaignId = await round.open('2026-11-25', [{ variantId: planted.apple, price: money(price) }]);
    const order = { campaignId, customer: planted.customer, lines: [{ variantId: planted.apple, pieces }] };
    const { id, lines } = await round.buy(order, money(paid), 'till-1');
    await round.bring(campaignId, '2026-11-25', {
      [planted.apple]: { unitCost: money(Math.floor(price / 20)) },
    });
    await round.handOver(id);
    const summary = () => round.call(`/leaders/${planted.leader}/commissions`);
    expect(await summary()).toMatchObject({ pending: money(due(paid)) });
    const lineId = lines[0]?.id ?? '';
    await round.call(`/orders/${id}/refunds`, { lineId, amount: money(1), reason: '坏果', fault: 'shop' });
    expect(await summary()).toMatchObject({ pending: money(due(paid - 1)) });
    shop.at('2026-11-29T09:00:00+08:00');
    await round.call('/tick', {});
    await round.call('/statements', { to: '2026-11-29' });
    await round.call(`/orders/${id}/refunds`, {
      lineId,
      amount: money(paid - 1),
      reason: '坏果',
      fault: 'shop',
    });
    expect(await summary()).toMatchObject({ settled: money(due(paid - 1)), earned: money(-due(paid - 1)) });
    const { total } = await round.call<{ total: Record<string, unknown> }>(
      `/reports/profit?campaignId=${campaignId}`,
    );
    expect(total).toMatchObject({
      sales: money(paid),
      returns: money(paid),
      commission: money(0),
      netSales: money(0),
    });
    expect(await round.call('/ledger/trial-balance')).toMatchObject({ sum: money(0) });
    await shop.audit();
    await shop.close();
  });

  test('an order above it is refused, not wrapped', async () => {
    const shop = await apiShop({}, { currency: 'KWD' });
    const round = new HttpRound(shop);
    const campaignId = await round.open('2026-11-25', [{ variantId: planted.apple, price: money(most) }]);
    const body = {
      campaignId,
      customer: planted.customer,
      leaderId: planted.leader,
      lines: [{ variantId: planted.apple, pieces: 2 }],
    };
    const answer = await shop.call('/orders', { token: shop.secretKey, body });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_input']);
    await shop.close();
  });
});
