import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';
import {
  deliverApples,
  type Explained,
  linesOf,
  supplierPath as supplier,
  yuan,
} from '../testing/supplier-month.ts';

let shop: ApiShop;
let round: HttpRound;
beforeEach(async () => {
  shop = await apiShop();
  round = new HttpRound(shop);
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('R42: goods paid for in cash are found bad: the supplier hands the money back, once, and its account closes at zero', async () => {
  const { purchaseOrderId } = await deliverApples(shop, round);
  await round.call(`${supplier}/payments`, { amount: yuan(33_000), reference: 'cash 1' });
  await round.call(`/purchase-orders/${purchaseOrderId}/returns`, {
    variantId: planted.apple,
    pieces: 2,
    reason: '烂',
  });
  const back = { amount: yuan(1700), reference: 'cash 2' };
  const answers = [];
  for (let time = 0; time < 2; time += 1)
    answers.push(await shop.call(`${supplier}/refunds`, { token: shop.secretKey, body: back }));
  expect(answers[0]).toMatchObject({
    status: 201,
    body: { amount: yuan(-1700), supplierName: '果然鲜果业' },
  });
  expect(answers[1]?.body).toEqual(answers[0]?.body);
  const more = await shop.call(`${supplier}/refunds`, {
    token: shop.secretKey,
    body: { amount: yuan(31_301), reference: 'cash 3' },
    headers: { 'accept-language': 'zh-CN' },
  });
  expect(more).toMatchObject({
    status: 422,
    body: { code: 'supplier_refund_above_paid', most: yuan(31_300) },
  });
  expect(String(more.body.detail)).toContain('最多');
  const lines = await linesOf(round, '2026-11');
  expect(
    lines
      .slice(-2)
      .map(({ type, countsAs, amount, balance }) => [type, countsAs, amount.amount, balance.amount]),
  ).toEqual([
    ['goods.sentBack', 'recoveries', -1700, -1700],
    ['supplierRefund.received', 'paid', 1700, 0],
  ]);
  const leader = await shop.session('leader', planted.leader);
  expect(await shop.call(`${supplier}/refunds`, { token: leader, body: back })).toMatchObject({
    status: 403,
  });
});

test('R42: a receipt cost typed too high is mended by a note: once, seen in the lines, explained, and in its file', async () => {
  await deliverApples(shop, round);
  const note = {
    effect: 'owedLess',
    amount: yuan(1000),
    campaignId: 'external:today',
    variantId: 'external:F001',
    reason: '第二车单价应为 8.00',
    reference: 'note 1',
  };
  const path = `${supplier}/adjustments`;
  const send = (body: object) => shop.call(path, { token: shop.secretKey, body });
  const first = await send(note);
  expect(first).toMatchObject({ status: 201, body: { effect: 'owedLess', amount: yuan(1000) } });
  expect((await send(note)).body).toEqual(first.body);
  expect(await send({ ...note, amount: yuan(999) })).toMatchObject({
    status: 409,
    body: { code: 'supplier_adjustment_reference_used' },
  });
  expect(await send({ ...note, amount: yuan(32_001), reference: 'note 2' })).toMatchObject({
    status: 422,
    body: { code: 'supplier_adjustment_above_goods', most: yuan(32_000) },
  });
  expect((await linesOf(round, '2026-11')).at(-1)).toMatchObject({
    type: 'supplierAdjustment.recorded',
    reason: note.reason,
    reference: 'note 1',
    balance: yuan(32_000),
  });
  const explained = await round.call<Explained>(`${supplier}/statement/explain?month=2026-11`);
  const back = explained.amounts.find(({ name }) => name === 'supplierStatement.recoveries');
  expect(back?.steps[0]?.text).toBe('供应商差价 今日团：1 笔，10.00 元');
  const file = await shop.call(`${path}?format=csv`, { token: shop.secretKey });
  expect(String(file.body.text)).toContain('果然鲜果业,Less owed,10.00,第二车单价应为 8.00,note 1,');
  const leader = await shop.session('leader', planted.leader);
  expect(await shop.call(path, { token: leader, body: note })).toMatchObject({ status: 403 });
});
