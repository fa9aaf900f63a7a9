import { afterEach, beforeEach, expect, test } from 'vitest';
import * as postings from '../ledger/postings.ts';
import type { Posting } from '../ledger/post-transaction.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { plantPostings } from '../testing/plant-postings.ts';
import { playRound } from '../testing/whole-round.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(() => shop.close());

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const about = {
  campaignId: planted.campaign,
  variantId: planted.apple,
  supplierId: planted.supplier,
  leaderId: planted.leader,
};
const lost = (amount: number, kind: string, reason: string, fault: string) =>
  postings.goodsLost(amount, { ...about, kind, reason, fault });

const post = (...rows: readonly Posting[][]) => plantPostings(shop, ...rows);

/** Goods of 800.00 accepted, 80.00 of them lost, the rest sold for 1,000.00. */
async function plantTenPercent(): Promise<void> {
  const commissions = [{ amount: 5000, about }];
  await post(
    postings.goodsAccepted(80_000, about),
    lost(5000, 'transport', '压坏', 'carrier'),
    lost(3000, 'sorting', '不新鲜', 'supplier'),
    postings.lineCompleted({ left: 100_000, discount: 0, cost: 72_000, commissions, about }),
  );
}

test('section 4, shrinkage rate: 80 of 800 is 10 %; brought down to 5 % it is 40.00 more, 4.0 points on 1,000 [S]', async () => {
  await plantTenPercent();
  const report = await shop.tuan.reports.shrinkage({});
  expect(report.total).toEqual({
    lost: yuan(8000),
    accepted: yuan(80_000),
    rateBasisPoints: 1000,
    netSales: yuan(100_000),
    profit: yuan(15_000),
    marginBasisPoints: 1500,
  });
  expect(report.effect).toEqual({
    targetBasisPoints: 500,
    lost: yuan(4000),
    gain: yuan(4000),
    points: 400,
    profit: yuan(19_000),
    marginBasisPoints: 1900,
  });
});

test.each([
  ['reason', ['压坏', '不新鲜']],
  ['stage', ['transport', 'sorting']],
  ['fault', ['carrier', 'supplier']],
] as const)('shrinkage by %s: the largest loss first, with its share and rate', async (by, keys) => {
  await plantTenPercent();
  const { data } = await shop.tuan.reports.shrinkage({ by, campaignId: 'external:today' });
  expect(data).toEqual([
    { id: keys[0], label: keys[0], lost: yuan(5000), shareBasisPoints: 6250, rateBasisPoints: 625 },
    { id: keys[1], label: keys[1], lost: yuan(3000), shareBasisPoints: 3750, rateBasisPoints: 375 },
  ]);
});

test('shrinkage by supplier and variant: the rate is by what was accepted of each', async () => {
  await plantTenPercent();
  await post(postings.goodsAccepted(20_000, { ...about, variantId: planted.egg }));
  const { data } = await shop.tuan.reports.shrinkage({ by: 'variant' });
  expect(data).toMatchObject([{ id: planted.apple, label: '苹果', rateBasisPoints: 1000 }]);
  const bySupplier = await shop.tuan.reports.shrinkage({ by: 'supplier' });
  expect(bySupplier.data).toMatchObject([{ label: '果然鲜果业', rateBasisPoints: 800 }]);
});

test('C16: rejected goods are no shrinkage; what is charged, paid or set off does not change what was accepted', async () => {
  await plantTenPercent();
  await post(
    postings.faultCharged('supplier', 3000, about),
    postings.supplierPaid(10_000, { ...about, kind: 'payment' }),
    postings.goodsAccepted(-8000, about),
  );
  const { total } = await shop.tuan.reports.shrinkage({});
  expect(total).toMatchObject({ accepted: yuan(72_000), lost: yuan(8000), rateBasisPoints: 1111 });
});

test('shrinkage: the loss of a round by its verbs is that of the profit report', async () => {
  await playRound(shop);
  const { total } = await shop.tuan.reports.shrinkage({ month: '2026-11', targetBasisPoints: 0 });
  const profit = await shop.tuan.reports.profit({ month: '2026-11' });
  expect(total).toMatchObject({ lost: profit.total.shrinkage, profit: profit.total.profit });
});

test('shrinkage: nothing accepted, no rate and no effect; unknown campaigns and strangers are refused', async () => {
  expect(await shop.tuan.reports.shrinkage({})).toMatchObject({
    total: { rateBasisPoints: null },
    effect: null,
    data: [],
  });
  const refused = (input: object, code: string, actor?: object) =>
    expect(shop.tuan.reports.shrinkage(input, actor ? { actor: actor as never } : {})).rejects.toMatchObject({
      code,
    });
  await refused({ campaignId: 'external:none' }, 'not_found');
  await refused({ targetBasisPoints: 10_001 }, 'invalid_input');
  await refused({}, 'not_allowed', { kind: 'leader', leaderId: planted.leader });
});
