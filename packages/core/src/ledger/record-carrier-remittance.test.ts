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

test('carrier: money handed over lowers what it owes, counts once, and is listed', async () => {
  const wish = { carrier: '老周货运', amount: yuan(1600), reference: 'zhou-1' };
  const first = await shop.tuan.carrierRemittances.record(wish);
  expect(await shop.tuan.carrierRemittances.record(wish)).toEqual(first);
  expect(await posted(shop, 'carrierRemittance.recorded')).toEqual([
    [1100, 1600],
    [1500, -1600],
  ]);
  await expect(shop.tuan.carrierRemittances.record({ ...wish, amount: yuan(1) })).rejects.toMatchObject({
    code: 'carrier_remittance_reference_used',
    details: { carrierRemittanceId: first.id },
  });
  const dollars = { ...wish, reference: 'z', amount: { amount: 1, currency: 'USD' } };
  await expect(shop.tuan.carrierRemittances.record(dollars)).rejects.toMatchObject({
    code: 'currency_mismatch',
  });
  await expect(shop.tuan.carrierRemittances.record({ ...wish, amount: yuan(0) })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  const actor = { kind: 'customer', customerId: planted.customer } as const;
  await expect(shop.tuan.carrierRemittances.record(wish, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.carrierRemittances.list({}, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await shop.tuan.carrierRemittances.record({ ...wish, reference: 'zhou-2', campaignId: planted.campaign });
  expect((await shop.tuan.carrierRemittances.list({ campaignId: planted.campaign })).data).toHaveLength(1);
  expect((await shop.tuan.carrierRemittances.list({ limit: 1 })).data).toMatchObject([
    { reference: 'zhou-2' },
  ]);
});
