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

test('R38: what the provider refused is credit again and can be paid out; told twice is harmless', async () => {
  const [large = '', small = ''] = numbers;
  const results = [
    { number: large, failure: 'RECEIVER_HIGH_RISK' },
    { number: 'unknown', failure: 'x' },
  ];
  expect(await shop.tuan.settlements.fail({ results })).toMatchObject({
    changed: 1,
    refused: 1,
    data: [{ outcome: 'changed', status: 'failed' }, { code: 'settlement_line_unknown' }],
  });
  expect(await shop.tuan.settlements.fail({ results })).toMatchObject({ changed: 0, refused: 1 });
  expect(await posted(shop, 'settlement.failed')).toEqual([
    [2320, -1000],
    [2330, 1000],
  ]);
  expect((await shop.tuan.settlements.lines({ status: 'failed' })).data).toMatchObject([
    { number: large, failure: 'RECEIVER_HIGH_RISK' },
  ]);
  expect(await shop.tuan.payouts.claim({ leaderId })).toMatchObject({ amount: yuan(1000) });
  await shop.tuan.settlements.confirm({ results: [{ number: small }] });
  expect(await shop.tuan.settlements.fail({ results: [{ number: small, failure: 'x' }] })).toMatchObject({
    data: [{ outcome: 'refused', code: 'settlement_line_status', status: 'sent' }],
  });
});

test('fail settlements: with a reason, and for the shop alone', async () => {
  const [number = ''] = numbers;
  const results = [{ number, failure: 'x' }];
  await expect(shop.tuan.settlements.fail({ results: [{ number, failure: '' }] })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  const actor = { kind: 'customer', customerId: planted.customer } as const;
  await expect(shop.tuan.settlements.fail({ results }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
