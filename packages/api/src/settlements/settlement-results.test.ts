import { writeSheet } from '@opentuan/core/sheets';
import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';

/*
 * The settlement file goes to the provider and comes back in the same columns with what became of each line.
 */

let shop: ApiShop;
let round: HttpRound;
afterEach(async () => {
  await shop.audit();
  await shop.close();
});
beforeEach(() => play('CNY'));

/** Two splits of 10.00 and 3.00 that wait for the provider. */
async function play(currency: string): Promise<void> {
  shop = await apiShop({}, { currency });
  round = new HttpRound(shop);
  const receiver = { type: 'personal', account: '2088123412341234', name: '李团长' };
  await round.call(`/leaders/${planted.leader}/receiver`, receiver, 'PUT');
  const ids: string[] = [];
  for (const pieces of [10, 3]) {
    const lines = [{ offerId: planted.appleOffer, pieces }];
    const order = { campaignId: planted.campaign, customer: planted.customer, lines };
    const money = { amount: pieces * 1000, currency };
    ids.push((await round.buy(order, money, `420000123420261123000${String(pieces)}`)).id);
  }
  await round.bring(planted.campaign, '2026-11-23');
  for (const id of ids) await round.handOver(id);
  shop.at('2026-11-28T09:00:00+08:00');
  await round.call('/statements', { to: '2026-11-28' });
  await round.call('/settlements', { to: '2026-11-28' });
}

type Cells = string[];
interface Table {
  readonly headers: Cells;
  readonly rows: readonly Cells[];
}

/** The file as it is exported; no cell of these has a comma. */
async function file(language = 'zh-CN', query = ''): Promise<Table> {
  const answer = await shop.app.request(`/v1/settlements/lines?format=csv${query}`, {
    headers: { authorization: `Bearer ${shop.secretKey}`, 'accept-language': language },
  });
  const text = (await answer.text()).replace('\uFEFF', '').trim();
  const [headers = [], ...rows] = text.split('\r\n').map((line) => line.split(','));
  return { headers, rows };
}

type Fill = Readonly<Record<string, string>>;

function filled({ headers, rows }: Table, fills: readonly Fill[]): Table {
  return {
    headers,
    rows: rows.map((row, at) => row.map((cell, column) => fills[at]?.[headers[column] ?? ''] ?? cell)),
  };
}

interface Import {
  readonly id: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly problems: readonly Readonly<Record<'column' | 'code' | 'message', string> & { row: number }>[];
}

async function upload(table: Table, format: 'csv' | 'xlsx' = 'csv', token = shop.secretKey) {
  const bytes = await writeSheet({ headers: table.headers, rows: table.rows, format });
  return shop.app.request('/v1/imports?kind=settlementResults&fileName=results', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'accept-language': 'zh-CN' },
    body: new Uint8Array(bytes),
  });
}

const shown = async (table: Table, format: 'csv' | 'xlsx' = 'csv') =>
  (await (await upload(table, format)).json()) as Import;
const problemsOf = async (...fills: readonly Fill[]) =>
  (await shown(filled(await file(), fills))).problems.map(({ row, column, code }) => [row, column, code]);
const confirm = (id: string, token = shop.secretKey) =>
  shop.call(`/imports/${id}/confirm`, { token, body: {} });

const lines = async () =>
  (await round.call<{ data: readonly Readonly<Record<string, unknown>>[] }>('/settlements/lines')).data;
const summary = () => round.call(`/leaders/${planted.leader}/commissions`);
const money = (amount: number, currency = 'CNY') => ({ amount, currency });

