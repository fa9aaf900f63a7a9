import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { problemsOf } from '../testing/explain-everything.ts';
import { yuan } from '../testing/promote.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('each figure of the profit report from the occasions that posted it, and its entries a page at a time', async () => {
  const [bought] = await collectApples(shop, 3, 2);
  const { orderId = '', lineId = '' } = bought ?? {};
  await shop.tuan.orders.refund({ orderId, lineId, amount: yuan(500), reason: '碰伤', fault: 'supplier' });
  const campaignId = planted.campaign;
  const explained = await shop.tuan.reports.explainProfit({ campaignId, step: 'commission', limit: 2 });
  expect(problemsOf(explained)).toEqual([]);
  const { total } = await shop.tuan.reports.profit({ campaignId });
  const figures = Object.fromEntries(explained.amounts.map(({ name, amount }) => [name, amount]));
  expect(figures).toMatchObject({
    'profit.sales': total.sales,
    'profit.cost': total.cost,
    'profit.commission': yuan(450),
    'profit.recoveries': yuan(400),
    'profit.profit': total.profit,
  });
  const commission = explained.amounts.find(({ name }) => name === 'profit.commission');
  expect(commission?.steps.map(({ texts, calculation }) => [texts.en, calculation?.exact])).toEqual([
    ['Goods handed over: sale, cost and commission: 5.00 CNY', '500'],
    ['Refund due: -0.50 CNY', '−50'],
    ['These together', '500 − 50 = 450'],
  ]);
  expect(commission?.entries.map(({ amount }) => amount.amount)).toEqual([-50, 200]);
  const cursor = explained.nextCursor ?? '';
  const next = await shop.tuan.reports.explainProfit({ campaignId, step: 'commission', limit: 2, cursor });
  expect(next.amounts.flatMap(({ entries }) => entries.map(({ amount }) => amount.amount))).toEqual([300]);
  expect(next.nextCursor).toBeNull();
});

test('operating costs by what they were for, and the part of the costs of no campaign that the report spreads', async () => {
  await collectApples(shop, 3);
  const campaignId = planted.campaign;
  for (const [kind, amount, own] of [
    ['van', 1200, true],
    ['bags', 300, true],
    ['rent', 1001, false],
  ] as const)
    await shop.tuan.costs.record({
      kind,
      amount: yuan(amount),
      reference: kind,
      ...(own ? { campaignId } : {}),
    });
  const month = { month: '2026-11', campaignId };
  const costsOf = ({ amounts }: Awaited<ReturnType<typeof shop.tuan.reports.explainProfit>>) =>
    amounts.find(({ name }) => name === 'profit.otherCosts');
  const plain = costsOf(await shop.tuan.reports.explainProfit(month));
  expect(plain?.steps.map(({ texts, calculation }) => [texts.zh, calculation?.exact])).toEqual([
    ['运营费用 bags 3.00 元', '300'],
    ['运营费用 van 12.00 元', '1200'],
    ['各项合计', '300 + 1200 = 1500'],
  ]);
  const spread = await shop.tuan.reports.explainProfit({ ...month, spreadCosts: true });
  expect(problemsOf(spread)).toEqual([]);
  expect(
    costsOf(spread)
      ?.steps.slice(2)
      .map(({ texts, calculation }) => [texts.en, calculation?.exact]),
  ).toEqual([
    [
      'Costs of no campaign, shared out by net sales; the largest remainders get the odd units',
      '1001 × 3000 ÷ 3000 = 1001 → 1001',
    ],
    ['These together', '300 + 1200 + 1001 = 2501'],
  ]);
  const { total } = await shop.tuan.reports.profit({ ...month, spreadCosts: true });
  expect(total.otherCosts).toEqual(yuan(2501));
  expect(spread.amounts.at(-1)?.amount).toEqual(total.profit);
  await expect(
    shop.tuan.reports.explainProfit({ month: '2026-11', leaderId: planted.leader, spreadCosts: true }),
  ).rejects.toMatchObject({ details: { fields: [{ path: 'spreadCosts' }] } });
});

test('for the shop alone, and of nothing every figure is 0', async () => {
  const nothing = await shop.tuan.reports.explainProfit({ from: '2026-12-01' });
  expect(nothing).toMatchObject({ agrees: true, nextCursor: null });
  expect(nothing.amounts.map(({ amount }) => amount.amount)).toEqual(nothing.amounts.map(() => 0));
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.reports.explainProfit({}, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
});
