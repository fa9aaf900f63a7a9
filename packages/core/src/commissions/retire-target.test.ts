import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { tick } from '../tick.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

function create(wish: object) {
  return shop.tuan.commissionTargets.create({
    name: '冲量',
    period: { kind: 'month' },
    steps: [{ threshold: yuan(2000), bonus: yuan(100) }],
    ...wish,
  });
}

test('R40: retired, the running period is still closed, and no further one; dropped, not even that', async () => {
  const kept = await create({ name: '留' });
  const dropped = await create({ name: '弃' });
  const later = await create({ name: '后', validFrom: '2027-01-01' });
  const retire = (targetId: string, running: 'keep' | 'drop') =>
    shop.tuan.commissionTargets.retire({ targetId, running });
  expect(await retire(kept.id, 'keep')).toMatchObject({
    validTo: '2026-11-30T16:00:00.000Z',
    next: kept.next,
  });
  expect(await retire(dropped.id, 'drop')).toMatchObject({ validTo: '2026-10-31T16:00:00.000Z', next: null });
  expect(await retire(later.id, 'keep')).toMatchObject({ next: null });
  expect(await retire(dropped.id, 'keep')).toMatchObject({ next: null });
  shop.at('2027-02-02T09:00:00+08:00');
  await tick(shop.tuan);
  const { data } = await shop.tuan.commissionTargets.results({});
  expect(data.map(({ name }) => name)).toEqual(['留', '留']);
});

test('R40: an unknown target, and anybody but the shop', async () => {
  const { id: targetId } = await create({});
  await expect(shop.tuan.commissionTargets.retire({ targetId: 'tgt_none' })).rejects.toMatchObject({
    code: 'not_found',
  });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.commissionTargets.retire({ targetId }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