test.each([
  ['CSV', 'csv', 'zh-CN', ['状态', '成功', '失败', '渠道流水号', '失败原因']],
  ['workbook', 'xlsx', 'en', ['Status', 'Done', 'Failed', 'Provider reference', 'Failure']],
] as const)(
  'as %s: what was done is paid, what was refused is credit again, in one batch and with the references',
  async (_, format, language, [status, done, failed, reference, failure]) => {
    const table = await file(language);
    const first = { [status]: done, [reference]: '30000102026112800017' };
    const second = { [status]: failed, [failure]: 'NO_AUTH' };
    const preview = await shown(filled(table, [first, second]), format);
    expect([preview.problems, preview.rows.length]).toEqual([[], 2]);
    expect((await lines()).map((line) => line['status'])).toEqual(['claimed', 'claimed']);
    expect((await confirm(preview.id)).body).toMatchObject({ status: 'confirmed', updated: 2, unchanged: 0 });
    const [one, other] = await lines();
    expect(one).toMatchObject({ status: 'sent', reference: '30000102026112800017', failure: null });
    expect(other).toMatchObject({ status: 'failed', reference: null, failure: 'NO_AUTH' });
    expect(await summary()).toMatchObject({ paid: one?.['amount'], settled: other?.['amount'] });
    expect((await confirm(preview.id)).body).toMatchObject({ status: 'confirmed' });
    const again = await shown(filled(table, [first, second]), format);
    expect(again.problems).toMatchObject([{ row: 0, code: 'taken_already' }]);
    expect((await confirm(again.id)).status).toBe(422);
  },
);

test('what still waits is passed over, and the file as it went is no result', async () => {
  const table = await file();
  expect((await shown(table)).problems).toMatchObject([{ row: 0, code: 'nothing_filled_in' }]);
  const { id, rows } = await shown(filled(table, [{}, { 状态: '成功' }]));
  expect(rows).toMatchObject([{ row: 3, result: 'sent', reference: null, attempt: 1 }]);
  await confirm(id);
  // The whole file once more, with what is known already: nothing of it is booked twice.
  const whole = await shown(filled(await file(), [{ 状态: 'SUCCESS' }, {}]));
  expect([whole.problems, whole.rows.length]).toEqual([[], 2]);
  expect((await confirm(whole.id)).body).toMatchObject({ updated: 1, unchanged: 1 });
  expect(await summary()).toMatchObject({ paid: money(1300), settled: money(0) });
});

test('each wrong cell is named by row and column, in Chinese, and nothing is half done', async () => {
  const done = { 状态: '成功' };
  expect(await problemsOf(done, { 状态: '好的' })).toEqual([[3, '状态', 'out_of_range']]);
  expect(await problemsOf(done, { 状态: '失败' })).toEqual([[3, '失败原因', 'missing']]);
  expect(await problemsOf(done, { ...done, 失败原因: 'NO_AUTH' })).toEqual([[3, '失败原因', 'out_of_range']]);
  expect(await problemsOf(done, { 渠道流水号: '3000' })).toEqual([[3, '状态', 'missing']]);
  expect(await problemsOf(done, { ...done, 分账单号: 'sln_none' })).toEqual([
    [3, '分账单号', 'unknown_line'],
  ]);
  expect(await problemsOf(done, { ...done, 最小单位金额: '299', 金额: '2.99' })).toEqual([
    [3, '最小单位金额', 'wrong_amount'],
  ]);
  expect(await problemsOf(done, { ...done, 金额: '9.99' })).toEqual([[3, '金额', 'out_of_range']]);
  expect(await problemsOf(done, { ...done, 金额: '9.999' })).toMatchObject([
    [3, '金额', 'not_an_amount'],
    {},
  ]);
  expect(await problemsOf(done, { ...done, 币种: 'USD' })).toEqual([[3, '币种', 'wrong_currency']]);
  expect(await problemsOf(done, { ...done, 支付单号: '4200' })).toEqual([[3, '支付单号', 'wrong_payment']]);
  const table = filled(await file(), [done, done]);
  const twice = { headers: table.headers, rows: [...table.rows, ...table.rows.slice(0, 1)] };
  expect((await shown(twice)).problems.map(({ row, code }) => [row, code])).toEqual([
    [2, 'duplicate'],
    [4, 'duplicate'],
  ]);
  for (const [at, header] of table.headers.entries()) {
    if (!needed.has(header)) continue;
    const headers = table.headers.with(at, `${header}2`);
    expect((await shown({ headers, rows: table.rows })).problems).toMatchObject([{ code: 'column_missing' }]);
  }
  const bad = await shown(filled(await file(), [done, { ...done, 分账单号: 'sln_none' }]));
  expect(bad.problems[0]?.message).toBe('本店没有这个分账单号。请填写从这里导出的文件。');
  expect(await confirm(bad.id)).toMatchObject({ status: 422, body: { code: 'import_has_problems' } });
  expect((await lines()).map((line) => line['status'])).toEqual(['claimed', 'claimed']);
});
const needed = new Set([
  '分账单号',
  '支付单号',
  '最小单位金额',
  '金额',
  '币种',
  '发起次数',
  '状态',
  '渠道流水号',
  '失败原因',
]);

