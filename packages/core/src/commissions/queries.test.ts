import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { collectApples, windowEnd } from '../testing/collected-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const leaderId = planted.leader;
const own = { actor: { kind: 'leader', leaderId } } as const;
const other = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;

test('C13: pending is accrued and not earned; by the clock it is earned, though no job has run (C15)', async () => {
  await collectApples(shop, 3);
  const summary = () => shop.tuan.commissions.summary({ leaderId });
  expect(await summary()).toMatchObject({ pending: yuan(300), earned: yuan(0) });
  shop.at(windowEnd);
  const byClock = await summary();
  expect(byClock).toMatchObject({ pending: yuan(0), earned: yuan(300), settled: yuan(0), debt: yuan(0) });
  await shop.tuan.commissions.earn({});
  expect(await summary()).toEqual(byClock);
});

test('commissions: each says its rate, what it is a rate of, and what decided', async () => {
  const [sold] = await collectApples(shop, 3);
  const { orderId = '', lineId = '' } = sold ?? {};
  await shop.tuan.orders.refund({ orderId, lineId, amount: yuan(1000), reason: '坏果', fault: 'shop' });
  expect((await shop.tuan.commissions.list({}, own)).data).toMatchObject([
    {
      orderId,
      orderLineId: lineId,
      title: '苹果',
      kind: 'sale',
      status: 'accrued',
      basisPoints: 1000,
      perPiece: null,
      base: 'net',
      decidedBy: 'shop',
      pieces: 3,
      paid: yuan(3000),
      refunded: yuan(1000),
      accrued: yuan(300),
      reversed: yuan(100),
      due: yuan(200),
      earnedAt: null,
    },
  ]);
  shop.at(windowEnd);
  const [entry] = (await shop.tuan.commissions.list({ status: 'earned' })).data;
  expect(entry).toMatchObject({ status: 'earned', earnedAt: '2026-11-26T08:00:00.000Z' });
  expect((await shop.tuan.commissions.list({ status: 'accrued' })).data).toEqual([]);
});

