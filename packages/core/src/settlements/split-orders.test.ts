import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Collected, collectApples } from '../testing/collected-orders.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { plantBonus } from '../testing/plant-bonus.ts';
import { giveReceiver, settledApples, settleUpTo } from '../testing/settled-statement.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const leaderId = planted.leader;

async function linesOf(filter: object = {}) {
  return (await shop.tuan.settlements.lines(filter)).data;
}

async function confirmAll(): Promise<void> {
  const results = (await linesOf({ status: 'claimed' })).map(({ number }) => ({ number }));
  await shop.tuan.settlements.confirm({ results });
}

async function giveBack({ orderId, lineId }: Collected, amount: number): Promise<void> {
  await shop.tuan.orders.refund({ orderId, lineId, amount: yuan(amount), reason: '补偿', fault: 'shop' });
}

test('R36: refund after refund takes a split back in parts, together never more than it was', async () => {
  const { collected, statementId } = await settledApples(shop, 10);
  await shop.tuan.settlements.create({ statementId });
  await confirmAll();
  const [order] = collected;
  if (!order) throw new Error('no order');
  const reversed: number[] = [];
  for (const [day, amount] of [
    ['2026-11-29', 3333],
    ['2026-11-30', 3333],
    ['2026-12-01', 3334],
  ] as const) {
    await giveBack(order, amount);
    const { reversal, outside } = await shop.tuan.settlements.create({
      statementId: await settleUpTo(shop, day),
    });
    expect(outside.total).toEqual(yuan(0));
    reversed.push(reversal.amount);
    await confirmAll();
  }
  expect(reversed.reduce((sum, one) => sum + one, 0)).toBe(1000);
  expect(await shop.tuan.commissions.summary({ leaderId })).toMatchObject({
    settled: yuan(0),
    paid: yuan(0),
  });
});

test('R36: a split that is not done yet is not taken back: the debt is carried and set off by what is earned next', async () => {
  const { collected, statementId } = await settledApples(shop, 10);
  await shop.tuan.settlements.create({ statementId });
  const [order] = collected;
  if (!order) throw new Error('no order');
  await giveBack(order, 5000);
  await plantBonus(shop, 700, shop.now);
  const next = await settleUpTo(shop, '2026-11-30');
  await expect(shop.tuan.settlements.create({ statementId: next })).rejects.toMatchObject({
    code: 'settlement_nothing',
    details: { outside: { debt: yuan(-500), bonus: yuan(700), total: yuan(200) } },
  });
  expect(await shop.tuan.payouts.claim({ leaderId })).toMatchObject({ amount: yuan(200) });
});

test('R36: a reversal that the provider refuses stays debt; retried under its number, and confirmed once', async () => {
  const { collected, statementId } = await settledApples(shop, 10);
  await shop.tuan.settlements.create({ statementId });
  await confirmAll();
  const [order] = collected;
  if (!order) throw new Error('no order');
  await giveBack(order, 5000);
  await shop.tuan.settlements.create({ statementId: await settleUpTo(shop, '2026-11-30') });
  const [line] = await linesOf({ kind: 'reversal' });
  const number = line?.number ?? '';
  const credit = async () => (await shop.tuan.commissions.summary({ leaderId })).settled.amount;
  await shop.tuan.settlements.fail({ results: [{ number, failure: '余额不足' }] });
  expect(await credit()).toBe(-500);
  await shop.tuan.settlements.retry({ results: [{ number }] });
  await shop.tuan.settlements.confirm({ results: [{ number }, { number }] });
  expect(await credit()).toBe(0);
  expect(await linesOf({ kind: 'reversal' })).toMatchObject([{ number, status: 'sent', failure: null }]);
});

test('settlement: one order in two statements has two splits, together within the cap of the order', async () => {
  await shop.tuan.shop.change({ policies: { splitCapBasisPoints: 700 } });
  await giveReceiver(shop);
  const [order] = await collectApples(shop, {
    pieces: 10,
    lines: [
      { offerId: planted.appleOffer, pieces: 5 },
      { offerId: planted.appleOffer, pieces: 5 },
    ],
  });
  const { lines } = await shop.tuan.orders.get({ orderId: order?.orderId ?? '' });
  expect(lines).toHaveLength(2);
  await shop.tuan.claims.open({ orderLineId: lines[0]?.id ?? '', reason: '不新鲜', amount: yuan(1) });
  await shop.tuan.settlements.create({ statementId: await settleUpTo(shop, '2026-11-28') });
  const { data } = await shop.tuan.claims.list({});
  await shop.tuan.claims.reject({ claimId: data[0]?.id ?? '', reason: '已过期' });
  const second = await shop.tuan.settlements.create({ statementId: await settleUpTo(shop, '2026-11-30') });
  expect((await linesOf()).map(({ amount }) => amount.amount)).toEqual([200, 500]);
  expect(second.outside).toMatchObject({ overCap: yuan(300) });
});

test('settlement: a file keeps the account it was made with; a leader who is suspended later is not retried', async () => {
  const { statementId } = await settledApples(shop, 10);
  await shop.tuan.settlements.create({ statementId });
  await shop.tuan.receivers.put({ leaderId, type: 'merchant', account: '1900000109', name: '李记' });
  const [line] = await linesOf();
  expect(line).toMatchObject({ receiverType: 'personal', receiverAccount: `open-id-of-${leaderId}` });
  const number = line?.number ?? '';
  await shop.tuan.settlements.fail({ results: [{ number, failure: 'x' }] });
  await shop.tuan.leaders.suspend({ leaderId });
  expect(await shop.tuan.settlements.retry({ results: [{ number }] })).toMatchObject({
    data: [{ outcome: 'refused', code: 'leader_unavailable', status: 'failed' }],
  });
});
