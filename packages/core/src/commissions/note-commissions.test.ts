import { afterEach, beforeEach, expect, test } from 'vitest';
import { campaigns } from '../campaigns/tables.ts';
import { customers } from '../customers/tables.ts';
import { leaders } from '../leaders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { instantOf } from '../shared/time.ts';
import type { ShopPolicies } from '../shop/policies.ts';
import { shops } from '../shop/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { buyApples } from '../testing/ready-orders.ts';
import type { Row } from '../work.ts';
import { commissionEntries } from './tables.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const { leader, otherLeader } = planted;
let count = 0;

/** Buys apples for 10.00 a piece and answers who earns what, by kind and leader. */
async function earned(pieces: number, extra: Readonly<Record<string, unknown>> = {}) {
  const order = await buyApples(shop, pieces, `till-${String((count += 1))}`, extra);
  const entries = await shop.tuan.reader.table(commissionEntries, 't."orderId" = ?', [order.id]);
  return Object.fromEntries(entries.map((entry) => [`${entry.kind} ${entry.beneficiaryId}`, entry]));
}
const duesOf = (entries: Record<string, Row<typeof commissionEntries>>) =>
  Object.fromEntries(Object.entries(entries).map(([name, { due }]) => [name, due]));
const dues = async (pieces: number, extra = {}) => duesOf(await earned(pieces, extra));

const policies = (changes: Partial<ShopPolicies>) =>
  shop.plant((work) => {
    const row = work.get(shops, 'shop');
    return work.set(shops, row, { policies: { ...row.policies, ...changes } });
  });
const plantLeader = (id: string, values: Partial<Row<typeof leaders>>) =>
  shop.plant((work) => work.set(leaders, work.get(leaders, id), values));
const plantPoint = (values: Partial<Row<typeof pickupPoints>>) =>
  shop.plant((work) => work.set(pickupPoints, work.get(pickupPoints, planted.otherPoint), values));
/** The campaign belongs to the other leader, who earns 3 %; who helps to sell earns 7 %. */
const helpSelling = (values: Partial<Row<typeof campaigns>> = {}) =>
  shop.plant((work) =>
    work.set(campaigns, work.get(campaigns, planted.campaign), {
      ownerLeaderId: otherLeader,
      ownerBasisPoints: 300,
      helperBasisPoints: 700,
      ...values,
    }),
  );
const atOther = { pickupPointId: planted.otherPoint };

test('R40: the boost lasts N calendar days of the shop from the day of the approval, whatever the hour', async () => {
  await policies({ launchBoostBasisPoints: 200, launchBoostDays: 2 });
  await plantLeader(leader, { approvedAt: instantOf('2026-11-22T00:00:00+08:00') });
  expect(await earned(1)).toMatchObject({
    [`sale ${leader}`]: { due: 120, basisPoints: 1200, boostBasisPoints: 200 },
  });
  await plantLeader(leader, { approvedAt: instantOf('2026-11-21T23:59:59+08:00') });
  expect(await earned(1)).toMatchObject({
    [`sale ${leader}`]: { due: 100, basisPoints: 1000, boostBasisPoints: 0 },
  });
});

test('R40: the boost is frozen at placement, though the policy changes before the payment', async () => {
  await policies({ launchBoostBasisPoints: 200, launchBoostDays: 30 });
  const order = await buyApples(shop, 1, '', { payment: undefined });
  await policies({ launchBoostBasisPoints: 0 });
  await shop.tuan.orders.pay({ orderId: order.id, amount: yuan(1000), reference: 'late' });
  const { data } = await shop.tuan.commissions.list({ orderId: order.id });
  expect(data[0]?.due).toEqual(yuan(120));
});

test('R40: on a sum per piece the boost comes on top, and each part follows the money', async () => {
  await policies({ launchBoostBasisPoints: 500, launchBoostDays: 30 });
  await shop.tuan.commissionRules.create({ offerId: planted.appleOffer, perPiece: yuan(100) });
  const entries = await earned(2);
  expect(entries).toMatchObject({
    [`sale ${leader}`]: { due: 200 + 100, perPiece: 100, boostBasisPoints: 500 },
  });
  const { orderId = '', orderLineId = '' } = entries[`sale ${leader}`] ?? {};
  await shop.tuan.orders.refund({ orderId, lineId: orderLineId, pieces: 1, reason: '坏果', fault: 'shop' });
  const { data } = await shop.tuan.commissions.list({ orderId });
  expect(data[0]?.due).toEqual(yuan(150));
});

