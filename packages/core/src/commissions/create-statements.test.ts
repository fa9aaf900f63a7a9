import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { type Collected, collectApples } from '../testing/collected-orders.ts';
import { plantBonus } from '../testing/plant-bonus.ts';
import { posted } from '../testing/ready-orders.ts';

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

async function settle(to: string, leaderId: string = leader) {
  const made = await shop.tuan.statements.create({ leaderId, to });
  const id = made.statementId;
  return { made, statement: id === null ? null : await shop.tuan.statements.get({ statementId: id }) };
}

/** The shop gives money back for a line, out of kindness. */
async function giveBack(collected: Collected | undefined, amount: number): Promise<void> {
  const { orderId = '', lineId = '' } = collected ?? {};
  await shop.tuan.orders.refund({ orderId, lineId, amount: yuan(amount), reason: '补偿', fault: 'shop' });
}

test('R35, R37: a statement earns what the clock has earned, though no job has run', async () => {
  await collectApples(shop, 3);
  shop.at('2026-11-27T09:00:00+08:00');
  const { made, statement } = await settle('2026-11-27');
  expect(made).toMatchObject({ created: 1, movements: 1, total: yuan(300), cashSetOff: yuan(0) });
  expect(statement).toMatchObject({
    from: null,
    to: '2026-11-26T16:00:00.000Z',
    carried: yuan(0),
    earned: yuan(300),
    total: yuan(300),
    balance: yuan(300),
  });
  expect(await posted(shop, 'commission.earned')).toEqual([
    [2300, 300],
    [2310, -300],
  ]);
  expect(await posted(shop, 'statement.created')).toEqual([
    [2310, 300],
    [2320, -300],
  ]);
});

test('R37: a period is half-open by the shop calendar: its end belongs to the next one', async () => {
  const midnight = shop.at('2026-11-25T00:00:00+08:00');
  await plantBonus(shop, 5, midnight - 1);
  await plantBonus(shop, 7, midnight);
  shop.at('2026-11-26T09:00:00+08:00');
  expect((await settle('2026-11-25')).statement).toMatchObject({ bonus: yuan(5) });
  expect((await settle('2026-11-26')).statement).toMatchObject({
    bonus: yuan(7),
    from: '2026-11-24T16:00:00.000Z',
  });
});

test('R37: nothing to say, no statement; the house leader and idle leaders get none', async () => {
  await collectApples(shop, 3);
  shop.at('2026-11-28T09:00:00+08:00');
  expect((await settle('2026-11-26')).made).toMatchObject({ created: 0, statementId: null });
  expect(await shop.tuan.statements.create({ to: '2026-11-28' })).toMatchObject({
    created: 1,
    statementId: null,
  });
  expect((await settle('2026-11-28', otherLeader)).made).toMatchObject({ created: 0, statementId: null });
});

test('R37: the same period again makes nothing new and answers the same statement', async () => {
  await collectApples(shop, 3);
  shop.at('2026-11-28T09:00:00+08:00');
  const first = await settle('2026-11-28');
  expect((await settle('2026-11-28')).made).toMatchObject({
    created: 0,
    statementId: first.made.statementId,
  });
  const twice = [1, 2].map(() => shop.tuan.statements.create({ to: '2026-11-28' }));
  expect((await Promise.all(twice)).map(({ created }) => created)).toEqual([0, 0]);
});

test('R37: a period after today, or before the last one, is refused', async () => {
  await collectApples(shop, 3);
  shop.at('2026-11-28T09:00:00+08:00');
  await expect(settle('2026-11-29')).rejects.toMatchObject({ code: 'statement_period' });
  await settle('2026-11-28');
  await expect(settle('2026-11-27')).rejects.toMatchObject({
    code: 'statement_period',
    details: { lastTo: '2026-11-27T16:00:00.000Z' },
  });
  expect(await shop.tuan.statements.create({ to: '2026-11-27' })).toMatchObject({ created: 0 });
});

test('R37: what is dated in a settled period but comes late is in the next statement, never lost', async () => {
  await collectApples(shop, 3);
  shop.at('2026-11-28T09:00:00+08:00');
  await settle('2026-11-28');
  await plantBonus(shop, 50, shop.now - 3 * 86_400_000);
  shop.at('2026-12-01T09:00:00+08:00');
  expect((await settle('2026-12-01')).statement).toMatchObject({
    from: '2026-11-27T16:00:00.000Z',
    bonus: yuan(50),
    carried: yuan(300),
    balance: yuan(350),
  });
});

test('R36: a refund after the statement is a negative entry of the next one: carried as debt, never clamped', async () => {
  const [first] = await collectApples(shop, 10);
  shop.at('2026-11-28T09:00:00+08:00');
  const { statement } = await settle('2026-11-28');
  expect(statement).toMatchObject({ total: yuan(1000) });
  const payout = await shop.tuan.payouts.claim({ statementId: statement?.id ?? '' });
  await shop.tuan.payouts.confirm({ payoutId: payout.id, reference: 'transfer 1' });
  await giveBack(first, 3000);
  shop.at('2026-11-29T09:00:00+08:00');
  const next = await settle('2026-11-29');
  expect(next.statement).toMatchObject({
    earned: yuan(0),
    reversed: yuan(-300),
    total: yuan(-300),
    balance: yuan(-300),
  });
  await expect(shop.tuan.payouts.claim({ leaderId: leader })).rejects.toMatchObject({
    code: 'payout_too_high',
    details: { credit: -300 },
  });
  expect(await shop.tuan.commissions.summary({ leaderId: leader })).toMatchObject({
    settled: yuan(-300),
    debt: yuan(300),
    paid: yuan(1000),
  });
});

