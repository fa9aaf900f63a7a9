import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { offers } from '../campaigns/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { promote, yuan } from '../testing/promote.ts';
import { earn } from '../testing/ready-orders.ts';
import type { ExplanationView } from './explanation-view.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** An amount as people read it: its sentence and each step with its rule and arithmetic. */
function told(explained: ExplanationView, name: string, language: 'zh' | 'en', position = 0): string[] {
  const amount = explained.amounts.filter((one) => one.name === name)[position];
  expect(amount).toMatchObject({ agrees: true });
  const steps = amount?.steps ?? [];
  return [
    amount?.texts[language] ?? '',
    ...steps.map(({ rule, texts, calculation }) =>
      // How many ids were made before is no part of the example.
      [rule ?? '', texts[language], calculation?.exact ?? '']
        .filter((part) => part !== '')
        .join(' | ')
        .replaceAll(/_0\d+/gu, '_1'),
    ),
  ];
}

async function placeTwo() {
  await shop.plant((work) => work.set(offers, work.get(offers, planted.eggOffer), { price: 1980 }));
  await shop.tuan.commissionRules.create({ category: '肉禽蛋', basisPoints: 1200 });
  await promote(shop, { kind: 'firstOrder', name: '新人立减', steps: [{ amount: yuan(500) }] });
  const order = await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [
      { offerId: planted.appleOffer, pieces: 3 },
      { offerId: planted.eggOffer, pieces: 1 },
    ],
    payment: { amount: yuan(4480), reference: 'till' },
  });
  return shop.tuan.orders.explain({ orderId: order.id });
}

describe('R9, R34: 5.00 off 30.00 and 19.80 leaves 26.99 at 10 % and 17.81 at 12 %: 2.70 + 2.14 = 4.84', () => {
  test('the discount by largest remainder, in Chinese', async () => {
    const explained = await placeTwo();
    expect(told(explained, 'promotion.discount', 'zh')).toEqual([
      '新人立减共减 5.00 元',
      'R9 | 新人立减：减 5.00 元，不超过商品金额',
      'prm_1 v1 | 适用商品当时 49.80 元，门槛 0.00 元 | min(500, 4980) = 500',
    ]);
    expect(told(explained, 'line.discount', 'zh', 0)).toEqual([
      '苹果优惠 3.01 元',
      'prm_1 v1 | 新人立减按当时实付分摊到各行，余数大的先得一分 | 500 × 3000 ÷ 4980 = 301 + 1020/4980 → 301',
      'R9 | 这一行的优惠合计 | 301',
    ]);
    expect(told(explained, 'line.discount', 'zh', 1)).toEqual([
      '散养土鸡蛋优惠 1.99 元',
      'prm_1 v1 | 新人立减按当时实付分摊到各行，余数大的先得一分 | 500 × 1980 ÷ 4980 = 198 + 3960/4980 → 199',
      'R9 | 这一行的优惠合计 | 199',
    ]);
    expect(told(explained, 'line.net', 'zh', 1)).toEqual([
      '散养土鸡蛋 ×1 实付 17.81 元',
      'R6 | 单价 × 件数 | 1980 × 1 = 1980',
      'R9 | 商品金额减优惠和降价 | 1980 − 199 = 1781',
    ]);
  });

  test('both commissions with their rules, in both languages', async () => {
    const explained = await placeTwo();
    const dues = explained.amounts.filter(({ name }) => name === 'commission.due');
    expect(dues.map(({ amount }) => amount.amount)).toEqual([270, 214]);
    expect(told(explained, 'commission.due', 'en', 0)).toEqual([
      '东门小陈妈妈, sale: 2.70 CNY for 苹果',
      'rul_shop @1970-01-01T00:00:00.000Z | 10% by the rule for the shop, fixed when the order was placed; of what is paid after discounts',
      'R34 | 2.70 CNY accrued at the payment | 2699 × 1000 ÷ 10000 = 269.9',
      'R34 | What accrued less what was taken back | 270',
    ]);
    expect(told(explained, 'commission.due', 'en', 1).slice(1, 4)).toEqual([
      'rul_1 @2026-11-23T01:00:00.000Z | 12% by the rule for the category, fixed when the order was placed; of what is paid after discounts',
      'rul_shop | The rule for the shop (10%) matched too, but does not name the category, so it is less specific',
      'R34 | 2.14 CNY accrued at the payment | 1781 × 1200 ÷ 10000 = 213.72',
    ]);
    expect(told(explained, 'commission.due', 'zh', 1)).toEqual([
      '东门小陈妈妈的卖货佣金：散养土鸡蛋 2.14 元',
      'rul_1 @2026-11-23T01:00:00.000Z | 12%：按品类的规则，下单时定下，之后改规则不影响；按优惠后的实付计',
      'rul_shop | 店铺的规则（10%）也适用，但没有指定品类，不如前一条具体',
      'R34 | 付款时计 2.14 元（待赚） | 1781 × 1200 ÷ 10000 = 213.72',
      'R34 | 应得减收回 | 214',
    ]);
  });
});

