import { afterEach, beforeEach, expect, test } from 'vitest';
import { postTransaction } from '../ledger/post-transaction.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { postingsAlone } from '../testing/plant-postings.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(() => shop.close());

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

/** Sales of campaigns, as completed lines post them; minor units. */
async function sell(sales: Readonly<Record<string, number>>): Promise<void> {
  await shop.plant((work, context) => {
    for (const [campaignId, amount] of Object.entries(sales)) {
      const about = { campaignId };
      postTransaction(work, context, { type: 'line.completed', subject: campaignId }, [
        { account: 'deposits', amount, about },
        { account: 'sales', amount: -amount, about },
      ]);
    }
    return null;
  }, postingsAlone);
}

const profitOf = async (input: object) => {
  const { data, total } = await shop.tuan.reports.profit(input);
  return {
    total: [total.otherCosts.amount, total.profit.amount],
    rows: data.map(({ id, otherCosts, profit }) => [id, otherCosts.amount, profit.amount]),
  };
};

test('operating costs: of a month without a campaign: in its report, not assigned, or spread by net sales', async () => {
  await sell({ cam_a: 20_000, cam_b: 10_000, cam_c: 10_000 });
  await shop.tuan.costs.record({ kind: 'rent', amount: yuan(1001), reference: 'rent-11' });
  await shop.tuan.costs.record({
    kind: 'van',
    amount: yuan(50),
    campaignId: planted.campaign,
    reference: 'van',
  });
  const month = { month: '2026-11' };
  expect(await profitOf(month)).toEqual({
    total: [1051, 38_949],
    rows: [
      ['cam_a', 0, 20_000],
      ['cam_b', 0, 10_000],
      ['cam_c', 0, 10_000],
      [planted.campaign, 50, -50],
      [null, 1001, -1001],
    ],
  });
  // 500.5, 250.25, 250.25: the cent that is left goes to the largest remainder.
  expect(await profitOf({ ...month, spreadCosts: true })).toEqual({
    total: [1051, 38_949],
    rows: [
      ['cam_a', 501, 19_499],
      ['cam_b', 250, 9750],
      ['cam_c', 250, 9750],
      [null, 0, 0],
      [planted.campaign, 50, -50],
    ],
  });
  expect((await profitOf({ month: '2026-12', spreadCosts: true })).rows).toEqual([]);
});

test('operating costs: spread page by page, of one campaign, and never where nothing was sold', async () => {
  await shop.tuan.costs.record({ kind: 'rent', amount: yuan(1000), reference: 'rent-11' });
  expect((await profitOf({ spreadCosts: true })).rows).toEqual([[null, 1000, -1000]]);
  await sell({ [planted.campaign]: 3000, cam_b: 1000 });
  expect(await profitOf({ spreadCosts: true, campaignId: planted.campaign })).toEqual({
    total: [750, 2250],
    rows: [[planted.campaign, 750, 2250]],
  });
  const first = await shop.tuan.reports.profit({ spreadCosts: true, limit: 1 });
  expect(first).toMatchObject({ data: [{ id: planted.campaign }], nextCursor: '1' });
  expect(await shop.tuan.reports.profit({ spreadCosts: true, limit: 1, cursor: '1' })).toMatchObject({
    data: [{ id: 'cam_b', otherCosts: yuan(250) }],
    nextCursor: '2',
  });
  await expect(shop.tuan.reports.profit({ spreadCosts: true, by: 'leader' })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'spreadCosts' }] },
  });
});

test('operating costs: one that was taken back is spread as what is left of it', async () => {
  await sell({ cam_a: 1000 });
  const { id: costId } = await shop.tuan.costs.record({ kind: 'rent', amount: yuan(900), reference: 'rent' });
  await shop.tuan.costs.reverse({ costId, reason: '重复' });
  await shop.tuan.costs.record({ kind: 'rent', amount: yuan(90), reference: 'rent-2' });
  expect((await profitOf({ spreadCosts: true })).rows).toEqual([
    ['cam_a', 90, 910],
    [null, 0, 0],
  ]);
});
