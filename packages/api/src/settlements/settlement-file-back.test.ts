import { readSheet, writeSheet } from '@opentuan/core/sheets';
import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';

/*
 * Whatever stands in the settlement file comes back as it went, whoever wrote it: else a row that nobody touched would keep
 * the results of all others out.
 */

/** A sum that one order can hardly have is written in. */
const against = ['leader_credit', 'settlement_lines', 'settlement_within_statement', 'split_within_cap'];

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop({}, { plantedAgainst: against });
  const round = new HttpRound(shop);
  const receiver = { type: 'personal', account: '2088123412341234', name: '李团长' };
  await round.call(`/leaders/${planted.leader}/receiver`, receiver, 'PUT');
  const lines = [{ offerId: planted.appleOffer, pieces: 3 }];
  const order = { campaignId: planted.campaign, customer: planted.customer, lines };
  const { id } = await round.buy(order, { amount: 3000, currency: 'CNY' }, 'till 1');
  await round.bring(planted.campaign, '2026-11-23');
  await round.handOver(id);
  shop.at('2026-11-28T09:00:00+08:00');
  await round.call('/statements', { to: '2026-11-28' });
  await round.call('/settlements', { to: '2026-11-28' });
});
afterEach(() => shop.close());

async function write(column: string, value: string | number): Promise<void> {
  await shop.tuan.engine.run(
    [{ sql: `UPDATE "settlement_lines" SET "${column}" = ?`, params: [value] }],
    'write',
  );
}

/** The file as it is exported, with cells filled in by their headers, uploaded again. */
async function cameBack(format: 'csv' | 'xlsx', fill: Readonly<Record<string, string>> = {}) {
  const headers = { authorization: `Bearer ${shop.secretKey}`, 'accept-language': 'zh-CN' };
  const file = await shop.app.request(`/v1/settlements/lines?format=${format}`, { headers });
  const sheet = await readSheet(new Uint8Array(await file.arrayBuffer()));
  const rows = sheet.rows.map(({ cells }) => cells.map((cell, at) => fill[sheet.headers[at] ?? ''] ?? cell));
  const body = new Uint8Array(await writeSheet({ headers: sheet.headers, rows, format }));
  const path = '/v1/imports?kind=settlementResults&fileName=results';
  const answer = await shop.app.request(path, { method: 'POST', headers, body });
  return (await answer.json()) as {
    readonly id: string;
    readonly rows: readonly Readonly<Record<string, unknown>>[];
    readonly problems: readonly Readonly<Record<'column' | 'code' | 'message', string>>[];
  };
}

const confirm = async (id: string) =>
  (await shop.call(`/imports/${id}/confirm`, { token: shop.secretKey, body: {} })).status;

test.each([
  ['a formula', '=HYPERLINK("x")'],
  ['a minus', '-4200001'],
  ['an apostrophe', "'4200001"],
  ['an apostrophe before a formula', "'=1"],
  ['full width', '４２０００１'],
  ['a line end', '42\n0001'],
  ['zeros first', '00420001'],
  ['a comma and a quote', '42,"1"'],
  ['the look of a number', '4.20e17'],
  ['emoji', '付款🍎'],
])('a payment reference with %s', async (_, reference) => {
  await write('paymentReference', reference);
  for (const format of ['csv', 'xlsx'] as const) {
    const { problems, rows } = await cameBack(format, { 状态: '成功', 渠道流水号: '30001' });
    expect([format, problems, rows.length]).toEqual([format, [], 1]);
  }
});

test.each([999_999_999, 1_000_000_000, 123_456_789_012])('an amount of %i minor units', async (amount) => {
  await write('amount', amount);
  for (const format of ['csv', 'xlsx'] as const) {
    const { problems, rows } = await cameBack(format, { 状态: '成功' });
    expect(problems).toEqual([]);
    expect(rows[0]?.['amount']).toEqual({ amount, currency: 'CNY' });
  }
});

test('a long reason that was told as JSON comes back without being in the way', async () => {
  const { data } = (await shop.call('/settlements/lines', { token: shop.secretKey })).body as unknown as {
    readonly data: readonly { readonly number: string }[];
  };
  const results = data.map(({ number }) => ({ number, failure: `${'余额不足。'.repeat(90)}\n第二行` }));
  expect((await shop.call('/settlements/fail', { token: shop.secretKey, body: { results } })).status).toBe(
    200,
  );
  for (const format of ['csv', 'xlsx'] as const) {
    const { problems, rows } = await cameBack(format);
    expect([problems, rows.length]).toEqual([[], 1]);
  }
  expect(await confirm((await cameBack('csv')).id)).toBe(200);
});
