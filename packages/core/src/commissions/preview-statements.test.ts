import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { type Collected, collectApples, windowEnd } from '../testing/collected-orders.ts';
import { leaders } from '../leaders/tables.ts';
import { previewSql } from './preview-statements.ts';
import { unsettledSql } from './settle-movements.ts';
import { leaderAccounts } from './tables.ts';

let shop: TestShop;
let sold: Collected;
/** Ten apples for 100.00 at 10 %: a commission of 10.00. */
beforeEach(async () => {
  shop = await testShop();
  const [collected] = await collectApples(shop, 10);
  sold = collected ?? { orderId: '', lineId: '' };
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const leaderId = planted.leader;
const own = { actor: { kind: 'leader', leaderId } } as const;
const other = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
const unsettled = (to?: string) => shop.tuan.statements.unsettled({ leaderId, ...(to && { to }) });

test('R37: a preview says what the statement then says, though no job has earned anything; it writes nothing', async () => {
  shop.at('2026-11-28T09:00:00+08:00');
  const { data } = await shop.tuan.statements.preview({ to: '2026-11-28' });
  expect(data).toMatchObject([{ leader: '东门小陈妈妈', leaderExternalId: 'L01', movements: 1 }]);
  expect(await shop.tuan.statements.preview({ to: '2026-11-28' })).toMatchObject({ data });
  const { data: lines } = await unsettled('2026-11-28');
  await shop.tuan.statements.create({ to: '2026-11-28' });
  const [statement] = (await shop.tuan.statements.list({})).data;
  for (const name of ['carried', 'earned', 'total', 'cashSetOff', 'balance', 'from', 'to'] as const)
    expect([name, data[0]?.[name]]).toEqual([name, statement?.[name]]);
  const { data: settled } = await shop.tuan.statements.lines({ statementId: statement?.id ?? '' });
  const [line] = settled;
  expect(lines).toEqual([{ ...line, id: expect.any(String) }]);
  expect(await shop.tuan.statements.preview({ to: '2026-11-28' })).toEqual({ data: [], nextCursor: null });
  expect((await unsettled()).data).toEqual([]);
});

test('R33, R36: what goes back after the statement, and what is charged, is seen before the next one takes it', async () => {
  shop.at('2026-11-28T09:00:00+08:00');
  await shop.tuan.statements.create({ to: '2026-11-28' });
  const claim = { orderLineId: sold.lineId, reason: '磕坏了', amount: yuan(5000) };
  const { id: claimId } = await shop.tuan.claims.open(claim);
  await shop.tuan.claims.approve({ claimId, faultShares: { leader: 10_000 } });
  const { data: lines } = await unsettled();
  const byKind = Object.fromEntries(lines.map(({ kind, amount }) => [kind, amount.amount]));
  expect(byKind).toEqual({ fault: -4000, reversed: -500 });
  const why = { title: '苹果', reasonTexts: { zh: '售后：磕坏了', en: 'a claim: 磕坏了' } };
  expect(lines).toMatchObject([why, why]);
  const preview = { carried: yuan(1000), reversed: yuan(-500), charged: yuan(-4000), balance: yuan(-3500) };
  expect(await shop.tuan.statements.preview({}, own)).toMatchObject({
    data: [{ ...preview, to: null, movements: 2 }],
  });
  // The day is not over: a statement up to this morning has none of it yet.
  expect((await shop.tuan.statements.preview({ to: '2026-11-28' })).data).toEqual([]);
  expect((await unsettled('2026-11-28')).data).toEqual([]);
});

test('R18: cash alone has a preview, and nobody who has nothing to say', async () => {
  await shop.tuan.statements.preview({});
  expect((await shop.tuan.statements.preview({})).data).toEqual([]);
  shop.at(windowEnd);
  expect(await shop.tuan.statements.preview({})).toMatchObject({ data: [{ total: yuan(1000) }] });
  await shop.plant((work) => {
    work.statement('UPDATE "leader_accounts" SET "cash" = 300 WHERE "leaderId" = ?', [leaderId]);
  });
  expect(await shop.tuan.statements.preview({})).toMatchObject({
    data: [{ cashSetOff: yuan(300), balance: yuan(700) }],
  });
  await shop.plant((work) => {
    work.statement('UPDATE "leader_accounts" SET "cash" = 0 WHERE "leaderId" = ?', [leaderId]);
  });
});

test('pages follow one another; another leader, a customer and a day to come see nothing', async () => {
  shop.at(windowEnd);
  const first = await shop.tuan.statements.unsettled({ leaderId, limit: 1 });
  expect(first).toMatchObject({ data: [{}], nextCursor: null });
  expect((await shop.tuan.statements.unsettled({}, other)).data).toEqual([]);
  expect((await shop.tuan.statements.preview({ leaderId }, other)).data).toEqual([]);
  const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  await expect(shop.tuan.statements.preview({}, customer)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(shop.tuan.statements.unsettled({}, customer)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(shop.tuan.statements.unsettled({})).rejects.toMatchObject({ code: 'invalid_input' });
  for (const wish of [
    { to: '2026-12-24', code: 'statement_period' },
    { cursor: 'led~1', code: 'invalid_input' },
  ]) {
    const { code, ...input } = wish;
    await expect(shop.tuan.statements.preview(input)).rejects.toMatchObject({ code });
  }
});

test('R40: bonuses say in each language for what they are: a target with its period and sales', async () => {
  const { tuan } = shop;
  await tuan.commissionTargets.create({
    name: '冲量',
    period: { kind: 'dates', from: '2026-11-24', to: '2026-11-27' },
    steps: [{ threshold: yuan(5000), bonus: yuan(300) }],
  });
  shop.at('2026-11-28T09:00:00+08:00');
  await tuan.commissionTargets.close({});
  const { data } = await unsettled();
  const bonus = data.find(({ kind }) => kind === 'bonus');
  expect(bonus?.reasonTexts.zh).toMatch(/^目标「冲量」2026-11-24.*，销售额 100\.00 元$/);
  expect(bonus?.reasonTexts.en).toMatch(/^Target “冲量”, 2026-11-24.*, sales 100\.00 CNY$/);
  expect(bonus?.reasonTexts.en).not.toMatch(/目标|销售/);
});

const planOf = async (sql: string) => {
  const params = [shop.now, leaderId];
  const plan = await shop.tuan.reader.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params);
  return plan.map(({ detail }) => detail).join('\n');
};

test("what a leader's next statement says is read along the indexes of the leader, not from what all leaders wait for", async () => {
  const one = await planOf(unsettledSql(leaderId));
  expect(one).toContain('commission_movements_unsettled (leaderId=? AND datedAt<?)');
  // Not by time: what was earned years ago is read no more.
  expect(one).toContain('commission_entries_by_beneficiary (beneficiaryId=? AND status=?)');
  expect(one).not.toMatch(/SCAN a\b/);
  expect(await planOf(unsettledSql(undefined))).toContain('commission_entries_earnable');
});

test('a page of the preview of all leaders sums up the leaders of that page, not what everybody waits for', async () => {
  for (const plan of [await planOf(previewSql(undefined)), await planOf(previewSql(leaderId))]) {
    expect(plan).toContain('SEARCH m USING INDEX commission_movements_unsettled (leaderId=? AND datedAt<?)');
    expect(plan).toContain(
      'SEARCH e USING INDEX commission_entries_by_beneficiary (beneficiaryId=? AND status=?)',
    );
    expect(plan).not.toMatch(/commission_entries_earnable|SCAN (m|e|commission_\w+)\b/);
  }
});

test('R37: pages of one leader each say together what one page says of all: movements, cash, credit, or nothing at all', async () => {
  shop.at(windowEnd);
  await shop.plant((work) => {
    const add = (id: string, sums: { settled?: number; cash?: number }) => {
      work.insert(leaders, { id, name: id, status: 'active', appliedAt: 1 });
      work.insert(leaderAccounts, { leaderId: id, ...sums });
    };
    add('few_a_nothing', {});
    add('few_b_creditor', { cash: -100 });
    add('few_c_owes', { cash: 100 });
    add('few_d_setOff', { cash: 100, settled: 40 });
    add('few_e_credit', { settled: 40 });
    add('few_zz_gone', { cash: -5 });
  });
  const all = await shop.tuan.statements.preview({});
  const said = all.data.map((one) => one.leaderId);
  expect(said).toEqual(['few_b_creditor', 'few_d_setOff', 'few_zz_gone', leaderId]);
  const paged = [];
  for (let cursor: string | undefined; ;) {
    const page = await shop.tuan.statements.preview({ limit: 1, ...(cursor !== undefined && { cursor }) });
    paged.push(...page.data);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all.data);
  await shop.plant((work) => {
    work.statement(`DELETE FROM "leader_accounts" WHERE "leaderId" GLOB 'few_*'`);
  });
});
