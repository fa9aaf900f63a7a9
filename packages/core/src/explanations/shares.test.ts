import { afterEach, beforeEach, expect, test } from 'vitest';
import { campaigns } from '../campaigns/tables.ts';
import { leaders } from '../leaders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { shops } from '../shop/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { unexplained } from '../testing/explain-everything.ts';
import { buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
  await shop.plant((work, { now }) => {
    const row = work.get(shops, 'shop');
    const boost = { launchBoostBasisPoints: 200, launchBoostDays: 30 };
    work.set(shops, row, { policies: { ...row.policies, ...boost } });
    work.set(leaders, work.get(leaders, planted.leader), { approvedAt: now });
    work.set(campaigns, work.get(campaigns, planted.campaign), {
      ownerLeaderId: planted.otherLeader,
      ownerBasisPoints: 333,
      helperBasisPoints: 700,
    });
    const point = work.get(pickupPoints, planted.otherPoint);
    return work.set(pickupPoints, point, {
      leaderId: planted.otherLeader,
      shareBasisPoints: 200,
      shareFrom: 'leader',
    });
  });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('boost, help-selling and a pickup point on one line: each share is explained and all of them agree', async () => {
  const { id, lines } = await buyApples(shop, 3, 'till', { pickupPointId: planted.otherPoint });
  const refund = { orderId: id, lineId: lines[0]?.id ?? '', reason: '碰伤', fault: 'shop' } as const;
  await shop.tuan.orders.refund({ ...refund, pieces: 1 });
  expect(await unexplained(shop)).toEqual([]);
  const explained = await shop.tuan.orders.explain({ orderId: id });
  const dues = explained.amounts.filter(({ name }) => name === 'commission.due');
  const told = dues.map(({ texts, steps }) => [
    texts.en,
    ...steps.map((one) => `${one.rule ?? ''} | ${one.texts.en} | ${one.calculation?.exact ?? ''}`),
  ]);
  const after = (sum: string, exact: string, back: string) =>
    `R34 | 碰伤: due falls to ${sum} CNY (${exact}), ${back} CNY taken back`;
  expect(told.map((read) => [read[0], ...read.slice(2, -1)])).toEqual([
    [
      '便利店老周, sale: 0.67 CNY for 苹果',
      'R34 | 1.00 CNY accrued at the payment | 3000 × 1233 ÷ 10000 = 369.9 → 370; 370 × 333 ÷ 1233 = 99 + 1143/1233',
      `${after('0.67', '2000 × 1233 ÷ 10000 = 246.6 → 247; 247 × 333 ÷ 1233 = 66 + 873/1233', '0.33')} | 100 − 67 = 33`,
    ],
    [
      '东门小陈妈妈, help-selling: 1.40 CNY for 苹果',
      "R40 | 2% of it is the boost of the leader's first days | ",
      'R34 | 2.10 CNY accrued at the payment | 3000 × 1233 ÷ 10000 = 369.9 → 370; 270 × 900 ÷ 900 = 270; − 60',
      `${after('1.40', '2000 × 1233 ÷ 10000 = 246.6 → 247; 180 × 900 ÷ 900 = 180; − 40', '0.70')} | 210 − 140 = 70`,
    ],
    [
      '便利店老周, pickup point share: 0.40 CNY for 苹果',
      expect.stringMatching(/^C18 \| 200\/900 of the commission com_\d+; the two together stay what it was/),
      'R34 | 0.60 CNY accrued at the payment | 270 × 200 ÷ 900 = 60',
      `${after('0.40', '180 × 200 ÷ 900 = 40', '0.20')} | 60 − 40 = 20`,
    ],
  ]);
});
