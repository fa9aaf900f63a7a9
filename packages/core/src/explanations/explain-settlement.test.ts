import { afterEach, beforeEach, expect, test } from 'vitest';
import { problemsOf } from '../testing/explain-everything.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { plantBonus } from '../testing/plant-bonus.ts';
import { yuan } from '../testing/promote.ts';
import { settledApples, settleUpTo } from '../testing/settled-statement.ts';
import type { ExplanationView } from './explanation-view.ts';

const leaderId = planted.leader;

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

type Options = Parameters<TestShop['tuan']['settlements']['explain']>[1];

async function explain(settlementId: string, options?: Options): Promise<ExplanationView> {
  const explained = await shop.tuan.settlements.explain({ settlementId }, options);
  expect(problemsOf(explained)).toEqual([]);
  return explained;
}

async function settle(statementId: string): Promise<string> {
  return (await shop.tuan.settlements.create({ statementId })).settlementId ?? '';
}

/** The last step of each amount that is not zero: its name, why, and the arithmetic. */
const lastSteps = ({ amounts }: ExplanationView) =>
  amounts.flatMap(({ name, amount, steps }) =>
    amount.amount === 0 ? [] : [[name, steps.at(-1)?.texts.en, steps.at(-1)?.calculation?.exact]],
  );

test('R38: an order above the cap: what is split of it and what stays outside, from its payment', async () => {
  await shop.tuan.shop.change({ policies: { splitCapBasisPoints: 333 } });
  const { statementId } = await settledApples(shop, 10);
  const settlementId = await settle(statementId);
  const explained = await explain(settlementId);
  expect(lastSteps(explained)).toEqual([
    ['settlement.total', 'Splits less reversals, and all that stays outside', '333 + 667 = 1000'],
    ['settlement.split', 'All splits together (1)', '333'],
    [
      'settlement.overCap',
      'Of an order at most 3.33% of what was paid, rounded down, and what is left after refunds, less what was split before',
      '1000 − 333 = 667',
    ],
    ['settlement.line', 'The commission, at most what may be split', 'min(1000, 333) = 333'],
  ]);
  const [cap] = explained.amounts.at(-1)?.steps ?? [];
  expect([cap?.texts.zh, cap?.calculation?.exact]).toEqual([
    '已付 100.00 元 的 3.33%，向下取整；退款后还剩 100.00 元',
    'min(333, 10000) = 333',
  ]);
  const split = explained.amounts.find(({ name }) => name === 'settlement.split');
  expect(split?.entries.map(({ account, amount }) => [account, amount.amount])).toEqual([
    [2320, 333],
    [2330, -333],
  ]);
});

test('R36, R38: a bonus stays outside; what is taken back names the split that it comes from; the statement says so too', async () => {
  const { collected, statementId } = await settledApples(shop, 10);
  const settlementId = await settle(statementId);
  const { data: lines } = await shop.tuan.settlements.lines({});
  const number = lines[0]?.number ?? '';
  await shop.tuan.settlements.confirm({ results: [{ number }] });
  shop.at('2026-11-29T09:00:00+08:00');
  const { orderId = '', lineId = '' } = collected[0] ?? {};
  await shop.tuan.orders.refund({ orderId, lineId, amount: yuan(5000), reason: '补偿', fault: 'shop' });
  await plantBonus(shop, 700, shop.now);
  const next = await settle(await settleUpTo(shop, '2026-11-30'));
  expect(lastSteps(await explain(next))).toEqual([
    ['settlement.total', 'Splits less reversals, and all that stays outside', '−500 + 700 = 200'],
    ['settlement.reversal', 'All reversals together (1)', '500'],
    ['settlement.bonus', 'Bonuses belong to no order, so nothing of them can be split', '700'],
    [
      'settlement.line',
      `Commission taken back, at most what is left of the split ${number}`,
      'min(500, 500) = 500',
    ],
  ]);
  // The first one is explained as the order stood then, whatever went back since.
  expect(
    lastSteps(await explain(settlementId))
      .at(-1)
      ?.at(-1),
  ).toBe('min(1000, 3000) = 1000');

  const { data } = await shop.tuan.settlements.lines({ kind: 'reversal' });
  await shop.tuan.settlements.confirm({ results: [{ number: data[0]?.number ?? '' }] });
  await plantBonus(shop, 100, shop.now);
  const last = await settleUpTo(shop, '2026-12-01');
  const statement = await shop.tuan.statements.explain({ statementId: last });
  const carried = statement.amounts.find(({ name }) => name === 'statement.carried');
  expect(carried?.steps.map(({ texts }) => texts.zh)).toContain('分账回退 5.00 元');
});

test('settlements: a leader sees the own explained, with what the shop owes; another leader and a customer nothing', async () => {
  const { statementId } = await settledApples(shop, 10);
  const settlementId = await settle(statementId);
  const own = await explain(settlementId, { actor: { kind: 'leader', leaderId } });
  expect(own.amounts.flatMap(({ entries }) => entries.map(({ account }) => account))).toEqual([2320, 2330]);
  for (const actor of [
    { kind: 'leader', leaderId: planted.otherLeader },
    { kind: 'customer', customerId: planted.customer },
  ] as const)
    await expect(shop.tuan.settlements.explain({ settlementId }, { actor })).rejects.toMatchObject({
      code: 'not_found',
    });
  await expect(shop.tuan.settlements.explain({ settlementId: 'stl_none' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test("settlements: who has a share of another leader's order reads nothing of its payment and of what others were given", async () => {
  const { collected, statementId } = await settledApples(shop, 10);
  const settlementId = await settle(statementId);
  const give = (to: string) =>
    shop.tuan.engine.run(
      [
        {
          sql: 'UPDATE "orders" SET "leaderId" = ? WHERE "id" = ?',
          params: [to, collected[0]?.orderId ?? ''],
        },
      ],
      'write',
    );
  await give(planted.otherLeader);
  const line = (explained: ExplanationView) => explained.amounts.at(-1);
  const own = line(await explain(settlementId, { actor: { kind: 'leader', leaderId } }));
  expect(own?.amount).toEqual(yuan(1000));
  expect(own?.steps.map(({ calculation }) => calculation?.exact)).toEqual(['1000']);
  expect(JSON.stringify(own)).not.toContain('100.00');
  expect(line(await explain(settlementId))?.steps).toHaveLength(2);
  await give(leaderId);
});
