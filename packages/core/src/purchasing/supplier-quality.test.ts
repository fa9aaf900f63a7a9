import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { scoreOf } from './supplier-quality.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('quality: 15 of 20 accepted, a correction, and a crate too late: 60 × 75 % + 0 + 0 + 15 = 60', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 12 });
  await freezeToday(shop);
  expect(await shop.tuan.purchaseOrders.supplierQuality({})).toEqual({ data: [] });
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: planted.campaign });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  const correction = {
    purchaseLineId: data[0]?.lines[0]?.id ?? '',
    unitCost: { amount: 810, currency: 'CNY' },
    reason: '涨价',
  };
  await shop.tuan.purchaseOrders.answer({ purchaseOrderId, corrections: [correction] });
  await shop.tuan.purchaseOrders.acceptCorrections({ purchaseOrderId });
  const receive = (accepted: number, rest: object = {}) =>
    shop.tuan.purchaseOrders.receive({
      purchaseOrderId,
      lines: [{ variantId: planted.apple, accepted, ...rest }],
    });
  await receive(12, { rejected: 5, reason: '烂' });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  shop.now += 60_000;
  await receive(3);
  const quality = await shop.tuan.purchaseOrders.supplierQuality({ supplierId: planted.supplier, rounds: 3 });
  expect(quality.data).toMatchObject([
    {
      name: '果然鲜果业',
      rounds: 1,
      ordered: 20,
      accepted: 15,
      rejected: 5,
      acceptedShare: 7500,
      lateRounds: 1,
      correctedRounds: 1,
      claims: 0,
      score: 60,
    },
  ]);
});

test('quality: a supplier without a fault has 100, and what it must bear costs up to 15 points', () => {
  const best = {
    acceptedShare: 10_000,
    rounds: 4,
    lateRounds: 0,
    correctedRounds: 0,
    charged: 0,
    acceptedCost: 10_000,
  };
  expect(scoreOf(best)).toBe(100);
  expect(scoreOf({ ...best, charged: 500 })).toBe(93);
  expect(scoreOf({ ...best, charged: 5000 })).toBe(85);
  expect(scoreOf({ ...best, lateRounds: 2 })).toBe(93);
});

test('quality: for the shop alone; an unknown supplier is not found', async () => {
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.purchaseOrders.supplierQuality({}, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(
    shop.tuan.purchaseOrders.supplierQuality({ supplierId: 'external:nobody' }),
  ).rejects.toMatchObject({ code: 'not_found' });
});