test('R31, R34: 10.00 over 3 pieces goes back as 3.33, 3.34, 3.33; due 1.00 → 0.67 → 0.33 → 0', async () => {
  await promote(shop, { kind: 'spendSave', name: '满减', steps: [{ from: yuan(3000), amount: yuan(2000) }] });
  const order = await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces: 3 }],
    payment: { amount: yuan(1000), reference: 'till' },
  });
  const [line] = order.lines;
  for (const fault of ['shop', 'shop', 'shop'] as const)
    await shop.tuan.orders.refund({
      orderId: order.id,
      lineId: line?.id ?? '',
      pieces: 1,
      reason: '碰伤',
      fault,
    });
  const explained = await shop.tuan.orders.explain({ orderId: order.id });
  expect(told(explained, 'line.refunded', 'zh')).toEqual([
    '苹果已退 10.00 元',
    'R31 | 碰伤：退 3.33 元（1 件，累计后相减） | round(1000 × 1 ÷ 3 = 333 + 1/3) − round(1000 × 0 ÷ 3 = 0) = 333 − 0 = 333',
    'R31 | 碰伤：退 3.34 元（1 件，累计后相减） | round(1000 × 2 ÷ 3 = 666 + 2/3) − round(1000 × 1 ÷ 3 = 333 + 1/3) = 667 − 333 = 334',
    'R31 | 碰伤：退 3.33 元（1 件，累计后相减） | round(1000 × 3 ÷ 3 = 1000) − round(1000 × 2 ÷ 3 = 666 + 2/3) = 1000 − 667 = 333',
    'R31 | 各次退款合计 | 333 + 334 + 333 = 1000',
  ]);
  expect(told(explained, 'commission.due', 'en').slice(2)).toEqual([
    'R34 | 1.00 CNY accrued at the payment | 1000 × 1000 ÷ 10000 = 100',
    'R34 | 碰伤: due falls to 0.67 CNY (667 × 1000 ÷ 10000 = 66.7), 0.33 CNY taken back | 100 − 67 = 33',
    'R34 | 碰伤: due falls to 0.33 CNY (333 × 1000 ÷ 10000 = 33.3), 0.34 CNY taken back | 67 − 33 = 34',
    'R34 | 碰伤: due falls to 0.00 CNY (0 × 1000 ÷ 10000 = 0), 0.33 CNY taken back | 33',
    'R34 | What accrued less what was taken back | 100 − 33 − 34 − 33 = 0',
  ]);
});

test('R33: half supplier, half leader of 0.05 is 0.03 and 0.02; the leader pays in the statement', async () => {
  const [bought] = await collectApples(shop, 2);
  await earn(shop);
  const claim = await shop.tuan.claims.open({
    orderLineId: bought?.lineId ?? '',
    reason: '不新鲜',
    amount: yuan(6),
  });
  await shop.tuan.claims.approve({ claimId: claim.id, faultShares: { supplier: 5000, leader: 5000 } });
  const explained = await shop.tuan.claims.explain({ claimId: claim.id });
  const cost = 'R33 | 按涉及商品的成本分担：该行成本 × 退款 ÷ 首次售后前的余额 | 1600 × 6 ÷ 2000 = 4.8';
  expect(told(explained, 'fault.share', 'zh', 0)).toEqual([
    '供应商承担 0.03 元',
    cost,
    'R33 | 供应商的责任 50%，按最大余数分 | 5 × 5000 ÷ 10000 = 2.5 → 3',
  ]);
  expect(told(explained, 'fault.share', 'zh', 1)).toEqual([
    '团长承担 0.02 元',
    cost,
    'R33 | 团长的责任 50%，按最大余数分 | 5 × 5000 ÷ 10000 = 2.5 → 2',
  ]);
  shop.at('2026-11-28T09:00:00+08:00');
  const { statementId } = await shop.tuan.statements.create({ leaderId: planted.leader, to: '2026-11-28' });
  const statement = await shop.tuan.statements.explain({ statementId: statementId ?? '' });
  expect(told(statement, 'statement.total', 'zh')).toEqual([
    '东门小陈妈妈到 2026-11-28 00:00 为止的结算单合计 1.97 元',
    'R37 | 四组合计 | 200 − 1 − 2 = 197',
  ]);
  expect(told(statement, 'movement.fault', 'en').slice(1)).toEqual([
    "R33 | The cost of the goods concerned is shared: the line's cost × refund ÷ what was left before the first claim | 1600 × 6 ÷ 2000 = 4.8",
    'R33 | Fault of the leader: 50%, split by largest remainder | 5 × 5000 ÷ 10000 = 2.5 → 2',
    'R33 | Taken off the commission | −2',
  ]);
  expect(told(statement, 'movement.reversed', 'en').slice(1)).toEqual([
    'R34 | a claim: due falls to 1.99 CNY (1994 × 1000 ÷ 10000 = 199.4), 0.01 CNY taken back; it was earned, so in the next statement | 200 − 199 = 1',
    'R36 | It was earned, so it is an entry of the next statement | −1',
  ]);
});
