import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { meanwhile } from '../testing/meanwhile.ts';
import { rebateTiers } from './tables.ts';

const supplierId = planted.supplier;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const tier = (threshold: number, basisPoints: number) => ({ threshold: yuan(threshold), basisPoints });

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function eventTypes(): Promise<readonly string[]> {
  const rows = await shop.tuan.reader.rows<{ type: string }>('SELECT "type" AS "type" FROM "events"');
  return rows.map(({ type }) => type);
}

test('rebate tiers: a supplier has none at first', async () => {
  expect(await shop.tuan.rebateTiers.get({ supplierId: 'external:果然鲜果业' })).toEqual({
    supplierId,
    mode: 'whole',
    tiers: [],
  });
});

test('rebate tiers: what was agreed takes the place of what was agreed before', async () => {
  const first = { supplierId: 'external:果然鲜果业', mode: 'whole' as const, tiers: [tier(5_000_000, 300)] };
  await shop.tuan.rebateTiers.put(first);
  const second = { mode: 'marginal' as const, tiers: [tier(0, 100), tier(10_000_000, 500)] };
  expect(await shop.tuan.rebateTiers.put({ supplierId, ...second })).toEqual({ supplierId, ...second });
  expect(await shop.tuan.rebateTiers.get({ supplierId })).toEqual({ supplierId, ...second });
  expect(await shop.tuan.suppliers.get({ supplierId })).toMatchObject({ rebateMode: 'marginal' });
  expect(await shop.tuan.reader.table(rebateTiers, 't."retiredAt" IS NOT NULL')).toHaveLength(1);
  await shop.tuan.rebateTiers.put({ supplierId, mode: 'marginal', tiers: [] });
  expect(await shop.tuan.rebateTiers.get({ supplierId })).toMatchObject({ tiers: [] });
  expect(await eventTypes()).toEqual(['rebateTiers.changed', 'rebateTiers.changed', 'rebateTiers.changed']);
});

test('rebate tiers: the same again changes nothing', async () => {
  const contract = { supplierId, mode: 'marginal' as const, tiers: [tier(5_000_000, 300)] };
  const first = await shop.tuan.rebateTiers.put(contract);
  expect(await shop.tuan.rebateTiers.put(contract)).toEqual(first);
  expect(await eventTypes()).toEqual(['rebateTiers.changed']);
});

test('rebate tiers: of two contracts at once the later one stands, whole', async () => {
  meanwhile(shop, (other) =>
    other.rebateTiers.put({ supplierId, mode: 'whole', tiers: [tier(1, 100), tier(2, 200)] }),
  );
  await shop.tuan.rebateTiers.put({ supplierId, mode: 'whole', tiers: [tier(3, 300)] });
  expect(await shop.tuan.rebateTiers.get({ supplierId })).toMatchObject({ tiers: [tier(3, 300)] });
});

test.each([
  ['tiers.1.threshold', 'not_rising', [tier(5_000_000, 300), tier(5_000_000, 500)]],
  ['tiers.2.threshold', 'not_rising', [tier(1, 1), tier(3, 1), tier(2, 1)]],
  ['tiers.0.basisPoints', 'too_big', [tier(0, 10_001)]],
  ['tiers.0.basisPoints', 'too_small', [tier(0, -1)]],
  ['tiers.0.basisPoints', 'invalid_type', [tier(0, 2.5)]],
  ['tiers.0.threshold.amount', 'custom', [tier(-1, 100)]],
])('rebate tiers: %s is refused as %s', async (path, code, tiers) => {
  await expect(shop.tuan.rebateTiers.put({ supplierId, mode: 'whole', tiers })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [expect.objectContaining({ path, code }) as unknown] },
  });
});

test('R47: a threshold in another currency, an unknown supplier and anyone but the shop are refused', async () => {
  const put = (wish: object, actor?: object) =>
    shop.tuan.rebateTiers.put(
      { supplierId, mode: 'whole', tiers: [], ...wish },
      actor ? { actor: actor as never } : {},
    );
  await expect(
    put({ tiers: [{ threshold: { amount: 1, currency: 'EUR' }, basisPoints: 1 }] }),
  ).rejects.toMatchObject({
    code: 'currency_mismatch',
    details: { fields: [{ path: 'tiers.0.threshold.currency' }] },
  });
  await expect(put({ supplierId: 'external:none' })).rejects.toMatchObject({ code: 'not_found' });
  for (const actor of [
    { kind: 'leader', leaderId: planted.leader },
    { kind: 'customer', customerId: planted.customer },
    { kind: 'storefront', keyId: 'key_1' },
  ]) {
    await expect(put({}, actor)).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(shop.tuan.rebateTiers.get({ supplierId }, { actor: actor as never })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  }
});
