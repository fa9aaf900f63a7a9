import { readSheet } from '@opentuan/core/sheets';
import { planted } from '@opentuan/core/testing';
import { afterEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';

interface Line {
  readonly number: string;
  readonly orderId: string;
  readonly amount: { readonly amount: number };
}

let shop: ApiShop;
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const receiver = { type: 'personal', account: '2088123412341234', name: '李团长' };

/** Two orders of 100.00 and 30.00 (or as many minor units) at 10 %, fetched and settled on Saturday. */
async function settled(currency = 'CNY', locale = {}): Promise<HttpRound> {
  shop = await apiShop({}, { currency, ...locale });
  const round = new HttpRound(shop);
  await round.call(`/leaders/${planted.leader}/receiver`, receiver, 'PUT');
  for (const pieces of [10, 3]) {
    const money = { amount: pieces * 1000, currency };
    const lines = [{ offerId: planted.appleOffer, pieces }];
    const reference = `420000123420261123000${String(pieces)}`;
    const order = { campaignId: planted.campaign, customer: planted.customer, lines };
    orders.push((await round.buy(order, money, reference)).id);
  }
  await round.bring(planted.campaign, '2026-11-23');
  for (const id of orders.splice(0)) await round.handOver(id);
  return round;
}
const orders: string[] = [];

async function settle(round: HttpRound): Promise<void> {
  shop.at('2026-11-28T09:00:00+08:00');
  await round.call('/statements', { to: '2026-11-28' });
}

async function sheet(path: string, language = 'zh-CN') {
  const answer = await shop.app.request(`/v1${path}`, {
    headers: { authorization: `Bearer ${shop.secretKey}`, 'accept-language': language },
  });
  expect(answer.status).toBe(200);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { text: new TextDecoder().decode(bytes), sheet: await readSheet(bytes) };
}

test('API: nothing is split before its claim window has ended: the preview says until when it waits', async () => {
  const round = await settled();
  const preview = await round.call<{ ready: unknown; data: readonly object[] }>(
    '/settlements/preview?to=2026-11-28',
  );
  expect(preview).toMatchObject({
    ready: { statements: 0, lines: 0 },
    data: [
      { amount: { amount: 1000 }, waitsFor: 'claimWindow', until: '2026-11-26T08:30:00.000Z' },
      { amount: { amount: 300 }, waitsFor: 'claimWindow' },
    ],
  });
  const first = await round.call<{ nextCursor: string }>('/settlements/preview?limit=1');
  expect(await round.call(`/settlements/preview?limit=1&cursor=${first.nextCursor}`)).toMatchObject({
    ready: null,
    data: [{ amount: { amount: 300 } }],
    nextCursor: null,
  });
  expect(await round.call('/settlements', { to: '2026-11-23' })).toMatchObject({ created: 0 });
  shop.at('2026-11-27T09:00:00+08:00');
  await round.call('/tick', {});
  expect(await round.call('/settlements/preview')).toMatchObject({ unsettled: { amount: 1300 }, data: [] });
  await settle(round);
  expect(await round.call('/settlements/preview?to=2026-11-28')).toMatchObject({
    ready: { statements: 1, lines: 2, split: { amount: 1300 } },
    data: [],
  });
});

test('API: a file is made, done in part, failed in part, retried under its number, each row on its own', async () => {
  const round = await settled();
  await settle(round);
  expect(await round.call('/settlements', { to: '2026-11-28' })).toMatchObject({
    created: 1,
    lines: 2,
    split: { amount: 1300 },
    outside: { total: { amount: 0 } },
  });
  const { data: lines } = await round.call<{ data: readonly Line[] }>('/settlements/lines?status=claimed');
  const [small = '', large = ''] = lines
    .toSorted((first, second) => first.amount.amount - second.amount.amount)
    .map(({ number }) => number);
  const results = [{ number: large, reference: 'wx-1' }, { number: 'unknown' }, { number: large }];
  expect(await round.call('/settlements/confirm', { results })).toMatchObject({
    changed: 1,
    refused: 1,
    data: [
      { row: 0, outcome: 'changed', status: 'sent' },
      { row: 1, outcome: 'refused', code: 'settlement_line_unknown', status: null },
      { row: 2, outcome: 'unchanged' },
    ],
  });
  const failure = {
    results: [
      { number: small, failure: 'RECEIVER_HIGH_RISK' },
      { number: large, failure: 'x' },
    ],
  };
  expect(await round.call('/settlements/fail', failure)).toMatchObject({
    data: [
      { outcome: 'changed', status: 'failed' },
      { code: 'settlement_line_status', status: 'sent' },
    ],
  });
  expect(await round.call('/settlements/confirm', { results: [{ number: small }] })).toMatchObject({
    data: [{ outcome: 'refused', code: 'settlement_line_status', status: 'failed' }],
  });
  const retry = { results: [{ number: small }] };
  expect(await round.call('/settlements/retry', retry)).toMatchObject({ changed: 1 });
  expect(await round.call('/settlements/retry', retry)).toMatchObject({ changed: 0, refused: 0 });
  await round.call('/settlements/confirm', { results: [{ number: small }] });
  expect(await round.call(`/leaders/${planted.leader}/commissions`)).toMatchObject({
    settled: { amount: 0 },
    paying: { amount: 0 },
    paid: { amount: 1300 },
  });
  expect(await round.call('/ledger/trial-balance')).toMatchObject({ sum: { amount: 0 } });
});

test.each([
  ['JPY', '1000', '0'],
  ['CNY', '10.00', '0.00'],
  ['KWD', '1.000', '0.000'],
])(
  'API: the sheets of the file and of the journal in %s: decimals of the currency, numbers as texts',
  async (currency, shown) => {
    const round = await settled(currency);
    await settle(round);
    await round.call('/settlements', { to: '2026-11-28' });
    const csv = await sheet('/settlements/lines?format=csv');
    expect(csv.sheet.headers.slice(0, 3)).toEqual(['分账单号', '类型', '支付单号']);
    expect(csv.sheet.rows).toHaveLength(2);
    const row = csv.sheet.rows.find(({ cells }) => cells[7] === '1000')?.cells;
    expect(row?.slice(1, 10)).toEqual([
      '分账',
      '42000012342026112300010',
      '',
      'personal',
      receiver.account,
      receiver.name,
      '1000',
      shown,
      currency,
    ]);
    expect(csv.text).toContain(`,1000,${shown},${currency},`);
    const xlsx = await sheet('/settlements/lines?format=xlsx', 'en');
    expect(xlsx.sheet.rows.find(({ cells }) => cells[7] === '1000')?.cells.slice(2, 6)).toEqual([
      '42000012342026112300010',
      '',
      'personal',
      receiver.account,
    ]);
    const journal = await sheet('/ledger/journal?from=2026-11-01&to=2026-12-01&format=csv');
    expect(journal.sheet.headers.slice(0, 8)).toEqual([
      '日期',
      '凭证号',
      '分录',
      '摘要',
      '科目编号',
      '科目',
      '借方',
      '贷方',
    ]);
    expect(journal.text).toContain('2026-11-23,2026-11-000001,1,订单收款,1100,商城资金,');
    const debits = journal.sheet.rows.map(({ cells }) => Number(cells[6] ?? 0));
    const credits = journal.sheet.rows.map(({ cells }) => Number(cells[7] ?? 0));
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(debits)).toBeCloseTo(sum(credits), 6);
    const balance = await sheet('/ledger/trial-balance?from=2026-11-01&to=2026-12-01&format=csv', 'en');
    expect(balance.text).toContain('Account number,Account,Opening,Debit,Credit,Closing');
  },
);

