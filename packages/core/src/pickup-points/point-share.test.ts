import { afterEach, beforeEach, expect, test } from 'vitest';
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
const declare = (share: unknown) =>
  shop.tuan.pickupPoints.upsert({
    pickupPoints: [
      { externalId: 'P02', name: '幸福里西区便利店', address: '文一西路1500号', share } as never,
    ],
  });
const shown = async (actor?: object) =>
  (
    await shop.tuan.pickupPoints.get(
      { pickupPointId: planted.otherPoint },
      actor && { actor: actor as never },
    )
  ).share;

test('point: its share is declared with it, kept while nothing is said of it, and taken off again', async () => {
  expect(await shown()).toBeNull();
  await declare({ basisPoints: 200, from: 'leader' });
  expect(await shown()).toEqual({ basisPoints: 200, perPiece: null, from: 'leader' });
  await declare(undefined);
  expect(await shown()).toEqual({ basisPoints: 200, perPiece: null, from: 'leader' });
  await declare({ perPiece: yuan(30), from: 'shop' });
  expect(await shown()).toEqual({ basisPoints: null, perPiece: yuan(30), from: 'shop' });
  await declare(null);
  expect(await shown()).toBeNull();
});

test('point: leaders see the share before they send neighbours there, shoppers do not', async () => {
  await declare({ basisPoints: 200, from: 'shop' });
  expect(await shown({ kind: 'leader', leaderId: planted.leader })).toMatchObject({ basisPoints: 200 });
  expect(await shown({ kind: 'customer', customerId: planted.customer })).toBeUndefined();
  expect(await shown({ kind: 'storefront', keyId: 'key' })).toBeUndefined();
  const { data } = await shop.tuan.pickupPoints.list(
    {},
    { actor: { kind: 'storefront', keyId: 'key' } as never },
  );
  expect(data.flatMap((point) => Object.keys(point))).not.toContain('share');
});

test('point: a share that passes the cap, in another currency, or neither rate nor sum is refused', async () => {
  await expect(declare({ basisPoints: 3001, from: 'leader' })).rejects.toMatchObject({
    code: 'commission_share_too_high',
    details: { parts: [{ part: 'point', basisPoints: 3001 }] },
  });
  await expect(declare({ perPiece: { amount: 1, currency: 'USD' }, from: 'shop' })).rejects.toMatchObject({
    code: 'currency_mismatch',
  });
  for (const share of [
    { from: 'shop' },
    { basisPoints: 1 },
    { basisPoints: 1, perPiece: yuan(1), from: 'shop' },
  ])
    await expect(declare(share)).rejects.toMatchObject({ code: 'invalid_input' });
});
