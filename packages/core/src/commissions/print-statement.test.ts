import { afterEach, beforeEach, expect, test } from 'vitest';
import { collectApples } from '../testing/collected-orders.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { settledApples, settleUpTo } from '../testing/settled-statement.ts';
import { printedStatementSchema } from './print-schemas.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const leader = { kind: 'leader', leaderId: planted.leader } as const;

/** A statement of 13.00 that is paid, one of −1.00 after it. */
async function twoStatements() {
  const { collected, statementId } = await settledApples(shop, 10, 3);
  const { id: payoutId } = await shop.tuan.payouts.claim({ leaderId: planted.leader, amount: yuan(1200) });
  await shop.tuan.payouts.fail({ payoutId, failure: 'ACCOUNT_CLOSED' });
  shop.now += 60_000;
  await shop.tuan.payouts.retry({ payoutId });
  await shop.tuan.payouts.confirm({ payoutId, reference: 'bank-1' });
  const { orderId = '', lineId = '' } = collected[0] ?? {};
  const refund = { orderId, lineId, amount: yuan(2000), reason: '补偿', fault: 'shop' } as const;
  await shop.tuan.orders.refund(refund);
  return { first: statementId, second: await settleUpTo(shop, '2026-12-01') };
}

test('R37, R38: a printed statement goes from the balance before over what was paid to the balance after, to the cent', async () => {
  const { first, second } = await twoStatements();
  const paper = await shop.tuan.statements.print({ statementId: second });
  expect(printedStatementSchema.parse(paper)).toEqual(paper);
  expect(paper).toMatchObject({
    opening: yuan(1300),
    before: [
      { description: { zh: '佣金打款申请' }, reference: null, amount: yuan(-1200), balance: yuan(100) },
      { description: { en: 'Payout failed' }, amount: yuan(1200), balance: yuan(1300) },
      { description: { zh: '佣金已打款' }, reference: 'bank-1', amount: yuan(-1200), balance: yuan(100) },
    ],
    statement: { carried: yuan(100), reversed: yuan(-200), total: yuan(-200), balance: yuan(-100) },
    after: [],
    firstLine: 1,
    lineCount: 1,
    nextCursor: null,
  });
  expect(paper.lines).toMatchObject([
    { kind: 'reversed', amount: yuan(-200), net: yuan(10_000), refund: yuan(2000) },
  ]);
  const earlier = await shop.tuan.statements.print({ statementId: first });
  expect(earlier).toMatchObject({ opening: yuan(0), before: [], statement: { balance: yuan(1300) } });
  expect(earlier.after).toEqual(paper.before);
});

test('a long statement is printed in parts, the oldest lines first, and each line once', async () => {
  await collectApples(shop, 1, 2, 3);
  const statementId = await settleUpTo(shop, '2026-11-28');
  const whole = await shop.tuan.statements.print({ statementId });
  const dates = whole.lines.map(({ datedAt }) => datedAt);
  expect(dates).toEqual(dates.toSorted());
  const one = await shop.tuan.statements.print({ statementId, limit: 2 });
  expect([one.firstLine, one.lineCount, one.nextCursor]).toEqual([1, 3, '3']);
  const two = await shop.tuan.statements.print({ statementId, limit: 2, cursor: '3' });
  expect([two.firstLine, two.nextCursor]).toEqual([3, null]);
  expect([...one.lines, ...two.lines]).toEqual(whole.lines);
  for (const cursor of ['0', 'x', '-1', '4'])
    await expect(shop.tuan.statements.print({ statementId, cursor })).rejects.toMatchObject({
      code: 'invalid_input',
    });
});

test('a leader prints the own statements only; others do not exist', async () => {
  const { statementId } = await settledApples(shop, 2);
  const own = await shop.tuan.statements.print({ statementId }, { actor: leader });
  expect(own).toEqual(await shop.tuan.statements.print({ statementId }));
  const others = [
    { kind: 'leader', leaderId: planted.otherLeader },
    { kind: 'customer', customerId: planted.customer },
    { kind: 'storefront', keyId: 'key_1' },
  ] as const;
  for (const actor of others)
    await expect(shop.tuan.statements.print({ statementId }, { actor })).rejects.toMatchObject({
      code: 'not_found',
    });
});
