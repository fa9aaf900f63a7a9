import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

let shop: ApiShop;
let round: HttpRound;
let statementId = '';
/** Ten apples are fetched, their claim window is over: a credit of 10.00. */
beforeEach(async () => {
  shop = await apiShop();
  round = new HttpRound(shop);
  const lines = [{ offerId: planted.appleOffer, pieces: 10 }];
  const order = { campaignId: planted.campaign, customer: planted.customer, lines };
  const { id } = await round.buy(order, yuan(10_000), 'till-1');
  await round.bring(planted.campaign, '2026-11-23');
  await round.handOver(id);
  shop.at('2026-11-28T09:00:00+08:00');
  const wish = { leaderId: planted.leader, to: '2026-11-28' };
  ({ statementId } = await round.call<{ statementId: string }>('/statements', wish));
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const leader = async (leaderId: string = planted.leader) => shop.session('leader', leaderId);
const csv = async (path: string, token: string, language = 'zh-CN') => {
  const headers = { 'accept-language': language };
  const { status, body } = await shop.call(`${path}?format=csv`, { token, headers });
  expect([status, path]).toEqual([200, path]);
  return String(body.text).replace('\uFEFF', '').trimEnd().split('\r\n');
};

test('API, R38: a statement is paid once: the same sum again is the same payout, another sum is refused with the one there is', async () => {
  const path = `/statements/${statementId}/payouts`;
  const paid = await round.call<{ id: string }>(path, { amount: yuan(600) });
  expect(await round.call(path, { amount: yuan(600) })).toEqual(paid);
  expect(await round.call(path, {})).toEqual(paid);
  const other = { token: shop.secretKey, body: { amount: yuan(400) } };
  const refused = { code: 'payout_of_statement', payoutId: paid.id, sum: 600 };
  expect(await shop.call(path, other)).toMatchObject({ status: 409, body: refused });
  await round.call(`/payouts/${paid.id}/confirm`, { reference: 'bank-1' });
  expect(await shop.call(path, other)).toMatchObject({ status: 409, body: refused });
  expect(await round.call(`/leaders/${planted.leader}/payouts`, {})).toMatchObject({ amount: yuan(400) });
});

test('API, R41: a payout waits while its leader is suspended, and the refusal speaks of payouts', async () => {
  await round.call(`/leaders/${planted.leader}/suspend`, { reason: '核对账目' });
  const refused = await shop.call(`/statements/${statementId}/payouts`, { token: shop.secretKey, body: {} });
  expect(refused).toMatchObject({
    status: 409,
    body: {
      code: 'leader_unavailable',
      currentStatus: 'suspended',
      detail: expect.stringContaining('payouts'),
    },
  });
  await round.call(`/leaders/${planted.leader}/reinstate`, {});
  expect(await round.call(`/statements/${statementId}/payouts`, {})).toMatchObject({ amount: yuan(1000) });
});

test('API, R38: a transfer that the bank gave back is credit again; leader, sheet and books say so', async () => {
  const path = `/statements/${statementId}/payouts`;
  const { id } = await round.call<{ id: string }>(path, {});
  await round.call(`/payouts/${id}/confirm`, { reference: 'bank-1' });
  shop.at('2026-12-02T09:00:00+08:00');
  const told = { reference: 'bank-1', reason: '账户已注销' };
  const token = await leader();
  expect((await shop.call(`/payouts/${id}/return`, { token, body: told })).status).toBe(403);
  expect(await round.call(`/payouts/${id}/return`, told)).toMatchObject({ id, status: 'returned' });
  expect(
    await shop.call(`/payouts/${id}/return`, {
      token: shop.secretKey,
      body: { ...told, reason: '户名不符' },
    }),
  ).toMatchObject({
    status: 409,
    body: { code: 'payout_returned', reason: '账户已注销' },
  });
  expect((await shop.call('/leader/payouts', { token })).body).toMatchObject({
    data: [{ id, status: 'returned', failure: '账户已注销' }],
  });
  expect((await csv('/payouts', shop.secretKey))[1]).toContain('退汇,bank-1,账户已注销');
  const said = await shop.call(`/leader/payouts/${id}/explain`, { token });
  expect(said).toMatchObject({ status: 200, body: { agrees: true } });
  expect(JSON.stringify(said.body)).toContain('退汇：账户已注销');
  await round.call(`/payouts/${id}/retry`, {});
  expect(await round.call(`/payouts/${id}/confirm`, { reference: 'bank-2' })).toMatchObject({
    status: 'sent',
  });
});

test('API: a leader reads the own payouts: when, by which transfer, and why one failed; nobody else does', async () => {
  const first = await round.call<{ id: string }>(`/statements/${statementId}/payouts`, {});
  await round.call(`/payouts/${first.id}/fail`, { failure: '卡号有误' });
  const token = await leader();
  const failed = { id: first.id, status: 'failed', failure: '卡号有误', leader: '东门小陈妈妈' };
  expect((await shop.call('/leader/payouts', { token })).body).toMatchObject({ data: [failed] });
  expect((await shop.call(`/leader/statements/${statementId}`, { token })).body).toMatchObject({
    payoutId: first.id,
    payoutStatus: 'failed',
  });
  await round.call(`/payouts/${first.id}/retry`, {});
  await round.call(`/payouts/${first.id}/confirm`, { reference: '20261128-7' });
  const sent = { status: 'sent', reference: '20261128-7', settledAt: '2026-11-28T01:00:00.000Z' };
  expect((await shop.call(`/leader/payouts/${first.id}`, { token })).body).toMatchObject(sent);
  const why = await shop.call(`/leader/payouts/${first.id}/explain`, { token });
  expect(why).toMatchObject({ status: 200, body: { agrees: true } });
  const other = { token: await leader(planted.otherLeader) };
  expect((await shop.call('/leader/payouts', other)).body.data).toEqual([]);
  expect((await shop.call(`/leader/payouts/${first.id}`, other)).status).toBe(404);
  expect((await shop.call(`/leader/payouts/${first.id}/explain`, other)).status).toBe(404);
});

test('API, R18: a leader reads what cash the shop says it got, the own alone', async () => {
  const remittance = { amount: yuan(500), reference: 'cash-1' };
  const refused = await shop.call(`/leaders/${planted.leader}/remittances`, {
    token: shop.secretKey,
    body: { ...remittance, amount: yuan(0) },
  });
  expect(refused.status).toBe(422);
  await round.call(`/leaders/${planted.leader}/remittances`, remittance);
  const read = async (leaderId?: string) =>
    (await shop.call('/leader/remittances', { token: await leader(leaderId) })).body.data;
  expect(await read()).toMatchObject([remittance]);
  expect(await read(planted.otherLeader)).toEqual([]);
});

test('API: payouts and statements as files name the leader, by name and by the number of the host shop', async () => {
  const { id } = await round.call<{ id: string }>(`/statements/${statementId}/payouts`, {});
  await round.call(`/payouts/${id}/confirm`, { reference: '001234567890123456' });
  const [headers, row] = await csv('/payouts', shop.secretKey);
  expect(headers).toBe('打款单,团长,团长编号,结算单,金额,币种,状态,流水号,失败原因,发起时间,完成时间');
  expect(row).toBe(
    `${id},东门小陈妈妈,L01,${statementId},10.00,CNY,已打款,001234567890123456,,2026-11-28 09:00,2026-11-28 09:00`,
  );
  const [, english] = await csv('/payouts', shop.secretKey, 'en');
  expect(english).toContain(',10.00,CNY,Sent,');
  const [, statement] = await csv('/statements', shop.secretKey);
  expect(statement).toContain(`${statementId},东门小陈妈妈,L01,,2026-11-28 00:00,`);
  expect(statement).toMatch(/,已打款$/);
  const token = await leader();
  expect((await csv('/leader/payouts', token))[1]).toBe(row);
  expect((await csv(`/leader/statements/${statementId}/lines`, token))[1]).toContain(',苹果,10,100.00,');
});
