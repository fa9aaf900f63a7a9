import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const target = {
  name: '十二月冲量',
  period: { kind: 'month' },
  steps: [
    { threshold: yuan(2000), bonus: yuan(100) },
    { threshold: yuan(3000), basisPoints: 500 },
  ],
};

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function ok(path: string, body?: unknown, wish: object = {}): Promise<Record<string, never>> {
  const answer = await shop.call(path, { token: shop.secretKey, body, ...wish });
  expect([answer.status < 300, answer.body], path).toEqual([true, answer.body]);
  return answer.body as Record<string, never>;
}

const asLeader = async (leaderId: string = planted.leader) => ({
  token: await shop.session('leader', leaderId),
});

test('API, R40: a target is set, seen by the leader, closed once and retired; its results are read by both', async () => {
  const { id } = await ok('/commission-targets', target);
  expect(await ok(`/commission-targets/${id}`)).toMatchObject({ name: '十二月冲量', withholding: null });
  expect(await ok('/leader/targets', undefined, await asLeader())).toMatchObject({
    data: [
      { leaderId: planted.leader, sales: yuan(0), next: { step: 1, missing: yuan(2000), bonus: yuan(100) } },
    ],
  });
  expect(await ok(`/leaders/${planted.leader}/targets`)).toMatchObject({ data: [{ targetId: id }] });
  expect(await ok(`/commission-targets/${id}/preview`)).toMatchObject({
    data: [{ leaderId: planted.leader }, { leaderId: planted.otherLeader }],
  });
  shop.at('2026-12-01T00:00:00+08:00');
  expect(await ok('/commission-targets/close', {})).toMatchObject({ closed: 1, leaders: 2, more: false });
  expect(await ok('/commission-targets/close', {})).toMatchObject({ closed: 0 });
  expect((await ok(`/commission-targets/${id}/results`))['data']).toHaveLength(2);
  expect((await ok('/leader/targets/results', undefined, await asLeader()))['data']).toHaveLength(1);
  expect(await ok(`/commission-targets/${id}/retire`, { running: 'drop' })).toMatchObject({ next: null });
  expect(await ok('/commission-targets?running=true')).toMatchObject({ data: [] });
});

test('API, [S]: withholding is refused without a yes, in the language that was asked for, with the warning in both', async () => {
  const body = { ...target, withholding: { amount: yuan(200) } };
  const headers = { 'accept-language': 'zh-CN' };
  const refused = await shop.call('/commission-targets', { token: shop.secretKey, body, headers });
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'withholding_unacknowledged', detail: expect.stringContaining('不建议') },
  });
  expect(JSON.stringify(refused.body)).toContain('drives them off');
  const acknowledged = { ...target, withholding: { amount: yuan(200), acknowledged: true } };
  expect(await ok('/commission-targets', acknowledged)).toMatchObject({
    withholding: { amount: yuan(200), warning: { 'zh-CN': expect.stringContaining('不建议扣减佣金') } },
  });
});

test('API: levels are set, reviewed and read; a leader sees the own standing and history', async () => {
  const levels = [
    { name: '铜牌', reach: {} },
    { name: '银牌', reach: { sales: yuan(2000) } },
  ];
  expect(await ok('/leader-levels', { graceMonths: 1, levels }, { method: 'PUT' })).toMatchObject({
    graceMonths: 1,
    levels: [{ name: '铜牌' }, { name: '银牌', keep: { sales: yuan(2000) } }],
  });
  expect((await ok('/leader-levels'))['levels']).toHaveLength(2);
  expect(await ok('/leader-levels/preview')).toMatchObject({
    data: [{ tierAfter: '铜牌' }, { tierAfter: '铜牌' }],
  });
  shop.at('2026-12-01T00:00:00+08:00');
  expect(await ok('/leader-levels/review', {})).toMatchObject({ reviewed: 1, promoted: 2 });
  expect(await ok(`/leaders/${planted.leader}/level`)).toMatchObject({
    tier: '铜牌',
    next: { name: '银牌', missing: { sales: yuan(2000) } },
  });
  expect(await ok('/leader/level', undefined, await asLeader())).toMatchObject({ leaderId: planted.leader });
  expect((await ok('/leader/level-changes', undefined, await asLeader()))['data']).toHaveLength(1);
  expect((await ok(`/leaders/${planted.otherLeader}/level-changes`))['data']).toHaveLength(1);
  expect((await ok('/leader-levels/changes'))['data']).toHaveLength(2);
  const unknown = await shop.call(`/leaders/${planted.leader}`, {
    token: shop.secretKey,
    method: 'PATCH',
    body: { tier: '钻石' },
  });
  expect(unknown).toMatchObject({ status: 422, body: { code: 'leader_level_unknown' } });
});

test('API, R40: a neighbour applies by the invite of a leader, who sees the recruit; another leader does not', async () => {
  await ok('/shop', { policies: { referral: { kind: 'once', amount: 5000 } } }, { method: 'PATCH' });
  const customer = { token: await shop.session('customer', planted.otherCustomer) };
  const applied = await ok('/storefront/leaders', { name: '王姐', inviteCode: 'EAST2026' }, customer);
  expect(applied).toMatchObject({ recruitedById: planted.leader });
  await ok(`/leaders/${applied['id']}/approve`, {});
  const seen = { recruitId: applied['id'], recruit: '王姐', amount: yuan(5000), paidAt: null };
  expect(await ok('/leader/referrals', undefined, await asLeader())).toMatchObject({ data: [seen] });
  expect(await ok('/leader/referrals', undefined, await asLeader(planted.otherLeader))).toMatchObject({
    data: [],
  });
  expect(await ok('/referrals')).toMatchObject({ data: [seen] });
});

test.each([
  ['/commission-targets'],
  ['/commission-targets/results'],
  ['/leader-levels'],
  ['/leader-levels/preview'],
  ['/referrals'],
])('API: %s is not for leaders, nor for the storefront', async (path) => {
  for (const token of [(await asLeader()).token, shop.publishableKey]) {
    expect((await shop.call(path, { token })).status).toBeGreaterThanOrEqual(401);
  }
});
