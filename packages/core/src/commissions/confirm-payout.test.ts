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

test('R38: confirmed, the money has left; the same call again has the same answer and no effect', async () => {
  const sent = await shop.tuan.payouts.confirm({ payoutId, reference: 'transfer 1' });
  expect(sent).toMatchObject({ status: 'sent', reference: 'transfer 1', amount: yuan(1000) });
  expect(await shop.tuan.payouts.confirm({ payoutId, reference: 'transfer 1' })).toEqual(sent);
  expect(await posted(shop, 'payout.sent')).toEqual([
    [1100, -1000],
    [2330, 1000],
  ]);
  expect(await shop.tuan.commissions.summary({ leaderId })).toMatchObject({
    paying: yuan(0),
    paid: yuan(1000),
  });
});

test('audit 6: a transfer counts once, for ever; a payout is sent once', async () => {
  await shop.tuan.payouts.confirm({ payoutId, reference: 'transfer 1' });
  await expect(shop.tuan.payouts.confirm({ payoutId, reference: 'transfer 2' })).rejects.toMatchObject({
    code: 'payout_status',
  });
  await shop.tuan.remittances.record({ leaderId, amount: yuan(50), reference: 'too much' });
  shop.at('2026-11-29T09:00:00+08:00');
  await shop.tuan.statements.create({ to: '2026-11-29' });
  const next = await shop.tuan.payouts.claim({ leaderId });
  const reused = shop.tuan.payouts.confirm({ payoutId: next.id, reference: 'transfer 1' });
  await expect(reused).rejects.toMatchObject({ code: 'payout_reference_used', details: { payoutId } });
});

test('confirm payout: twice at once with two references only one is sent', async () => {
  const tries = await Promise.allSettled(
    ['a', 'b'].map((reference) => shop.tuan.payouts.confirm({ payoutId, reference })),
  );
  expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});

test('confirm payout: a failed one is retried first; unknown ones and strangers are refused', async () => {
  await shop.tuan.payouts.fail({ payoutId, failure: '账户已注销' });
  await expect(shop.tuan.payouts.confirm({ payoutId, reference: 'a' })).rejects.toMatchObject({
    code: 'payout_status',
    details: { status: 'failed' },
  });
  await expect(shop.tuan.payouts.confirm({ payoutId: 'external:x', reference: 'a' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(shop.tuan.payouts.confirm({ payoutId, reference: '' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  const actor = { kind: 'leader', leaderId } as const;
  await expect(shop.tuan.payouts.confirm({ payoutId, reference: 'a' }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
