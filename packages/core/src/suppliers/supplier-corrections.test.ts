import { afterEach, beforeEach, expect, test } from 'vitest';
import { faultCharged } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { acceptGoods, chargeSupplier, stateMonth } from '../testing/supplier-goods.ts';

const supplierId = planted.supplier;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.close();
});

const putTiers = (threshold: number) =>
  shop.tuan.rebateTiers.put({
    supplierId,
    mode: 'whole',
    tiers: [{ threshold: yuan(threshold), basisPoints: 300 }],
  });
const forecast = (month: string) => shop.tuan.supplierStatements.forecast({ supplierId, month });

test('R42: a month in which money came back and a set-off was taken back is stated, and the books agree: neither is goods', async () => {
  await putTiers(10_000);
  await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 100_000);
  await stateMonth(shop, '2026-11', '2026-12-01T09:00:00+08:00');
  await shop.tuan.supplierPayments.record({ supplierId, amount: yuan(60_000), reference: 'transfer 1' });
  const rebate = { supplierId, amount: yuan(3000), reference: 'rebate 1', setOff: true };
  const { id: rebateId } = await shop.tuan.rebates.receive(rebate);
  await shop.tuan.supplierRefunds.receive({ supplierId, amount: yuan(500), reference: 'back 1' });
  await shop.tuan.rebates.reverse({ supplierId, rebateId, reason: '记错了' });
  expect(await stateMonth(shop, '2026-12', '2027-01-01T09:00:00+08:00')).toMatchObject({
    status: 'frozen',
    accepted: yuan(0),
    paid: yuan(59_500),
    setOff: yuan(0),
    volume: yuan(0),
  });
  await shop.audit(['supplier_payable']);
});

test('R43: less owed for no goods in particular counts in its own month, not in that in which the supplier sent money', async () => {
  await acceptGoods(shop, '2026-09-10T06:00:00+08:00', 100_000);
  await shop.tuan.supplierPayments.record({ supplierId, amount: yuan(60_000), reference: 'transfer 1' });
  shop.at('2026-10-10T09:00:00+08:00');
  await shop.tuan.supplierRefunds.receive({ supplierId, amount: yuan(500), reference: 'back 1' });
  shop.at('2026-11-24T09:00:00+08:00');
  await shop.tuan.supplierAdjustments.record({
    supplierId,
    effect: 'owedLess',
    amount: yuan(2000),
    reason: '月度折让',
    reference: 'note 1',
  });
  expect(await forecast('2026-10')).toMatchObject({ deducted: yuan(0), volume: yuan(0) });
  expect(await forecast('2026-11')).toMatchObject({ deducted: yuan(2000), volume: yuan(-2000) });
  await shop.audit(['supplier_payable']);
});

test('R43: a charge taken back in a month without goods: its rebate is of no goods, and the months of all are stated', async () => {
  await putTiers(0);
  await acceptGoods(shop, '2026-10-10T06:00:00+08:00', 100_000);
  await stateMonth(shop, '2026-10', '2026-11-01T09:00:00+08:00');
  await chargeSupplier(shop, '2026-11-03T09:00:00+08:00', 10_000);
  await stateMonth(shop, '2026-11', '2026-12-01T09:00:00+08:00');
  await shop.plant((work, context) => {
    const about = { supplierId, variantId: planted.apple };
    const occasion = { type: 'fault.reversed', subject: 'planted' };
    postTransaction(work, context, occasion, faultCharged('supplier', -10_000, about));
    return null;
  });
  expect(await stateMonth(shop, '2026-12', '2027-01-01T09:00:00+08:00')).toMatchObject({
    status: 'frozen',
    accepted: yuan(0),
    volume: yuan(10_000),
    rebate: yuan(300),
  });
  await shop.audit(['supplier_payable']);
});
