import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';

/*
 * What the article says of the books and of learning from the data, over HTTP; its other figures stand in
 * article.test.ts.
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

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const monday = '2026-11-23';
const cart = (pieces: number) => ({
  campaignId: planted.campaign,
  customer: planted.customer,
  lines: [{ offerId: planted.appleOffer, pieces }],
});

interface TrialBalance {
  readonly accounts: readonly { readonly number: number; readonly balance: { readonly amount: number } }[];
  readonly profit: { readonly amount: number };
  readonly sum: { readonly amount: number };
}

/** The accounts of the campaign that are not at zero, and the profit, at an instant. */
async function booksAt(at: string): Promise<Readonly<Record<string, number>>> {
  const path = `/ledger/trial-balance?campaignId=${planted.campaign}&at=${encodeURIComponent(at)}`;
  const { accounts, profit } = await round.call<TrialBalance>(path);
  const moved = accounts.filter(({ balance }) => balance.amount !== 0);
  return {
    ...Object.fromEntries(moved.map(({ number, balance }) => [number, balance.amount])),
    profit: profit.amount,
  };
}

test('API, section 5, Apple: paid, accepted, collected, at each instant of the trial balance; only collecting makes 1.00 [S]', async () => {
  const { id } = await round.buy(cart(1), yuan(1000), 'till-1');
  await round.bring(planted.campaign, monday);
  await round.handOver(id);
  const paid = { 1100: 1000, 2100: -1000, 1600: 100, 2300: -100 };
  expect(await booksAt('2026-11-23T22:00:00+08:00')).toEqual({ ...paid, profit: 0 });
  // A crate holds 20: the other 19 are stock at 8.00, of no campaign, and owed for with it.
  const accepted = { ...paid, 1300: 800, 2400: -16_000, profit: 0 };
  expect(await booksAt('2026-11-24T16:29:59.999+08:00')).toEqual(accepted);
  const collected = { 1100: 1000, 2300: -100, 2400: -16_000, 4000: -1000, 5000: 800, 6000: 100, profit: 100 };
  expect(await booksAt('2026-11-24T16:30:00+08:00')).toEqual(collected);

  shop.at('2026-11-28T09:00:00+08:00');
  await round.call('/statements', { leaderId: planted.leader, to: '2026-11-28' });
  const payout = await round.call<{ id: string }>(`/leaders/${planted.leader}/payouts`, {
    amount: yuan(100),
  });
  await round.call(`/payouts/${payout.id}/confirm`, { reference: 'bank 1' });
  expect(await round.call('/ledger/trial-balance')).toMatchObject({ profit: yuan(100), sum: yuan(0) });
  expect(await round.call(`/reports/profit?campaignId=${planted.campaign}`)).toMatchObject({
    total: { profit: yuan(100), marginBasisPoints: 1000 },
  });
});

test.each([
  ['水果', 'fresh', 800, 1200],
  ['日用品', 'daily', 300, 500],
])(
  'API: the spread by category: what %s leave of their price is held against their band [S]',
  async (category, band, lowBasisPoints, highBasisPoints) => {
    const products = [
      {
        externalId: 'P-9',
        name: '样品',
        category,
        variants: [
          {
            externalId: 'V-9',
            supplierId: planted.supplier,
            unit: '件',
            packSize: 1,
            price: yuan(1000),
            cost: yuan(860),
          },
        ],
      },
    ];
    await round.call('/products', { products }, 'PUT');
    const offers = [{ variantId: 'external:V-9', price: yuan(1000) }];
    const campaignId = await round.open(monday, offers);
    const { offers: made } = await round.call<{ offers: readonly { id: string }[] }>(
      `/campaigns/${campaignId}`,
    );
    const order = { ...cart(1), campaignId, lines: [{ offerId: made[0]?.id, pieces: 1 }] };
    const { id } = await round.buy(order, yuan(1000), 'till-9');
    await round.bring(campaignId, monday);
    await round.handOver(id);
    const { data } = await round.call<{ data: readonly object[] }>('/reports/products?month=2026-11');
    // 10.00 − 8.60 − 1.00 of commission: 0.40 are left of the price.
    expect(data).toMatchObject([
      { categoryMarginBasisPoints: 400, band: { band, lowBasisPoints, highBasisPoints } },
    ]);
  },
);

test('API: people who say 水果不新鲜 are about the supplier, 提货时间太赶 about the hours of the pickup point [S]', async () => {
  const { id, lines } = await round.buy(cart(3), yuan(3000), 'till-1');
  const other = await round.buy({ ...cart(2), customer: planted.otherCustomer }, yuan(2000), 'till-2');
  await round.bring(planted.campaign, monday);
  for (const orderId of [id, other.id]) await round.handOver(orderId);
  await round.claim(lines[0]?.id ?? '', yuan(1000), { supplier: 10_000 });
  await round.call('/claims', {
    orderLineId: other.lines[0]?.id,
    reason: '提货时间太赶',
    amount: yuan(100),
  });
  expect(await round.call('/reports/complaints?by=supplier')).toMatchObject({
    total: { claims: 2, returned: yuan(1000) },
    data: [
      {
        id: planted.supplier,
        reason: '不新鲜',
        claims: 1,
        hint: { en: expect.stringContaining('supplier') as string },
      },
      { reason: '提货时间太赶' },
    ],
  });
  expect(await round.call('/reports/complaints?by=pickupPoint')).toMatchObject({
    data: [{ id: planted.point }, { reason: '提货时间太赶', claims: 1, hint: { zh: '可考虑调整提货时间' } }],
  });
});
