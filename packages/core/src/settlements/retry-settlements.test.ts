import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { posted } from '../testing/ready-orders.ts';
import { settledApples } from '../testing/settled-statement.ts';

let shop: TestShop;
/** Two splits on their way, of 10.00 and of 3.00. */
let numbers: string[] = [];
beforeEach(async () => {
  shop = await testShop();
  const { statementId } = await settledApples(shop, 10, 3);
  await shop.tuan.settlements.create({ statementId });
  const { data } = await shop.tuan.settlements.lines({});
  numbers = data
    .toSorted((first, second) => second.amount.amount - first.amount.amount)
    .map(({ number }) => number);
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const leaderId = planted.leader;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

test('R38: failed lines go again under their numbers, as far as the credit reaches; asked twice is harmless', async () => {
  const [large = '', small = ''] = numbers;
  await shop.tuan.settlements.fail({ results: numbers.map((number) => ({ number, failure: 'x' })) });
  await shop.tuan.payouts.claim({ leaderId, amount: yuan(400) });
  const results = [{ number: large }, { number: small }, { number: small }, { number: 'unknown' }];
  expect(await shop.tuan.settlements.retry({ results })).toMatchObject({
    changed: 1,
    refused: 2,
    data: [
      { outcome: 'refused', code: 'settlement_credit', status: 'failed' },
      { outcome: 'changed', status: 'claimed' },
      { outcome: 'unchanged', status: 'claimed' },
      { code: 'settlement_line_unknown' },
    ],
  });
  expect(await posted(shop, 'settlement.retried')).toEqual([
    [2320, 300],
    [2330, -300],
  ]);
  expect(await shop.tuan.commissions.summary({ leaderId })).toMatchObject({
    settled: yuan(600),
    paying: yuan(700),
  });
});

test('retry settlements: not once it is sent, and for the shop alone', async () => {
  const [number = ''] = numbers;
  await shop.tuan.settlements.confirm({ results: [{ number }] });
  expect(await shop.tuan.settlements.retry({ results: [{ number }] })).toMatchObject({
    data: [{ outcome: 'refused', code: 'settlement_line_status', status: 'sent' }],
  });
  const actor = { kind: 'leader', leaderId } as const;
  await expect(shop.tuan.settlements.retry({ results: [{ number }] }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