test('C18, R40: 0 % is a rule too, and nothing is boosted', async () => {
  await policies({ launchBoostBasisPoints: 500, launchBoostDays: 30 });
  await shop.tuan.commissionRules.create({ offerId: planted.appleOffer, basisPoints: 0 });
  expect(await dues(1)).toEqual({ [`sale ${leader}`]: 0 });
});

test('C18: help-selling: who sells another leader’s campaign earns the helper’s share, its owner the owner’s', async () => {
  await helpSelling();
  expect(await dues(1)).toEqual({ [`help ${leader}`]: 70, [`sale ${otherLeader}`]: 30 });
  // The owner's own orders go by the rule.
  expect(await dues(1, { leaderId: otherLeader })).toEqual({ [`sale ${otherLeader}`]: 100 });
});

test('C18: help-selling by sums per piece', async () => {
  await helpSelling({
    ownerBasisPoints: null,
    ownerPerPiece: 50,
    helperBasisPoints: null,
    helperPerPiece: 120,
  });
  expect(await dues(3)).toEqual({ [`help ${leader}`]: 360, [`sale ${otherLeader}`]: 150 });
});

test('R39: help-selling: neither earns on an own purchase, the other one does', async () => {
  await helpSelling();
  const own = (id: string, customerId: string | null) => plantLeader(id, { customerId });
  await own(leader, planted.customer);
  expect(await dues(1)).toEqual({ [`sale ${otherLeader}`]: 30 });
  await own(leader, null);
  await own(otherLeader, planted.customer);
  expect(await dues(1)).toEqual({ [`help ${leader}`]: 70 });
});

test('R41: an owner who is suspended gets no new shares; entries of before run on', async () => {
  await helpSelling();
  const before = await earned(1);
  await shop.tuan.leaders.suspend({ leaderId: otherLeader, reason: '休假' });
  expect(await dues(1)).toEqual({ [`help ${leader}`]: 70 });
  const { orderId = '' } = before[`sale ${otherLeader}`] ?? {};
  expect((await shop.tuan.commissions.list({ orderId, leaderId: otherLeader })).data[0]?.due).toEqual(
    yuan(30),
  );
});

test('R44: an order of the house in another’s campaign: the owner earns the share, the house nothing', async () => {
  await helpSelling({ houseLeaderAllowed: true });
  const order = { leaderId: 'led_house', customer: planted.otherCustomer };
  expect(await dues(1, order)).toEqual({ [`sale ${otherLeader}`]: 30 });
});

test('point: paid by the shop on top, where its keeper is not the leader of the order', async () => {
  await plantPoint({ shareFrom: 'shop', shareBasisPoints: 200 });
  expect(await dues(1, atOther)).toEqual({ [`sale ${leader}`]: 100, [`point ${otherLeader}`]: 20 });
  expect(await dues(1, { ...atOther, leaderId: otherLeader })).toEqual({ [`sale ${otherLeader}`]: 100 });
  expect(await dues(1)).toEqual({ [`sale ${leader}`]: 100 });
});

test('point: out of the leader’s commission the two have what the leader alone would have', async () => {
  await plantPoint({ shareFrom: 'leader', shareBasisPoints: 333 });
  expect(await dues(1, atOther)).toEqual({ [`sale ${leader}`]: 67, [`point ${otherLeader}`]: 33 });
  await plantPoint({ shareBasisPoints: null, sharePerPiece: 25 });
  expect(await dues(3, atOther)).toEqual({ [`sale ${leader}`]: 225, [`point ${otherLeader}`]: 75 });
  await plantPoint({ sharePerPiece: 500 });
  // Never more than all of it.
  expect(await dues(1, atOther)).toEqual({ [`sale ${leader}`]: 0, [`point ${otherLeader}`]: 100 });
});

