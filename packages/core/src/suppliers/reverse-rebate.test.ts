import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { acceptGoods } from '../testing/supplier-goods.ts';

const supplierId = planted.supplier;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

let shop: TestShop;
/** A rebate of 1,800.00 is due. */
beforeEach(async () => {
  shop = await testShop();
  const tiers = [{ threshold: yuan(5_000_000), basisPoints: 300 }];
  await shop.tuan.rebateTiers.put({ supplierId, mode: 'whole', tiers });
  await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 6_000_000);
  shop.at('2026-12-01T09:00:00+08:00');
  await shop.tuan.supplierStatements.create({ month: '2026-11' });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('rebate: one that was recorded by mistake is taken back once, in its own month, and is due again', async () => {
  for (const setOff of [true, false]) {
    const reference = `note ${String(setOff)}`;
    const wrong = await shop.tuan.rebates.receive({ supplierId, amount: yuan(900), reference, setOff });
    const { due } = await shop.tuan.rebates.list({ supplierId });
    const reverse = () => shop.tuan.rebates.reverse({ supplierId, rebateId: wrong.id, reason: '金额写错' });
    const both = await Promise.all([reverse(), reverse()]);
    expect(both[0]).toMatchObject({ amount: yuan(-900), setOff });
    expect(both[1]).toEqual(both[0]);
    expect((await shop.tuan.rebates.list({ supplierId })).due).toEqual(yuan(due.amount + 900));
    await expect(
      shop.tuan.rebates.reverse({ supplierId, rebateId: both[0]?.id ?? '', reason: 'x' }),
    ).rejects.toMatchObject({ code: 'rebate_is_reversal' });
    // The reference stays used.
    await expect(
      shop.tuan.rebates.receive({ supplierId, amount: yuan(90), reference, setOff }),
    ).rejects.toMatchObject({ code: 'rebate_reference_used' });
  }
  const { data } = await shop.tuan.supplierStatements.lines({ supplierId, month: '2026-12' });
  expect(data.map(({ type, countsAs, amount }) => [type, countsAs, amount.amount])).toEqual([
    ['rebate.received', 'setOff', -900],
    ['rebate.reversed', 'setOff', 900],
  ]);
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  const wish = { supplierId, rebateId: 'rbt_none', reason: 'x' };
  await expect(shop.tuan.rebates.reverse(wish)).rejects.toMatchObject({ code: 'not_found' });
  await expect(shop.tuan.rebates.reverse(wish, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
});
