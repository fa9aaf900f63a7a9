import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { posted } from '../testing/ready-orders.ts';
import { acceptGoods, chargeSupplier } from '../testing/supplier-goods.ts';

const supplierId = planted.supplier;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  // Goods and charges are planted in the books alone.
  await shop.audit(['supplier_payable']);
  await shop.close();
});

const pay = (amount: number, reference: string) =>
  shop.tuan.supplierPayments.record({ supplierId, amount: yuan(amount), reference });
const giveBack = (amount: number, reference: string) =>
  shop.tuan.supplierRefunds.receive({ supplierId, amount: yuan(amount), reference });
const month = () => shop.tuan.supplierStatements.forecast({ supplierId, month: '2026-11' });

test('R42: goods were paid at once, then 16.00 of a claim: what the supplier hands back closes its account', async () => {
  await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 16_000);
  await pay(16_000, 'cash 1');
  await chargeSupplier(shop, '2026-11-26T09:00:00+08:00', 1600);
  expect(await month()).toMatchObject({ closing: yuan(-1600) });
  const both = await Promise.all([1, 2].map(() => giveBack(1600, 'cash 2')));
  expect(both[0]).toMatchObject({ supplierId, amount: yuan(-1600), reference: 'cash 2' });
  expect(both[1]).toEqual(both[0]);
  expect(await posted(shop, 'supplierRefund.received')).toEqual([
    [1100, 1600],
    [2400, -1600],
  ]);
  expect(await month()).toMatchObject({
    accepted: yuan(16_000),
    recoveries: yuan(1600),
    paid: yuan(14_400),
    closing: yuan(0),
    // Money does not change what was bought.
    volume: yuan(14_400),
  });
  const { data } = await shop.tuan.supplierPayments.list({ supplierId });
  expect(data.map(({ amount }) => amount.amount)).toEqual([-1600, 16_000]);
});

test('R42: a payment that was recorded by mistake is taken back under a reference of its own', async () => {
  await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 100_000);
  await pay(60_000, 'transfer 1');
  await giveBack(60_000, 'transfer 1 was 600, not 60,000');
  await pay(600, 'transfer 1b');
  expect(await month()).toMatchObject({ paid: yuan(600), closing: yuan(99_400) });
});

test('a supplier gives back at most what it was paid in all or owes, also by two calls at once', async () => {
  const above = { code: 'supplier_refund_above_paid', details: { most: yuan(0) } };
  await expect(giveBack(1, 'a')).rejects.toMatchObject(above);
  await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 1000);
  await pay(1000, 'b');
  await expect(giveBack(1001, 'c')).rejects.toMatchObject({ details: { most: yuan(1000) } });
  const two = await Promise.allSettled([giveBack(600, 'd'), giveBack(600, 'e')]);
  expect(two.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  // Charged more than it was ever paid: it owes that.
  await chargeSupplier(shop, '2026-11-26T09:00:00+08:00', 2000);
  expect(await month()).toMatchObject({ paid: yuan(400), closing: yuan(-1400) });
  await giveBack(1400, 'f');
  expect(await month()).toMatchObject({ paid: yuan(-1000), closing: yuan(0) });
  await expect(giveBack(1, 'g')).rejects.toMatchObject(above);
});

test('money back: a used reference, nothing, another currency, an unknown supplier and anyone but the shop are refused', async () => {
  await pay(5000, 'transfer 1');
  await giveBack(100, 'back 1');
  const wish = { supplierId, amount: yuan(100), reference: 'back 2' };
  const refused = (change: object, code: string, options?: object) =>
    expect(shop.tuan.supplierRefunds.receive({ ...wish, ...change }, options)).rejects.toMatchObject({
      code,
    });
  await refused({ reference: 'transfer 1' }, 'supplier_payment_reference_used');
  await refused({ reference: 'back 1', amount: yuan(99) }, 'supplier_payment_reference_used');
  await expect(pay(100, 'back 1')).rejects.toMatchObject({ code: 'supplier_payment_reference_used' });
  await refused({ amount: yuan(0) }, 'invalid_input');
  await refused({ amount: { amount: 1, currency: 'USD' } }, 'currency_mismatch');
  await refused({ supplierId: 'sup_none' }, 'not_found');
  await refused({}, 'not_allowed', { actor: { kind: 'leader', leaderId: planted.leader } });
});