test('point: out of a help-seller’s share', async () => {
  await helpSelling();
  await plantPoint({ shareFrom: 'leader', shareBasisPoints: 200, leaderId: otherLeader });
  expect(await dues(1, atOther)).toEqual({
    [`help ${leader}`]: 50,
    [`sale ${otherLeader}`]: 30,
    [`point ${otherLeader}`]: 20,
  });
});

test('R39, R41: a keeper who buys, or is suspended, gets nothing: the leader keeps what would have been taken', async () => {
  await plantPoint({ shareFrom: 'leader', shareBasisPoints: 300 });
  await shop.plant((work) =>
    work.set(customers, work.get(customers, planted.otherCustomer), { phone: '+8613800000002' }),
  );
  expect(await dues(1, { ...atOther, customer: planted.otherCustomer })).toEqual({ [`sale ${leader}`]: 100 });
  await shop.tuan.leaders.suspend({ leaderId: otherLeader, reason: '休假' });
  expect(await dues(1, atOther)).toEqual({ [`sale ${leader}`]: 100 });
});

test('R39: on a leader’s own purchase there is nothing to take from, but the shop pays the keeper on top', async () => {
  await plantLeader(leader, { customerId: planted.customer });
  await plantPoint({ shareFrom: 'leader', shareBasisPoints: 300 });
  expect(await dues(1, atOther)).toEqual({});
  await plantPoint({ shareFrom: 'shop' });
  expect(await dues(1, atOther)).toEqual({ [`point ${otherLeader}`]: 30 });
});

test('cap: where only the combination passes it, rates go down by largest remainder, and what was declared stays', async () => {
  await policies({ launchBoostBasisPoints: 900, launchBoostDays: 30, maximumShareBasisPoints: 3000 });
  await shop.tuan.commissionRules.create({ leaderId: leader, basisPoints: 2500 });
  await plantPoint({ shareFrom: 'shop', shareBasisPoints: 600 });
  const entries = await earned(1, atOther);
  expect(entries).toMatchObject({
    [`sale ${leader}`]: {
      due: 255,
      basisPoints: 1875 + 675,
      boostBasisPoints: 675,
      uncappedBasisPoints: 3400,
      uncappedBoost: 900,
    },
    [`point ${otherLeader}`]: { due: 45, basisPoints: 450, uncappedBasisPoints: 600 },
  });
});

test('cap: sums per piece count as what they are of the line, and become a rate where they are lowered', async () => {
  await shop.tuan.commissionRules.create({ leaderId: leader, perPiece: yuan(400) });
  await plantPoint({ shareFrom: 'shop', shareBasisPoints: 1000 });
  expect(await earned(2, atOther)).toMatchObject({
    [`sale ${leader}`]: { due: 480, basisPoints: 2400, perPiece: null, uncappedPerPiece: 400 },
    [`point ${otherLeader}`]: { due: 120, basisPoints: 600, uncappedBasisPoints: 1000 },
  });
});

test('cap: 30 % of 0.05 is 0.01, rounded down, where 30 % would round up to 0.02', async () => {
  await shop.tuan.commissionRules.create({ leaderId: leader, basisPoints: 3000 });
  await shop.tuan.campaigns.putOffers({
    campaignId: planted.campaign,
    offers: [{ variantId: planted.apple, price: yuan(5) }],
  });
  const payment = { amount: yuan(5), reference: 'five' };
  expect(await dues(1, { payment })).toEqual({ [`sale ${leader}`]: 1 });
});

test('place: who else earns costs no round trip of its own where nobody is declared, and one where somebody is', async () => {
  const reads = async (extra: Readonly<Record<string, unknown>>) => {
    const run = shop.tuan.engine.run.bind(shop.tuan.engine);
    let trips = 0;
    Object.assign(shop.tuan.engine, {
      run: (...call: Parameters<typeof run>) => ((trips += call[1] === 'read' ? 1 : 0), run(...call)),
    });
    await buyApples(shop, 1, `trip-${String((count += 1))}`, { communityId: planted.community, ...extra });
    Object.assign(shop.tuan.engine, { run });
    return trips;
  };
  const before = await reads(atOther);
  await helpSelling();
  await plantPoint({ shareFrom: 'shop', shareBasisPoints: 200 });
  expect([before, await reads(atOther)]).toEqual([1, 2]);
});
