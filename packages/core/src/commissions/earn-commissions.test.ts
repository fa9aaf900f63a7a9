import { afterEach, beforeEach, expect, test } from 'vitest';
import { orderLines } from '../orders/tables.ts';
import { interleave, planted, testShop, type TestShop } from '../testing/index.ts';
import { collectApples, windowEnd } from '../testing/collected-orders.ts';
import { tick } from '../tick.ts';
import { earnEntry } from './earn-entry.ts';
import { commissionEntries } from './tables.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const earn = (limit?: number) => shop.tuan.commissions.earn(limit === undefined ? {} : { limit });

/** What earning writes, without ids. */
async function written(
  name: 'commission_entries' | 'commission_movements' | 'ledger_entries' | 'events' | 'leader_accounts',
) {
  const columns = {
    commission_entries: '"status", "earnedAt", "due", "beneficiaryId"',
    commission_movements: '"leaderId", "kind", "amount", "datedAt", "statementId", "reason", "source"',
    ledger_entries:
      '"account", "amount", "postedAt", "campaignId", "variantId", "supplierId", "leaderId", "communityId", "orderId", "orderLineId", "kind", "reason", "fault"',
    events: '"type", "subject", "occurredAt", "recordedAt", "actor", "data"',
    leader_accounts: '"leaderId", "pending", "earned"',
  }[name];
  const which = {
    events: `WHERE "type" = 'commission.earned'`,
    ledger_entries: 'WHERE "account" IN (2300, 2310)',
  } as Record<string, string>;
  return shop.tuan.reader.rows(`SELECT ${columns} FROM "${name}" ${which[name] ?? ''} ORDER BY ${columns}`);
}

test('R35: earned at the instant in which the claim window ends, not before', async () => {
  await collectApples(shop, 3);
  shop.at('2026-11-26T15:59:59+08:00');
  expect(await earn()).toEqual({ earned: 0, amount: yuan(0), more: false });
  shop.at(windowEnd);
  expect(await earn()).toEqual({ earned: 1, amount: yuan(300), more: false });
  expect(await earn()).toMatchObject({ earned: 0 });
});

test('R35: it is dated by the clock, however late the job comes', async () => {
  await collectApples(shop, 3);
  const end = shop.at(windowEnd);
  shop.at('2026-12-20T09:00:00+08:00');
  await tick(shop.tuan);
  expect(await written('commission_entries')).toMatchObject([{ status: 'earned', earnedAt: end, due: 300 }]);
  expect(await written('commission_movements')).toMatchObject([{ datedAt: end, amount: 300 }]);
  expect(await written('events')).toMatchObject([{ occurredAt: end, recordedAt: shop.now }]);
});

test('R35: a claim opened within the window defers it to the decision', async () => {
  const [first] = await collectApples(shop, 3);
  shop.at('2026-11-26T15:00:00+08:00');
  const claim = await shop.tuan.claims.open({
    orderLineId: first?.lineId ?? '',
    reason: '不新鲜',
    amount: yuan(1000),
  });
  shop.at('2026-11-28T15:00:00+08:00');
  expect(await earn()).toMatchObject({ earned: 0 });
  await shop.tuan.claims.approve({ claimId: claim.id, faultShares: { supplier: 10_000 } });
  const decided = shop.now;
  expect(await earn()).toMatchObject({ earned: 1, amount: yuan(200) });
  expect(await written('commission_movements')).toMatchObject([{ amount: 200, datedAt: decided }]);
});

test('R35: a claim decided within the window does not hold it up: the window end is the later one', async () => {
  const [first] = await collectApples(shop, 3);
  const claim = await shop.tuan.claims.open({
    orderLineId: first?.lineId ?? '',
    reason: '不新鲜',
    amount: yuan(1000),
  });
  await shop.tuan.claims.reject({ claimId: claim.id, reason: '看不出问题' });
  expect(await earn()).toMatchObject({ earned: 0 });
  const end = shop.at(windowEnd);
  await earn();
  expect(await written('commission_movements')).toMatchObject([{ amount: 300, datedAt: end }]);
});

test('R32, R35: a claim that the shop opens after the window takes nothing back from the clock', async () => {
  const [first] = await collectApples(shop, 3);
  const end = shop.at(windowEnd);
  shop.at('2026-11-27T15:00:00+08:00');
  const claim = await shop.tuan.claims.open({
    orderLineId: first?.lineId ?? '',
    reason: '不新鲜',
    amount: yuan(1000),
  });
  await shop.tuan.claims.approve({ claimId: claim.id, faultShares: { supplier: 10_000 } });
  expect(await earn()).toMatchObject({ earned: 0 });
  expect(await written('commission_movements')).toMatchObject([
    { kind: 'earned', amount: 300, datedAt: end },
    { kind: 'reversed', amount: -100, datedAt: shop.now },
  ]);
});

test('R34: a line refunded whole is earned with nothing, and leaves no entry of 0', async () => {
  const [first] = await collectApples(shop, 3);
  const { orderId = '', lineId = '' } = first ?? {};
  await shop.tuan.orders.refund({ orderId, lineId, amount: yuan(3000), reason: '坏果', fault: 'supplier' });
  shop.at(windowEnd);
  expect(await earn()).toMatchObject({ earned: 1, amount: yuan(0) });
  expect(await written('commission_movements')).toEqual([]);
});

test('earn: in chunks, the earliest first, until nothing is left; twice at once has the effect of one', async () => {
  await collectApples(shop, 1, 2, 3);
  shop.at(windowEnd);
  expect(await earn(2)).toMatchObject({ earned: 2, more: true });
  const both = await Promise.all([earn(), earn()]);
  expect(both.map(({ earned }) => earned)).toEqual([1, 0]);
  expect(await written('leader_accounts')).toContainEqual({
    leaderId: planted.leader,
    pending: 0,
    earned: 600,
  });
});

test('earn: what another process earns in between is not told as earned here, as on D1 where requests share no batch', async () => {
  await collectApples(shop, 1, 2);
  shop.at(windowEnd);
  interleave(shop, (other) => other.commissions.earn({ limit: 1 }), 'beforeWrite');
  expect(await earn()).toMatchObject({ earned: 1, more: false });
  expect(await earn()).toMatchObject({ earned: 0, amount: yuan(0) });
});

test('earn: one by one, as before a late refund, writes the same rows as set by set', async () => {
  const tables = [
    'commission_entries',
    'commission_movements',
    'ledger_entries',
    'events',
    'leader_accounts',
  ] as const;
  const play = async (run: () => Promise<unknown>) => {
    await collectApples(shop, 3, 2);
    shop.at(windowEnd);
    await run();
    return Promise.all(tables.map(written));
  };
  const setBySet = await play(() => earn());
  await shop.audit();
  await shop.close();
  shop = await testShop();
  const oneByOne = await play(() =>
    shop.plant((work, context) => {
      for (const line of work.list(orderLines, { campaignId: planted.campaign })) {
        for (const entry of work.list(commissionEntries, { orderId: line.orderId }))
          earnEntry(work, entry, line, context);
      }
      return null;
    }),
  );
  expect(oneByOne).toEqual(setBySet);
});

test('earn: for jobs and the shop alone', async () => {
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.commissions.earn({}, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(earn(0)).rejects.toMatchObject({ code: 'invalid_input' });
});
