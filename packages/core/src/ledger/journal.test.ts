import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { settledApples } from '../testing/settled-statement.ts';
import { playRound } from '../testing/whole-round.ts';
import { hasWords } from './occasion-words.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
type Entry = Awaited<ReturnType<TestShop['tuan']['ledger']['journal']>>['data'][number];

async function whole(from: string, to: string, limit = 200): Promise<Entry[]> {
  const data: Entry[] = [];
  let cursor: string | undefined;
  do {
    const page = await shop.tuan.ledger.journal({ from, to, limit, ...(cursor ? { cursor } : {}) });
    data.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return data;
}

async function cost(reference: string, at: string): Promise<void> {
  shop.at(at);
  await shop.tuan.costs.record({ kind: 'van', amount: yuan(100), reference });
}

const vouchersOf = (entries: readonly Entry[]) => [...new Set(entries.map(({ voucher }) => voucher))];

test('journal: each voucher balanced, numbered without a gap, with names and words of both languages', async () => {
  await playRound(shop);
  const entries = await whole('2026-11-01', '2026-12-01');
  const vouchers = vouchersOf(entries);
  expect(vouchers).toEqual(vouchers.map((_, index) => `2026-11-${String(index + 1).padStart(6, '0')}`));
  for (const voucher of vouchers) {
    const own = entries.filter((entry) => entry.voucher === voucher);
    expect(
      own.reduce((sum, { debit, credit }) => sum + (debit?.amount ?? 0) - (credit?.amount ?? 0), 0),
    ).toBe(0);
    expect(own.map(({ line }) => line)).toEqual(own.map((_, index) => index + 1));
  }
  const missing = [...new Set(entries.map(({ type }) => type))].filter((type) => !hasWords(type));
  expect(missing).toEqual([]);
  const sale = entries.find(({ account }) => account === 'sales');
  expect(sale).toMatchObject({
    number: 4000,
    zh: '销售',
    en: 'Sales',
    debit: null,
    campaign: { id: planted.campaign },
    leader: { id: planted.leader },
    variant: { externalId: expect.any(String) as string, name: expect.stringContaining('苹果') as string },
    description: { zh: '交货确认收入', en: 'Goods handed over: sale, cost and commission' },
  });
});

test('journal: the same page by page as in one, across months, and dated in the zone of the shop', async () => {
  await cost('a', '2026-11-30T23:59:59.999+08:00');
  await cost('b', '2026-12-01T00:00:00+08:00');
  await cost('c', '2026-12-31T23:00:00+08:00');
  await cost('d', '2027-02-01T09:00:00+08:00');
  const entries = await whole('2026-11-01', '2027-03-01');
  expect(await whole('2026-11-01', '2027-03-01', 1)).toEqual(entries);
  expect(entries.filter(({ debit }) => debit).map(({ date, voucher }) => [date, voucher])).toEqual([
    ['2026-11-30', '2026-11-000001'],
    ['2026-12-01', '2026-12-000001'],
    ['2026-12-31', '2026-12-000002'],
    ['2027-02-01', '2027-02-000001'],
  ]);
  expect(vouchersOf(await whole('2026-12-02', '2027-01-01'))).toEqual(['2026-12-000002']);
});

test('journal: a number never changes, also when another process dates its voucher before the last one', async () => {
  await cost('a', '2026-11-24T10:00:00.005+08:00');
  await cost('b', '2026-11-24T10:00:01+08:00');
  const before = await whole('2026-11-24', '2026-11-25');
  await cost('late', '2026-11-24T10:00:00+08:00');
  const after = await whole('2026-11-24', '2026-11-25');
  expect(after.slice(0, before.length)).toEqual(before);
  expect(vouchersOf(after)).toEqual(['2026-11-000001', '2026-11-000002', '2026-11-000003']);
});

test('journal: what is posted while it is read does not stretch the file', async () => {
  await cost('a', '2026-11-24T10:00:00+08:00');
  await cost('b', '2026-11-24T10:00:01+08:00');
  const first = await shop.tuan.ledger.journal({ from: '2026-11-24', to: '2026-11-25', limit: 1 });
  await cost('c', '2026-11-24T10:00:02+08:00');
  const second = await shop.tuan.ledger.journal({
    from: '2026-11-24',
    to: '2026-11-25',
    limit: 1,
    cursor: first.nextCursor ?? '',
  });
  expect(second).toMatchObject({ data: [{ voucher: '2026-11-000002' }, {}], nextCursor: null });
});

test('journal: of any length of time it reads the months in which something was posted, and ends with the last of them', async () => {
  await cost('a', '2026-11-24T10:00:00+08:00');
  await cost('b', '2026-12-24T10:00:00+08:00');
  const run = shop.tuan.engine.run.bind(shop.tuan.engine);
  let trips = 0;
  shop.tuan.engine.run = (statements, mode) => ((trips += 1), run(statements, mode));
  const first = await shop.tuan.ledger.journal({ from: '0001-01-01', to: '9999-12-31', limit: 200 });
  const cursor = first.nextCursor ?? '';
  const second = await shop.tuan.ledger.journal({ from: '0001-01-01', to: '9999-12-31', limit: 200, cursor });
  expect(trips).toBeLessThan(20);
  expect(vouchersOf([...first.data, ...second.data])).toEqual(['2026-11-000001', '2026-12-000001']);
  expect(second.nextCursor).toBeNull();
});

test('journal: nothing in the period, a wrong period, a strange cursor, a leader', async () => {
  expect(await shop.tuan.ledger.journal({ from: '2020-01-01', to: '2020-02-01' })).toEqual({
    data: [],
    nextCursor: null,
  });
  const period = { from: '2026-11-01', to: '2026-12-01' };
  for (const wrong of [
    { from: '2026-12-01', to: '2026-12-01' },
    { ...period, cursor: 'x' },
    { from: '2026-11-01' },
  ])
    await expect(shop.tuan.ledger.journal(wrong as typeof period)).rejects.toMatchObject({
      code: 'invalid_input',
    });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.ledger.journal(period, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
});

test('trial balance: opening, turnover and closing of a period follow from the balances at its bounds', async () => {
  await settledApples(shop, 10, 3);
  const at = async (instant: string) =>
    (await shop.tuan.ledger.trialBalance({ at: instant })).accounts.map(({ balance }) => balance.amount);
  const period = await shop.tuan.ledger.trialBalance({ from: '2026-11-24', to: '2026-11-27' });
  expect(period.accounts.map(({ opening }) => opening.amount)).toEqual(
    await at('2026-11-23T23:59:59.999+08:00'),
  );
  expect(period.accounts.map(({ balance }) => balance.amount)).toEqual(
    await at('2026-11-26T23:59:59.999+08:00'),
  );
  for (const { opening, debit, credit, balance } of period.accounts)
    expect(balance.amount).toBe(opening.amount + debit.amount - credit.amount);
  expect(period.sum).toEqual(yuan(0));
  expect(period.profit).toEqual(yuan(13_000 - 10_400 - 1300));
});

test('trial balance: to the millisecond, and of one dimension', async () => {
  await cost('a', '2026-11-24T10:00:00.000+08:00');
  const otherCosts = async (input: object) =>
    (await shop.tuan.ledger.trialBalance(input)).accounts.find(({ number }) => number === 6900)?.balance
      .amount;
  expect(await otherCosts({ at: '2026-11-24T09:59:59.999+08:00' })).toBe(0);
  expect(await otherCosts({ at: '2026-11-24T10:00:00.000+08:00' })).toBe(100);
  expect(await otherCosts({ campaignId: planted.campaign })).toBe(0);
  expect(await otherCosts({ leaderId: planted.leader, from: '2026-11-24' })).toBe(0);
  for (const wrong of [
    { at: '2026-11-24T10:00:00Z', from: '2026-11-24' },
    { from: '2026-11-25', to: '2026-11-24' },
  ])
    await expect(shop.tuan.ledger.trialBalance(wrong)).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(shop.tuan.ledger.trialBalance({ leaderId: 'led_x' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('chart of accounts: every account with its names, group and side', async () => {
  const { data } = await shop.tuan.ledger.accounts({});
  expect(data).toHaveLength(22);
  expect(data.find(({ number }) => number === 1500)).toEqual({
    account: 'carrierDue',
    number: 1500,
    zh: '应收承运方',
    en: 'Carrier due',
    group: 'assets',
    normal: 'debit',
  });
  expect(data.filter(({ normal }) => normal === 'credit').map(({ number }) => number)).toEqual([
    2100, 2200, 2300, 2310, 2320, 2330, 2400, 4000, 5100, 5200,
  ]);
});
