import { afterEach, beforeEach, expect, test } from 'vitest';
import { leaders } from '../leaders/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const create = (rule: Parameters<typeof shop.tuan.commissionRules.create>[0]) =>
  shop.tuan.commissionRules.create(rule);

/** What an apple bought now earns the leader, and what decided. */
let count = 0;
async function rateNow(leaderId: string = planted.leader) {
  const order = await buyApples(shop, 1, `till-${String((count += 1))}`, {
    leaderId,
    pickupPointId: undefined,
  });
  const [entry] = (await shop.tuan.commissions.list({ orderId: order.id })).data;
  return [entry?.basisPoints, entry?.decidedBy];
}

test('C18: offer, campaign, leader, tier, category, shop: the most specific rule decides', async () => {
  await shop.plant((work) => work.set(leaders, work.get(leaders, planted.leader), { tier: '金牌' }));
  expect(await rateNow()).toEqual([1000, 'shop']);
  await create({ category: '水果', basisPoints: 900 });
  expect(await rateNow()).toEqual([900, 'category']);
  await create({ leaderTier: '金牌', basisPoints: 1100 });
  expect(await rateNow()).toEqual([1100, 'leaderTier']);
  await create({ leaderId: 'external:L01', basisPoints: 1200 });
  expect(await rateNow()).toEqual([1200, 'leader']);
  await create({ campaignId: 'external:today', basisPoints: 1300 });
  expect(await rateNow()).toEqual([1300, 'campaign']);
  await create({ offerId: planted.appleOffer, basisPoints: 1400 });
  expect(await rateNow()).toEqual([1400, 'offer']);
  expect(await rateNow(planted.otherLeader)).toEqual([1400, 'offer']);
});

test('C18: a category in which the shop has no goods is refused with those it has, as it would never decide', async () => {
  await expect(create({ category: '水菓', basisPoints: 900 })).rejects.toMatchObject({
    code: 'category_unknown',
    details: {
      categories: ['水果', '肉禽蛋'],
      fields: [{ path: 'category', code: 'unknown_category' }],
    },
  });
  expect((await shop.tuan.commissionRules.list({})).data).toHaveLength(1);
});

test('C18: while the shop has no goods at all, a rule may name any category', async () => {
  const empty = await testShop();
  await empty.plant((work) => {
    for (const table of ['offers', 'pools', 'variants', 'products']) work.statement(`DELETE FROM "${table}"`);
    return null;
  });
  expect(await empty.tuan.commissionRules.create({ category: '水果', basisPoints: 900 })).toMatchObject({
    category: '水果',
  });
  await empty.close();
});

test('C18: 0 % is a rule, and decides', async () => {
  await create({ leaderId: planted.leader, basisPoints: 0 });
  expect(await rateNow()).toEqual([0, 'leader']);
});

test('C18: the first link that only one of two rules names decides, however many the other names', async () => {
  await create({ campaignId: planted.campaign, category: '水果', basisPoints: 1500 });
  await create({ offerId: planted.appleOffer, basisPoints: 600 });
  expect(await rateNow()).toEqual([600, 'offer']);
});

test('C18: a rule is never changed, only replaced; orders keep the rate they were placed at (R34)', async () => {
  const first = await create({ leaderId: planted.leader, basisPoints: 1200 });
  const order = await buyApples(shop, 1, 'till');
  shop.now += 1000;
  const second = await create({ leaderId: planted.leader, basisPoints: 800 });
  expect(await rateNow()).toEqual([800, 'leader']);
  expect((await shop.tuan.commissions.list({ orderId: order.id })).data).toMatchObject([
    { basisPoints: 1200, due: yuan(120) },
  ]);
  const { data } = await shop.tuan.commissionRules.list({ leaderId: planted.leader });
  expect(data).toMatchObject([
    { id: second.id, validTo: null },
    { id: first.id, validTo: second.validFrom },
  ]);
  expect(
    (await shop.tuan.commissionRules.list({ leaderId: planted.leader, inForce: true })).data,
  ).toHaveLength(1);
});