test('a result of an earlier attempt never undoes the next one, neither from a sheet nor as JSON', async () => {
  const failed = filled(await file(), [{ 状态: '失败', 失败原因: 'NO_AUTH' }]);
  await confirm((await shown(failed)).id);
  const [one] = await lines();
  const number = String(one?.['number']);
  await round.call('/settlements/retry', { results: [{ number }] });
  expect((await lines())[0]).toMatchObject({ status: 'claimed', attempt: 2 });
  // Saved once more by hand, so that its content is another one.
  const late = filled(failed, [{ 失败原因: 'NO AUTH' }]);
  const [problem] = (await shown(late)).problems;
  expect(problem).toMatchObject({
    row: 2,
    column: '发起次数',
    code: 'other_attempt',
    message: '这是第 1 次发起的结果，而这一行已是第 2 次发起。请重新导出。',
  });
  const told = { results: [{ number, failure: 'NO_AUTH', attempt: 1 }] };
  expect(await round.call('/settlements/fail', told)).toMatchObject({
    refused: 1,
    data: [{ code: 'settlement_line_attempt', status: 'claimed' }],
  });
  const again = filled(await file(), [{ 状态: '失败', 失败原因: 'NO_AUTH' }]);
  await confirm((await shown(again)).id);
  expect((await lines())[0]).toMatchObject({ status: 'failed', attempt: 2 });
  expect(await problemsOf({ 状态: '成功', 失败原因: '' })).toEqual([[2, '状态', 'failed_before']]);
});

test('what was done stays done: it cannot fail, nor be done by another reference', async () => {
  const done = filled(await file(), [{ 状态: '成功', 渠道流水号: '3000' }]);
  await confirm((await shown(done)).id);
  expect(await problemsOf({ 状态: '失败', 渠道流水号: '', 失败原因: 'NO_AUTH' })).toEqual([
    [2, '状态', 'done_before'],
  ]);
  expect(await problemsOf({ 渠道流水号: '3001' })).toEqual([[2, '渠道流水号', 'other_reference']]);
});

test('a key needs the scope of commissions, not only that of imports; nobody else can', async () => {
  const table = filled(await file(), [{ 状态: '成功' }]);
  const catalog = await shop.makeKey('secret', ['catalog:write']);
  const refused = await upload(table, 'csv', catalog);
  expect([refused.status, await refused.json()]).toMatchObject([403, { needs: 'commissions:write' }]);
  const { id } = await shown(table);
  expect(await confirm(id, catalog)).toMatchObject({ status: 403, body: { needs: 'commissions:write' } });
  const both = await shop.makeKey('secret', ['catalog:write', 'commissions:write']);
  expect((await confirm(id, both)).status).toBe(200);
  const leader = await shop.session('leader', planted.leader);
  expect((await upload(table, 'csv', leader)).status).toBe(403);
});

test.each(['JPY', 'KWD'])('the file of %s comes back with its own decimals', async (currency) => {
  await shop.close();
  await play(currency);
  const { id, problems } = await shown(filled(await file(), [{ 状态: '成功' }, { 状态: '成功' }]), 'xlsx');
  expect(problems).toEqual([]);
  expect((await confirm(id)).status).toBe(200);
  expect(await summary()).toMatchObject({ paid: money(1300, currency) });
});
