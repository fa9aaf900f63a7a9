import { afterEach, beforeEach, expect, test } from 'vitest';
import { plantBonus } from '../testing/plant-bonus.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { posted } from '../testing/ready-orders.ts';
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
const nothing = {
  bonus: yuan(0),
  charged: yuan(0),
  overCap: yuan(0),
  noReference: yuan(0),
  uncovered: yuan(0),
  debt: yuan(0),
  total: yuan(0),
};

async function linesOf(filter: object = {}) {
  return (await shop.tuan.settlements.lines(filter)).data.toReversed();
}

async function confirmAll() {
  const lines = await linesOf({ status: 'claimed' });
  return shop.tuan.settlements.confirm({ results: lines.map(({ number }) => ({ number })) });
}

async function giveBack(collected: { orderId: string; lineId: string } | undefined, amount: number) {
  const { orderId = '', lineId = '' } = collected ?? {};
  await shop.tuan.orders.refund({ orderId, lineId, amount: yuan(amount), reason: '补偿', fault: 'shop' });
}

test('R37, R38: a split for each order of a frozen statement, claimed before it is sent', async () => {
  const { collected, statementId } = await settledApples(shop, 10, 3);
  const made = await shop.tuan.settlements.create({ statementId });
  expect(made).toMatchObject({
    created: 1,
    lines: 2,
    split: yuan(1300),
    reversal: yuan(0),
    outside: nothing,
  });
  const lines = await linesOf();
  expect(lines).toMatchObject([
    {
      kind: 'split',
      orderId: collected[0]?.orderId,
      amount: yuan(1000),
      paymentReference: 'till-0',
      receiverType: 'personal',
      receiverAccount: `open-id-of-${leaderId}`,
      status: 'claimed',
      reverses: null,
      description: `团长佣金 ${collected[0]?.orderId ?? ''}`,
    },
    { orderId: collected[1]?.orderId, amount: yuan(300), paymentReference: 'till-1' },
  ]);
  expect(await posted(shop, 'settlement.created')).toEqual([
    [2320, 1300],
    [2330, -1300],
  ]);
  expect(await shop.tuan.commissions.summary({ leaderId })).toMatchObject({
    settled: yuan(0),
    paying: yuan(1300),
  });
});

test('settlement: the same statement or period again makes nothing new and keeps every number', async () => {
  const { statementId } = await settledApples(shop, 10, 3);
  const first = await shop.tuan.settlements.create({ to: '2026-11-28' });
  const numbers = (await linesOf()).map(({ number }) => number);
  expect(await shop.tuan.settlements.create({ to: '2026-11-28' })).toMatchObject({ created: 0, lines: 0 });
  const { settlementId } = await shop.tuan.settlements.create({ statementId });
  expect(await shop.tuan.settlements.get({ settlementId: settlementId ?? '' })).toMatchObject({
    split: first.split,
    receiver: { account: expect.stringMatching(/^\*{4}.{4}$/) as string },
  });
  expect((await linesOf()).map(({ number }) => number)).toEqual(numbers);
  for (const number of numbers) expect(number).toMatch(/^[\w-]{1,32}$/);
});

test('settlement: what exceeds the cap, 5.55 % of the paid 30.00, stays outside, rounded down, with its sum', async () => {
  await shop.tuan.shop.change({ policies: { splitCapBasisPoints: 555 } });
  const { statementId } = await settledApples(shop, 3);
  const made = await shop.tuan.settlements.create({ statementId });
  expect(made).toMatchObject({
    split: yuan(166),
    outside: { ...nothing, overCap: yuan(134), total: yuan(134) },
    total: yuan(300),
  });
  expect(await shop.tuan.payouts.claim({ leaderId })).toMatchObject({ amount: yuan(134) });
});

test('settlement: bonus, fault and cash stay outside: split and outside are the total exactly', async () => {
  await giveReceiver(shop);
  await plantBonus(shop, 500, shop.now);
  await shop.tuan.remittances.record({ leaderId, amount: yuan(2000), reference: 'handed over' });
  const { statementId } = await settledApples(shop, 10, {
    pieces: 2,
    payment: { amount: yuan(2000), reference: 'cash', collectedBy: 'leader' },
  });
  const made = await shop.tuan.settlements.create({ statementId });
  expect(made).toMatchObject({
    total: yuan(1700),
    outside: { bonus: yuan(500), noReference: yuan(200) },
  });
  expect(made.split.amount + made.outside.total.amount).toBe(1700);
});

