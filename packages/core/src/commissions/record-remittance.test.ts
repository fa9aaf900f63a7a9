import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { buyApples, posted } from '../testing/ready-orders.ts';

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

test('R18: cash that a leader hands over is no debt any more', async () => {
  await buyApples(shop, 3, 'cash', {
    payment: { amount: yuan(3000), reference: 'cash', collectedBy: 'leader' },
  });
  const remittance = { leaderId: 'external:L01', amount: yuan(2000), reference: 'envelope 1' };
  const first = await shop.tuan.remittances.record(remittance);
  expect(first).toMatchObject({ leaderId, amount: yuan(2000) });
  expect(await shop.tuan.remittances.record(remittance)).toEqual(first);
  expect(await posted(shop, 'remittance.recorded')).toEqual([
    [1100, 2000],
    [1110, -2000],
  ]);
  expect(await shop.tuan.commissions.summary({ leaderId })).toMatchObject({ cash: yuan(1000) });
  expect((await shop.tuan.remittances.list({ leaderId })).data).toEqual([first]);
});

test('record remittance: a reference counts once; twice at once too', async () => {
  const remittance = { leaderId, amount: yuan(2000), reference: 'envelope 1' };
  const both = await Promise.all([1, 2].map(() => shop.tuan.remittances.record(remittance)));
  expect(both[0]).toEqual(both[1]);
  const other = shop.tuan.remittances.record({ ...remittance, amount: yuan(2001) });
  await expect(other).rejects.toMatchObject({ code: 'remittance_reference_used' });
  expect(await shop.tuan.commissions.summary({ leaderId })).toMatchObject({ cash: yuan(-2000) });
});

test('record remittance: wrong input and strangers are refused', async () => {
  const refused = (change: object, code: string) =>
    expect(
      shop.tuan.remittances.record({ leaderId, amount: yuan(1), reference: 'x', ...change }),
    ).rejects.toMatchObject({ code });
  await refused({ amount: yuan(0) }, 'invalid_input');
  await refused({ amount: { amount: 1, currency: 'USD' } }, 'currency_mismatch');
  await refused({ leaderId: 'external:none' }, 'not_found');
  const own = { actor: { kind: 'leader', leaderId } } as const;
  await expect(
    shop.tuan.remittances.record({ leaderId, amount: yuan(1), reference: 'x' }, own),
  ).rejects.toMatchObject({ code: 'not_allowed' });
});
