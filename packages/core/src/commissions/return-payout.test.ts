import { afterEach, beforeEach, expect, test } from 'vitest';
import { readNotifications } from '../events/read-notifications.ts';
import { readShop } from '../shop/the-shop.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { posted } from '../testing/ready-orders.ts';

let shop: TestShop;
let payoutId = '';
let statementId = '';
const reference = 'transfer 1';
const reason = '账户已注销';
/** Ten apples are collected and settled, 10.00 was paid by the statement; four days later the bank gives it back. */
beforeEach(async () => {
  shop = await testShop();
  await collectApples(shop, 10);
  shop.at('2026-11-28T09:00:00+08:00');
  await shop.tuan.statements.create({ to: '2026-11-28' });
  statementId = (await shop.tuan.statements.list({ leaderId })).data[0]?.id ?? '';
  payoutId = (await shop.tuan.payouts.claim({ statementId })).id;
  await shop.tuan.payouts.confirm({ payoutId, reference });
  shop.at('2026-12-02T09:00:00+08:00');
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const leaderId = planted.leader;
const account = () => shop.tuan.commissions.summary({ leaderId });

test('R38: a transfer that comes back is money and credit again, in its own month; told twice is harmless', async () => {
  const returned = await shop.tuan.payouts.return({ payoutId, reference, reason });
  expect(returned).toMatchObject({
    status: 'returned',
    reference,
    failure: reason,
    settledAt: '2026-12-02T01:00:00.000Z',
  });
  expect(await shop.tuan.payouts.return({ payoutId, reference, reason })).toEqual(returned);
  expect(await posted(shop, 'payout.returned')).toEqual([
    [1100, 1000],
    [2320, -1000],
  ]);
  expect(await account()).toMatchObject({ settled: yuan(1000), paying: yuan(0), paid: yuan(0) });
  expect(await shop.tuan.statements.get({ statementId })).toMatchObject({ payoutStatus: 'returned' });
  expect((await shop.tuan.payouts.list({ status: 'returned' })).data).toEqual([returned]);
});

test('R38: it goes again by another transfer, and a late telling of the first does not take back the second', async () => {
  await shop.tuan.payouts.return({ payoutId, reference, reason });
  expect(await shop.tuan.payouts.retry({ payoutId })).toMatchObject({ status: 'claimed', reference: null });
  await expect(shop.tuan.payouts.confirm({ payoutId, reference })).rejects.toMatchObject({
    code: 'payout_reference_used',
    details: { payoutId },
  });
  const sent = await shop.tuan.payouts.confirm({ payoutId, reference: 'transfer 2' });
  expect(await shop.tuan.payouts.return({ payoutId, reference, reason })).toEqual(sent);
  expect(await account()).toMatchObject({ settled: yuan(0), paid: yuan(1000) });
  await shop.tuan.payouts.return({ payoutId, reference: 'transfer 2', reason: '户名不符' });
  expect(await account()).toMatchObject({ settled: yuan(1000), paid: yuan(0) });
});

test('return payout: another reason for the same, another transfer, one on its way or failed, a late confirmation', async () => {
  const returned = (more: object = {}) => shop.tuan.payouts.return({ payoutId, reference, reason, ...more });
  await expect(returned({ reference: 'transfer 9' })).rejects.toMatchObject({
    code: 'payout_transfer_unknown',
    details: { sentBy: reference },
  });
  await returned();
  await expect(returned({ reason: '户名不符' })).rejects.toMatchObject({
    code: 'payout_returned',
    details: { reason },
  });
  await expect(returned({ reference: 'transfer 9' })).rejects.toMatchObject({ code: 'payout_status' });
  await expect(shop.tuan.payouts.confirm({ payoutId, reference })).rejects.toMatchObject({
    code: 'payout_status',
    details: { status: 'returned' },
  });
  await expect(shop.tuan.payouts.fail({ payoutId, failure: 'x' })).rejects.toMatchObject({
    code: 'payout_status',
  });
  await shop.tuan.payouts.retry({ payoutId });
  await expect(returned({ reference: 'transfer 9' })).rejects.toMatchObject({
    code: 'payout_status',
    details: { status: 'claimed' },
  });
});

test('return payout: two tellings at once have one effect', async () => {
  const tries = await Promise.allSettled([
    shop.tuan.payouts.return({ payoutId, reference, reason }),
    shop.tuan.payouts.return({ payoutId, reference, reason }),
  ]);
  expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect(await account()).toMatchObject({ settled: yuan(1000), paid: yuan(0) });
});

test('R41: of a suspended leader it comes back too, and waits; the next statement carries it', async () => {
  await shop.tuan.leaders.suspend({ leaderId, reason: '休假' });
  await shop.tuan.payouts.return({ payoutId, reference, reason });
  await expect(shop.tuan.payouts.retry({ payoutId })).rejects.toMatchObject({ code: 'leader_unavailable' });
  await shop.tuan.leaders.reinstate({ leaderId });
  expect(await shop.tuan.payouts.explain({ payoutId })).toMatchObject({ agrees: true });
  expect(await shop.tuan.statements.explain({ statementId })).toMatchObject({ agrees: true });
  expect(await shop.tuan.payouts.claim({ leaderId })).toMatchObject({ amount: yuan(1000) });
  await expect(shop.tuan.payouts.retry({ payoutId })).rejects.toMatchObject({ code: 'payout_under_way' });
});

test('return payout: the leader and the shop are told why', async () => {
  await shop.tuan.payouts.return({ payoutId, reference, reason });
  while ((await shop.tuan.notices.collect({})).events > 0);
  const found = await shop.tuan.reader.rows<{ id: string }>(
    `SELECT "id" FROM "notices" WHERE "topic" = 'payout.returned' ORDER BY "receiverKind"`,
  );
  const ids = found.map(({ id }) => id);
  const told = await readNotifications(shop.tuan.reader, await readShop(shop.tuan.reader), ids);
  expect(told.map(({ receiver, texts }) => [receiver.kind, texts])).toEqual([
    [
      'leader',
      {
        zh: '佣金 10.00 被银行退回（账户已注销），已回到您的余额。请核对收款账户，店铺会再付。',
        en: 'The bank gave back your commission of 10.00 (账户已注销). It is your credit again. Please check your account; the shop pays again.',
      },
    ],
    [
      'shop',
      {
        zh: '付给 东门小陈妈妈 的佣金 10.00 被银行退回：账户已注销。请核对账户后重新付款。',
        en: 'The bank gave back the 10.00 paid to 东门小陈妈妈: 账户已注销. Please check the account and pay again.',
      },
    ],
  ]);
});

test('return payout: for the shop alone', async () => {
  const actor = { kind: 'leader', leaderId } as const;
  await expect(shop.tuan.payouts.return({ payoutId, reference, reason }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
