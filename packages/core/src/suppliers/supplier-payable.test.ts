import { afterEach, beforeEach, expect, test } from 'vitest';
import { collectApples } from '../testing/collected-orders.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const supplierId = planted.supplier;

/** What the books owe suppliers at an instant, in minor units. */
async function owedAt(at: string): Promise<number> {
  const { accounts } = await shop.tuan.ledger.trialBalance({ at });
  return -(accounts.find(({ number }) => number === 2400)?.balance.amount ?? 0);
}

test('R42: a claim that is the supplier’s fault lowers the payable on the day of its approval, not of the receipt', async () => {
  const [bought] = await collectApples(shop, 3);
  const owed = await owedAt(new Date(shop.now).toISOString());
  const { id: claimId } = await shop.tuan.claims.open({
    orderLineId: bought?.lineId ?? '',
    reason: '不新鲜',
    pieces: 2,
  });
  shop.at('2026-11-26T10:00:00+08:00');
  await shop.tuan.claims.approve({ claimId, amount: yuan(2000), faultShares: { supplier: 10_000 } });
  expect(await owedAt('2026-11-26T09:59:59+08:00')).toBe(owed);
  expect(owed - (await owedAt('2026-11-26T10:00:00+08:00'))).toBe(1600);
  const { data } = await shop.tuan.supplierStatements.list({ supplierId });
  expect(data).toEqual([]);
  expect(await shop.tuan.supplierStatements.forecast({ supplierId, month: '2026-11' })).toMatchObject({
    recoveries: yuan(1600),
  });
});

test('R42: what is the shop’s fault leaves the payable as it is', async () => {
  const [bought] = await collectApples(shop, 3);
  const owed = await owedAt(new Date(shop.now).toISOString());
  const { id: claimId } = await shop.tuan.claims.open({
    orderLineId: bought?.lineId ?? '',
    reason: '不新鲜',
    pieces: 2,
  });
  await shop.tuan.claims.approve({ claimId, amount: yuan(2000), faultShares: { shop: 10_000 } });
  expect(await owedAt(new Date(shop.now).toISOString())).toBe(owed);
});