test('C6: never above the credit: cash set off and an earlier payout stay outside as uncovered', async () => {
  const { statementId } = await settledApples(shop, 10, 3);
  await shop.tuan.payouts.claim({ leaderId, amount: yuan(600) });
  const made = await shop.tuan.settlements.create({ statementId });
  expect(made).toMatchObject({
    split: yuan(700),
    outside: { ...nothing, uncovered: yuan(600), total: yuan(600) },
    total: yuan(1300),
  });
  await expect(shop.tuan.payouts.claim({ leaderId, amount: yuan(1) })).rejects.toMatchObject({
    code: 'payout_under_way',
  });
});

test('R36: taken back after a split is a reversal of that split, up to what was split; the rest is carried debt', async () => {
  await shop.tuan.shop.change({ policies: { splitCapBasisPoints: 800 } });
  const { collected, statementId } = await settledApples(shop, 10);
  await shop.tuan.settlements.create({ statementId });
  await confirmAll();
  const [split] = await linesOf();
  await shop.tuan.payouts.claim({ leaderId });
  await giveBack(collected[0], 10_000);
  const next = await settleUpTo(shop, '2026-11-30');
  const made = await shop.tuan.settlements.create({ statementId: next });
  expect(made).toMatchObject({
    total: yuan(-1000),
    split: yuan(0),
    reversal: yuan(800),
    outside: { ...nothing, debt: yuan(-200), total: yuan(-200) },
  });
  expect((await linesOf({ kind: 'reversal' }))[0]).toMatchObject({
    amount: yuan(800),
    reverses: split?.number,
    paymentReference: 'till-0',
  });
  expect(await shop.tuan.commissions.summary({ leaderId })).toMatchObject({ settled: yuan(-1000) });
  await confirmAll();
  expect(await shop.tuan.commissions.summary({ leaderId })).toMatchObject({
    settled: yuan(-200),
    debt: yuan(200),
  });
  expect(
    (await posted(shop, 'settlement.confirmed')).toSorted(([first], [second]) => first - second),
  ).toEqual([
    [1100, 0],
    [2320, -800],
    [2330, 800],
  ]);
});

test('settlement: refused by name: no receiver, suspended leader, nothing to split, unknown, both or neither', async () => {
  const { statementId } = await settledApples(shop, 10);
  await shop.tuan.receivers.remove({ leaderId });
  await expect(shop.tuan.settlements.create({ statementId })).rejects.toMatchObject({
    code: 'receiver_missing',
  });
  expect(await shop.tuan.settlements.create({ to: '2026-11-28' })).toMatchObject({ created: 0 });
  await giveReceiver(shop);
  await shop.tuan.leaders.suspend({ leaderId });
  await expect(shop.tuan.settlements.create({ statementId })).rejects.toMatchObject({
    code: 'leader_unavailable',
  });
  await shop.tuan.leaders.reinstate({ leaderId });
  await shop.tuan.payouts.claim({ statementId });
  await expect(shop.tuan.settlements.create({ statementId })).rejects.toMatchObject({
    code: 'settlement_nothing',
    details: { outside: { uncovered: yuan(1000) } },
  });
  await expect(shop.tuan.settlements.create({ statementId: 'sta_x' })).rejects.toMatchObject({
    code: 'not_found',
  });
  for (const wrong of [{}, { statementId, to: '2026-11-28' }, { to: 'soon' }])
    await expect(shop.tuan.settlements.create(wrong)).rejects.toMatchObject({ code: 'invalid_input' });
});

test('settlement: for the shop alone; a leader reads the own file with the account masked', async () => {
  const { statementId } = await settledApples(shop, 10);
  const actor = { kind: 'leader', leaderId } as const;
  await expect(shop.tuan.settlements.create({ statementId }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await shop.tuan.settlements.create({ statementId });
  expect((await shop.tuan.settlements.lines({}, { actor })).data).toMatchObject([
    { receiverAccount: expect.stringMatching(/^\*{4}/) as string },
  ]);
  const other = { kind: 'leader', leaderId: planted.otherLeader } as const;
  expect((await shop.tuan.settlements.lines({}, { actor: other })).data).toEqual([]);
});