test('C6: settled 10.00, paid 10.00, next statement −3.00: the payouts stay within the credit of their time', async () => {
  const [first] = await collectApples(shop, 10);
  shop.at('2026-11-28T09:00:00+08:00');
  await settle('2026-11-28');
  await shop.tuan.payouts.claim({ leaderId: leader });
  await giveBack(first, 3000);
  shop.at('2026-11-29T09:00:00+08:00');
  await settle('2026-11-29');
  await plantBonus(shop, 1000, shop.now);
  shop.at('2026-11-30T09:00:00+08:00');
  // The debt is made up for first.
  expect((await settle('2026-11-30')).statement).toMatchObject({
    carried: yuan(-300),
    total: yuan(1000),
    balance: yuan(700),
  });
});

test('R36: a refund before the window ends stays in accrued, and the statement shows one sum', async () => {
  const [first] = await collectApples(shop, 10);
  await giveBack(first, 3000);
  shop.at('2026-11-28T09:00:00+08:00');
  expect((await settle('2026-11-28')).statement).toMatchObject({
    earned: yuan(700),
    reversed: yuan(0),
    total: yuan(700),
  });
});

test('R35, R36: after the window has passed by the clock a refund is a reversal, though no job has run', async () => {
  const [first] = await collectApples(shop, 10);
  shop.at('2026-11-26T16:00:00+08:00');
  await giveBack(first, 3000);
  shop.at('2026-11-28T09:00:00+08:00');
  expect((await settle('2026-11-28')).statement).toMatchObject({
    earned: yuan(1000),
    reversed: yuan(-300),
    total: yuan(700),
  });
});

test('R33: what a leader answers for is charged in the statement, below zero where nothing was earned', async () => {
  const [first] = await collectApples(shop, 10);
  const claim = await shop.tuan.claims.open({
    orderLineId: first?.lineId ?? '',
    reason: '压坏',
    amount: yuan(10_000),
  });
  await shop.tuan.claims.approve({ claimId: claim.id, faultShares: { leader: 10_000 } });
  shop.at('2026-11-28T09:00:00+08:00');
  expect((await settle('2026-11-28')).statement).toMatchObject({
    earned: yuan(0),
    charged: yuan(-8000),
    total: yuan(-8000),
    balance: yuan(-8000),
  });
});

const cash = (pieces: number) => ({
  pieces,
  payment: { amount: yuan(pieces * 1000), reference: 'cash', collectedBy: 'leader' as const },
});

test('R18: cash is set off as far as the credit reaches; the rest stays in the hand of the leader', async () => {
  await collectApples(shop, cash(4));
  shop.at('2026-11-28T09:00:00+08:00');
  const { statement } = await settle('2026-11-28');
  expect(statement).toMatchObject({ total: yuan(400), cashSetOff: yuan(400), balance: yuan(0) });
  expect(await shop.tuan.commissions.summary({ leaderId: leader })).toMatchObject({
    cash: yuan(3600),
    settled: yuan(0),
  });
  await shop.tuan.remittances.record({ leaderId: leader, amount: yuan(3600), reference: 'remitted' });
  expect(await posted(shop, 'statement.created')).toEqual([
    [1110, -400],
    [2310, 400],
    [2320, 0],
  ]);
});

test('R18: cash alone is worth a statement once there is credit to set it off against', async () => {
  await plantBonus(shop, 500, shop.now);
  await collectApples(shop, { ...cash(1), customer: planted.otherCustomer });
  shop.at('2026-11-25T09:00:00+08:00');
  expect((await settle('2026-11-25')).statement).toMatchObject({
    bonus: yuan(500),
    cashSetOff: yuan(500),
    balance: yuan(0),
  });
  shop.at('2026-11-26T09:00:00+08:00');
  expect((await settle('2026-11-26')).made).toMatchObject({ created: 0 });
});

test('R18: a leader who handed over more than was collected gets it back as credit', async () => {
  await shop.tuan.remittances.record({ leaderId: leader, amount: yuan(250), reference: 'too much' });
  shop.at('2026-11-24T09:00:00+08:00');
  expect((await settle('2026-11-24')).statement).toMatchObject({
    total: yuan(0),
    cashSetOff: yuan(-250),
    balance: yuan(250),
  });
  expect(await shop.tuan.payouts.claim({ leaderId: leader })).toMatchObject({ amount: yuan(250) });
});

test('R41: commission of a suspended leader runs on: the statement is made, the payout waits', async () => {
  await collectApples(shop, 3);
  await shop.tuan.leaders.suspend({ leaderId: leader, reason: '休假' });
  shop.at('2026-11-28T09:00:00+08:00');
  const { statement } = await settle('2026-11-28');
  expect(statement).toMatchObject({ balance: yuan(300) });
  const waiting = shop.tuan.payouts.claim({ statementId: statement?.id ?? '' });
  await expect(waiting).rejects.toMatchObject({ code: 'leader_unavailable' });
  await shop.tuan.leaders.reinstate({ leaderId: leader });
  expect(await shop.tuan.payouts.claim({ statementId: statement?.id ?? '' })).toMatchObject({
    amount: yuan(300),
  });
});

test('create statements: dates that are none, unknown leaders and strangers are refused', async () => {
  await expect(settle('2026-13-01')).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(settle('2026-11-23', 'led_none')).rejects.toMatchObject({ code: 'not_found' });
  expect((await settle('2026-11-23', 'external:L01')).made).toMatchObject({ created: 0 });
  const actor = { kind: 'leader', leaderId: leader } as const;
  await expect(shop.tuan.statements.create({ to: '2026-11-23' }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
