import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { posted } from '../testing/ready-orders.ts';

let shop: TestShop;
let payoutId = '';
/** Ten apples are collected and settled, and 10.00 is on its way. */
beforeEach(async () => {
  shop = await testShop();
  await collectApples(shop, 10);
  shop.at('2026-11-28T09:00:00+08:00');
  await shop.tuan.statements.create({ to: '2026-11-28' });
  payoutId = (await shop.tuan.payouts.claim({ leaderId })).id;
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const leaderId = planted.leader;

test('R38: what could not be sent is credit again; told twice is harmless', async () => {
  const failed = await shop.tuan.payouts.fail({ payoutId, failure: '账户已注销' });
  expect(failed).toMatchObject({ status: 'failed', failure: '账户已注销' });
  expect(await shop.tuan.payouts.fail({ payoutId, failure: 'again' })).toEqual(failed);
  expect(await posted(shop, 'payout.failed')).toEqual([
    [2320, -1000],
    [2330, 1000],
  ]);
  expect(await shop.tuan.commissions.summary({ leaderId })).toMatchObject({
    settled: yuan(1000),
    paying: yuan(0),
    paid: yuan(0),
  });
});

test('fail payout: what was sent stays sent; confirm and fail at once have one effect', async () => {
  const tries = await Promise.allSettled([
    shop.tuan.payouts.confirm({ payoutId, reference: 'transfer 1' }),
    shop.tuan.payouts.fail({ payoutId, failure: '超时' }),
  ]);
  expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  await expect(shop.tuan.payouts.fail({ payoutId, failure: 'x' })).rejects.toMatchObject({
    code: 'payout_status',
    details: { status: 'sent' },
  });
});

test('fail payout: for the shop alone', async () => {
  const actor = { kind: 'leader', leaderId } as const;
  await expect(shop.tuan.payouts.fail({ payoutId, failure: 'x' }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
