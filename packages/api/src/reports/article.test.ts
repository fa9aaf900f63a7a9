import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { type Body, HttpRound } from '../testing/http-round.ts';

/*
 * The figures of the article, over HTTP. Rebates stand in suppliers/routes.test.ts, promotions in promotions/.
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
const apples = (pieces: number) => ({
  campaignId: planted.campaign,
  customer: planted.customer,
  lines: [{ offerId: planted.appleOffer, pieces }],
});

async function sellApples(pieces: number): Promise<string> {
  const { id } = await round.buy(apples(pieces), yuan(pieces * 1000), 'till-1');
  await round.bring(planted.campaign, monday);
  await round.handOver(id);
  return id;
}

describe('API: apples at cost 8.00, price 10.00, commission 10 %', () => {
  test('one 斤: spread 2.00, commission 1.00, net 1.00 [S]', async () => {
    await sellApples(1);
    expect(await round.call(`/reports/suppliers?month=2026-11`)).toMatchObject({
      data: [{ id: planted.supplier, spread: yuan(200), commission: yuan(100), profit: yuan(100) }],
    });
    const profit = await round.call(`/reports/profit?campaignId=${planted.campaign}`);
    expect(profit).toMatchObject({
      total: {
        sales: yuan(1000),
        cost: yuan(800),
        commission: yuan(100),
        profit: yuan(100),
        marginBasisPoints: 1000,
      },
    });
  });

  test('the planner says the same of a 斤 [S]', async () => {
    const plan = {
      dailySales: yuan(1000),
      price: yuan(1000),
      cost: yuan(800),
      commissionBasisPoints: 1000,
      days: 1,
    };
    expect(await round.call('/reports/forecast', plan)).toMatchObject({
      perPiece: { spread: yuan(200), commission: yuan(100), net: yuan(100) },
      period: { profit: yuan(100) },
    });
  });

  test('20 % before commission and 10 % after: inside the 8–12 % of fresh goods [S]', async () => {
    await sellApples(5);
    expect(await round.call('/reports/products?month=2026-11')).toMatchObject({
      data: expect.arrayContaining([
        expect.objectContaining({
          id: planted.apple,
          categoryMarginBasisPoints: 1000,
          band: expect.objectContaining({
            lowBasisPoints: 800,
            highBasisPoints: 1200,
            position: 'inside',
          }) as unknown,
        }),
      ]) as unknown,
    });
  });
});

test.each([
  [1000, 100],
  [1250, 125],
  [1500, 150],
])(
  'API: commission is usually 10–15 %%: at %i basis points 10.00 earn %i fen [S]',
  async (basisPoints, earned) => {
    await round.call('/commission-rules', { basisPoints });
    await sellApples(1);
    expect(await round.call(`/leaders/${planted.leader}/commissions`)).toMatchObject({
      pending: yuan(earned),
    });
  },
);

test('API: potatoes 0.50 cheaper per 斤 at the source, 1,000 斤 a month: 500.00 more profit a month [S]', async () => {
  const potato = { unit: '斤', packSize: 50, leadDays: 1, supplierId: planted.supplier };
  await round.call(
    '/products',
    {
      products: [
        {
          externalId: 'V001',
          name: '土豆',
          category: '蔬菜',
          variants: [{ externalId: 'V001', price: yuan(198), cost: yuan(120), ...potato }],
        },
      ],
    },
    'PUT',
  );
  const profitOf = async (date: string, unitCost: number): Promise<{ spread: number; profit: number }> => {
    const campaignId = await round.open(date, [{ variantId: 'external:V001' }]);
    const order = {
      campaignId,
      customer: planted.customer,
      lines: [{ variantId: 'external:V001', pieces: 1000 }],
    };
    const { id } = await round.buy(order, yuan(198_000), `till ${date}`);
    const { data } = await round.call<{ data: { id: string; variants: { id: string }[] }[] }>(
      '/products?limit=200',
    );
    const variantId =
      data.flatMap(({ variants }) => variants).find((one) => JSON.stringify(one).includes('V001'))?.id ?? '';
    await round.bring(campaignId, date, { [variantId]: { unitCost: yuan(unitCost) } });
    await round.handOver(id);
    const month = date.slice(0, 7);
    const { total } = await round.call<{ total: Record<'spread' | 'profit', { amount: number }> }>(
      `/reports/suppliers?month=${month}`,
    );
    return { spread: total.spread.amount, profit: total.profit.amount };
  };
  const market = await profitOf('2027-01-11', 120);
  const source = await profitOf('2027-02-11', 70);
  expect(source.spread - market.spread).toBe(50_000);
  expect(source.profit - market.profit).toBe(50_000);
});

describe('API: the planner', () => {
  const plan = { communities: 3, dailySales: yuan(500_000), marginBasisPoints: 800, days: 30 };

  test('three communities, 5,000.00 a day, 8 % margin, 30 days: 12,000.00 net a month [S]', async () => {
    expect(await round.call('/reports/forecast', plan)).toMatchObject({
      daily: { profit: yuan(40_000) },
      period: { sales: yuan(15_000_000), profit: yuan(1_200_000) },
      marginBasisPoints: 800,
    });
  });

  test.each([
    ['3 communities, 5,000 a day, 8 %', { ...plan }, 'small', 500, 800, 'inside'],
    [
      'one community at 2,000.00, 5 %',
      { communities: 1, dailySales: yuan(200_000), marginBasisPoints: 500 },
      'small',
      500,
      800,
      'inside',
    ],
    [
      'one community at 2,000.01, 8 %',
      { communities: 1, dailySales: yuan(200_001) },
      'middle',
      500,
      1500,
      'inside',
    ],
    [
      'mature at 10,000.00, 10 %',
      { communities: 2, dailySales: yuan(1_000_000), marginBasisPoints: 1000 },
      'mature',
      1000,
      1500,
      'inside',
    ],
    [
      'mature at 10,000.00, 15 %',
      { communities: 2, dailySales: yuan(1_000_000), marginBasisPoints: 1500 },
      'mature',
      1000,
      1500,
      'inside',
    ],
    [
      'mature at 10,000.00, 8 %',
      { communities: 2, dailySales: yuan(1_000_000) },
      'mature',
      1000,
      1500,
      'below',
    ],
  ])('margin bands: %s [S]', async (_case, wish, band, low, high, position) => {
    const { band: found } = await round.call('/reports/forecast', { ...plan, ...wish });
    expect(found).toMatchObject({ band, lowBasisPoints: low, highBasisPoints: high, position });
  });

  test('a plan is words too, in both languages: the band, the inputs and what else to reckon with', async () => {
    const found = await round.call<{ sensitivity: Body[]; notes: Body[]; band: Body }>(
      '/reports/forecast',
      plan,
    );
    for (const { zh, en } of [found.band, ...found.sensitivity, ...found.notes]) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/[a-z]/);
    }
    expect(found.sensitivity[0]).toMatchObject({ lower: yuan(1_080_000), higher: yuan(1_320_000) });
  });

  test('wrong plans are refused with 422, others may not ask', async () => {
    const wrong = await shop.call('/reports/forecast', { token: shop.secretKey, body: { days: 0 } });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'invalid_input']);
    const token = await shop.session('leader', planted.leader);
    expect((await shop.call('/reports/forecast', { token, body: plan })).status).toBe(403);
    expect((await shop.call('/reports/forecast', { token: shop.publishableKey, body: plan })).status).toBe(
      403,
    );
  });
});

test('API: shrinkage of fresh goods from 10 % to 5 %, shown as its effect on profit in the same report [S]', async () => {
  // A crate of 20 at 8.00; two 斤 are spoiled on the way, for the account of the shop.
  const { id, lines } = await round.buy(apples(20), yuan(20_000), 'till-1');
  shop.at(`${monday}T22:10:00+08:00`);
  await round.call(`/campaigns/${planted.campaign}/freeze`, {});
  const purchases = await round.call<{ data: { id: string }[] }>(
    `/campaigns/${planted.campaign}/purchase-orders`,
    {},
  );
  const purchaseId = purchases.data[0]?.id ?? '';
  await round.call(`/purchase-orders/${purchaseId}/send`, {});
  shop.at('2026-11-24T06:00:00+08:00');
  await round.call(`/purchase-orders/${purchaseId}/receipts`, {
    lines: [{ variantId: planted.apple, accepted: 20 }],
  });
  await round.call(`/purchase-orders/${purchaseId}/close`, {});
  const runs = await round.call<{ data: { id: string; stops: { id: string }[] }[] }>(
    `/campaigns/${planted.campaign}/delivery-runs`,
    {},
  );
  const [run] = runs.data;
  await round.call(`/delivery-runs/${run?.id ?? ''}/start`, {});
  await round.call(`/delivery-runs/${run?.id ?? ''}/stops/${run?.stops[0]?.id ?? ''}/hand-over`, {
    signedBy: '小陈',
    lines: [{ variantId: planted.apple, missing: 2 }],
  });
  shop.at('2026-11-24T16:30:00+08:00');
  await round.handOver(id);
  expect(lines).toHaveLength(1);
  const report = await round.call<Record<'total' | 'effect', { profit: { amount: number } }>>(
    '/reports/shrinkage?month=2026-11&by=stage&targetBasisPoints=500',
  );
  // 18 of 20 sold for 180.00: 10 % lost. At 5 % one 斤 more is sold: 8.00 of cost less on 180.00 of sales.
  expect(report).toMatchObject({
    total: { lost: yuan(1600), accepted: yuan(16_000), rateBasisPoints: 1000, netSales: yuan(18_000) },
    effect: { targetBasisPoints: 500, lost: yuan(800), gain: yuan(800), points: 444 },
    data: [{ id: 'transport', lost: yuan(1600), shareBasisPoints: 10_000, rateBasisPoints: 1000 }],
  });
  expect(report.effect.profit.amount - report.total.profit.amount).toBe(800);
});
