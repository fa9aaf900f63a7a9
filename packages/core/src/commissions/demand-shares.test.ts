import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { shareOfPrice } from './demand-shares.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const tooHigh = (sumBasisPoints: number, parts: readonly object[], maximumBasisPoints = 3000) => ({
  code: 'commission_share_too_high',
  details: { maximumBasisPoints, sumBasisPoints, parts },
});

test('cap: a rule that passes it alone is refused; by default it is 30 %', async () => {
  await expect(shop.tuan.commissionRules.create({ basisPoints: 3001 })).rejects.toMatchObject(
    tooHigh(3001, [{ part: 'rule', basisPoints: 3001 }]),
  );
  await shop.tuan.commissionRules.create({ basisPoints: 3000 });
  await expect(
    shop.tuan.leaders
      .apply({ name: '新团长', phone: '13800000009' })
      .then(({ id }) => shop.tuan.leaders.approve({ leaderId: id, basisPoints: 3001 })),
  ).rejects.toMatchObject(tooHigh(3001, [{ part: 'rule', basisPoints: 3001 }]));
});

test('cap: a sum per piece of one offer is measured by its price; others are limited when an order is placed', async () => {
  const offerId = planted.appleOffer;
  await expect(shop.tuan.commissionRules.create({ offerId, perPiece: yuan(301) })).rejects.toMatchObject(
    tooHigh(3010, [{ part: 'rule', basisPoints: 3010 }]),
  );
  await shop.tuan.commissionRules.create({ offerId, perPiece: yuan(300) });
  await shop.tuan.commissionRules.create({ perPiece: yuan(5000) });
});

test('cap: a launch boost that passes it alone, or the whole with the highest rate, is refused', async () => {
  const boost = (launchBoostBasisPoints: number) =>
    shop.tuan.shop.change({ policies: { launchBoostBasisPoints, launchBoostDays: 30 } });
  await expect(boost(3001)).rejects.toMatchObject(tooHigh(3001, [{ part: 'boost', basisPoints: 3001 }]));
  await boost(3000);
  await shop.tuan.shop.change({ policies: { maximumShareBasisPoints: 10_000 } });
  await expect(boost(9001)).rejects.toMatchObject(
    tooHigh(
      10_001,
      [
        { part: 'boost', basisPoints: 9001 },
        { part: 'rule', basisPoints: 1000 },
      ],
      10_000,
    ),
  );
  await boost(6000);
  await expect(shop.tuan.commissionRules.create({ basisPoints: 4001 })).rejects.toMatchObject(
    tooHigh(
      10_001,
      [
        { part: 'rule', basisPoints: 4001 },
        { part: 'boost', basisPoints: 6000 },
      ],
      10_000,
    ),
  );
});

test('R40: what the shop pays for a recruit is refused where it gives away more than the whole with all leaders', async () => {
  const share = (basisPoints: number) => ({ kind: 'share', basisPoints, days: 30 }) as const;
  const change = (policies: object) => shop.tuan.shop.change({ policies });
  const parts = (leaders: number, referral: number) => [
    { part: 'leaders', basisPoints: leaders },
    { part: 'referral', basisPoints: referral },
  ];
  await expect(change({ referral: share(7001) })).rejects.toMatchObject(
    tooHigh(10_001, parts(3000, 7001), 10_000),
  );
  await change({ referral: share(7000) });
  await expect(change({ maximumShareBasisPoints: 3001 })).rejects.toMatchObject({
    details: {
      parts: parts(3001, 7000),
      fields: [{ path: 'policies.maximumShareBasisPoints' }],
    },
  });
  await change({ maximumShareBasisPoints: 3001, referral: { kind: 'once', amount: 100 } });
});

test('R40: a step of a target that pays a rate comes on top of the commission, both at most the whole', async () => {
  const target = (basisPoints: number) => ({
    name: '冲量',
    period: { kind: 'month' } as const,
    steps: [{ threshold: yuan(1000), basisPoints }],
  });
  await expect(shop.tuan.commissionTargets.create(target(7001))).rejects.toMatchObject({
    code: 'commission_share_too_high',
    details: { sumBasisPoints: 10_001, fields: [{ path: 'steps.0.basisPoints' }] },
  });
  await shop.tuan.commissionTargets.create(target(7000));
});

test.each([
  [0, 1000, 0],
  [1, 0, 10_000],
  [300, 1000, 3000],
  [301, 1000, 3010],
  [1, 3, 3334],
])('cap: a sum of %i of a price of %i is %i basis points, rounded up', (perPiece, price, basisPoints) => {
  expect(shareOfPrice(perPiece, price)).toBe(basisPoints);
});