test('API: the journal as CSV is sent page by page, without an end and with one header', async () => {
  shop = await apiShop();
  const round = new HttpRound(shop);
  for (let count = 0; count < 405; count += 1)
    await shop.tuan.costs.record({
      kind: 'bags',
      amount: { amount: 1, currency: 'CNY' },
      reference: `bags-${String(count)}`,
    });
  const { sheet: file, text } = await sheet('/ledger/journal?from=2026-11-23&to=2026-11-24&format=csv');
  expect(file.rows).toHaveLength(810);
  expect(text.match(/凭证号/g)).toHaveLength(1);
  expect(file.rows.at(-1)?.cells[1]).toBe('2026-11-000405');
  const page = await round.call<{ nextCursor: string }>(
    '/ledger/journal?from=2026-11-23&to=2026-11-24&limit=200',
  );
  expect(page.nextCursor).toMatch(/^\d+~200~/);
});

test('API: accounts are masked, validated, of the shop alone; a leader sees the own file and nothing else', async () => {
  const round = await settled();
  const path = `/leaders/${planted.leader}/receiver`;
  expect(await round.call(path)).toMatchObject({ account: '****1234', name: '李*', type: 'personal' });
  for (const [body, field] of [
    [{ type: 'merchant', account: 'open-id', name: 'x' }, 'account'],
    [{ type: 'merchant', account: '1900000109' }, 'name'],
    [{ type: 'personal', account: 'a b' }, 'account'],
    [{ type: 'shop', account: '1900000109' }, 'type'],
  ] as const) {
    const refused = await shop.call(path, { method: 'PUT', token: shop.secretKey, body });
    expect([refused.status, refused.body]).toMatchObject([422, { fields: [{ path: field }] }]);
  }
  await settle(round);
  await round.call('/settlements', { to: '2026-11-28' });
  const token = await shop.session('leader', planted.leader);
  const own = await shop.call('/leader/settlements/lines', { token });
  expect(own).toMatchObject({ status: 200, body: { data: [{ receiverAccount: '****1234' }, {}] } });
  const other = await shop.session('leader', planted.otherLeader);
  expect((await shop.call('/leader/settlements', { token: other })).body.data).toEqual([]);
  const mine = await shop.call('/leader/settlements', { token });
  const [{ id = '' } = {}] = mine.body.data as readonly { id?: string }[];
  const why = await shop.call(`/leader/settlements/${id}/explain?limit=1`, { token });
  expect(why).toMatchObject({ status: 200, body: { subject: id, agrees: true } });
  expect(why.body.nextCursor).not.toBeNull();
  expect(await shop.call(`/leader/settlements/${id}/explain`, { token: other })).toMatchObject({
    status: 404,
  });
  expect(await round.call(`/settlements/${id}/explain`)).toMatchObject({ agrees: true, nextCursor: null });
  for (const shopOnly of [
    '/settlements/lines',
    '/settlements',
    '/ledger/journal?from=2026-11-01&to=2026-12-01',
  ])
    expect((await shop.call(shopOnly, { token })).status).toBe(403);
  const weak = await shop.makeKey('secret', ['commissions:read']);
  expect((await shop.call('/settlements', { token: weak, body: { to: '2026-11-28' } })).status).toBe(403);
  expect((await shop.call('/settlements/lines', { token: weak })).status).toBe(200);
  expect(await round.call(path, undefined, 'DELETE')).toEqual({ leaderId: planted.leader, removed: true });
  expect((await shop.call(path, { token: shop.secretKey })).status).toBe(404);
});

