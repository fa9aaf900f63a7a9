import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { buyApples } from '../testing/ready-orders.ts';
import { playRound } from '../testing/whole-round.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(() => shop.close());

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;

async function balance(account: string, at?: string) {
  const { accounts } = await shop.tuan.ledger.trialBalance(at === undefined ? {} : { at });
  return accounts.find((row) => row.account === account)?.balance.amount;
}

test('trial balance: every account, summing to zero, with its name in both languages', async () => {
  await playRound(shop);
  const { accounts, sum, profit } = await shop.tuan.ledger.trialBalance({});
  expect(sum).toEqual(yuan(0));
  expect(accounts.reduce((total, row) => total + row.balance.amount, 0)).toBe(0);
  expect(accounts).toHaveLength(22);
  const deposits = accounts.find(({ number }) => number === 2100);
  expect(deposits).toMatchObject({ account: 'deposits', zh: '预收货款', en: 'Deposits', balance: yuan(0) });
  expect(deposits?.debit).toEqual(deposits?.credit);
  expect(profit).toEqual((await shop.tuan.reports.profit({})).total.profit);
});

test('trial balance: at an instant, that instant included', async () => {
  await buyApples(shop, 1, 'till-1');
  shop.at('2026-11-23T10:00:00+08:00');
  await buyApples(shop, 2, 'till-2');
  expect(await balance('hostMoney', '2026-11-23T09:59:59+08:00')).toBe(1000);
  expect(await balance('hostMoney', '2026-11-23T10:00:00+08:00')).toBe(3000);
  expect(await balance('hostMoney', '2026-11-22T10:00:00+08:00')).toBe(0);
});

test('ledger entries: by order, account, campaign, leader and supplier, the latest first', async () => {
  const first = await buyApples(shop, 1, 'till-1');
  const second = await buyApples(shop, 2, 'till-2');
  const { data } = await shop.tuan.ledger.entries({ orderId: first.id });
  expect(data.map(({ account, amount }) => [account, amount.amount])).toEqual([
    ['commissionAccrued', -100],
    ['commissionDeferred', 100],
    ['deposits', -1000],
    ['hostMoney', 1000],
  ]);
  expect(data[0]).toMatchObject({
    type: 'order.paid',
    subject: first.id,
    orderLineId: first.lines[0]?.id,
    leaderId: planted.leader,
  });
  const deposits = await shop.tuan.ledger.entries({ account: 'deposits' });
  expect(deposits.data.map(({ orderId }) => orderId)).toEqual([second.id, first.id]);
  expect((await shop.tuan.ledger.entries({ campaignId: 'external:today' })).data).toHaveLength(8);
  expect((await shop.tuan.ledger.entries({ leaderId: planted.otherLeader })).data).toEqual([]);
  expect((await shop.tuan.ledger.entries({ supplierId: planted.supplier })).data).toHaveLength(6);
});

test('ledger entries: pages hold all of them once, also while more are posted', async () => {
  await buyApples(shop, 1, 'till-1');
  const first = await shop.tuan.ledger.entries({ limit: 3 });
  await buyApples(shop, 1, 'till-2');
  const second = await shop.tuan.ledger.entries({ limit: 3, cursor: first.nextCursor ?? '' });
  expect(second.nextCursor).toBeNull();
  const rows = [...first.data, ...second.data].map(({ account }) => account);
  expect(rows).toEqual(['commissionAccrued', 'commissionDeferred', 'deposits', 'hostMoney']);
});

test('ledger: for the shop alone; unknown accounts and references are refused', async () => {
  await expect(shop.tuan.ledger.trialBalance({}, customer)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(shop.tuan.ledger.entries({}, customer)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(shop.tuan.costs.list({}, customer)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(shop.tuan.ledger.entries({ account: 'cash' as never })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(shop.tuan.ledger.entries({ orderId: 'ord_none' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(shop.tuan.ledger.trialBalance({ at: 'now' })).rejects.toMatchObject({ code: 'invalid_input' });
});