test('C18: a passing rule, as a launch boost, leaves the older one in force when it ends', async () => {
  await create({ leaderId: planted.leader, basisPoints: 1000 });
  await create({ leaderId: planted.leader, basisPoints: 1500, validTo: '2026-11-23T12:00:00+08:00' });
  expect(await rateNow()).toEqual([1500, 'leader']);
  shop.at('2026-11-23T12:00:00+08:00');
  expect(await rateNow()).toEqual([1000, 'leader']);
});

test('C18: a rule may begin later; it decides from that instant on', async () => {
  await create({ basisPoints: 500, validFrom: '2026-11-23T12:00:00+08:00' });
  expect(await rateNow()).toEqual([1000, 'shop']);
  shop.at('2026-11-23T12:00:00+08:00');
  expect(await rateNow()).toEqual([500, 'shop']);
});

test('a rule cannot reach back: orders are placed already', async () => {
  expect(await create({ basisPoints: 500, validFrom: '2026-01-01T00:00:00Z' })).toMatchObject({
    validFrom: '2026-11-23T01:00:00.000Z',
  });
});

test('per piece: a fixed sum instead of a rate, and it follows the money', async () => {
  await create({ offerId: planted.appleOffer, perPiece: yuan(100) });
  const order = await buyApples(shop, 3, 'till');
  const entry = async () => (await shop.tuan.commissions.list({ orderId: order.id })).data[0];
  expect(await entry()).toMatchObject({ perPiece: yuan(100), basisPoints: null, due: yuan(300) });
  const lineId = order.lines[0]?.id ?? '';
  await shop.tuan.orders.refund({
    orderId: order.id,
    lineId,
    amount: yuan(1500),
    reason: '补偿',
    fault: 'shop',
  });
  expect(await entry()).toMatchObject({ due: yuan(150), reversed: yuan(150) });
  await shop.tuan.orders.cancel({ orderId: order.id });
  expect(await entry()).toMatchObject({ due: yuan(0), reversed: yuan(300) });
});

test('levels: a tier that is no level is refused, and any name is one where the shop has no levels', async () => {
  await create({ leaderTier: '钻石', basisPoints: 900 });
  await shop.tuan.leaderLevels.put({ levels: [{ name: '银牌', reach: {} }] });
  await expect(create({ leaderTier: '钻石', basisPoints: 900 })).rejects.toMatchObject({
    code: 'leader_level_unknown',
    details: { levels: ['银牌'], fields: [{ path: 'leaderTier' }] },
  });
  expect(await create({ leaderTier: '银牌', basisPoints: 900 })).toMatchObject({ leaderTier: '银牌' });
});

test('create rule: rates above 100 %, both, none, wrong periods and strangers are refused', async () => {
  const refused = (rule: object, code: string, path: string) =>
    expect(create(rule), JSON.stringify(rule)).rejects.toMatchObject({
      code,
      details: { fields: [expect.objectContaining({ path })] },
    });
  await refused({ basisPoints: 10_001 }, 'invalid_input', 'basisPoints');
  await refused({ basisPoints: -1 }, 'invalid_input', 'basisPoints');
  await refused({}, 'invalid_input', 'basisPoints');
  await refused({ basisPoints: 100, perPiece: yuan(1) }, 'invalid_input', 'basisPoints');
  await refused({ perPiece: yuan(-1) }, 'invalid_input', 'perPiece.amount');
  await refused({ perPiece: { amount: 1, currency: 'USD' } }, 'currency_mismatch', 'perPiece.currency');
  await refused({ basisPoints: 1, validTo: '2026-11-23T00:00:00Z' }, 'commission_rule_invalid', 'validTo');
  await expect(create({ leaderId: 'led_none', basisPoints: 1 })).rejects.toMatchObject({ code: 'not_found' });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.commissionRules.create({ basisPoints: 1 }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.commissionRules.list({}, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
});
