import { afterEach, beforeEach, expect, test } from 'vitest';
import * as postings from '../ledger/postings.ts';
import type { Posting } from '../ledger/post-transaction.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { plantPostings } from '../testing/plant-postings.ts';
import { playRound } from '../testing/whole-round.ts';
import { profitGroups } from './schemas.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(() => shop.close());

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const about = {
  campaignId: planted.campaign,
  variantId: planted.apple,
  supplierId: planted.supplier,
  leaderId: planted.leader,
  communityId: planted.community,
};

const post = (...rows: readonly Posting[][]) => plantPostings(shop, ...rows);

/** The posting table of two crates, from the handover to the claim: cost 8.00, price 10.00, 10 %, one crate rejected. */
async function plantTwoCrates(): Promise<void> {
  const line = { left: 19_500, discount: 500, cost: 16_000, commissions: [{ amount: 1950, about }], about };
  await post(
    postings.lineCompleted(line),
    postings.refundAfterCompletion(2000, about),
    postings.commissionReversedAfterCompletion(200, true, about),
    postings.faultCharged('supplier', 1600, about),
  );
}

test('section 4, profit waterfall and margin: 40.00 − 17.50 − 5.00 − 4.00 = 13.50, 7.71 % of 175.00', async () => {
  await plantTwoCrates();
  const { total } = await shop.tuan.reports.profit({ campaignId: planted.campaign });
  expect(total).toEqual({
    sales: yuan(20_000),
    cost: yuan(16_000),
    commission: yuan(1750),
    discounts: yuan(500),
    gifts: yuan(0),
    rebates: yuan(0),
    shrinkage: yuan(0),
    returns: yuan(2000),
    recoveries: yuan(1600),
    otherCosts: yuan(0),
    profit: yuan(1350),
    netSales: yuan(17_500),
    marginBasisPoints: 771,
  });
});

test('section 4, margin: an apple at cost 8.00, price 10.00 and 10 % makes 1.00, a margin of 10 % [S]', async () => {
  await post(
    postings.lineCompleted({
      left: 1000,
      discount: 0,
      cost: 800,
      commissions: [{ amount: 100, about }],
      about,
    }),
  );
  const { total } = await shop.tuan.reports.profit({});
  expect(total).toMatchObject({ profit: yuan(100), marginBasisPoints: 1000 });
});

test('profit: the waterfall is the one of the rules, and its steps sum to it', async () => {
  await plantTwoCrates();
  await post(
    postings.giftCompleted(120, about),
    postings.goodsLost(300, about),
    postings.rebateAccrued(480, about),
  );
  await post(postings.costIncurred(250, { campaignId: planted.campaign, kind: 'van' }));
  const { total } = await shop.tuan.reports.profit({});
  const {
    sales,
    cost,
    commission,
    discounts,
    gifts,
    rebates,
    shrinkage,
    returns,
    recoveries,
    otherCosts,
    profit,
  } = total;
  const byHand =
    sales.amount -
    cost.amount -
    commission.amount -
    discounts.amount -
    gifts.amount +
    rebates.amount -
    shrinkage.amount -
    (returns.amount - recoveries.amount) -
    otherCosts.amount;
  expect(profit.amount).toBe(byHand);
  expect(profit.amount).toBe(1350 - 120 - 300 + 480 - 250);
});

test.each(profitGroups)(
  'profit by %s: the rows sum to the total, what has no such dimension is not assigned',
  async (by) => {
    await playRound(shop);
    await shop.tuan.costs.record({ kind: 'rent', amount: yuan(777), reference: 'rent 1' });
    const { total, data } = await shop.tuan.reports.profit({ by });
    expect(data.reduce((sum, row) => sum + row.profit.amount, 0)).toBe(total.profit.amount);
    expect(data.find(({ id }) => id === null)).toMatchObject({
      label: null,
      otherCosts: yuan(by === 'campaign' ? 777 : 1077),
    });
    for (const { id, label } of data) if (id !== null) expect(label).not.toBeNull();
  },
);

test('profit: a period is of the shop calendar, half-open', async () => {
  shop.at('2026-11-30T23:59:59+08:00');
  await post(postings.costIncurred(100, {}));
  shop.at('2026-12-01T00:00:00+08:00');
  await post(postings.costIncurred(1000, {}));
  const november = await shop.tuan.reports.profit({ from: '2026-11-01', to: '2026-12-01' });
  expect(november.total).toMatchObject({ profit: yuan(-100), netSales: yuan(0), marginBasisPoints: null });
  expect((await shop.tuan.reports.profit({ from: '2026-12-01' })).total.profit).toEqual(yuan(-1000));
  expect((await shop.tuan.reports.profit({ to: '2026-11-01' })).total.profit).toEqual(yuan(0));
});

test('profit: pages hold all rows, the most profitable first', async () => {
  for (const [position, amount] of [300, 100, 200].entries()) {
    await post(postings.costIncurred(amount, { leaderId: `led_${String(position)}` }));
  }
  const first = await shop.tuan.reports.profit({ by: 'leader', limit: 2 });
  expect(first.data.map(({ id }) => id)).toEqual(['led_1', 'led_2']);
  const second = await shop.tuan.reports.profit({ by: 'leader', limit: 2, cursor: first.nextCursor ?? '' });
  expect(second).toMatchObject({ data: [{ id: 'led_0' }], nextCursor: null, total: { profit: yuan(-600) } });
});

test('section 4, bands: net sales a day over the days that have begun, by the communities that sold [S]', async () => {
  const sell = (netSales: number, communityId: string) => {
    const from = { ...about, communityId };
    return post(
      postings.lineCompleted({
        left: netSales,
        discount: 0,
        cost: netSales * 0.9,
        commissions: [],
        about: from,
      }),
    );
  };
  const today = { from: '2026-11-23', to: '2026-11-24' };
  const bandOf = async (wish: object) => (await shop.tuan.reports.profit(wish)).band;
  await sell(200_000, 'com_1');
  expect(await bandOf(today)).toMatchObject({ band: 'small', position: 'above' });
  await sell(100, 'com_1');
  expect(await bandOf(today)).toMatchObject({ band: 'middle', position: 'inside' });
  await sell(799_900, 'com_2');
  expect(await bandOf(today)).toMatchObject({
    band: 'mature',
    lowBasisPoints: 1000,
    highBasisPoints: 1500,
    position: 'inside',
    zh: expect.stringContaining('现为10%'),
  });
  // The 23rd of the month is the last day that has begun, whatever the month still brings.
  expect(await bandOf({ month: '2026-11' })).toEqual(await bandOf({ from: '2026-11-01', to: '2026-11-24' }));
  expect(await bandOf({ month: '2026-11' })).toMatchObject({ band: 'small' });
  expect(await bandOf({ campaignId: planted.campaign, ...today })).toMatchObject({ band: 'mature' });
  expect(await bandOf({})).toBeNull();
});

test('profit: unknown campaigns, wrong dates and strangers are refused', async () => {
  const refused = (input: object, code: string, actor?: object) =>
    expect(shop.tuan.reports.profit(input, actor ? { actor: actor as never } : {})).rejects.toMatchObject({
      code,
    });
  await refused({ campaignId: 'external:none' }, 'not_found');
  await refused({ from: '2026-02-30' }, 'invalid_input');
  await refused({ cursor: 'x' }, 'invalid_input');
  await refused({}, 'not_allowed', { kind: 'leader', leaderId: planted.leader });
});
