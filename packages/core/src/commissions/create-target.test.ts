import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const steps = [{ threshold: yuan(2000), bonus: yuan(100) }];
const target = { name: '冲量', period: { kind: 'month' }, steps } as const;

function create(wish: object) {
  return shop.tuan.commissionTargets.create({ ...target, ...wish });
}

test('R40: a month, a week from Monday or dates, each in the zone of the shop; the first period counts whole', async () => {
  expect(await create({})).toMatchObject({
    validFrom: '2026-10-31T16:00:00.000Z',
    validTo: null,
    next: { from: '2026-10-31T16:00:00.000Z', to: '2026-11-30T16:00:00.000Z' },
    withholding: null,
  });
  expect(await create({ period: { kind: 'week' }, validFrom: '2026-11-29' })).toMatchObject({
    next: { from: '2026-11-22T16:00:00.000Z', to: '2026-11-29T16:00:00.000Z' },
  });
  const dates = { kind: 'dates', from: '2026-12-24', to: '2026-12-27' };
  expect(await create({ period: dates, leaderId: 'external:L01' })).toMatchObject({
    leaderId: planted.leader,
    validTo: '2026-12-26T16:00:00.000Z',
  });
  expect(await create({ validFrom: '2026-12-31', validTo: '2027-03-01' })).toMatchObject({
    validFrom: '2026-11-30T16:00:00.000Z',
    validTo: '2027-02-28T16:00:00.000Z',
  });
});

test('R40: those whom a target is for are told of it: all leaders but the house, those of a tier, or one', async () => {
  const told = async (wish: object) => {
    const { id } = await create(wish);
    await shop.tuan.tick();
    const rows = await shop.tuan.reader.rows<{ receiverId: string; sales: number }>(
      `SELECT "receiverId", "facts" ->> 'salesAmount' AS "sales" FROM "notices"
       WHERE "topic" = 'target.created' AND "facts" ->> 'targetId' = ? ORDER BY "receiverId"`,
      [id],
    );
    expect(rows.every(({ sales }) => sales === 2000)).toBe(true);
    return rows.map(({ receiverId }) => receiverId);
  };
  expect(await told({})).toEqual([planted.leader, planted.otherLeader]);
  expect(await told({ leaderId: 'external:L02' })).toEqual([planted.otherLeader]);
  expect(await told({ leaderTier: '金牌' })).toEqual([]);
  await shop.tuan.leaders.change({ leaderId: planted.leader, tier: '金牌' });
  expect(await told({ leaderTier: '金牌' })).toEqual([planted.leader]);
});

test('R40: a week has its days also where clocks change', async () => {
  const other = await testShop({ zone: 'Europe/Berlin', currency: 'EUR' });
  other.at('2027-03-24T12:00:00+01:00');
  const euro = (amount: number) => ({ amount, currency: 'EUR' });
  const made = await other.tuan.commissionTargets.create({
    name: 'W',
    period: { kind: 'week' },
    steps: [{ threshold: euro(1), bonus: euro(1) }],
  });
  expect(made.next).toEqual({ from: '2027-03-21T23:00:00.000Z', to: '2027-03-28T22:00:00.000Z' });
  await other.close();
});

test('R40, [S]: withholding needs an explicit yes, and the answer warns in both languages', async () => {
  const withholding = { basisPoints: 100 };
  await expect(create({ withholding })).rejects.toMatchObject({
    code: 'withholding_unacknowledged',
    details: {
      warning: { 'zh-CN': expect.stringContaining('不建议'), en: expect.stringContaining('advised against') },
    },
  });
  expect(await create({ withholding: { ...withholding, acknowledged: true } })).toMatchObject({
    withholding: {
      amount: null,
      basisPoints: 100,
      noticeDays: 3,
      warning: { 'zh-CN': expect.stringContaining('不建议'), en: expect.stringContaining('advised against') },
    },
  });
});

const rising = (...thresholds: readonly number[]) =>
  thresholds.map((threshold, position) => ({ threshold: yuan(threshold), bonus: yuan(100 + position) }));

test.each([
  ['thresholds that fall', { steps: rising(2000, 1000) }, 'steps.1.threshold'],
  ['thresholds that are equal', { steps: rising(2000, 2000) }, 'steps.1.threshold'],
  [
    'a step that pays less than the one before',
    {
      steps: [
        { threshold: yuan(1000), basisPoints: 1000 },
        { threshold: yuan(2000), bonus: yuan(199) },
      ],
    },
    'steps.1',
  ],
  ['no step', { steps: [] }, 'steps'],
  ['a bonus below zero', { steps: [{ threshold: yuan(1), bonus: yuan(-1) }] }, 'steps.0.bonus.amount'],
  [
    'a threshold below zero',
    { steps: [{ threshold: yuan(-1), bonus: yuan(1) }] },
    'steps.0.threshold.amount',
  ],
  ['a rate above 100 %', { steps: [{ threshold: yuan(1), basisPoints: 10_001 }] }, 'steps.0.basisPoints'],
  [
    'both a sum and a rate',
    { steps: [{ threshold: yuan(1), bonus: yuan(1), basisPoints: 1 }] },
    'steps.0.bonus',
  ],
  ['leader and tier', { leaderId: planted.leader, leaderTier: '金牌' }, 'leaderTier'],
  [
    'withholding above 100 %',
    { withholding: { basisPoints: 10_001, acknowledged: true } },
    'withholding.basisPoints',
  ],
])('R40: refuses %s', async (_case, wish, path) => {
  await expect(create(wish)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [expect.objectContaining({ path })] },
  });
});

test.each([
  ['dates that are over', { period: { kind: 'dates', from: '2026-11-01', to: '2026-11-23' } }, 'period.to'],
  [
    'dates that end before they begin',
    { period: { kind: 'dates', from: '2026-12-02', to: '2026-12-02' } },
    'period.to',
  ],
  ['a month that is over', { validFrom: '2026-10-31' }, 'validFrom'],
  ['an end before the first period', { validTo: '2026-11-01' }, 'validTo'],
])('R40: refuses a target in the past: %s', async (_case, wish, path) => {
  await expect(create(wish)).rejects.toMatchObject({
    code: 'target_invalid',
    details: { fields: [expect.objectContaining({ path })] },
  });
});

test('R47, R40: refuses another currency, an unknown leader, and anybody but the shop', async () => {
  const dollars = { threshold: { amount: 1, currency: 'USD' }, bonus: yuan(1) };
  await expect(create({ steps: [dollars] })).rejects.toMatchObject({ code: 'currency_mismatch' });
  await expect(create({ leaderId: 'led_nobody' })).rejects.toMatchObject({ code: 'not_found' });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.commissionTargets.create(target, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