test('API: a wrong cost is taken back, and what a carrier hands over is listed and in its sheet', async () => {
  shop = await apiShop();
  const round = new HttpRound(shop);
  const amount = { amount: 12_000, currency: 'CNY' };
  const cost = await round.call<{ id: string }>('/costs', { kind: 'van', amount, reference: 'van-1' });
  await round.call(`/costs/${cost.id}/reverse`, { reason: '金额写错' });
  expect((await sheet('/costs?format=csv')).text).toContain('金额写错');
  await round.call('/carrier-remittances', { carrier: '老周货运', amount, reference: 'zhou-1' });
  expect((await sheet('/carrier-remittances?format=csv')).text).toContain('老周货运,120.00,');
  const chart = await round.call<{ data: readonly { number: number; zh: string }[] }>('/ledger/accounts');
  expect(chart.data.find(({ number }) => number === 1500)).toMatchObject({
    zh: '应收承运方',
    normal: 'debit',
  });
  // Recorded and taken back in one month: nothing is left to spread.
  expect(await round.call('/reports/profit?month=2026-11&spreadCosts=true')).toMatchObject({
    total: { otherCosts: { amount: 0 } },
    data: [{ id: null }],
  });
  const refused = await shop.call('/reports/profit?by=leader&spreadCosts=true', { token: shop.secretKey });
  expect(refused).toMatchObject({ status: 422, body: { fields: [{ path: 'spreadCosts' }] } });
});
