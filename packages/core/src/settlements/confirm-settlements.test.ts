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

test('R38: what the provider did, in any order, each row on its own; told twice is harmless', async () => {
  const [large = '', small = ''] = numbers;
  const results = [
    { number: small, reference: 'wx-2' },
    { number: 'unknown' },
    { number: large },
    { number: small },
  ];
  expect(await shop.tuan.settlements.confirm({ results })).toMatchObject({
    changed: 2,
    refused: 1,
    data: [
      { row: 0, outcome: 'changed', status: 'sent', code: null },
      {
        row: 1,
        outcome: 'refused',
        status: null,
        code: 'settlement_line_unknown',
        message: expect.any(String) as string,
      },
      { row: 2, outcome: 'changed' },
      { row: 3, outcome: 'unchanged', status: 'sent' },
    ],
  });
  expect(await shop.tuan.settlements.confirm({ results })).toMatchObject({ changed: 0, refused: 1 });
  expect(await posted(shop, 'settlement.confirmed')).toEqual([
    [1100, -1300],
    [2330, 1300],
  ]);
  expect(await shop.tuan.commissions.summary({ leaderId })).toMatchObject({
    paying: yuan(0),
    paid: yuan(1300),
  });
  expect((await shop.tuan.settlements.lines({ status: 'sent' })).data).toHaveLength(2);
});

test('confirm settlements: a line that failed must be retried first; nothing, and not by a leader', async () => {
  const [number = ''] = numbers;
  await shop.tuan.settlements.fail({ results: [{ number, failure: 'x' }] });
  expect(await shop.tuan.settlements.confirm({ results: [{ number }] })).toMatchObject({
    data: [{ outcome: 'refused', code: 'settlement_line_status', status: 'failed' }],
  });
  await expect(shop.tuan.settlements.confirm({ results: [] })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  const actor = { kind: 'leader', leaderId } as const;
  await expect(shop.tuan.settlements.confirm({ results: [{ number }] }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
