import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { campaigns } from '../campaigns/tables.ts';
import * as postings from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { plantOffer, planted, testShop, type TestShop } from '../testing/index.ts';
import { postingsAlone } from '../testing/plant-postings.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { suggestionOf } from './suggestion.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(() => shop.close());

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const products = async (input: object = {}) => (await shop.tuan.reports.products(input)).data;
const apples = async () => (await products()).find(({ id }) => id === planted.apple);

/** Rounds of the last days in which apples were on sale: how many were sold, and what they left. */
async function plantRounds(...rounds: readonly { readonly firm: number; readonly profit: number }[]) {
  await shop.plant(
    (work, context) => {
      const today = work.get(campaigns, planted.campaign);
      for (const [position, { firm, profit }] of rounds.entries()) {
        const id = `cam_round_${String(position)}`;
        const pickupDate = `2026-11-${String(10 + position)}`;
        work.insert(campaigns, { ...today, id, externalId: id, status: 'completed', pickupDate });
        const offer = { variantId: planted.apple, title: '苹果', unit: '斤', category: '水果', price: 1000 };
        plantOffer(work, context.now, {
          id: `off_round_${String(position)}`,
          campaignId: id,
          status: 'frozen',
          sold: firm,
          firm,
          ...offer,
        });
        if (profit === 0) continue;
        const about = { campaignId: id, variantId: planted.apple };
        const row = profit < 0 ? postings.goodsLost(-profit, about) : postings.rebateAccrued(profit, about);
        postTransaction(work, context, { type: 'planted', subject: id }, row);
      }
      return null;
    },
    ['offer_firm', 'offer_sold', 'campaign_closed', ...postingsAlone],
  );
}

describe('section 7.6: keep, push or drop', () => {
  const steady = { offered: 4, soldIn: 4, profit: 100, rank: 5, ranked: 10 };
  test.each([
    ['sold in at most one of its last four campaigns', { soldIn: 1 }, 'drop', 'soldInFew'],
    ['sold in two of them', { soldIn: 2 }, 'keep', 'steady'],
    ['a loss over them', { profit: -1 }, 'drop', 'loss'],
    ['a loss weighs more than being among the first', { profit: -1, rank: 1 }, 'drop', 'loss'],
    ['the top fifth by profit', { rank: 2 }, 'push', 'topFifth'],
    ['just below the top fifth', { rank: 3 }, 'keep', 'steady'],
    ['the top fifth, but sold once', { rank: 1, soldIn: 1 }, 'drop', 'soldInFew'],
    ['no profit, no push', { rank: 1, profit: 0 }, 'keep', 'steady'],
    ['new, sold in none of three', { offered: 3, soldIn: 0, profit: 0 }, 'keep', 'tooNew'],
    ['new and among the first', { offered: 1, soldIn: 1, rank: 1 }, 'push', 'topFifth'],
  ] as const)('%s', (_case, facts, suggestion, code) => {
    expect(suggestionOf({ ...steady, ...facts })).toMatchObject({ suggestion, reason: { code } });
  });

  test('it looks at the last four campaigns only, by pickup date', async () => {
    const sold = { firm: 5, profit: 100 };
    const unsold = { firm: 0, profit: 0 };
    await plantRounds(sold, unsold, unsold, unsold, sold);
    expect(await apples()).toMatchObject({
      suggestion: 'drop',
      reason: { code: 'soldInFew' },
      lastCampaigns: { offered: 4, soldIn: 1, profit: yuan(100) },
    });
  });

  test('a loss over them, and a filter by suggestion that says the same', async () => {
    const sold = { firm: 5, profit: 100 };
    await plantRounds(sold, sold, { firm: 5, profit: -500 }, sold);
    expect(await apples()).toMatchObject({
      suggestion: 'drop',
      reason: { code: 'loss', zh: '最近几团亏损，建议淘汰' },
    });
    expect((await products({ suggestion: 'drop' })).map(({ id }) => id)).toEqual([planted.apple]);
    expect(await products({ suggestion: 'push' })).toEqual([]);
  });

  test('an offer that failed its minimum has not sold; gifts, drafts and other years do not count', async () => {
    const failed = { status: 'failed', firm: 3, sold: 3 } as const;
    await shop.plant(
      (work, { now }) => {
        const offer = { variantId: planted.apple, title: '苹果', unit: '斤', category: '水果', price: 1000 };
        const today = work.get(campaigns, planted.campaign);
        for (const [id, pickupDate, extra] of [
          ['a', '2026-11-10', failed],
          ['b', '2026-11-11', { status: 'frozen', firm: 1, sold: 1, gift: true }],
          ['c', '2026-11-12', { status: 'open' }],
          ['d', '2025-10-01', { status: 'frozen', firm: 1, sold: 1 }],
        ] as const) {
          work.insert(campaigns, { ...today, id, externalId: id, status: 'completed', pickupDate });
          plantOffer(work, now, { id: `off_${id}`, campaignId: id, ...offer, ...extra });
        }
        return null;
      },
      ['offer_firm', 'offer_sold'],
    );
    expect(await apples()).toMatchObject({ lastCampaigns: { offered: 1, soldIn: 0 }, suggestion: 'keep' });
  });
});

test('products: pieces, money and the band of the category; what was sold once is pushed while it is new', async () => {
  await collectApples(shop, 3, 2);
  const [first] = await products({ month: '2026-11' });
  expect(first).toMatchObject({
    id: planted.apple,
    label: '苹果',
    category: '水果',
    pieces: 5,
    sales: yuan(5000),
    profit: yuan(500),
    categoryMarginBasisPoints: 1000,
    band: { band: 'fresh', position: 'inside' },
    suggestion: 'push',
  });
  expect(await products({ month: '2026-10' })).toMatchObject([]);
});

test('products: wrong input and strangers are refused', async () => {
  const refused = (input: object, code: string, actor?: object) =>
    expect(shop.tuan.reports.products(input, actor ? { actor: actor as never } : {})).rejects.toMatchObject({
      code,
    });
  await refused({ suggestion: 'buy' }, 'invalid_input');
  await refused({ cursor: '-1' }, 'invalid_input');
  await refused({}, 'not_allowed', { kind: 'customer', customerId: planted.customer });
});
