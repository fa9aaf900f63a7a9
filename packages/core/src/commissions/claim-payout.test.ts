import { afterEach, beforeEach, expect, test } from 'vitest';
import { interleave, planted, testShop, type TestShop } from '../testing/index.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { posted } from '../testing/ready-orders.ts';

let shop: TestShop;
let statementId = '';
/** Ten apples are collected and settled: a credit of 10.00. */
beforeEach(async () => {
  shop = await testShop();
  await collectApples(shop, 10);
  shop.at('2026-11-28T09:00:00+08:00');
  statementId = (await shop.tuan.statements.create({ leaderId, to: '2026-11-28' })).statementId ?? '';
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const leaderId = planted.leader;
const payouts = () => shop.tuan.payouts.list({});

test('R38: the settled credit goes on its way before any money is sent', async () => {
  const payout = await shop.tuan.payouts.claim({ statementId });
  expect(payout).toMatchObject({
    leaderId,
    statementId,
    amount: yuan(1000),
    status: 'claimed',
    reference: null,
  });
  expect(await posted(shop, 'payout.claimed')).toEqual([
    [2320, 1000],
    [2330, -1000],
  ]);
  expect(await shop.tuan.commissions.summary({ leaderId })).toMatchObject({
    settled: yuan(0),
    paying: yuan(1000),
    paid: yuan(0),
  });
  expect(await shop.tuan.statements.get({ statementId })).toMatchObject({ payoutId: payout.id });
});

test('R38: asked twice, or twice at once, there is one payout and one answer', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => shop.tuan.payouts.claim({ statementId })));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await shop.tuan.payouts.claim({ statementId })).toEqual(answers[0]);
  expect(await shop.tuan.payouts.claim({ leaderId })).toEqual(answers[0]);
  expect((await payouts()).data).toHaveLength(1);
});

test('R38, race: two processes at once pay once', async () => {
  interleave(shop, (other) => other.payouts.claim({ leaderId }), 'beforeWrite');
  const answer = await shop.tuan.payouts.claim({ leaderId });
  expect((await payouts()).data).toEqual([answer]);
});

test('C6, race: what a statement of another process takes from the credit cannot be paid any more', async () => {
  const [line] = await shop.tuan.reader.rows<{ id: string; orderId: string }>(
    'SELECT "id", "orderId" FROM "order_lines"',
  );
  const back = {
    orderId: line?.orderId ?? '',
    lineId: line?.id ?? '',
    amount: yuan(4000),
    reason: '坏果',
    fault: 'supplier',
  } as const;
  await shop.tuan.orders.refund(back);
  shop.at('2026-11-29T09:00:00+08:00');
  interleave(shop, (other) => other.statements.create({ to: '2026-11-29' }), 'beforeWrite');
  expect(await shop.tuan.payouts.claim({ leaderId })).toMatchObject({ amount: yuan(600) });
});

test('R38: a part may be paid; more than the credit is refused with the highest sum', async () => {
  await expect(shop.tuan.payouts.claim({ leaderId, amount: yuan(1001) })).rejects.toMatchObject({
    code: 'payout_too_high',
    details: { credit: 1000 },
  });
  const part = await shop.tuan.payouts.claim({ leaderId, amount: yuan(400) });
  await expect(shop.tuan.payouts.claim({ leaderId, amount: yuan(600) })).rejects.toMatchObject({
    code: 'payout_under_way',
    details: { payoutId: part.id },
  });
  await expect(shop.tuan.payouts.claim({ statementId })).rejects.toMatchObject({ code: 'payout_under_way' });
  await shop.tuan.payouts.confirm({ payoutId: part.id, reference: 'transfer 1' });
  expect(await shop.tuan.payouts.claim({ statementId })).toMatchObject({ amount: yuan(600) });
});

test('R38: without credit there is nothing to pay', async () => {
  const none = shop.tuan.payouts.claim({ leaderId: planted.otherLeader });
  await expect(none).rejects.toMatchObject({ code: 'payout_too_high', details: { credit: 0 } });
});

test('R41: nothing is paid to a suspended leader; one who has left gets what is due', async () => {
  await shop.tuan.leaders.suspend({ leaderId, reason: '休假' });
  await expect(shop.tuan.payouts.claim({ leaderId })).rejects.toMatchObject({ code: 'leader_unavailable' });
  await shop.tuan.engine.run([
    {
      sql: `UPDATE "leaders" SET "status" = 'left', "version" = "version" + 1 WHERE "id" = ?`,
      params: [leaderId],
    },
  ]);
  expect(await shop.tuan.payouts.claim({ leaderId })).toMatchObject({ amount: yuan(1000) });
  await shop.tuan.engine.run([
    { sql: `UPDATE "leaders" SET "status" = 'suspended' WHERE "id" = ?`, params: [leaderId] },
  ]);
});

test('claim payout: wrong input and strangers are refused', async () => {
  const refused = (input: object, code: string) =>
    expect(shop.tuan.payouts.claim(input)).rejects.toMatchObject({ code });
  await refused({}, 'invalid_input');
  await refused({ leaderId, statementId }, 'invalid_input');
  await refused({ leaderId, amount: yuan(0) }, 'invalid_input');
  await refused({ leaderId, amount: { amount: 1, currency: 'USD' } }, 'currency_mismatch');
  await refused({ statementId: 'sta_none' }, 'not_found');
  const actor = { kind: 'leader', leaderId } as const;
  await expect(shop.tuan.payouts.claim({ leaderId }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});

test('payouts: leaders see their own and no others', async () => {
  const { id: payoutId } = await shop.tuan.payouts.claim({ leaderId });
  const own = { actor: { kind: 'leader', leaderId } } as const;
  const other = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
  const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  expect(await shop.tuan.payouts.get({ payoutId }, own)).toMatchObject({ id: payoutId });
  expect((await shop.tuan.payouts.list({ leaderId: planted.otherLeader }, own)).data).toHaveLength(1);
  await expect(shop.tuan.payouts.get({ payoutId }, other)).rejects.toMatchObject({ code: 'not_found' });
  expect((await shop.tuan.payouts.list({}, other)).data).toEqual([]);
  await expect(shop.tuan.payouts.get({ payoutId }, customer)).rejects.toMatchObject({ code: 'not_found' });
  await expect(shop.tuan.payouts.list({}, customer)).rejects.toMatchObject({ code: 'not_allowed' });
});
