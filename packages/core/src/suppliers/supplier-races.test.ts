import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OpenTuan } from '../open-tuan.ts';
import { interleave, planted, testShop, type TestShop } from '../testing/index.ts';
import { acceptGoods, stateMonth } from '../testing/supplier-goods.ts';

const supplierId = planted.supplier;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
  await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 100_000);
});
afterEach(async () => {
  // Goods are planted in the books alone.
  await shop.audit(['supplier_payable']);
  await shop.close();
});

const giveBack = (tuan: OpenTuan, amount: number, reference: string) =>
  tuan.supplierRefunds.receive({ supplierId, amount: yuan(amount), reference });
const adjust = (tuan: OpenTuan, amount: number, reference: string) =>
  tuan.supplierAdjustments.record({
    supplierId,
    effect: 'owedLess',
    amount: yuan(amount),
    reason: '差价',
    reference,
  });
const closing = async () =>
  (await shop.tuan.supplierStatements.forecast({ supplierId, month: '2026-11' })).closing;

test('race: two processes record money back that is together more than was ever paid: one of them is refused', async () => {
  await shop.tuan.supplierPayments.record({ supplierId, amount: yuan(100_000), reference: 'all' });
  interleave(shop, (other) => giveBack(other, 60_000, 'a'), 'beforeWrite');
  await expect(giveBack(shop.tuan, 60_000, 'b')).rejects.toMatchObject({
    code: 'supplier_refund_above_paid',
    details: { most: yuan(40_000) },
  });
  expect(await closing()).toEqual(yuan(60_000));
});

test('race: two processes take more off goods than is owed for them: one of them is refused', async () => {
  interleave(shop, (other) => adjust(other, 60_000, 'a'), 'beforeWrite');
  await expect(adjust(shop.tuan, 60_000, 'b')).rejects.toMatchObject({
    code: 'supplier_adjustment_above_goods',
    details: { most: yuan(40_000) },
  });
  expect(await closing()).toEqual(yuan(40_000));
});

test('race: the same money back and the same adjustment, sent to two processes, count once and answer the same', async () => {
  await shop.tuan.supplierPayments.record({ supplierId, amount: yuan(100_000), reference: 'all' });
  const answers: unknown[] = [];
  interleave(shop, async (other) => answers.push(await giveBack(other, 500, 'a')), 'beforeWrite');
  answers.push(await giveBack(shop.tuan, 500, 'a'));
  interleave(shop, async (other) => answers.push(await adjust(other, 700, 'b')), 'beforeWrite');
  answers.push(await adjust(shop.tuan, 700, 'b'));
  expect([answers[1], answers[3]]).toEqual([answers[0], answers[2]]);
  expect(await closing()).toEqual(yuan(-200));
});

test('race: a rebate that two processes take back is due once more, and received twice at once it is received once', async () => {
  const tiers = [{ threshold: yuan(10_000), basisPoints: 300 }];
  await shop.tuan.rebateTiers.put({ supplierId, mode: 'whole', tiers });
  await stateMonth(shop, '2026-11', '2026-12-01T09:00:00+08:00');
  const due = async () => (await shop.tuan.rebates.list({ supplierId })).due;
  const wish = { supplierId, amount: yuan(3000), setOff: true };
  const { id: rebateId } = await shop.tuan.rebates.receive({ ...wish, reference: 'rebate 1' });
  const back = { supplierId, rebateId, reason: '记错了' };
  interleave(shop, (other) => other.rebates.reverse(back), 'beforeWrite');
  expect(await shop.tuan.rebates.reverse(back)).toMatchObject({ amount: yuan(-3000) });
  expect(await due()).toEqual(yuan(3000));
  interleave(shop, (other) => other.rebates.receive({ ...wish, reference: 'rebate 2' }), 'beforeWrite');
  await expect(shop.tuan.rebates.receive({ ...wish, reference: 'rebate 3' })).rejects.toMatchObject({
    code: 'rebate_above_due',
  });
  expect(await due()).toEqual(yuan(0));
});

test('race: money that comes back and is dated into the month while it is stated is in the statement', async () => {
  await shop.tuan.supplierPayments.record({ supplierId, amount: yuan(100_000), reference: 'all' });
  shop.at('2026-12-01T09:00:00+08:00');
  const lastMonth = { now: Date.parse('2026-11-30T23:59:59+08:00') };
  const wish = { supplierId, amount: yuan(500), reference: 'a' };
  interleave(shop, (other) => other.supplierRefunds.receive(wish, lastMonth), 'beforeWrite');
  expect(await stateMonth(shop, '2026-11')).toMatchObject({ paid: yuan(99_500), closing: yuan(500) });
});
