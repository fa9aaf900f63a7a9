import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { posted } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const payment = { supplierId: 'external:果然鲜果业', amount: yuan(16_000), reference: 'transfer 1' };

test('record supplier payment: it lowers what is payable, once per reference', async () => {
  const both = await Promise.all([1, 2].map(() => shop.tuan.supplierPayments.record(payment)));
  expect(both[0]).toMatchObject({
    supplierId: planted.supplier,
    amount: yuan(16_000),
    reference: 'transfer 1',
  });
  expect(both[1]).toEqual(both[0]);
  expect(await posted(shop, 'supplierPayment.recorded')).toEqual([
    [1100, -16_000],
    [2400, 16_000],
  ]);
  expect((await shop.tuan.supplierPayments.list({ supplierId: planted.supplier })).data).toEqual([both[0]]);
});

test('record supplier payment: another payment under a used reference, wrong input and strangers are refused', async () => {
  await shop.tuan.supplierPayments.record(payment);
  const refused = (change: object, code: string) =>
    expect(shop.tuan.supplierPayments.record({ ...payment, ...change })).rejects.toMatchObject({ code });
  await refused({ amount: yuan(1) }, 'supplier_payment_reference_used');
  await refused({ amount: yuan(0), reference: 'b' }, 'invalid_input');
  await refused({ amount: { amount: 1, currency: 'USD' }, reference: 'b' }, 'currency_mismatch');
  await refused({ supplierId: 'sup_none', reference: 'b' }, 'not_found');
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.supplierPayments.record(payment, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.supplierPayments.list({}, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
});