test('commissions: pages hold all of them, newest first, without gaps', async () => {
  await collectApples(shop, 1, 2, 3, 1, 2);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await shop.tuan.commissions.list({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const all = (await shop.tuan.commissions.list({})).data.map(({ id }) => id);
  expect(seen).toEqual(all);
  expect(new Set(seen).size).toBe(5);
  await expect(shop.tuan.commissions.list({ cursor: '1; DROP' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test("commissions: a leader's pages hold what the clock says of each status, newest first, without gaps", async () => {
  await collectApples(shop, 1, 2, 3);
  shop.at(windowEnd);
  await shop.tuan.commissions.earn({});
  await shop.plant((work) => {
    // The second is still to be written down as earned, the newest three are waiting for their window, or their payment.
    const rows = [1, 2, 3, 4].map((number) => ({ id: `com_planted_${String(number)}` }));
    for (const [place, { id }] of rows.entries())
      work.statement(
        `INSERT INTO "commission_entries" ("id", "orderLineId", "orderId", "campaignId", "beneficiaryId", "kind", "basisPoints", "base", "status", "earnableAt", "source")
          SELECT ?, "orderLineId", "orderId", "campaignId", "beneficiaryId", 'help', 0, "base", ?, CAST(? AS INTEGER), ?
          FROM "commission_entries" ORDER BY rowid LIMIT 1`,
        [
          id,
          place < 3 ? 'accrued' : 'unpaid',
          place === 0 ? shop.now : place === 1 ? shop.now + 1 : null,
          id,
        ],
      );
  });
  const all = (await shop.tuan.commissions.list({}, own)).data;
  expect(all.map(({ status }) => status)).toEqual([
    'unpaid',
    'accrued',
    'accrued',
    'earned',
    'earned',
    'earned',
    'earned',
  ]);
  for (const status of ['unpaid', 'accrued', 'earned', undefined] as const) {
    const ids: string[] = [];
    for (let cursor: string | undefined; ;) {
      const wish = { limit: 1, ...(status && { status }), ...(cursor !== undefined && { cursor }) };
      const page = await shop.tuan.commissions.list(wish, own);
      ids.push(...page.data.map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    const wanted = all.filter((one) => status === undefined || one.status === status);
    expect(ids).toEqual(wanted.map(({ id }) => id));
  }
  await shop.plant((work) =>
    work.statement(`DELETE FROM "commission_entries" WHERE "id" GLOB 'com_planted_*'`),
  );
});

test("commissions: a leader's page is read from the end of an index, it sorts nothing but what it shows", async () => {
  const watched: string[] = [];
  const { run } = shop.tuan.engine;
  const spy = vi.spyOn(shop.tuan.engine, 'run').mockImplementation((statements, mode) => {
    watched.push(...statements.map(({ sql }) => sql).filter((sql) => sql.includes('"clockStatus"')));
    return run.call(shop.tuan.engine, statements, mode);
  });
  await shop.tuan.commissions.list({}, own);
  spy.mockRestore();
  const plan = await shop.tuan.reader.rows<{ id: number; parent: number; detail: string }>(
    `EXPLAIN QUERY PLAN ${watched[0] ?? ''}`,
    [shop.now, ...Array.from({ length: 3 }, () => leaderId)],
  );
  const looked = plan.filter(({ detail }) => detail.includes('commission_entries_by_beneficiary'));
  expect(looked.map(({ detail }) => detail)).toEqual(
    Array.from(
      { length: 3 },
      () => 'SEARCH t USING COVERING INDEX commission_entries_by_beneficiary (beneficiaryId=? AND status=?)',
    ),
  );
  const sorted = plan.filter(({ detail }) => detail.includes('ORDER BY')).map(({ parent }) => parent);
  for (const { parent } of looked) expect(sorted).not.toContain(parent);
});

test('statements: every line is explained: what it came from, at which rate and why', async () => {
  const [first] = await collectApples(shop, 3, 2);
  shop.at('2026-11-27T12:00:00+08:00');
  const { orderId = '', lineId = '' } = first ?? {};
  await shop.tuan.orders.refund({ orderId, lineId, amount: yuan(1000), reason: '坏果', fault: 'shop' });
  shop.at('2026-11-28T09:00:00+08:00');
  const { statementId } = await shop.tuan.statements.create({ leaderId, to: '2026-11-28' });
  const { data } = await shop.tuan.statements.lines({ statementId: statementId ?? '' }, own);
  expect(data).toMatchObject([
    { kind: 'reversed', amount: yuan(-100), reason: '坏果', orderLineId: lineId, refunded: yuan(1000) },
    {
      kind: 'earned',
      amount: yuan(200),
      title: '苹果',
      pieces: 2,
      net: yuan(2000),
      basisPoints: 1000,
      decidedBy: 'shop',
    },
    { kind: 'earned', amount: yuan(300), orderId, datedAt: '2026-11-26T08:00:00.000Z' },
  ]);
  const sum = data.reduce((total, { amount }) => total + amount.amount, 0);
  expect(await shop.tuan.statements.get({ statementId: statementId ?? '' })).toMatchObject({
    total: yuan(sum),
  });
  const paged = await shop.tuan.statements.lines({ statementId: statementId ?? '', limit: 2 });
  const rest = await shop.tuan.statements.lines({
    statementId: statementId ?? '',
    limit: 2,
    cursor: paged.nextCursor ?? '',
  });
  expect([...paged.data, ...rest.data]).toEqual(data);
});

test('leaders see their own commissions and statements and no others; customers none', async () => {
  await collectApples(shop, 3);
  shop.at('2026-11-28T09:00:00+08:00');
  const { statementId: id } = await shop.tuan.statements.create({ leaderId, to: '2026-11-28' });
  const statementId = id ?? '';
  expect((await shop.tuan.commissions.list({ leaderId }, other)).data).toEqual([]);
  expect((await shop.tuan.statements.list({ leaderId }, other)).data).toEqual([]);
  expect(await shop.tuan.commissions.summary({ leaderId }, other)).toMatchObject({
    leaderId: planted.otherLeader,
    settled: yuan(0),
  });
  await expect(shop.tuan.statements.get({ statementId }, other)).rejects.toMatchObject({ code: 'not_found' });
  await expect(shop.tuan.statements.lines({ statementId }, other)).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await shop.tuan.statements.get({ statementId }, own)).toMatchObject({ id: statementId });
  expect((await shop.tuan.statements.list({ to: '2026-11-28' }, own)).data).toHaveLength(1);
  expect((await shop.tuan.statements.list({ to: '2026-11-27' }, own)).data).toEqual([]);
  for (const read of [
    () => shop.tuan.commissions.list({}, customer),
    () => shop.tuan.commissions.summary({}, customer),
    () => shop.tuan.statements.list({}, customer),
    () => shop.tuan.remittances.list({}, customer),
  ]) {
    await expect(read()).rejects.toMatchObject({ code: 'not_allowed' });
  }
  await expect(shop.tuan.statements.get({ statementId }, customer)).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('commission summary: without a leader the shop sees all of them together, debts and credits apart', async () => {
  await collectApples(shop, 3, {
    pieces: 2,
    leaderId: planted.otherLeader,
    pickupPointId: planted.otherPoint,
  });
  expect(await shop.tuan.commissions.summary({})).toMatchObject({ leaderId: null, pending: yuan(500) });
  await expect(shop.tuan.commissions.summary({ leaderId: 'led_none' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
